package disclosure

import (
	"slices"

	"goldenratio/metrics/survey"
)

// An attack looks for other answers to one column that agree with all that is
// published of it. Two respondents exchange their answers: no total changes, and
// a view shows it only if they are of different groups of it and it tells the
// two answers apart. What else they answered, and so their groups and weights,
// stays. Exchanges among different respondents go together, so as many as are
// found can be made at once: each count's range is at least as wide.
type attack struct {
	column *column
	views  []*view

	by     [][]int32         // respondents by cell, none first
	labels map[uint64]labels // by the views that would tell
	used   []bool            // by respondent, whether an exchange was found for them

	partners, helpers offer
}

// labels are the groups that respondents are in, in some views together.
type labels struct {
	of []int32
	n  int
}

func newAttack(c *column, views []*view) *attack {
	a := &attack{column: c, views: views, by: make([][]int32, c.cells+1), labels: map[uint64]labels{}, used: make([]bool, len(c.of))}
	for person, cell := range c.of {
		a.by[cell-none] = append(a.by[cell-none], int32(person))
	}
	return a
}

// said are the respondents of a cell.
func (a *attack) said(cell int16) []int32 { return a.by[cell-none] }

// telling is how many hidden counts a view tells within less than 5; or, where
// fewer can be meant, at all.
func (a *attack) telling(v *view) (found int) {
	counts := a.column.counted(v.of, v.groups)
	apart := make(map[int16]int16) // of the groups that are known, the view's
	people := make(map[int16]int)
	for person, group := range v.fine {
		apart[group] = v.of[person]
		people[group]++
	}
	within := make([]int, v.groups) // of a view's groups, how many are known
	for _, group := range apart {
		within[group]++
	}
	for group, of := range apart {
		for cell := range int16(a.column.cells) {
			blocked := v.block != nil && v.block[cell]
			if !blocked && within[of] == 1 || published(counts[of], v.block, cell) == 0 {
				continue
			}
			need := min(survey.Least, people[group])
			if a.moves(v.fine, group, cell, need) < need {
				found++
			}
		}
	}
	return found
}

// published is what a view shows of a group's cell.
func published(counts []int, block []bool, cell int16) int {
	if block == nil || !block[cell] {
		return counts[cell]
	}
	people := 0
	for c, n := range counts {
		if block[c] {
			people += n
		}
	}
	return people
}

// moves is how much greater and smaller, together, the count of a group's cell can
// be. It stops at enough.
func (a *attack) moves(fine []int16, group, cell int16, enough int) int {
	up := a.exchanges(fine, group, cell, false, enough)
	return up + a.exchanges(fine, group, cell, true, enough-up)
}

// exchanges is how many of a group can get an answer that they have not, or, the
// other way round, lose it.
func (a *attack) exchanges(fine []int16, group, cell int16, lose bool, enough int) (n int) {
	clear(a.used)
	if a.column.hidden {
		n = a.flips(fine, group, cell, lose)
	}
	for other := int16(none); other < int16(a.column.cells); other++ {
		if other != cell && n < enough {
			n += a.pairs(fine, group, cell, other, lose, enough-n)
		}
	}
	for via := int16(0); via < int16(a.column.cells); via++ {
		for other := int16(none); other < int16(a.column.cells); other++ {
			if via != cell && other != cell && other != via && n < enough {
				n += a.chains(fine, group, cell, via, other, lose, enough-n)
			}
		}
	}
	return n
}

// pairs exchanges a cell for another between a group and the others.
func (a *attack) pairs(fine []int16, group, cell, other int16, lose bool, enough int) (n int) {
	between := a.labelled(cell, other)
	a.partners.offer(between, a.said(cell), func(person int32) bool {
		return (fine[person] == group) == lose && !a.used[person] && a.yields(person, other)
	})
	for _, person := range a.said(other) {
		if (fine[person] == group) == lose || a.used[person] || !a.yields(person, cell) {
			continue
		}
		if with := a.partners.take(between.of[person]); with >= 0 {
			a.used[with], a.used[person] = true, true
			if n++; n == enough {
				break
			}
		}
	}
	return n
}

// chains is pairs for those who first have to exchange their answer, outside the
// group, for one that they can give for the cell.
func (a *attack) chains(fine []int16, group, cell, via, other int16, lose bool, enough int) (n int) {
	if a.column.ticked && via == 0 {
		return 0 // who it comes from may have nothing else ticked
	}
	before, after := a.labelled(other, via), a.labelled(via, cell)
	a.partners.offer(after, a.said(cell), func(person int32) bool {
		return (fine[person] == group) == lose && !a.used[person] && a.yields(person, via)
	})
	a.helpers.offer(before, a.said(via), func(person int32) bool { return fine[person] != group && !a.used[person] })
	for _, person := range a.said(other) {
		if (fine[person] == group) == lose || a.used[person] {
			continue
		}
		if with, by := a.partners.peek(after.of[person]), a.helpers.peek(before.of[person]); with >= 0 && by >= 0 {
			a.partners.take(after.of[person])
			a.helpers.take(before.of[person])
			a.used[person], a.used[with], a.used[by] = true, true, true
			if n++; n == enough {
				break
			}
		}
	}
	return n
}

// flips is how many of a group can change their mind on an option of which the
// total tells nothing.
func (a *attack) flips(fine []int16, group, cell int16, lose bool) (n int) {
	for _, at := range []int16{0, 1} {
		for _, person := range a.said(at) {
			if fine[person] == group && (at == cell) == lose && a.yields(person, 1-at) {
				a.used[person] = true
				n++
			}
		}
	}
	return n
}

// yields reports whether a respondent can say something else. Who answered
// nothing or gives all of their answer away can.
func (a *attack) yields(person int32, instead int16) bool {
	return !a.column.ticked || a.column.of[person] != 0 || instead == none || !a.column.keeps[person]
}

// An offer is respondents who could exchange, by their labels.
type offer struct {
	first []int32 // of a label; -1 for none
	next  []int32 // of a respondent
}

// offer puts those who can into it, and nobody else.
func (o *offer) offer(l labels, people []int32, can func(int32) bool) {
	if o.next == nil {
		o.next = make([]int32, len(l.of))
	}
	o.first = slices.Grow(o.first[:0], l.n)[:l.n]
	for label := range o.first {
		o.first[label] = -1
	}
	for _, person := range people {
		if can(person) {
			o.next[person] = o.first[l.of[person]]
			o.first[l.of[person]] = person
		}
	}
}

// peek is one with a label, or -1.
func (o *offer) peek(label int32) int32 { return o.first[label] }

// take is peek, and takes them out.
func (o *offer) take(label int32) int32 {
	person := o.first[label]
	if person >= 0 {
		o.first[label] = o.next[person]
	}
	return person
}

// labelled gives those respondents one number who are of the same groups in all
// views that would tell if they exchanged two answers.
func (a *attack) labelled(b, c int16) labels {
	var telling uint64
	for i, v := range a.views {
		if v.tells(b, c) {
			telling |= 1 << i
		}
	}
	if known, ok := a.labels[telling]; ok {
		return known
	}
	l := labels{of: make([]int32, len(a.column.of)), n: 1}
	for i, v := range a.views {
		if telling&(1<<i) != 0 {
			l.n = refine(l.of, v.of)
		}
	}
	a.labels[telling] = l
	return l
}

// refine makes of labels those that tell groups apart, too, and counts them.
func refine(labels []int32, groups []int16) int {
	seen := make(map[uint64]int32)
	for person, label := range labels {
		both := uint64(label)<<16 | uint64(uint16(groups[person]))
		at, ok := seen[both]
		if !ok {
			at = int32(len(seen))
			seen[both] = at
		}
		labels[person] = at
	}
	return len(seen)
}
