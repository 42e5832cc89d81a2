package momentum

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// results are the rows of the four tables, each in the order of its key.
type results struct {
	changes []change
	values  []indexValue
	areas   []indexArea
	kpis    []indexKPI
}

// compute makes all rows from all series.
func compute(all []*series, l list, asOf time.Time) results {
	scopes := make(map[string]map[string]*series)
	for _, s := range all {
		s.listen()
		if scopes[s.scope] == nil {
			scopes[s.scope] = make(map[string]*series)
		}
		scopes[s.scope][s.kpi.ID] = s
	}
	r := results{changes: judged(all, asOf)}
	for _, scope := range slices.Sorted(maps.Keys(scopes)) {
		for _, comparison := range []string{ThreeYear, YoY} {
			starts := quartersOf(scopes[scope])
			standings := l.standings(scopes[scope], comparison, asOf)
			for _, number := range slices.Sorted(maps.Keys(starts)) {
				at := place{scope, comparison, starts[number]}
				kpis := kpiRows(at, standings[number])
				r.values = append(r.values, l.valueRow(at, standings[number], standings[number-1], kpis))
				r.areas = append(r.areas, l.areaRows(at, standings[number])...)
				r.kpis = append(r.kpis, kpis...)
			}
		}
	}
	return r
}

// A place is where the rows of one index belong.
type place struct {
	scope, comparison string
	start             time.Time
}

// valueRow is the index of a quarter with those rows of KPIs, beside that of the
// quarter before.
func (l list) valueRow(at place, s, before standing, kpis []indexKPI) indexValue {
	row := indexValue{
		Scope: at.scope, PeriodStart: at.start, Comparison: at.comparison,
		Missing: s.missing, Reason: s.reason, ListVersion: Version,
	}
	if s.reason != "" {
		return row
	}
	i := about(s.present.mean())
	row.Value, row.Lower, row.Upper, row.Word = known(i.value), known(i.lower), known(i.upper), i.word()
	least, greatest := span(withoutKPIs(kpis))
	row.KPIOutLower, row.KPIOutUpper = known(least), known(greatest)
	least, greatest = span(s.withoutAreas())
	row.AreaOutLower, row.AreaOutUpper = known(least), known(greatest)
	if len(before.present) > 0 && before.reason == "" {
		l.match(&row, s, before)
	}
	return row
}

// match lays an index beside that of the quarter before: where they are not
// made of the same KPIs, both are made again of what they share.
func (l list) match(row *indexValue, s, before standing) {
	row.Previous = known(before.present.value())
	now, then := s.present.kpis(), before.present.kpis()
	row.Entered, row.Departed = beyond(now, then), beyond(then, now)
	if len(row.Entered)+len(row.Departed) == 0 {
		return
	}
	shared := func(m member) bool { return slices.Contains(now, m.kpi) && slices.Contains(then, m.kpi) }
	m, p := l.stand(s.members, shared), l.stand(before.members, shared)
	if m.reason == "" && p.reason == "" {
		row.Matched, row.PreviousMatched = known(m.present.value()), known(p.present.value())
	}
}

// beyond lists what a has and b has not.
func beyond(a, b []string) (all []string) {
	for _, id := range a {
		if !slices.Contains(b, id) {
			all = append(all, id)
		}
	}
	return all
}

// withoutKPIs is the index as it would be without each KPI.
func withoutKPIs(kpis []indexKPI) (all []float64) {
	for _, k := range kpis {
		if k.Without != nil {
			all = append(all, *k.Without)
		}
	}
	return all
}

// withoutAreas is the index as it would be without each area.
func (s standing) withoutAreas() (all []float64) {
	for _, p := range s.present {
		all = append(all, s.present.keep(func(area, _ string) bool { return area != p.area }).value())
	}
	return all
}

// areaRows are the areas of an index, in the order of their ids.
func (l list) areaRows(at place, s standing) []indexArea {
	var rows []indexArea
	for _, a := range l.areas {
		row := indexArea{
			Scope: at.scope, PeriodStart: at.start, Comparison: at.comparison,
			Area: a.ID, Listed: uint16(len(a.KPIs)),
		}
		for _, m := range s.members {
			if m.area == a.ID && m.reason == "" {
				row.Present++
			}
		}
		for _, p := range s.present {
			if p.area == a.ID {
				i := about(p.mean())
				row.Value, row.Lower, row.Upper = known(i.value), known(i.lower), known(i.upper)
				if weight := known(p.weight / s.present.weight()); weight != nil {
					row.Weight = *weight
				}
			}
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b indexArea) int { return strings.Compare(a.Area, b.Area) })
	return rows
}

// kpiRows are the KPIs of an index, in the order of areas' and their own ids.
func kpiRows(at place, s standing) []indexKPI {
	var rows []indexKPI
	for _, m := range s.members {
		row := indexKPI{
			Scope: at.scope, PeriodStart: at.start, Comparison: at.comparison,
			Area: m.area, KPI: m.kpi, Present: m.reason == "", Reason: m.reason,
		}
		if row.Present {
			row.L, row.V, row.G = known(m.term.l), known(m.term.v), known(m.term.g)
			s.contribute(&row, m)
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b indexKPI) int {
		if a.Area != b.Area {
			return strings.Compare(a.Area, b.Area)
		}
		return strings.Compare(a.KPI, b.KPI)
	})
	return rows
}

// contribute fills in what a KPI gives to the index.
func (s standing) contribute(row *indexKPI, m member) {
	if s.reason != "" {
		row.Reason = "there is no index"
		return
	}
	for _, p := range s.present {
		if p.area == m.area {
			row.Contribution = known(p.weight / s.present.weight() * m.term.g / float64(len(p.terms)))
			row.Without = known(s.present.keep(func(_, kpi string) bool { return kpi != m.kpi }).value())
			return
		}
	}
	row.Reason = "its area is missing"
}
