package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"goldenratio/internal/report"
)

// shareChart is how the work divides among organisations: now as a bar and a
// table, over eight quarters as columns. What is unknown is in each of them.
type shareChart struct {
	Whole   row
	Lines   []shareLine
	More    int // organisations that have no line
	Columns columns
	Key     []entry // of the columns
}

// shareLine is one organisation, or what is in none.
type shareLine struct {
	Name, Class string
	Bar         row
	Range       string // of all the work
	Known       string // of what is known; empty: does not apply
}

const (
	mostColours = 6  // organisations that are told apart by colour
	mostShares  = 12 // that have a line
)

// Classes of what stands beside the organisations with colours of their own.
const (
	restClass    = "rest"
	nobodyClass  = "nobody"
	unknownClass = "unknown"
	perhapsClass = "perhaps" // what may be an organisation's
)

// palette gives the organisations that did most in the eight quarters a colour
// of their own; all others share one.
type palette map[string]string

func newPalette(all []report.Organisation) palette {
	ranked := slices.Clone(all)
	slices.SortStableFunc(ranked, func(x, y report.Organisation) int { return cmp.Compare(whole(y.History), whole(x.History)) })
	p := palette{}
	for i, o := range ranked[:min(len(ranked), mostColours)] {
		p[o.ID] = fmt.Sprintf("s%d", i+1)
	}
	return p
}

func (p palette) class(o report.Organisation) string { return cmp.Or(p[o.ID], restClass) }

// whole is the sum of what is known.
func whole(values []*float64) (sum float64) {
	for _, v := range values {
		if v != nil {
			sum += *v
		}
	}
	return sum
}

func newShareChart(s *report.Shares) shareChart {
	colours := newPalette(s.Organisations)
	active := s.Active()
	shown := active[:min(len(active), mostShares)]
	c := shareChart{More: len(active) - len(shown), Columns: shareColumns(s, colours), Key: shareKey(s, colours)}
	for _, o := range shown {
		c.Lines = append(c.Lines, newShareLine(o, colours.class(o)))
	}
	if o := s.Independent; o != nil && o.Known != nil {
		c.Lines = append(c.Lines, newShareLine(*o, nobodyClass))
	}
	if s.Unknown != nil {
		c.Lines = append(c.Lines, shareLine{
			Name: "unknown", Class: unknownClass, Range: report.Share(*s.Unknown),
			Bar: newRow("", []amount{{Value: *s.Unknown, Class: unknownClass}}, 1),
		})
	}
	last := len(s.Quarters) - 1
	now := quarterShares(s, colours, last)
	c.Whole = newRow(describeShares(s.Quarters[last].Label, now), now, 1)
	return c
}

func newShareLine(o report.Organisation, class string) shareLine {
	return shareLine{
		Name: o.Name, Class: class, Range: between(o.Least, o.Most), Known: report.Share(*o.Known),
		Bar: newRow("", []amount{{Value: o.Least, Class: class}, {Value: o.Most - o.Least, Class: perhapsClass}}, 1),
	}
}

// shareKey names the colours of the columns.
func shareKey(s *report.Shares, colours palette) []entry {
	var all []entry
	for _, o := range s.Organisations {
		if class, own := colours[o.ID]; own {
			all = append(all, entry{class, o.Name})
		}
	}
	slices.SortFunc(all, func(x, y entry) int { return cmp.Compare(x.Class, y.Class) })
	if len(s.Organisations) > len(all) {
		all = append(all, entry{restClass, "others"})
	}
	if s.Independent != nil {
		all = append(all, entry{nobodyClass, "independent"})
	}
	return append(all, entry{unknownClass, "unknown"})
}

func between(least, most float64) string {
	if least == most {
		return report.Share(least)
	}
	return report.Definition{Kind: "share"}.Range(&least, &most)
}

// quarterShares are the parts of one of the eight quarters: those with colours,
// the rest of what is known, and what is unknown. They add up to all.
func quarterShares(s *report.Shares, colours palette, at int) []amount {
	q := s.Quarters[at]
	if q.Unknown == nil {
		return nil
	}
	var all []amount
	add := func(name, class string, value float64) {
		if value > 0 {
			all = append(all, amount{Value: value, Class: class, Text: name + " " + report.Share(value)})
		}
	}
	others := 0.
	for _, o := range s.Organisations {
		switch class, own := colours[o.ID]; {
		case o.History[at] == nil:
		case own:
			add(o.Name, class, *o.History[at])
		default:
			others += *o.History[at]
		}
	}
	slices.SortStableFunc(all, func(x, y amount) int { return cmp.Compare(x.Class, y.Class) })
	add("others", restClass, others)
	if s.Independent != nil && s.Independent.History[at] != nil {
		add("independent", nobodyClass, *s.Independent.History[at])
	}
	add("unknown", unknownClass, *q.Unknown)
	return all
}

// shareColumns are the eight quarters.
func shareColumns(s *report.Shares, colours palette) columns {
	var stacks []stack
	var words []string
	for at, q := range s.Quarters {
		amounts := quarterShares(s, colours, at)
		stacks = append(stacks, stack{Label: q.Label, Up: amounts, Open: q.Covered && !q.Complete, Gap: amounts == nil, Break: q.Broken})
		words = append(words, describeShares(q.Label, amounts))
	}
	ticks := []tick{{At: 0, Text: "0"}, {At: .5, Text: "50\u00a0%"}, {At: 1, Text: "100\u00a0%"}}
	return newColumns("Shares of all contributions by quarter. "+strings.Join(words, ". "), stacks, 0, 1, ticks)
}

// describeShares are a quarter's parts in words.
func describeShares(label string, amounts []amount) string {
	if amounts == nil {
		return label + ": no contributions are known"
	}
	var parts []string
	for _, a := range amounts {
		parts = append(parts, a.Text)
	}
	return label + ": " + strings.Join(parts, ", ")
}

// newShareTable has a row for each organisation of the eight quarters.
func newShareTable(s *report.Shares) table {
	t := table{Title: "Eight quarters", Columns: []string{"At least"}}
	for _, q := range s.Quarters {
		t.Columns = append(t.Columns, q.Label)
	}
	for _, o := range s.Organisations {
		t.Rows = append(t.Rows, shareCells(o.Name, o.History))
	}
	if s.Independent != nil {
		t.Rows = append(t.Rows, shareCells("independent", s.Independent.History))
	}
	strangers := make([]*float64, len(s.Quarters))
	for i, q := range s.Quarters {
		strangers[i] = q.Unknown
	}
	t.Rows = append(t.Rows, shareCells("unknown", strangers))
	return t
}

// shareCells are a name and its shares; where nothing is known there is a dash.
func shareCells(name string, values []*float64) []report.Cell {
	cells := []report.Cell{{Text: name}}
	for _, v := range values {
		text := "–"
		if v != nil {
			text = report.Share(*v)
		}
		cells = append(cells, report.Cell{Text: text})
	}
	return cells
}
