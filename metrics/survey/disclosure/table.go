package disclosure

import (
	"slices"

	"goldenratio/metrics/survey"
)

// A table is all that is published of one line.
type table struct {
	line    *Line
	columns []*column
	cells   [][]int // of a line with one column, the options in each cell

	total    *part
	parts    []*part // of each cut that is published
	withheld map[*cut]string
	hidden   string // why not even the total is shown
}

// A part is the total of a table, or a cut of it.
type part struct {
	cut      *cut
	of       []int16 // each respondent's group
	labels   []string
	views    []*view // of each column
	weighted []*view // of each column; nil where weights would tell
}

// choices makes the table of a line with one answer each.
func choices(l *Line) *table {
	t := &table{line: l, withheld: map[*cut]string{}}
	shown := survey.Choices(l.counts())
	if shown == nil {
		t.hidden = FewPeople
		return t
	}
	for _, cell := range shown {
		t.cells = append(t.cells, cell.Options)
	}
	c := &column{of: l.cells(shown), cells: len(shown), rest: none}
	if shown[len(shown)-1].Merged {
		c.rest = int16(len(shown) - 1)
	}
	t.columns = []*column{c}
	return t
}

// ticks makes the table of a line with any number of answers: a column for each
// option.
func ticks(l *Line) *table {
	t := &table{line: l, withheld: map[*cut]string{}}
	base, counts := 0, l.counts()
	for _, said := range l.Said {
		if said != nil {
			base++
		}
	}
	shown := survey.Ticks(counts, base)
	if base < survey.Least || !slices.ContainsFunc(shown, func(c survey.Cell) bool { return counts[c.Options[0]] > 0 }) {
		t.hidden = FewPeople
		return t
	}
	for option := range counts {
		t.columns = append(t.columns, l.tick(option))
		t.columns[option].hidden = true
	}
	for _, cell := range shown {
		t.columns[cell.Options[0]].hidden = false
	}
	return t
}

// tick is what everybody said to one option.
func (l *Line) tick(option int) *column {
	c := &column{of: make([]int16, len(l.Said)), cells: 2, ticked: true, keeps: make([]bool, len(l.Said)), rest: none}
	for person, said := range l.Said {
		if said == nil {
			c.of[person] = none
			continue
		}
		c.of[person], c.keeps[person] = 1, len(said) < 2
		for _, one := range said {
			if int(one) == option {
				c.of[person] = 0
			}
		}
	}
	return c
}

// base is how many of each group answered.
func (t *table) bases(of []int16, groups int) []int {
	bases := make([]int, groups)
	for person, cell := range t.columns[0].of {
		if cell != none {
			bases[of[person]]++
		}
	}
	return bases
}

// whole is the total, which shows all that the columns tell apart.
func (t *table) whole() {
	t.total = &part{of: make([]int16, len(t.columns[0].of)), labels: []string{""}}
	for _, c := range t.columns {
		v := &view{fine: t.total.of, of: t.total.of, groups: 1}
		if c.hidden {
			v.block = []bool{true, true}
		}
		t.total.views = append(t.total.views, v)
	}
}

// by is the table cut by a segment; nil where too little is left of it.
func (t *table) by(c *cut) *part {
	into, n := groups(t.bases(c.of, len(c.labels)), c.sizes)
	if n == 0 {
		return nil
	}
	p := &part{cut: c, of: make([]int16, len(c.of)), labels: make([]string, n)}
	for group, label := range c.labels {
		if p.labels[into[group]] != "" {
			p.labels[into[group]] += "; "
		}
		p.labels[into[group]] += label
	}
	for person, group := range c.of {
		p.of[person] = into[group]
	}
	anything := false
	for _, column := range t.columns {
		v := &view{cut: c, fine: c.of, of: p.of, groups: n}
		counts := column.counted(p.of, n)
		v.block = column.merge(counts, nil)
		anything = anything || told(counts, v.block) > 1 || column.ticked && v.block == nil
		p.views = append(p.views, v)
	}
	if !anything {
		return nil
	}
	return p
}

// weigh adds to the total and to the cuts the weighted shares, which tell how
// many of each weight are in a cell.
func (t *table) weigh(w *weights) {
	for _, p := range t.published() {
		strata := make([]int32, len(p.of))
		refine(strata, p.of)
		refine(strata, w.classes)
		fine := make([]int16, len(strata))
		n := 0
		for person, label := range strata {
			fine[person] = int16(label)
			n = max(n, int(label)+1)
		}
		for i, column := range t.columns {
			v := &view{cut: p.cut, weighted: true, fine: fine, of: fine, groups: n}
			v.block = column.merge(column.counted(fine, n), p.views[i].block)
			p.weighted = append(p.weighted, v)
		}
	}
}

// attack withholds what tells too much: the weights of cuts, those of the total,
// then the cut that tells most, at last all.
func (t *table) attack() {
	for _, unweigh := range [][]*part{nil, t.parts, {t.total}} {
		for _, p := range unweigh {
			p.weighted = nil
		}
		if slices.Max(t.telling()) == 0 {
			return
		}
	}
	for {
		telling := t.telling()
		worst := 0
		for i, n := range telling {
			if i > 0 && n > telling[worst] || worst == 0 && n > 0 {
				worst = i
			}
		}
		switch {
		case telling[worst] == 0:
			return
		case worst == 0:
			t.hidden = Telling
			return
		}
		t.withhold(t.parts[worst-1].cut, Telling)
	}
}

// telling is how many hidden counts the total tells, and then each cut.
func (t *table) telling() []int {
	found := make([]int, len(t.parts)+1)
	for i, column := range t.columns {
		var views []*view
		var of []int
		for at, p := range t.published() {
			views, of = append(views, p.views[i]), append(of, at)
			if p.weighted != nil {
				views, of = append(views, p.weighted[i]), append(of, at)
			}
		}
		a := newAttack(column, views)
		for at, v := range views {
			found[of[at]] += a.telling(v)
		}
	}
	return found
}

// published are the total and the cuts.
func (t *table) published() []*part { return append([]*part{t.total}, t.parts...) }

// withhold takes a cut out of what is published.
func (t *table) withhold(c *cut, why string) {
	t.withheld[c] = why
	for i, p := range t.parts {
		if p.cut == c {
			t.parts = append(t.parts[:i:i], t.parts[i+1:]...)
			return
		}
	}
}

// plain reports whether a part hides nothing beyond what is hidden everywhere.
func (t *table) plain(p *part, views []*view) bool {
	for i, v := range views {
		if v.block != nil && !t.columns[i].hidden {
			return false
		}
	}
	return p.cut == nil || len(p.labels) == len(p.cut.labels)
}
