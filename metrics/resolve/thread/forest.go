package thread

import (
	"cmp"
	"slices"
)

// A Message is one logical message.
type Message struct {
	ID    uint64 // unique
	Mail  uint64 // hash of the Message-ID: what replies name
	Date  uint32 // seconds since 1970
	Class int8   // of a thread that it would start; never 0, and given back in links
}

// A Link says where a message stands.
type Link struct {
	ID          uint64
	Parent      uint64 // the message it answers; 0 for none known
	Thread      uint64 // the message that started its thread; 0 where none did: an orphan, or an answer to one
	Starts      bool   // no parent and no reply
	Class       int8   // the message's own
	ThreadClass int8   // of the message that started its thread; 0 where none did
}

const none = ^uint32(0)

// A Forest holds every message of an archive. Fill it in this order: New,
// then Answer for each reply, then Wanted and Topic, then Links.
type Forest struct {
	messages []Message // by date, then ID: an index is a place in time
	ids      table
	mails    table
	parent   []uint32 // by index; none for a root
	root     []uint32 // by index; shortcuts towards the root
	reply    []bool
	waiting  []waiting
	topics   []topic
}

// New makes a forest of messages, which it sorts and keeps.
func New(messages []Message) *Forest {
	slices.SortFunc(messages, func(a, b Message) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	f := &Forest{
		messages: messages,
		ids:      newTable(len(messages)),
		mails:    newTable(len(messages)),
		parent:   make([]uint32, len(messages)),
		root:     make([]uint32, len(messages)),
		reply:    make([]bool, len(messages)),
	}
	for i := range messages {
		f.ids.add(uint32(i), f.id)
		f.mails.add(uint32(i), f.mail) // of several mails under one ID the earliest is meant
		f.parent[i], f.root[i] = none, uint32(i)
	}
	return f
}

func (f *Forest) id(i uint32) uint64   { return f.messages[i].ID }
func (f *Forest) mail(i uint32) uint64 { return f.messages[i].Mail }

// Answer says that message id is a reply, and which mails it names, the
// likeliest parent first. The first that is known becomes its parent; without
// one the reply waits for a message of one of its topics, see Wanted.
func (f *Forest) Answer(id uint64, refs, topics []uint64) {
	i := f.ids.find(id, f.id)
	if i == none {
		return
	}
	f.reply[i] = true
	for _, mail := range refs {
		if p := f.mails.find(mail, f.mail); p != none && mail != f.messages[i].Mail {
			f.parent[i] = p
			return
		}
	}
	if len(topics) > 0 {
		f.waiting = append(f.waiting, waiting{i, slices.Clone(topics)})
	}
}

// Links gives the place of every message, in the order of their dates.
func (f *Forest) Links(yield func(Link) bool) {
	f.plant()
	f.adopt()
	for i, m := range f.messages {
		link := Link{ID: m.ID, Class: m.Class}
		if p := f.parent[i]; p != none {
			link.Parent = f.messages[p].ID
		}
		if r := f.find(uint32(i)); !f.reply[r] {
			link.Thread, link.ThreadClass = f.messages[r].ID, f.messages[r].Class
			link.Starts = r == uint32(i)
		}
		if !yield(link) {
			return
		}
	}
}

// plant turns the parents found into trees. Later messages come first, so that
// of mails that name each other in a circle the earliest becomes the root.
func (f *Forest) plant() {
	for i := len(f.parent) - 1; i >= 0; i-- {
		if p := f.parent[i]; p != none && !f.attach(uint32(i), p) {
			f.parent[i] = none
		}
	}
}

// attach puts the root child under parent, unless parent is below child.
func (f *Forest) attach(child, parent uint32) bool {
	if f.find(parent) == child {
		return false
	}
	f.parent[child], f.root[child] = parent, parent
	return true
}

// find gives the root of i's tree and halves the way there.
func (f *Forest) find(i uint32) uint32 {
	for f.root[i] != i {
		f.root[i] = f.root[f.root[i]]
		i = f.root[i]
	}
	return i
}
