package reporttest

import (
	"math"
	"time"

	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/momentum"
)

// moves are the changes of every KPI of the scope: up or down beyond 12 %,
// steady below 4 %, unclear between.
func (s seeder) moves() {
	var rows [][]any
	for _, k := range s.kpis {
		if k.Kind == catalogue.Table {
			continue
		}
		for i, start := 0, beginning; start.Before(s.asOf); i, start = i+1, start.AddDate(0, 3, 0) {
			for back, comparison := range map[int]string{1: momentum.QoQ, 4: momentum.YoY} {
				if start.AddDate(0, -3*back, 0).Before(collected) {
					continue
				}
				rows = append(rows, s.move(k, i, back, comparison, start))
			}
		}
	}
	s.insert("kpi_changes", rows...)
}

func (s seeder) move(k catalogue.KPI, i, back int, comparison string, start time.Time) []any {
	value := func(i int) float64 {
		row := period{s.edition, k, i, "quarter", beginning.AddDate(0, 3*i, 0), beginning.AddDate(0, 3*i+3, 0)}.row(Scope, "value", "", "", 1, collected, nil)
		return *row[9].(*float64)
	}
	now, base := value(i), value(i-back)
	amplitude := now/base - 1
	if k.Kind == catalogue.Share {
		amplitude = now - base
	}
	var lower, upper, adjusted, p *float64
	verdict, news, reason, days := "", "", "", uint16(0)
	switch running := start.AddDate(0, 3, 0).After(s.asOf); {
	case running:
		days, reason = uint16(s.asOf.Sub(start)/(24*time.Hour)), "the quarter is not over"
	case k.Kind == catalogue.Level || k.Kind == catalogue.Parts:
		reason = "a level is not judged"
	case i-back < 3:
		verdict, reason = momentum.NotEnough, "it is not known how much of the same quarter a year before was received"
	default:
		verdict, news = judge(k, amplitude)
		low, high, chance := amplitude-.11, amplitude+.13, .2*math.Exp(-10*math.Abs(amplitude))
		lower, upper, p = &low, &high, &chance
		if comparison == momentum.QoQ {
			without := amplitude * .8
			adjusted = &without
		}
	}
	return []any{s.id, k.ID, Scope, start, comparison, start.AddDate(0, -3*back, 0), days, &now, &base, &amplitude,
		lower, upper, adjusted, p, p, (*float64)(nil), uint16(8), verdict, news, reason}
}

// judge gives a change its verdict and says what news that is.
func judge(k catalogue.KPI, amplitude float64) (verdict, news string) {
	switch {
	case math.Abs(amplitude) < .04:
		return momentum.Steady, ""
	case math.Abs(amplitude) < .12:
		return momentum.Unclear, ""
	case amplitude > 0:
		verdict = momentum.Up
	default:
		verdict = momentum.Down
	}
	switch {
	case k.Better == catalogue.None || k.Better == catalogue.Target:
	case (amplitude > 0) == (k.Better == catalogue.Higher):
		news = momentum.Good
	default:
		news = momentum.Bad
	}
	return verdict, news
}

// momentum is an index of the scope with three of its areas, and none of the
// child.
func (s seeder) momentum() {
	for i, start := 8, date(2018, 1, 1); !start.AddDate(0, 3, 0).After(s.asOf); i, start = i+1, start.AddDate(0, 3, 0) {
		for comparison, times := range map[string]float64{momentum.YoY: 1, momentum.ThreeYear: 1.5} {
			s.index(comparison, start, math.Exp(times*(.05+.07*math.Sin(float64(i)))))
		}
		s.insert("index_values", []any{
			s.id, Child, start, momentum.YoY, (*float64)(nil), (*float64)(nil), (*float64)(nil), "", (*float64)(nil), (*float64)(nil),
			(*float64)(nil), (*float64)(nil), []string{"products", "website", "social"}, []string{}, []string{}, (*float64)(nil), (*float64)(nil), (*float64)(nil),
			"Products, Website and Social networks are missing: 3 areas are needed", uint16(1),
		})
	}
}

func (s seeder) index(comparison string, start time.Time, value float64) {
	at := func(times float64) *float64 { x := value * times; return &x }
	var entered, none []string
	var matched, before *float64
	if start.Equal(date(2019, 4, 1)) {
		entered, matched, before = []string{"test_pass_share"}, at(.98), at(1.01)
	}
	word := "no clear direction"
	if value > 1/.92 {
		word = "growing"
	}
	s.insert("index_values", []any{
		s.id, Scope, start, comparison, &value, at(.92), at(1.09), word, at(.97), at(1.02), at(.95), at(1.04),
		[]string{"website"}, entered, none, at(1.01), matched, before, "", uint16(1),
	})
	for n, area := range momentum.Areas() {
		s.area(comparison, start, area, value, n)
	}
}

// area has all KPIs of its list but every third; the website has none.
func (s seeder) area(comparison string, start time.Time, area momentum.Area, value float64, n int) {
	present := uint16(0)
	for i, kpi := range area.KPIs {
		takes, reason := area.ID != "website" && i%3 != 2, ""
		var l, v, g, contribution, without *float64
		if takes {
			present++
			give := .01 * float64(3-i)
			l, v, g, contribution, without = &give, &give, &give, &give, &value
		} else {
			reason = "not measured yet"
		}
		s.insert("index_kpis", []any{s.id, Scope, start, comparison, area.ID, kpi, takes, reason, l, v, g, contribution, without})
	}
	var shown, lower, upper *float64
	weight := 0.
	if present > 0 {
		moved := value * (1 + .03*float64(1-n))
		low, high := moved*.9, moved*1.12
		shown, lower, upper, weight = &moved, &low, &high, 1./3
	}
	s.insert("index_areas", []any{s.id, Scope, start, comparison, area.ID, shown, lower, upper, weight, uint16(len(area.KPIs)), present})
}
