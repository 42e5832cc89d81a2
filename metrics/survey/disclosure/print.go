package disclosure

import (
	"slices"

	"goldenratio/metrics/survey"
)

// A sum is how many of a group chose a cell, and how much they weigh.
type sum struct {
	people          int
	weight, squares float64
}

func (s *sum) add(weight float64) {
	s.people++
	s.weight += weight
	s.squares += weight * weight
}

// effective is as how many respondents without weights they count.
func (s *sum) effective() float64 { return s.weight * s.weight / s.squares }

// A printed cell is one that is shown of a group, or, without options that are
// told apart, hidden.
type printed struct {
	options []int // own words are len(Options)
	CellRow
}

// print publishes a part of a table: a line for each group and its cells.
func (p *publisher) print(t *table, of *part) {
	groups := len(of.labels)
	size, base := make([]int, groups), make([]sum, groups)
	for person, group := range of.of {
		size[group]++
		if t.columns[0].of[person] != none {
			base[group].add(p.weight(person))
		}
	}
	cells := p.cells(t, of, base)
	segment := ""
	if of.cut != nil {
		segment = of.cut.name
	}
	for group, label := range of.labels {
		if size[group] == 0 {
			continue
		}
		row := p.line(t.line, segment, label)
		row.answered(base[group].people, size[group]-base[group].people)
		aside, known := covered(cells[group], t.line.aside)
		if known && t.line.Kind != Multi {
			n := uint32(aside.people)
			row.Aside = &n
		}
		p.out.Lines = append(p.out.Lines, row)
		if base[group].people == 0 {
			continue
		}
		for _, c := range cells[group] {
			c.Place = row.Place
			p.out.Cells = append(p.out.Cells, c.CellRow)
		}
		p.scores(t.line, row.Place, cells[group], base[group].people)
	}
}

func (p *publisher) weight(person int) float64 {
	if p.weights == nil {
		return 1
	}
	return p.weights.of[person]
}

// cells are those of each group.
func (p *publisher) cells(t *table, of *part, base []sum) [][]printed {
	all := make([][]printed, len(of.labels))
	for i, column := range t.columns {
		view := of.views[i]
		sums := make([][]sum, len(of.labels)) // by group and cell, those of the block in rest
		rest := column.cells
		for group := range sums {
			sums[group] = make([]sum, column.cells+1)
		}
		for person, cell := range column.of {
			if cell == none {
				continue
			}
			at := int(cell)
			if view.block != nil && view.block[cell] {
				at = rest
			}
			sums[of.of[person]][at].add(p.weight(person))
		}
		for group := range all {
			all[group] = append(all[group], p.shown(t, of, i, sums[group], base[group])...)
		}
	}
	for group := range all { // what is merged stands last
		slices.SortStableFunc(all[group], func(a, b printed) int { return int(a.Position) - int(b.Position) })
	}
	return all
}

// shown are the cells of one column in one group.
func (p *publisher) shown(t *table, of *part, i int, sums []sum, base sum) (cells []printed) {
	column, view := t.columns[i], of.views[i]
	if column.ticked {
		c := t.line.named([]int{i})
		if i == t.line.own() && !slices.Contains(column.of, 0) {
			return nil
		}
		if view.block == nil {
			c.count(sums[0], base, of.weighted != nil && of.weighted[i].block == nil)
		}
		return []printed{c}
	}
	var merged []int
	for cell, options := range t.cells {
		if view.block != nil && view.block[cell] {
			merged = append(merged, options...)
			continue
		}
		if len(options) == 1 && options[0] == t.line.own() && !slices.Contains(column.of, int16(cell)) {
			continue
		}
		c := t.line.named(options)
		c.count(sums[cell], base, of.weighted != nil && (of.weighted[i].block == nil || !of.weighted[i].block[cell]))
		cells = append(cells, c)
	}
	if merged != nil {
		slices.Sort(merged)
		c := t.line.named(merged)
		c.count(sums[column.cells], base, of.weighted != nil && slices.Equal(of.weighted[i].block, view.block))
		cells = append(cells, c)
	}
	return cells
}

// named is a cell of some options, without numbers.
func (l *Line) named(options []int) printed {
	c := printed{options: options}
	c.Merged = []string{}
	if len(options) == 1 {
		c.Position, c.Option, c.Own = uint32(options[0]), l.option(options[0]), options[0] == l.own()
		return c
	}
	c.Position, c.Option = uint32(len(l.Options)+1), OtherAnswers
	for _, option := range options {
		c.Merged = append(c.Merged, l.option(option))
	}
	return c
}

// count gives a cell its numbers. Somebody answered.
func (c *printed) count(of, base sum, weighted bool) {
	chosen, all := uint32(of.people), uint32(base.people)
	c.Chosen, c.Base = &chosen, &all
	s := survey.Share{Chosen: float64(of.people), Asked: float64(base.people)}
	c.Share, c.Lower, c.Upper = limited(s)
	if weighted {
		c.effective = base.effective()
		c.Weighted, c.WeightedLower, c.WeightedUpper = limited(survey.Share{Chosen: of.weight / base.weight * c.effective, Asked: c.effective})
	}
}

func limited(s survey.Share) (value, lower, upper *float64) {
	share := s.Value()
	least, most := s.Limits()
	return &share, &least, &most
}
