package report

import (
	"slices"
	"strings"
)

// Reasons why a number is missing, as people read them.
const (
	NotEnough     = "not enough data"
	NotCovered    = "not covered"
	SourcesDiffer = "sources differ"
	StillRunning  = "still running"
	LowCoverage   = "coverage too low"
)

// leastCoverage is the share of what was expected that must have been received
// before two values are compared.
const leastCoverage = 0.95

func (a *assembler) tile(d Definition) Tile {
	t := Tile{Definition: d, Text: "no data", Reason: NotCovered, History: a.history(d)}
	now := a.row(d.KPI, "value", a.at)
	if now != nil {
		t.fill(now)
	}
	if t.Value != nil {
		t.Also = a.also(d)
	}
	running := a.quarters[a.at].end.After(a.compute.AsOf)
	t.Previous = a.change(d, now, a.at-1, running)
	t.YearBefore = a.change(d, now, a.at-4, running)
	return t
}

func (t *Tile) fill(v *value) {
	t.N, t.Coverage, t.Unknown, t.Complete = v.N, v.Coverage, v.Unknown, v.Complete
	for _, source := range v.Sources {
		t.Sources = append(t.Sources, Plain(source))
	}
	t.Value, t.Reason = v.Value, missing(v)
	if t.Value == nil {
		return
	}
	t.Text = t.Definition.Text(*t.Value)
	t.Interval = newInterval(t.Definition, v)
}

// missing is why a row has no value; empty: it has one.
func missing(v *value) string {
	switch {
	case v == nil || len(v.Sources) == 0:
		return NotCovered
	case v.Value == nil:
		return NotEnough
	default:
		return ""
	}
}

// newInterval is nil where the KPI has no interval or neither limit is known.
func newInterval(d Definition, v *value) *Interval {
	if v.Interval == "" || (v.Lower == nil && v.Upper == nil) {
		return nil
	}
	return &Interval{Kind: v.Interval, Lower: v.Lower, Upper: v.Upper, Text: d.Range(v.Lower, v.Upper)}
}

// also are the KPI's other stats in the quarter, such as p85.
func (a *assembler) also(d Definition) []Stat {
	var all []Stat
	for _, v := range a.values {
		if v.KPI != d.KPI || v.Stat == "value" || len(v.Sources) == 0 || !v.Start.Equal(a.quarters[a.at].start) {
			continue
		}
		all = append(all, newStat(d, v))
	}
	return all
}

// newStat words a number that stands beside the value.
func newStat(d Definition, v value) Stat {
	s := Stat{Name: v.Stat, Value: v.Value, Text: unknown}
	if strings.HasSuffix(v.Stat, "_share") {
		d.Kind = "share" // whatever the KPI itself counts
	}
	if v.Value != nil {
		s.Text = d.Text(*v.Value)
	}
	switch {
	case v.Stat == "first_share":
		s.Words = "the first:"
	case v.Stat == "p85" && v.Value != nil:
		s.Words = "85 % within"
	case v.Stat == "p85":
		s.Words = "85 %:"
	default:
		s.Words = Plain(strings.ReplaceAll(v.Stat, "_", " "))
	}
	return s
}

func (a *assembler) history(d Definition) []Point {
	var points []Point
	for at := max(0, a.at-historyQuarters+1); at <= a.at; at++ {
		points = append(points, newPoint(d, a.quarters[at], a.row(d.KPI, "value", at)))
	}
	return points
}

func newPoint(d Definition, q quarter, v *value) Point {
	p := Point{Label: q.label, Start: q.start, Text: NotCovered}
	if v == nil {
		return p
	}
	p.Value, p.Lower, p.Upper, p.Interval = v.Value, v.Lower, v.Upper, v.Interval
	p.N, p.Coverage, p.Complete, p.Covered = v.N, v.Coverage, v.Complete, len(v.Sources) > 0
	p.Text = missing(v)
	if p.Value != nil {
		p.Text = d.Text(*p.Value)
	}
	return p
}

// change compares the quarter with the one of the given index.
func (a *assembler) change(d Definition, now *value, at int, running bool) Change {
	c := Change{Against: a.label(at), Text: NotEnough}
	base := a.row(d.KPI, "value", at)
	switch {
	case missing(now) != "":
		c.Reason = "this quarter: " + missing(now)
	case running:
		// The earlier quarter would have to be evaluated as of the same day.
		c.Text, c.Reason = StillRunning, StillRunning
	case missing(base) != "":
		c.Reason = c.earlier() + ": " + missing(base)
	case !sameSources(now, base):
		c.Text, c.Reason = SourcesDiffer, c.Against+" was counted from other sources"
	case low(now) || low(base):
		c.Text, c.Reason = LowCoverage, LowCoverage
	default:
		c.measure(d, *now.Value, *base.Value)
	}
	return c
}

func (c *Change) earlier() string {
	if c.Against == "" {
		return "before the first quarter collected"
	}
	return c.Against
}

func sameSources(x, y *value) bool {
	xs, ys := slices.Clone(x.Sources), slices.Clone(y.Sources)
	slices.Sort(xs)
	slices.Sort(ys)
	return slices.Equal(xs, ys)
}

func low(v *value) bool { return v.Coverage != nil && *v.Coverage < leastCoverage }

// fewest is the least sum of two counts whose ratio is shown: +1 says more
// than +50 % of two.
const fewest = 10

func (c *Change) measure(d Definition, now, base float64) {
	var amplitude float64
	switch {
	case d.Kind == "share":
		amplitude, c.Measure = 100*(now-base), "points"
		c.Text = d.Difference(base, now)
	case d.Kind == "count" && base > 0 && now+base >= fewest:
		amplitude, c.Measure = now/base-1, "ratio"
		c.Text = Percent(amplitude)
	default:
		amplitude, c.Measure = now-base, d.Unit
		c.Text = d.Difference(base, now)
	}
	c.Amplitude = &amplitude
	if !strings.HasPrefix(c.Text, "±") {
		c.News = news(d.Better, now-base)
	}
}

// news reads a move by the KPI's own direction. It claims no significance.
func news(better string, delta float64) string {
	switch {
	case delta == 0 || (better != "higher" && better != "lower"):
		return ""
	case (delta > 0) == (better == "higher"):
		return "better"
	default:
		return "worse"
	}
}
