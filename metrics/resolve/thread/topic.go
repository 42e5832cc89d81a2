package thread

import (
	"cmp"
	"slices"
)

// window is how far back a reply without a known parent looks for a message of
// the same topic.
const window = 30 * 24 * 60 * 60

// waiting is a reply whose parent is missing.
type waiting struct {
	index  uint32
	topics []uint64
}

// topic says that the message at index has a topic that somebody waits for.
type topic struct {
	hash  uint64
	index uint32
}

// Wanted gives the topics that replies without a parent wait for. Only
// messages that have one of them need to be handed to Topic.
func (f *Forest) Wanted() map[uint64]struct{} {
	wanted := make(map[uint64]struct{})
	for _, w := range f.waiting {
		for _, hash := range w.topics {
			wanted[hash] = struct{}{}
		}
	}
	return wanted
}

// Topic says that message id has a topic: the hash of a subject on one list.
func (f *Forest) Topic(id, hash uint64) {
	if i := f.ids.find(id, f.id); i != none {
		f.topics = append(f.topics, topic{hash, i})
	}
}

// adopt gives the waiting replies the newest message of the same topic within
// the window before them. Those without one stay orphans.
func (f *Forest) adopt() {
	slices.SortFunc(f.topics, compareTopics)
	slices.SortFunc(f.waiting, func(a, b waiting) int { return cmp.Compare(b.index, a.index) })
	for _, w := range f.waiting {
		if f.parent[w.index] != none {
			continue // found above the missing mails that it names
		}
		if p := f.newest(w); p != none {
			f.attach(w.index, p)
		}
	}
	f.waiting = nil
}

func compareTopics(a, b topic) int {
	return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.index, b.index))
}

// newest finds the message that w joins: dated before it, and not below it.
func (f *Forest) newest(w waiting) uint32 {
	found := none
	for _, hash := range w.topics {
		if i := f.before(w.index, hash); i != none && (found == none || i > found) {
			found = i
		}
	}
	return found
}

func (f *Forest) before(index uint32, hash uint64) uint32 {
	date := f.messages[index].Date
	at, _ := slices.BinarySearchFunc(f.topics, topic{hash, index}, compareTopics)
	for at--; at >= 0 && f.topics[at].hash == hash; at-- {
		i := f.topics[at].index
		if age := date - f.messages[i].Date; age > window {
			return none
		} else if age > 0 && f.find(i) != index {
			return i
		}
	}
	return none
}
