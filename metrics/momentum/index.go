package momentum

import (
	"math"
	"slices"

	"goldenratio/metrics/chance"
)

// A term is what one KPI says in the index.
type term struct {
	kpi  string
	l, v float64 // move, turned so that more is better, and variance with dispersion
	g, u float64 // what is taken of it, and its noise
}

// newTerm shrinks a move towards 0 by what is not known of it.
func newTerm(kpi string, l, v float64) term {
	part := tau * tau / (tau*tau + v)
	return term{kpi: kpi, l: l, v: v, g: min(cut, max(-cut, l*part)), u: math.Sqrt(v) * part}
}

// A part is an area with the KPIs that take part in it.
type part struct {
	area   string
	weight float64
	terms  []term
}

// mean is the logarithm of the area's index and its variance: half of the
// noise is each KPI's own, half moves the whole area.
func (p part) mean() (mean, variance float64) {
	var sum, own, common float64
	for _, t := range p.terms {
		sum += t.g
		own += t.u * t.u
		common += t.u
	}
	k := float64(len(p.terms))
	return sum / k, ((1-correlation)*own + correlation*common*common) / (k * k)
}

// A composition is what an index is made of. Its weights count as parts of
// their sum.
type composition []part

// weight is the sum of the weights.
func (c composition) weight() (sum float64) {
	for _, p := range c {
		sum += p.weight
	}
	return sum
}

// mean is the logarithm of the index and its variance; not a number where
// nothing has a weight.
func (c composition) mean() (mean, variance float64) {
	total := c.weight()
	for _, p := range c {
		m, v := p.mean()
		w := p.weight / total
		mean += w * m
		variance += w * w * v
	}
	if total == 0 {
		return math.NaN(), math.NaN()
	}
	return mean, variance
}

// value is the index.
func (c composition) value() float64 {
	mean, _ := c.mean()
	return math.Exp(mean)
}

// An interval is a ratio with its 95 % limits.
type interval struct{ value, lower, upper float64 }

// about is the interval of a logarithm and its variance.
func about(mean, variance float64) interval {
	reach := chance.Z * math.Sqrt(variance)
	return interval{math.Exp(mean), math.Exp(mean - reach), math.Exp(mean + reach)}
}

// word says what an index means.
func (i interval) word() string {
	switch {
	case i.lower > 1 && i.value >= goldenFrom:
		return "golden"
	case i.lower > 1:
		return "growing"
	case i.upper < 1 && i.value <= alarmTo:
		return "alarm"
	case i.upper < 1:
		return "shrinking"
	case i.lower >= steadyLower && i.upper <= steadyUpper:
		return "steady"
	default:
		return "no clear direction"
	}
}

// keep is the composition of those KPIs for which wanted says so; an area that
// keeps none goes.
func (c composition) keep(wanted func(area, kpi string) bool) composition {
	var kept composition
	for _, p := range c {
		var terms []term
		for _, t := range p.terms {
			if wanted(p.area, t.kpi) {
				terms = append(terms, t)
			}
		}
		if len(terms) > 0 {
			kept = append(kept, part{p.area, p.weight, terms})
		}
	}
	return kept
}

// kpis names what takes part, in order.
func (c composition) kpis() (all []string) {
	for _, p := range c {
		for _, t := range p.terms {
			all = append(all, t.kpi)
		}
	}
	return all
}

// span is the least and the greatest of some numbers, not a number where there
// are none.
func span(numbers []float64) (least, greatest float64) {
	numbers = slices.DeleteFunc(slices.Clone(numbers), math.IsNaN)
	if len(numbers) == 0 {
		return math.NaN(), math.NaN()
	}
	return slices.Min(numbers), slices.Max(numbers)
}
