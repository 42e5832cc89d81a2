package disclosure

import (
	"strings"

	"goldenratio/metrics/survey"
)

// maxSegments is by how many questions all others are cut; what is beyond stays
// whole.
const maxSegments = 20

// A cut tells respondents apart by what they answered to one line.
type cut struct {
	name   string
	line   *Line
	of     []int16  // each respondent's group: a cell that the line's total shows, or that they gave no answer
	labels []string // of groups
	sizes  []int
}

// cuts are those of a poll's segments of which the total may be shown.
func cuts(p *Poll) []*cut {
	var all []*cut
	for i := range p.Lines {
		l := &p.Lines[i]
		if !l.Segment || !l.choice() || len(all) == maxSegments {
			continue
		}
		if shown := survey.Choices(l.counts()); shown != nil {
			all = append(all, newCut(l, shown))
		}
	}
	return all
}

func newCut(l *Line, shown []survey.Cell) *cut {
	c := &cut{name: l.name(), line: l, of: l.cells(shown)}
	for _, cell := range shown {
		var names []string
		for _, option := range cell.Options {
			names = append(names, l.option(option))
		}
		c.labels = append(c.labels, strings.Join(names, "; "))
	}
	for person, group := range c.of {
		if group == none {
			c.of[person] = int16(len(shown))
		}
	}
	c.labels = append(c.labels, NoAnswer)
	c.sizes = make([]int, len(c.labels))
	for _, group := range c.of {
		c.sizes[group]++
	}
	return c
}

// cells are the cells that each respondent's answer is in, or none.
func (l *Line) cells(shown []survey.Cell) []int16 {
	at := make([]int16, len(l.Options)+1)
	for cell := range shown {
		for _, option := range shown[cell].Options {
			at[option] = int16(cell)
		}
	}
	of := make([]int16, len(l.Said))
	for person := range l.Said {
		if of[person] = l.one(person); of[person] != none {
			of[person] = at[of[person]]
		}
	}
	return of
}

// option is what pages call something that can be chosen.
func (l *Line) option(at int) string {
	if at == l.own() {
		return OwnWords
	}
	return l.Options[at]
}
