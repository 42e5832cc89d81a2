package thread

import (
	"cmp"
	"slices"
)

// A Message is one logical message.
type Message struct {
	ID   uint64 // unique
	Mail uint64 // hash of the Message-ID: what replies name
	Date uint32 // seconds since 1970
}

// A Link says where a message stands.
type Link struct {
	ID     uint64
	Parent uint64 // the message it answers; 0 for none known
	Thread uint64 // the message that started its thread; where none did, its topmost message, or the missing mail that its messages name
	Starts bool   // no parent and no reply
}

const none = ^uint32(0)

// A Forest holds every message of an archive. Fill it in this order: New,
// then Answer for each reply, then Wanted and Topic, then Links.
type Forest struct {
	messages []Message // by date, then ID: an index is a place in time
	ids      table
	mails    table
	parent   []uint32 // by index; none for a root; missing mails come after the messages
	root     []uint32 // by index; shortcuts towards the root
	reply    []bool
	chains   []chain
	ghosts   map[uint64]uint32 // missing mails by their hash
	names    []uint64          // their hashes
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
		ghosts:   make(map[uint64]uint32),
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
// likeliest parent first. The first that is known becomes its parent. Where
// none is, not even above the missing ones, the reply waits for a message of
// one of its topics, see Wanted.
func (f *Forest) Answer(id uint64, refs, topics []uint64) {
	i := f.ids.find(id, f.id)
	if i == none {
		return
	}
	f.reply[i] = true
	named := chain{index: i}
	for _, mail := range refs {
		if mail == f.messages[i].Mail {
			continue
		}
		p := f.mails.find(mail, f.mail)
		if p != none {
			f.parent[i] = p
		}
		named.mails = append(named.mails, mail)
		if p != none {
			break
		}
	}
	if len(named.mails) > 1 || len(named.mails) == 1 && f.parent[i] == none {
		f.chains = append(f.chains, named)
	}
	if f.parent[i] == none && len(topics) > 0 {
		f.waiting = append(f.waiting, waiting{i, slices.Clone(topics)})
	}
}

// Links gives the place of every message, in the order of their dates.
func (f *Forest) Links(yield func(Link) bool) {
	f.plant()
	f.haunt()
	f.adopt()
	f.gather()
	for i := range f.messages {
		if !yield(f.link(uint32(i))) {
			return
		}
	}
}

func (f *Forest) link(i uint32) Link {
	link := Link{ID: f.messages[i].ID}
	if p := f.above(f.parent[i]); p != none {
		link.Parent = f.messages[p].ID
	}
	r := f.find(i)
	if !f.here(r) {
		link.Thread = f.names[int(r)-len(f.messages)]
		return link
	}
	link.Thread = f.messages[r].ID
	link.Starts = r == i && !f.reply[r]
	return link
}

// plant turns the parents found into trees. Later messages come first, so that
// of mails that name each other in a circle the earliest becomes the root.
func (f *Forest) plant() {
	for i := len(f.messages) - 1; i >= 0; i-- {
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
