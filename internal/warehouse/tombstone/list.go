package tombstone

import (
	"encoding/hex"

	"github.com/google/uuid"
)

// A Mark is the hash of a text that tells a forgotten person.
type Mark struct {
	Mark   uuid.UUID `ch:"mark"`
	Kind   string    `ch:"kind"`
	Person uuid.UUID `ch:"person_id"`
}

// A List tells who is to be forgotten. It is for one goroutine.
type List struct {
	hash   *Hash
	marks  map[uuid.UUID]uuid.UUID // to people
	begins map[string]bool         // whether names begin with a word: what was asked before
}

// remembered is how many words a List knows the answer for: those of a language
// come again and again.
const remembered = 1 << 16

// NewList makes a list of marks that were made with the same key.
func NewList(key []byte, marks []Mark) *List {
	l := &List{hash: NewHash(key), marks: make(map[uuid.UUID]uuid.UUID, len(marks)), begins: map[string]bool{}}
	for _, m := range marks {
		l.marks[m.Mark] = m.Person
	}
	return l
}

// Empty reports whether nobody is to be forgotten.
func (l *List) Empty() bool { return l == nil || len(l.marks) == 0 }

// Person is the forgotten person with this address, login or name, each of which
// may be empty.
func (l *List) Person(address, login, name string) (uuid.UUID, bool) {
	if l.Empty() {
		return uuid.Nil, false
	}
	for _, told := range [...]struct {
		kind Kind
		text string
	}{{Address, address}, {Login, login}, {Name, name}} {
		if person, ok := l.marks[l.hash.Of(told.kind, told.text)]; ok {
			return person, true
		}
	}
	return uuid.Nil, false
}

// has reports whether a text is a forgotten person's, and what stands in its
// place then.
func (l *List) has(kind Kind, text string) (instead string, ok bool) {
	mark := l.hash.Of(kind, text)
	if _, ok = l.marks[mark]; ok {
		instead = "somebody-" + hex.EncodeToString(mark[:4])
	}
	return instead, ok
}

// beginsName reports whether a forgotten name begins with a word.
func (l *List) beginsName(word string) bool {
	known, ok := l.begins[word]
	if !ok {
		_, known = l.marks[l.hash.Of(Word, word)]
		if len(l.begins) >= remembered {
			clear(l.begins)
		}
		l.begins[word] = known
	}
	return known
}
