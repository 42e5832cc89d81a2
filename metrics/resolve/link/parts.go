package link

import (
	"cmp"
	"slices"
)

// squashed links patches that went into a commit together with another one of
// their version: the commit holds their files, and is as much longer than the
// patch that it is linked to as they are long.
func (f *finder) squashed() {
	for c := range f.commits {
		if len(f.of[c]) == 0 {
			continue
		}
		first := f.of[c][0]
		have := newWhole(&f.done[c])
		for _, m := range f.of[c] {
			have.take(&f.proposed[m.patch])
		}
		for _, p := range f.siblings(first.patch) {
			if !have.full() && f.before(p, c) && f.free(p, c) && have.holds(&f.proposed[p]) {
				have.take(&f.proposed[p])
				score, _ := f.fit(p, c)
				f.link(match{p, c, BySimilarity, score})
			}
		}
	}
}

// siblings are the other patches of a patch's version, the nearest first.
func (f *finder) siblings(patch int) []int {
	at := f.patches[patch]
	var all []int
	for _, p := range f.changes[at.Change] {
		if f.patches[p].Version == at.Version && p != patch {
			all = append(all, p)
		}
	}
	distance := func(p int) int {
		d := int(f.patches[p].Number) - int(at.Number)
		return max(d, -d)
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(distance(a), distance(b)) })
	return all
}

const (
	// together is within what time the commits of one patch are made: they are
	// pushed as one.
	together = day
	// neighbours is how many commits before and after are looked at.
	neighbours = 64
)

// split links commits that were made of one patch, beside the one that it is
// linked to: of one author and day, they touch only its files, and together
// they are as long as the patch.
func (f *finder) split() {
	for p := range f.patches {
		if len(f.from[p]) != 1 {
			continue
		}
		first := f.from[p][0].commit
		have := newWhole(&f.proposed[p])
		have.take(&f.done[first])
		if have.full() {
			continue
		}
		var more []match
		for _, c := range f.around(first) {
			if len(f.of[c]) == 0 && f.sameAuthor(p, c) && f.before(p, c) && have.holds(&f.done[c]) {
				have.take(&f.done[c])
				score, _ := f.fit(p, c)
				more = append(more, match{p, c, BySimilarity, score})
			}
		}
		if have.full() {
			for _, m := range more {
				f.link(m)
			}
		}
	}
}

// around are commits to the same repository near another one, the nearest first.
func (f *finder) around(commit int) []int {
	at := f.commits[commit]
	var all []int
	for step := 1; step <= neighbours; step++ {
		for _, c := range [2]int{commit - step, commit + step} {
			if c < 0 || c >= len(f.commits) || f.commits[c].Source != at.Source {
				continue
			}
			if gap := int64(f.commits[c].Date) - int64(at.Date); gap <= together && -gap <= together {
				all = append(all, c)
			}
		}
	}
	return all
}

// A whole is something that others are parts of: what is left of it.
type whole struct {
	of    *item
	files map[uint32]bool // not taken yet
	lines int64
}

func newWhole(it *item) *whole {
	w := &whole{of: it, files: map[uint32]bool{}, lines: int64(it.lines)}
	for _, name := range it.names {
		w.files[name] = true
	}
	return w
}

func (w *whole) take(part *item) {
	for _, name := range part.names {
		delete(w.files, name)
	}
	w.lines -= int64(part.lines)
}

// holds reports whether a part fits into what is left: it touches only files of
// the whole, and is not longer than what is left, give or take a quarter. If all
// its files are taken it must be as long as what is left.
func (w *whole) holds(part *item) bool {
	lines, fresh := int64(part.lines), false
	for _, name := range part.names {
		if _, found := slices.BinarySearch(w.of.names, name); !found {
			return false
		}
		fresh = fresh || w.files[name]
	}
	slack := lines/4 + 1
	if fresh {
		return lines <= w.lines+slack
	}
	return lines > 0 && lines <= w.lines+slack && lines >= w.lines-slack
}

// full reports whether no file is left and less than a quarter of the lines.
func (w *whole) full() bool { return len(w.files) == 0 && w.lines <= int64(w.of.lines)/4 }
