package series

import (
	"cmp"
	"slices"
)

// A Mail is one logical message of a thread that may hold patches.
type Mail struct {
	ID     uint64 // unique
	Parent uint64 // ID of the mail that it answers; 0 for none known
	Date   uint32 // seconds since 1970
}

// A Proposal is what a mail proposes, or a mail that patches answer.
type Proposal struct {
	ID      uint64
	Subject string
	Sender  uint64
	Author  uint64   // of the From: line in the body; 0 for none
	Patch   uint64   // hash of the patch-id; 0 for none
	Change  uint64   // hash of the change-id; 0 for none
	Top     uint64   // hash of the oldest Message-ID that it names; 0 for none
	Paths   []uint64 // hashes of the paths that its diff touches
	Diff    bool
	Quotes  bool     // quotes what it answers
	Others  []string // names of other projects, in lower case
}

// A Role is what a mail is to a change; its numbers are those of
// resolve_series.role.
type Role int8

// The roles.
const (
	none     Role = 0
	Patch    Role = 1
	Cover    Role = 2
	Response Role = 3
)

// A Row says what one mail is to a change.
type Row struct {
	ID      uint64
	Change  uint64 // ID of the mail that opened the change
	Version uint16 // counted from 1 by date
	Label   uint16 // as the subjects say, 1 where they do not
	Number  uint16 // 0 for the cover letter
	Total   uint16 // as the subjects say; as many as arrived where they do not
	Kind    Kind
	Role    Role
	Answers uint64 // the patch or cover that a response answers, else 0
}

// nowhere is the index of nothing.
const nowhere = int32(-1)

// A Set holds the mails of all threads in which patches are. Fill it in this
// order: New, then Propose, then Rows.
type Set struct {
	mails  []Mail  // by date, then ID: an index is a place in time
	parent []int32 // by mail
	at     map[uint64]int32

	pieces   []piece // by date, then ID
	of       []int32 // by mail: its piece
	versions []version
}

// New makes a set of mails, which it sorts and keeps.
func New(mails []Mail) *Set {
	slices.SortFunc(mails, func(a, b Mail) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	s := &Set{
		mails:  mails,
		parent: make([]int32, len(mails)),
		of:     make([]int32, len(mails)),
		at:     make(map[uint64]int32, len(mails)),
	}
	for i, m := range mails {
		s.at[m.ID] = int32(i)
		s.of[i] = nowhere
	}
	for i, m := range mails {
		s.parent[i] = nowhere
		if p, ok := s.at[m.Parent]; ok {
			s.parent[i] = p
		}
	}
	return s
}

// Propose says what one of the mails proposes.
func (s *Set) Propose(p Proposal) {
	at, ok := s.at[p.ID]
	if !ok {
		return
	}
	subject := Parse(p.Subject)
	m := s.mails[at]
	paths := slices.Clone(p.Paths)
	slices.Sort(paths)
	s.pieces = append(s.pieces, piece{
		mail: at, subject: subject, sender: p.Sender, author: cmp.Or(p.Author, p.Sender), date: m.Date,
		patch: p.Patch, change: p.Change, top: p.Top, paths: slices.Compact(paths), diff: p.Diff, quotes: p.Quotes,
		kind: subject.kind(p.Others), up: nowhere, version: nowhere,
	})
}

// Rows gives a row for every mail of a change's threads, in the order of their
// dates.
func (s *Set) Rows(yield func(Row) bool) {
	slices.SortFunc(s.pieces, func(a, b piece) int { return cmp.Compare(a.mail, b.mail) })
	for i := range s.pieces {
		s.of[s.pieces[i].mail] = int32(i)
	}
	s.classify()
	s.gather()
	near := s.nearest()
	s.link(near)
	heads := s.count()
	for i, m := range s.mails {
		at := near[i]
		if at == nowhere {
			continue
		}
		row := s.row(&s.pieces[at], heads)
		row.ID = m.ID
		if int32(i) != s.pieces[at].mail {
			row.Role, row.Answers = Response, s.mails[s.pieces[at].mail].ID
		}
		if !yield(row) {
			return
		}
	}
}

// nearest gives for every mail the piece that it is, or that it answers, with
// any number of responses in between.
func (s *Set) nearest() []int32 {
	const unknown = int32(-2)
	near := make([]int32, len(s.mails))
	for i := range near {
		near[i] = unknown
	}
	var way []int32
	for i := range near {
		at, found := int32(i), nowhere
		for ; at != nowhere; at = s.parent[at] {
			if near[at] != unknown {
				found = near[at]
				break
			}
			way = append(way, at)
			near[at] = nowhere // a circle, which threads do not have, would end here
			if p := s.of[at]; p != nowhere && s.pieces[p].role != none {
				found = p
				break
			}
		}
		for _, m := range way {
			near[m] = found
		}
		way = way[:0]
	}
	return near
}
