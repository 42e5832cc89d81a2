package report

import (
	"cmp"
	"slices"

	"goldenratio/metrics/catalogue"
)

// input is all that a board is made of, as read from one compute.
type input struct {
	compute     Compute
	snapshots   []Snapshot
	snapshot    *Snapshot // whose compute this is; nil: the last ordinary one
	earlier     *Snapshot // what the board saw last
	restated    []restatedRow
	scope       Scope
	synthetic   bool // a source of the scope is
	quarters    []quarter
	at          int // the quarter that is shown
	definitions []Definition
	values      []value
	changes     []changeRow
	momenta     momenta
	targets     []targetRow
	notes       []noteRow
	rows        []listRow
	sources     []Source
	catalogue   []catalogue.KPI // which KPIs pages show, in their order
}

// cell names one row among the values.
type cell struct {
	kpi, stat string
	start     int64
}

// move names one row among the changes.
type move struct {
	kpi, comparison string
	start           int64
}

// assembler holds the values by cell while a board is made of them.
type assembler struct {
	input
	cells   map[cell]*value
	moves   map[move]*changeRow
	promise []TargetState
}

func assemble(in input) *Board {
	a := newAssembler(in)
	b := &Board{
		Head: a.head(), Sources: in.sources,
		Index: a.index(), Moved: a.moved(), Since: a.since(), Targets: a.promise, Unmeasured: a.unmeasured(),
		Notes: a.notesOf(in.at), Marks: a.marks(in.at-historyQuarters+1, in.at),
		Areas: areas(), Waiting: []List{}, Dependence: []Tile{}, Newcomers: []Tile{},
	}
	for i := range b.Areas {
		b.Areas[i].Index = b.Index.Areas[i]
	}
	a.place(b)
	b.Headline, b.Trust = headline(b), trust(b)
	b.Footnotes = footnotes(b)
	return b
}

func newAssembler(in input) *assembler {
	a := &assembler{
		input: in,
		cells: make(map[cell]*value, len(in.values)), moves: make(map[move]*changeRow, len(in.changes)),
	}
	for i := range in.values {
		v := &in.values[i]
		a.cells[cell{v.KPI, v.Stat, v.Start.Unix()}] = v
	}
	for i := range in.changes {
		c := &in.changes[i]
		a.moves[move{c.KPI, c.Comparison, c.Start.Unix()}] = c
	}
	a.promise = a.targetStates()
	return a
}

// place puts every KPI where it belongs. A group without any keeps its section:
// what is not collected is said, not hidden.
func (a *assembler) place(b *Board) {
	for _, kpi := range a.catalogue {
		d, computed := a.definition(kpi.ID)
		if !computed || !kpi.Board() {
			continue
		}
		section := b.section(areaOf(kpi.ID), kpi.Group)
		section.need(kpi.Kinds())
		switch where := placeOf(d); {
		case d.Kind == string(catalogue.Table):
			if list, found := a.list(d); found && where == inReview {
				b.Waiting = slices.Insert(b.Waiting, 0, list) // what the whole community waits for
			} else if found && where == inWaiting {
				b.Waiting = append(b.Waiting, list)
			} else if found {
				section.Lists = append(section.Lists, list)
			}
		case !a.collected(d.KPI):
		case where == inDependence:
			b.Dependence = append(b.Dependence, a.tile(d).meaning())
		case where == inNewcomers:
			b.Newcomers = append(b.Newcomers, a.tile(d))
		default:
			section.Tiles = append(section.Tiles, a.tile(d))
		}
	}
}

// section is the section of a group in an area, new where there is none yet.
func (b *Board) section(area, group string) *Section {
	at := slices.IndexFunc(b.Areas, func(x Area) bool { return x.ID == area })
	sections := &b.Areas[at].Sections
	for i := range *sections {
		if (*sections)[i].Title == group {
			return &(*sections)[i]
		}
	}
	*sections = append(*sections, Section{Title: group, Tiles: []Tile{}})
	return &(*sections)[len(*sections)-1]
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

// definition is the KPI as the compute knew it; a program newer than the
// compute may have more.
func (a *assembler) definition(kpi string) (Definition, bool) {
	at, found := slices.BinarySearchFunc(a.definitions, kpi, func(d Definition, id string) int { return cmp.Compare(d.KPI, id) })
	if !found {
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
