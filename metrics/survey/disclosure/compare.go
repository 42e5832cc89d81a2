package disclosure

import (
	"cmp"
	"slices"
	"strings"

	"goldenratio/metrics/chance"
	"goldenratio/metrics/survey"
)

// falseDiscoveries is the share of the changes called real that may be chance.
const falseDiscoveries = 0.1

// A History is what was said of the waves before, as far as the next may be
// compared with it.
type History struct {
	shown   map[string][]CellRow // by place without the wave
	waves   map[string]string    // by question and item, the wave that asked it last
	classes map[string]string    // by what cuts are called, how the segment compares
}

// NewHistory is that of a survey of which no wave was seen.
func NewHistory() *History {
	return &History{shown: map[string][]CellRow{}, waves: map[string]string{}}
}

// Compare says how a wave differs from those before it. Waves come in order.
func (h *History) Compare(p *Poll, now *Publication) []ChangeRow {
	h.classes = map[string]string{}
	lines := map[string]*Line{}
	for i := range p.Lines {
		l := &p.Lines[i]
		h.classes[l.name()] = l.Class
		lines[question(l.Question, l.Item)] = l
	}
	var changes []ChangeRow
	for i := range now.Cells {
		c := &now.Cells[i]
		l := lines[question(c.Question, c.Item)]
		if old := h.before(c, l); old != nil {
			changes = append(changes, between(c, old, l.Class))
		}
	}
	h.remember(p, now)
	judge(changes)
	return changes
}

func question(name, item string) string { return name + "\x00" + item }

func place(p Place) string {
	return strings.Join([]string{p.Segment, p.Member, p.Question, p.Item}, "\x00")
}

// before is the cell of the wave before that holds the same options.
func (h *History) before(c *CellRow, l *Line) *CellRow {
	if c.Share == nil || !comparable(l.Class) || c.Segment != "" && !comparable(h.classes[c.Segment]) {
		return nil
	}
	for i := range h.shown[place(c.Place)] {
		old := &h.shown[place(c.Place)][i]
		if old.Wave == h.waves[question(c.Question, c.Item)] && old.Share != nil && old.Option == c.Option && slices.Equal(old.Merged, c.Merged) {
			return old
		}
	}
	return nil
}

// comparable reports whether a class of the registry lets waves be joined.
func comparable(class string) bool {
	return slices.Contains([]string{"identical", "reworded", "recoded"}, class)
}

func between(c, old *CellRow, class string) ChangeRow {
	later := survey.Share{Chosen: float64(*c.Chosen), Asked: float64(*c.Base)}
	earlier := survey.Share{Chosen: float64(*old.Chosen), Asked: float64(*old.Base)}
	change := survey.Between(later, earlier)
	row := ChangeRow{
		Place: c.Place, Before: old.Wave, Option: c.Option, Class: class,
		Share: later.Value(), Base: *c.Base, ShareBefore: earlier.Value(), BaseBefore: *old.Base,
		Difference: change.Difference, Lower: change.Lower, Upper: change.Upper, P: change.P, Exact: change.Exact,
	}
	if c.Weighted != nil && old.Weighted != nil {
		difference := *c.Weighted - *old.Weighted
		lower, upper := chance.Newcombe(*c.Weighted, c.effective, *old.Weighted, old.effective)
		row.Weighted, row.WeightedLower, row.WeightedUpper = &difference, &lower, &upper
	}
	return row
}

// remember keeps what the next wave is compared with.
func (h *History) remember(p *Poll, now *Publication) {
	for i := range p.Lines {
		h.waves[question(p.Lines[i].Question, p.Lines[i].Item)] = p.Wave
	}
	fresh := map[string]bool{}
	for _, c := range now.Cells {
		at := place(c.Place)
		if !fresh[at] {
			fresh[at], h.shown[at] = true, nil
		}
		h.shown[at] = append(h.shown[at], c)
	}
}

// judge adjusts the p-values: all of the whole questionnaire are one family, and
// all of each cut.
func judge(changes []ChangeRow) {
	families := map[string][]int{}
	for i := range changes {
		families[changes[i].Segment] = append(families[changes[i].Segment], i)
	}
	for _, family := range families {
		p := make([]*float64, len(family))
		for i, at := range family {
			p[i] = &changes[at].P
		}
		for i, adjusted := range chance.Adjust(p) {
			c := &changes[family[i]]
			c.Adjusted, c.Verdict = *adjusted, "unclear"
			if *adjusted <= falseDiscoveries {
				c.Verdict = map[int]string{1: "rose", -1: "fell"}[cmp.Compare(c.Difference, 0)]
			}
		}
	}
}
