package report

import (
	"slices"
	"strings"

	"goldenratio/internal/warehouse"
)

func (a *assembler) tile(d Definition) Tile {
	t := Tile{Definition: d, Text: "no data", Reason: NotCovered, History: a.history(d)}
	now := a.row(d.KPI, "value", a.at)
	if now != nil {
		t.fill(now)
	}
	if t.Value != nil {
		t.Also = a.also(d)
	}
	t.Previous, t.YearBefore = a.change(d, "qoq", a.at), a.change(d, "yoy", a.at)
	t.Target, t.Means = target(a.promise, d.KPI), a.unseen(d)
	return t
}

// unseen says what a measure cannot see in this scope.
func (a *assembler) unseen(d Definition) string {
	forges := slices.ContainsFunc(a.sources, func(s Source) bool { return s.Kind == "forge" })
	if d.KPI == "review_covered_share" && !forges {
		return "Only reviews that commits name are seen (Reviewed-by, Acked-by): no forge is collected."
	}
	return ""
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
	t.Interval = newInterval(t.Definition, v.Amount, v.Interval)
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

// newInterval is nil where the KPI has no interval of a kind or neither limit is
// known.
func newInterval(d Definition, a warehouse.Amount, kind string) *Interval {
	if kind == "" || (a.Lower == nil && a.Upper == nil) {
		return nil
	}
	return &Interval{Kind: kind, Lower: a.Lower, Upper: a.Upper, Text: d.Range(a.Lower, a.Upper)}
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

// meaning adds what a factor says of this community.
func (t Tile) meaning() Tile {
	switch {
	case t.Value == nil || *t.Value == 0:
	case t.Unit == "components":
		t.Means = "In each of these parts at most one person commits or reviews."
	case t.Unit == "organisations":
		t.Means = "Without " + the(*t.Value, "this organisation", "these "+t.Text) + ", half of the work is gone."
	case *t.Value <= 1:
		t.Means = "One person did half of the work: if that person stops, it stops."
	default:
		t.Means = "If these " + t.Text + " stop, half of the work stops."
	}
	return t
}

func the(n float64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
