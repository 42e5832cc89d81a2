package series

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// A version is the patches and covers that were sent as one.
type version struct {
	members []int32 // pieces, by date
	head    int32   // the cover, else the lowest number
	cover   bool
	sender  uint64
	author  uint64 // of all its patches; 0 for several
	label   int
	minor   int
	total   int // 0 where the subjects do not say
	date    uint32
	kind    Kind
	branch  string
	change  uint64 // hash of the change-id

	title   uint64   // of the head
	area    uint64   // what stands before the title's first colon
	words   []uint64 // of the title, sorted
	titles  []uint64 // of the patches, sorted
	patches []uint64 // those of their patch-ids that are known, sorted
	paths   []uint64 // sorted

	before int32 // the version whose change it belongs to, see link
	same   int32 // the version that it repeats or mends, else itself
	size   int   // different numbers
}

// gather makes versions of the pieces: first along the threads, then of what
// is left.
func (s *Set) gather() {
	for i := range s.pieces {
		p := &s.pieces[i]
		if q := s.answered(p); p.role != none && q != nil && p.follows(q) {
			p.up = s.of[q.mail]
		}
	}
	for i := range s.pieces {
		if s.pieces[i].role == none {
			continue
		}
		root := s.root(int32(i))
		if s.pieces[root].version == nowhere {
			s.pieces[root].version = int32(len(s.versions))
			s.versions = append(s.versions, version{})
		}
		at := s.pieces[root].version
		s.pieces[i].version = at
		s.versions[at].members = append(s.versions[at].members, int32(i))
	}
	s.join()
	for i := range s.versions {
		s.describe(int32(i))
	}
}

// root gives the piece at which a version's thread begins, and halves the way
// there.
func (s *Set) root(at int32) int32 {
	for s.pieces[at].up != nowhere {
		if next := s.pieces[s.pieces[at].up].up; next != nowhere {
			s.pieces[at].up = next
		}
		at = s.pieces[at].up
	}
	return at
}

// batches is how many unfinished versions are looked at.
const batches = 20

// A batch is what mails of one version have in common that no thread joins.
type batch struct {
	sender, top  uint64
	label, total int
}

// unfinished is a version that more patches may belong to.
type unfinished struct {
	at      int32
	date    uint32
	numbers map[int]bool
}

// join joins versions whose mails do not answer each other: they answer a
// cover that is missing, or nothing.
func (s *Set) join() {
	open := make(map[batch][]unfinished)
	kept := s.versions[:0]
	for _, v := range s.versions {
		first := &s.pieces[s.root(v.members[0])]
		if first.subject.Total < 2 {
			kept = append(kept, v)
			continue
		}
		key := batch{first.sender, first.top, first.subject.Label, first.subject.Total}
		limit := uint32(day)
		if first.top == 0 {
			limit = hour
		}
		to, ok := s.fitting(open[key], v, limit)
		if !ok {
			to = unfinished{int32(len(kept)), s.pieces[v.members[0]].date, make(map[int]bool)}
			open[key] = append(open[key], to)
			kept = append(kept, version{})
		}
		for _, m := range v.members {
			to.numbers[s.pieces[m].subject.Number] = true
		}
		kept[to.at].members = append(kept[to.at].members, v.members...)
	}
	s.versions = kept
}

// fitting gives the newest of some versions that has none of v's numbers and
// began not longer before it than the limit.
func (s *Set) fitting(open []unfinished, v version, limit uint32) (unfinished, bool) {
	for _, to := range slices.Backward(open[max(0, len(open)-batches):]) {
		if apart(to.date, s.pieces[v.members[0]].date) > limit {
			break
		}
		if !slices.ContainsFunc(v.members, func(m int32) bool { return to.numbers[s.pieces[m].subject.Number] }) {
			return to, true
		}
	}
	return unfinished{}, false
}

// describe sums up a version's members.
func (s *Set) describe(at int32) {
	v := &s.versions[at]
	v.before, v.same = nowhere, at
	slices.Sort(v.members)
	s.enumerate(v)
	for _, m := range v.members {
		p := &s.pieces[m]
		p.version = at
		v.label, v.minor, v.total = max(v.label, p.subject.Label), max(v.minor, p.subject.Minor), max(v.total, p.subject.Total)
		v.change = cmp.Or(v.change, p.change)
		if p.role != Patch {
			continue
		}
		v.titles = append(v.titles, hash(p.subject.Title))
		v.paths = append(v.paths, p.paths...)
		if p.patch != 0 {
			v.patches = append(v.patches, p.patch)
		}
	}
	v.titles, v.paths, v.patches = set(v.titles), set(v.paths), set(v.patches)
	v.label = max(v.label, 1)
	v.author = s.sole(v)
	head := &s.pieces[v.head]
	v.cover, v.sender, v.date = head.role == Cover, head.sender, s.pieces[v.members[0]].date
	v.kind, v.branch = head.kind, head.subject.branch()
	area, _, _ := strings.Cut(head.subject.Title, ":")
	v.title, v.area, v.words = hash(head.subject.Title), hash(area), words(head.subject.Title)
}

// enumerate gives members without a number the lowest free ones, and finds the
// head.
func (s *Set) enumerate(v *version) {
	taken := make(map[uint16]bool)
	for _, m := range v.members {
		if p := &s.pieces[m]; p.role == Patch && p.subject.Number > 0 {
			p.number = uint16(p.subject.Number)
			taken[p.number] = true
		}
	}
	v.head = v.members[0]
	next := uint16(1)
	for _, m := range v.members {
		p := &s.pieces[m]
		if p.role == Patch && p.number == 0 {
			for taken[next] {
				next++
			}
			p.number = next
			taken[next] = true
		}
		if p.number < s.pieces[v.head].number {
			v.head = m
		}
	}
	v.size = len(taken)
}

// sole gives the author of all of a version's patches.
func (s *Set) sole(v *version) uint64 {
	author := uint64(0)
	for _, m := range v.members {
		p := &s.pieces[m]
		if p.role == Patch && author != 0 && author != p.author {
			return 0
		}
		if p.role == Patch {
			author = p.author
		}
	}
	return author
}

// words gives the hashes of a title's words; an s at the end does not matter.
func words(title string) []uint64 {
	var all []uint64
	for word := range strings.FieldsFuncSeq(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(word) > 3 {
			word = strings.TrimSuffix(word, "s")
		}
		all = append(all, hash(word))
	}
	return set(all)
}
