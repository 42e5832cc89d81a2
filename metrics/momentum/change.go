package momentum

import (
	"cmp"
	"math"
	"strconv"
	"time"

	"goldenratio/metrics/catalogue"
)

// A pending is a change whose verdict waits for the others of its family: all
// KPIs of one scope, quarter and comparison.
type pending struct {
	change
	kpi      *catalogue.KPI
	estimate *estimate // nil where there is nothing to judge
	covered  float64   // the lower coverage of the two quarters
	runs     bool      // the quarter is not over
}

// changes compares every quarter with the one before and the one a year before.
func (s *series) changes(asOf time.Time) []*pending {
	var all []*pending
	for _, number := range s.numbers() {
		for _, comparison := range []string{QoQ, YoY} {
			start := s.quarters[number].start
			p := &pending{kpi: s.kpi, change: change{
				KPI: s.kpi.ID, Scope: s.scope, Comparison: comparison,
				PeriodStart: start, BaseStart: earlier(start, back(comparison)),
			}}
			if p.runs = asOf.Before(earlier(start, -1)); p.runs {
				p.run(s, number)
			} else {
				p.compare(s, number)
			}
			all = append(all, p)
		}
	}
	return all
}

// run compares the first whole days of a quarter that is not over with as many
// of the earlier one. It has no verdict: too much of it is to come.
func (p *pending) run(s *series, number int) {
	now, running := s.running[number]
	base := s.running[number-back(p.Comparison)]
	switch {
	case p.kpi.Looks == catalogue.Previous || p.kpi.Looks == catalogue.Both:
		p.Reason = "it has no number before the quarter is over"
	case !running:
		p.Reason = "no whole day of the quarter is over"
	default:
		p.Days = uint16(now.asOf.Sub(now.start) / (24 * time.Hour))
		now.complete, base.complete = true, true // as far as they are compared
		if p.place(s, now, base) && p.Reason == "" {
			p.Reason = "the quarter is not over"
		}
	}
}

// compare puts whole quarters side by side, and estimates where it can.
func (p *pending) compare(s *series, number int) {
	cells := s.quarters
	if len(s.compared) > 0 {
		cells = s.compared
	}
	now, base := cells[number], cells[number-back(p.Comparison)]
	if countable(p.kpi) {
		p.Verdict = NotEnough
	}
	if !p.place(s, now, base) {
		return
	}
	if !countable(p.kpi) {
		p.Reason = cmp.Or(p.Reason, unjudged(p.kpi))
		return
	}
	x, y := s.measure(now), s.measure(base)
	for _, reason := range []string{unsure(now, base, p.Comparison), few(x, y)} {
		if reason != "" {
			p.Reason = reason
			return
		}
	}
	p.covered = min(*now.coverage, *base.coverage)
	p.judge(s.noises[number], x, y, number)
}

// place fills in the two values and the amplitude, where there is one, and
// reports whether the two can be put side by side.
func (p *pending) place(s *series, now, base cell) bool {
	p.Value, p.Base = now.value, base.value
	if p.Reason = withheld(now, base, p.Comparison); p.Reason != "" {
		return false
	}
	switch far := *now.value - *base.value; {
	case s.kpi.Kind == catalogue.Share:
		p.Amplitude = known(far)
	case *base.value > 0:
		p.Amplitude = known(far / *base.value)
	default:
		p.Reason = "no ratio: " + strconv.FormatFloat(*base.value, 'g', 3, 64) + " in " + named(p.Comparison)
	}
	return true
}

// judge estimates a change by the noise of its past.
func (p *pending) judge(n noise, x, y measure, number int) {
	p.Dispersion, p.Freedom = known(n.dispersion), uint16(n.freedom)
	var e estimate
	if p.Comparison == YoY {
		e = n.estimate(x, y)
	} else {
		var ok bool
		if e, ok = n.deseasoned(x, y, number); !ok {
			p.Verdict, p.Reason = "", unseasoned(n)
			return
		}
	}
	p.estimate, p.P = &e, known(e.p)
	if p.Amplitude == nil {
		return
	}
	p.Lower, p.Upper = known(e.lower), known(e.upper)
	if p.Comparison == QoQ {
		p.Adjusted = known(e.adjusted)
	}
}

// decide gives the verdict by the p-value as the family adjusts it.
func (p *pending) decide(adjusted float64) {
	p.PAdjusted = known(adjusted)
	limit := steadyRatio
	if p.kpi.Kind == catalogue.Share {
		limit = steadyPoints
	}
	e := p.estimate
	beyond, explained := adjusted <= falseShare, math.Abs(e.l) <= -math.Log(p.covered)
	switch {
	case beyond && !explained && e.l > 0:
		p.Verdict = Up
	case beyond && !explained:
		p.Verdict = Down
	case e.lower >= -limit && e.upper <= limit:
		p.Verdict = Steady
	default:
		p.Verdict = Unclear
		if beyond {
			p.Reason = "what was not received could make the difference"
		}
	}
	p.News = news(p.Verdict, sign(p.kpi))
}

// news says what a verdict means where more is better (1) or less is (-1).
func news(verdict string, better float64) string {
	direction := map[string]float64{Up: 1, Down: -1}[verdict] * better
	switch {
	case direction > 0:
		return Good
	case direction < 0:
		return Bad
	default:
		return ""
	}
}

// borrow gives a duration the verdict of its share in time, turned: where more
// is in time, waits went down.
func (p *pending) borrow(share *pending) {
	p.Verdict, p.News = share.Verdict, share.News
	switch share.Verdict {
	case Up:
		p.Verdict = Down
	case Down:
		p.Verdict = Up
	}
	switch {
	case share.estimate == nil:
		p.Reason = share.KPI + ": " + share.Reason
	case p.Reason == "" || p.Amplitude != nil:
		p.Reason = "judged by " + share.KPI
	}
}
