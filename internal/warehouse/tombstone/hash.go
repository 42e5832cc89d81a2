package tombstone

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"strings"
	"unicode"

	"github.com/google/uuid"
)

// A Kind is what a text is of a person.
type Kind string

// Kinds of what tells a person.
const (
	Address Kind = "address"
	Login   Kind = "login"  // with its host: github.com/ada
	Handle  Kind = "handle" // a login without its host
	Name    Kind = "name"
	Word    Kind = "word" // the first of a name
)

// A Hash makes keyed hashes: nobody without the key can try names against them.
// It is for one goroutine.
type Hash struct {
	mac hash.Hash
	buf []byte
}

// NewHash makes a Hash of the store's key.
func NewHash(key []byte) *Hash { return &Hash{mac: hmac.New(sha256.New, key)} }

// Of is the hash of a text, case and what stands between words apart; zero for a
// text that says nothing.
func (h *Hash) Of(kind Kind, text string) (id uuid.UUID) {
	folded := fold(kind, text)
	if folded == "" {
		return uuid.Nil
	}
	h.buf = append(append(append(h.buf[:0], "forgotten "...), kind...), 0)
	h.buf = append(h.buf, folded...)
	h.mac.Reset()
	h.mac.Write(h.buf)
	copy(id[:], h.mac.Sum(h.buf[:0]))
	return id
}

// fold makes one text of those that are the same to people.
func fold(kind Kind, text string) string {
	if kind == Name {
		return strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) }), " "))
	}
	return strings.ToLower(strings.TrimSpace(text))
}

// Folded is a name as names are compared: lower case, one blank between words.
func Folded(name string) string { return fold(Name, name) }

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
