package series

import (
	"slices"
	"strings"
)

const (
	hour = 60 * 60
	day  = 24 * hour
)

// A piece is a mail that may be a patch or a cover letter.
type piece struct {
	mail           int32
	subject        Subject
	sender, author uint64
	date           uint32
	patch, change  uint64
	top            uint64
	paths          []uint64 // sorted
	diff, quotes   bool
	kind           Kind

	kids    bool // its sender's numbered patches answer it
	role    Role
	up      int32 // the piece of the same version that it answers
	version int32
	number  uint16
}

// classify finds which pieces are patches and which covers.
func (s *Set) classify() {
	for i := range s.pieces {
		p := &s.pieces[i]
		if q := s.answered(p); q != nil && p.subject.Number > 0 && !p.subject.Reply && p.sender == q.sender && apart(p.date, q.date) <= day {
			q.kids = true
		}
	}
	for i := range s.pieces {
		p := &s.pieces[i]
		p.role = p.roleBySubject(s.parent[p.mail] == nowhere)
	}
	near := s.nearest()
	for i := range s.pieces {
		p := &s.pieces[i]
		if p.role != none || !p.diff || p.quotes || p.subject.Pull || s.parent[p.mail] == nowhere {
			continue
		}
		if at := near[s.parent[p.mail]]; at != nowhere && p.again(&s.pieces[at]) {
			p.role = Patch
		}
	}
}

// answered gives the piece that a piece answers directly, or nil.
func (s *Set) answered(p *piece) *piece {
	if up := s.parent[p.mail]; up != nowhere && s.of[up] != nowhere {
		return &s.pieces[s.of[up]]
	}
	return nil
}

// roleBySubject decides for all but replies, which a root only seems to be.
func (p *piece) roleBySubject(root bool) Role {
	subject := &p.subject
	reply := subject.Reply && (!root || p.quotes)
	switch {
	case subject.Pull && !subject.Patch, reply, !subject.Patch && notice(subject.Title):
		return none
	case subject.Patch && subject.Number == 0 && (!subject.Reply || p.kids):
		subject.unversioned()
		return Cover
	case p.kids && !p.diff && subject.Number < 0:
		subject.unversioned()
		return Cover
	case p.diff, subject.Patch && !subject.Reply:
		return Patch
	}
	return none
}

// notice reports whether a mail tells, with the diff, that a patch was taken.
func notice(title string) bool {
	_, rest, ok := strings.Cut(title, " added to ")
	return ok && strings.HasSuffix(rest, " tree")
}

// again reports whether a reply with a diff is q sent again by its sender.
func (p *piece) again(q *piece) bool {
	return q.role == Patch && p.sender == q.sender && p.subject.Title == q.subject.Title && 2*shared(p.paths, q.paths) >= len(q.paths)
}

// follows reports whether p, which answers q, is of the same version.
func (p *piece) follows(q *piece) bool {
	a, b := &q.subject, &p.subject
	if p.role != Patch || p.sender != q.sender || a.Total != b.Total && a.Total != 0 && b.Total != 0 {
		return false
	}
	switch {
	case q.role == Patch:
		return b.Number > a.Number && a.Number > 0 && a.Label == b.Label
	case q.role != Cover || a.Label != b.Label && b.Label != 0 && (a.Label != 0 || a.Patch):
		return false
	}
	return b.Number > 0 || a.Total <= 1 && apart(p.date, q.date) <= hour
}

func apart(a, b uint32) uint32 { return max(a, b) - min(a, b) }

// shared counts the numbers that two sorted lists have in common.
func shared(a, b []uint64) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// set sorts a list and drops what repeats.
func set(list []uint64) []uint64 {
	slices.Sort(list)
	return slices.Compact(list)
}

// hash is FNV-1a.
func hash(s string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return h
}
