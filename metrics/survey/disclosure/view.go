package disclosure

import (
	"slices"

	"goldenratio/metrics/survey"
)

// A column is what everybody said to one line, or to one option of a Multi, by
// the cells that the total shows.
type column struct {
	of    []int16 // each respondent's cell, or none
	cells int

	// Of one option of a Multi cell 0 are those who chose it and 1 those who did
	// not. Who has nothing else ticked must keep it: they would not have answered.
	ticked bool
	keeps  []bool
	// rest is the cell in which the total has merged options; none where it has not.
	rest int16
	// hidden says that not even the total tells the two apart.
	hidden bool
}

// counted are how many of each group said each cell.
func (c *column) counted(of []int16, groups int) [][]int {
	counts := make([][]int, groups)
	for g := range counts {
		counts[g] = make([]int, c.cells)
	}
	for person, cell := range c.of {
		if cell != none {
			counts[of[person]][cell]++
		}
	}
	return counts
}

// A view is one way in which a column is published: by groups of respondents,
// who are known, with some cells not told apart.
type view struct {
	cut      *cut
	weighted bool    // shown are sums of weights, which tell how many of each weight there are
	fine     []int16 // each respondent's group as far as anybody knows groups
	of       []int16 // and as far as this view tells them apart
	groups   int
	block    []bool // the cells that it does not tell apart, two or more; nil for none
}

// tells reports whether a view shows it when two in different groups exchange
// these answers.
func (v *view) tells(b, c int16) bool {
	return b == none || c == none || v.block == nil || !v.block[b] || !v.block[c]
}

// merge gives the cells that may not be told apart in groups, beside those that
// another view does not tell apart: those that 1 to 4 of a group chose, and those
// with the next smallest until they are none, 5 or more, or all in every group. It
// gives nil for none.
func (c *column) merge(counts [][]int, beside []bool) []bool {
	marked, totals := make([]bool, c.cells), make([]int, c.cells)
	copy(marked, beside)
	for _, group := range counts {
		for cell, n := range group {
			totals[cell] += n
			marked[cell] = marked[cell] || small(n) || c.hidden
		}
	}
	if !slices.Contains(marked, true) {
		return nil
	}
	if c.rest != none {
		marked[c.rest] = true
	}
	for !settled(counts, marked) {
		next := smallest(totals, indices(marked))
		if next < 0 {
			return marked
		}
		marked[next] = true
	}
	return marked
}

// indices are the places that are marked.
func indices(marked []bool) (at []int) {
	for i, is := range marked {
		if is {
			at = append(at, i)
		}
	}
	return at
}

// settled reports whether what is marked may be shown together.
func settled(counts [][]int, marked []bool) bool {
	if len(indices(marked)) == 1 {
		return false // one cell is told apart from all others
	}
	for _, group := range counts {
		people, base := 0, 0
		for cell, n := range group {
			base += n
			if marked[cell] {
				people += n
			}
		}
		if small(people) && people != base {
			return false
		}
	}
	return true
}

// told is how many of the cells, those of a block taken as one, anybody chose.
func told(counts [][]int, block []bool) (cells int) {
	together := false
	for cell := range counts[0] {
		chosen := slices.ContainsFunc(counts, func(group []int) bool { return group[cell] > 0 })
		switch {
		case chosen && block != nil && block[cell]:
			together = true
		case chosen:
			cells++
		}
	}
	if together {
		cells++
	}
	return cells
}

// groups merges the groups of which 1 to 4 answered with the next smallest, until
// each of those merged is among 5 others at least: fewer could not hide it. It
// returns each group's new one with how many these are; 0 if fewer than two are
// left. Sizes count those who did not answer, too.
func groups(bases, sizes []int) (into []int16, n int) {
	var merged []int
	for _, cell := range survey.Choices(bases) {
		if cell.Merged {
			merged = cell.Options
		}
	}
	for exposed(merged, sizes) {
		next := smallest(bases, merged)
		if next < 0 {
			return nil, 0
		}
		merged = append(merged, next)
	}
	into = make([]int16, len(bases))
	left := 0
	for group, base := range bases {
		if slices.Contains(merged, group) {
			continue
		}
		into[group] = int16(n)
		n++
		if base > 0 {
			left++
		}
	}
	if merged != nil {
		for _, group := range merged {
			into[group] = int16(n)
		}
		n++
		left++
	}
	if left < 2 {
		return nil, 0
	}
	return into, n
}

// exposed reports whether one of those merged is among fewer than 5 others.
func exposed(merged, sizes []int) bool {
	people := 0
	for _, group := range merged {
		people += sizes[group]
	}
	return slices.ContainsFunc(merged, func(group int) bool { return people-sizes[group] < survey.Least })
}

// smallest is the place of the smallest count, above 0, beside those merged; -1 for
// none.
func smallest(counts, merged []int) int {
	next := -1
	for at, n := range counts {
		if n > 0 && !slices.Contains(merged, at) && (next < 0 || n < counts[next]) {
			next = at
		}
	}
	return next
}
