package series

import (
	"cmp"
	"slices"
)

const (
	longest = 180 * day // between two versions of a change
	soon    = 60 * day
	recent  = 100 // versions of one person that are compared by words
	equal   = 50  // versions with an equal title that are compared
)

// link finds the versions that belong to one change.
func (s *Set) link(near []int32) {
	order := make([]int32, len(s.versions))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Compare(s.versions[a].members[0], s.versions[b].members[0])
	})
	seen := newIndex()
	for _, at := range order {
		s.attach(at, s.answeredBy(at, near), seen)
		seen.add(at, &s.versions[at])
	}
}

// answeredBy gives the version that the head of another answers, or nowhere.
func (s *Set) answeredBy(at int32, near []int32) int32 {
	v := &s.versions[at]
	up := s.parent[s.pieces[v.head].mail]
	if up == nowhere || near[up] == nowhere || s.pieces[near[up]].version == at {
		return nowhere
	}
	return s.pieces[near[up]].version
}

// attach finds the change that a version belongs to among those before it.
func (s *Set) attach(at, above int32, seen *index) {
	v := &s.versions[at]
	best, strength := nowhere, 0.0
	try := func(other int32) {
		w := &s.versions[other]
		if w.members[0] >= v.members[0] {
			return
		}
		if n := kin(w, v, other == above); n > strength || n == strength && n > 0 && w.members[0] > s.versions[best].members[0] {
			best, strength = other, n
		}
	}
	if above != nowhere {
		try(above)
	}
	var whole []int32 // whose patches all come again here
	seen.candidates(v, func(other int32) {
		try(other)
		if contains(v, &s.versions[other]) {
			whole = append(whole, other)
		}
	})
	if best == nowhere {
		if len(whole) == 0 {
			return
		}
		best = slices.MinFunc(whole, func(a, b int32) int { return cmp.Compare(s.versions[a].members[0], s.versions[b].members[0]) })
	}
	switch to := s.versions[best].same; {
	case repeats(v, &s.versions[to]):
		v.same = to
	case best == above && mends(v, &s.versions[to]):
		v.same = to
		s.place(v, &s.versions[to])
	}
	s.unite(at, best)
	for _, other := range whole {
		s.unite(at, other)
	}
}

// mends reports whether v, sent into w's thread, is some patches of w again: by
// their numbers, or one without a number.
func mends(v, w *version) bool {
	return v.sender == w.sender && !v.cover && v.size < w.size && (v.total > 1 && v.total == w.total || v.total == 0 && v.size == 1)
}

// place gives a patch without a number, which mends w, that of the patch that
// it is most alike, or the next.
func (s *Set) place(v, w *version) {
	p := &s.pieces[v.head]
	if p.subject.Number > 0 {
		return
	}
	p.number = number(max(w.size, w.total) + 1)
	best := 0.5
	for _, m := range w.members {
		q := &s.pieces[m]
		if alike := dice(words(q.subject.Title), v.words); q.role == Patch && alike >= best {
			p.number, best = q.number, alike
		}
	}
}

// repeats reports whether v is w once more.
func repeats(v, w *version) bool {
	return v.label == w.label && v.kind == w.kind && len(v.titles) > 0 &&
		slices.Equal(v.titles, w.titles) && slices.Equal(v.patches, w.patches) && slices.Equal(v.paths, w.paths)
}

// contains reports whether v, a series, has all of w's patches, which were sent
// alone before.
func contains(v, w *version) bool {
	return v.sender == w.sender && meantAlike(w, v) && len(w.titles) > 0 && len(v.titles) > len(w.titles) &&
		v.label >= w.label && v.date-w.date <= longest && shared(v.titles, w.titles) == len(w.titles) &&
		(len(w.paths) == 0 || len(v.paths) == 0 || 2*shared(v.paths, w.paths) >= len(w.paths))
}

// meantAlike reports whether two versions are meant for the same project and
// branch.
func meantAlike(w, v *version) bool {
	return (w.kind == Foreign) == (v.kind == Foreign) && w.branch == v.branch
}

// kin tells how sure it is that v, sent after w, is of the same change: 0 for
// not at all. threaded says that it was sent as an answer to w. The first of
// these that fits decides:
//
//   - the same change-id (and never with two different ones);
//   - a label that is not greater: the same title or patches, the same files,
//     within 60 days: sent again;
//   - the same title;
//   - an answer;
//   - half of the patches of the shorter one;
//   - a title of which 6 words in 10 are the same, or, of the same area, 3 in 4;
//   - the next label within 60 days, and a patch that is the same, or half of the
//     title's words and of the files.
//
// Where the diffs tell which files are touched, one must be the same, unless the
// mail is an answer or has the area.
func kin(w, v *version, threaded bool) float64 {
	if w.change != 0 && w.change == v.change {
		return 3
	}
	if !meantAlike(w, v) || w.change != 0 && v.change != 0 || v.date-w.date > longest || !byOne(w, v) {
		return 0
	}
	c := compare(w, v)
	near := v.date-w.date <= soon
	switch {
	case !newer(w, v):
		if near && v.cover == w.cover && c.patches >= 0.5 && (!c.known || c.paths >= 0.5) {
			return 0.5 + c.words/2
		}
		return 0
	case c.title && c.touching():
		return 2
	case threaded:
		return 1 + c.words/4
	case c.patches >= 0.5 && c.touching():
		return 0.9 + c.patches/20
	case c.words >= 0.6 && c.touching(), c.words >= 0.75 && w.area == v.area:
		return c.words
	case near && v.label <= w.label+1 && (c.patches > 0 || c.words >= 0.5 && c.paths >= 0.5):
		return 0.4
	}
	return 0
}

// newer reports whether v is a later version than w by its label. Who asked for
// opinions begins to count again with the first version that is meant.
func newer(w, v *version) bool {
	return v.label > w.label || v.label == w.label && (v.minor > w.minor || w.kind == RFC && v.kind != RFC)
}

// A likeness is what two versions have in common, as shares.
type likeness struct {
	title   bool    // the same, of two words at least
	words   float64 // of the titles
	patches float64 // subjects, of the shorter one
	paths   float64 // of the one with fewer
	known   bool    // both tell their paths
}

// touching reports whether both touch a file, as far as is known.
func (l likeness) touching() bool { return !l.known || l.paths > 0 }

func compare(w, v *version) likeness {
	return likeness{
		title:   w.title == v.title && len(v.words) > 1,
		words:   dice(w.words, v.words),
		patches: part(w.titles, v.titles),
		paths:   part(w.paths, v.paths),
		known:   len(w.paths) > 0 && len(v.paths) > 0,
	}
}

// part is the share of the smaller set that the larger has too.
func part(a, b []uint64) float64 {
	return float64(shared(a, b)) / float64(max(1, min(len(a), len(b))))
}

// byOne reports whether two versions are by one person. Who sent no name is
// nobody twice.
func byOne(w, v *version) bool {
	return w.sender != 0 && w.sender == v.sender || v.author != 0 && (v.author == w.author || v.author == w.sender) || w.author != 0 && w.author == v.sender
}

// dice is twice what two sets share over what they have.
func dice(a, b []uint64) float64 {
	return 2 * float64(shared(a, b)) / float64(max(1, len(a)+len(b)))
}

// unite makes the changes of two versions one; the version that opened it
// stands for it.
func (s *Set) unite(a, b int32) {
	a, b = s.opening(a), s.opening(b)
	if s.versions[a].members[0] < s.versions[b].members[0] {
		a, b = b, a
	}
	if a != b {
		s.versions[a].before = b
	}
}

// opening gives the version that opened a version's change.
func (s *Set) opening(at int32) int32 {
	for s.versions[at].before != nowhere {
		if up := s.versions[at].before; s.versions[up].before != nowhere {
			s.versions[at].before = s.versions[up].before
		}
		at = s.versions[at].before
	}
	return at
}
