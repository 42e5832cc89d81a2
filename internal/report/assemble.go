package report

import (
	"slices"
	"time"

	"goldenratio/metrics/catalogue"
)

// input is all that a board is made of, as read from one compute.
type input struct {
	compute     Compute
	scope       Scope
	synthetic   bool // a source of the scope is
	quarters    []quarter
	at          int // the quarter that is shown
	definitions []Definition
	values      []value
	rows        []listRow
	sources     []Source
	catalogue   []catalogue.KPI // which KPIs pages show, in their order
}

// cell names one row among the values.
type cell struct {
	kpi, stat string
	start     int64
}

// assembler holds the values by cell while a board is made of them.
type assembler struct {
	input
	cells map[cell]*value
}

func assemble(in input) *Board {
	a := newAssembler(in)
	now := in.quarters[in.at]
	b := &Board{
		Scope: in.scope, Compute: in.compute, Sources: in.sources,
		Period: newPeriod(now),
		State:  state(now, in.compute.AsOf), Synthetic: in.synthetic,
	}
	if in.at > 0 {
		b.Previous = in.quarters[in.at-1].label
	}
	if in.at+1 < len(in.quarters) {
		b.Next = in.quarters[in.at+1].label
	}
	b.Sections = a.sections()
	b.Headline = headline(b)
	b.Footnotes = footnotes(b)
	return b
}

func newAssembler(in input) *assembler {
	a := &assembler{input: in, cells: make(map[cell]*value, len(in.values))}
	for i := range in.values {
		v := &in.values[i]
		a.cells[cell{v.KPI, v.Stat, v.Start.Unix()}] = v
	}
	return a
}

func newPeriod(q quarter) Period {
	return Period{Label: q.label, Words: quarterWords(q.label, q.start, q.end), Start: q.start, End: q.end}
}

func state(q quarter, asOf time.Time) State {
	switch {
	case !q.covered:
		return Uncovered
	case q.end.After(asOf):
		return Running
	case q.open:
		return Settling
	default:
		return Complete
	}
}

// sections has one for every group of the catalogue, with or without tiles:
// what is not collected is said, not hidden.
func (a *assembler) sections() []Section {
	var all []Section
	for _, kpi := range a.catalogue {
		d, computed := a.definition(kpi.ID)
		if !computed || !kpi.Pages() {
			continue
		}
		if len(all) == 0 || all[len(all)-1].Title != kpi.Group {
			all = append(all, Section{Title: kpi.Group, Tiles: []Tile{}})
		}
		section := &all[len(all)-1]
		section.need(kpi.Needs)
		a.place(section, d)
	}
	return all
}

// need adds kinds of sources; one KPI that takes any makes the section do so.
func (s *Section) need(kinds []string) {
	if slices.Contains(kinds, "any") || slices.Contains(s.Needs, "any") {
		s.Needs = []string{"any"}
		return
	}
	for _, kind := range kinds {
		if !slices.Contains(s.Needs, kind) {
			s.Needs = append(s.Needs, kind)
		}
	}
}

// place adds a KPI to its section, unless the scope has no source for it.
func (a *assembler) place(section *Section, d Definition) {
	if d.Kind == "table" {
		if list, found := a.list(d); found {
			section.Lists = append(section.Lists, list)
		}
		return
	}
	if a.collected(d.KPI) {
		section.Tiles = append(section.Tiles, a.tile(d))
	}
}

// definition is the KPI as the compute knew it; a program newer than the
// compute may have more.
func (a *assembler) definition(kpi string) (Definition, bool) {
	at := slices.IndexFunc(a.definitions, func(d Definition) bool { return d.KPI == kpi })
	if at < 0 {
		return Definition{}, false
	}
	return a.definitions[at], true
}

// collected tells whether the scope has a source that the KPI needs: without
// one it has no rows at all.
func (a *assembler) collected(kpi string) bool {
	return slices.ContainsFunc(a.values, func(v value) bool { return v.KPI == kpi })
}

// row is the KPI's row in the quarter with this index; nil: none.
func (a *assembler) row(kpi, stat string, at int) *value {
	if at < 0 || at >= len(a.quarters) {
		return nil
	}
	return a.cells[cell{kpi, stat, a.quarters[at].start.Unix()}]
}

// label is a quarter's label, or the one it would have had: comparisons name
// the quarter they miss.
func (a *assembler) label(at int) string {
	if at < 0 {
		return ""
	}
	return a.quarters[at].label
}
