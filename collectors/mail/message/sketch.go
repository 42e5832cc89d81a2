package message

import (
	"bytes"
	_ "embed"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// sketchSize is the number of hash functions of a sketch. Two sketches agree in
// about as large a share of their bytes as the texts have of their words in
// common, give or take 4 points.
const sketchSize = 128

// maxSketched is how many different words a sketch takes: what a mail is about
// stands at its beginning, and below come code and logs, which resemble all others.
const maxSketched = 40

// subjectWeight is how often a word of the subject counts: it says more than
// one of the text.
const subjectWeight = 3

// Words that say nothing of what a mail is about.
//
//go:embed common.txt
var commonWords string

var common = setOf(commonWords)

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// sketch says what a mail is about: a MinHash (Broder 1997) of its subject's and
// its own text's words, of each minimum only one byte (Li and König 2010). A mail
// without words has none. Many words share each byte; the warehouse does the
// rest so that none can be told from it.
func sketch(topic string, text []byte) string {
	s := sketcher{seen: make(map[uint64]bool)}
	for word := range bytes.FieldsFuncSeq([]byte(topic), between) {
		s.add(word, subjectWeight)
	}
	for word := range bytes.FieldsFuncSeq(text, between) {
		s.add(word, 1)
	}
	return s.String()
}

// between reports whether a character separates words.
func between(r rune) bool {
	return r < 0x80 && !asciiLetter(byte(r)) && !digit(byte(r)) && r != '_'
}

// A sketcher keeps the least hash that each function gave.
type sketcher struct {
	seen  map[uint64]bool
	least [sketchSize]uint32
}

// add takes a word, weight times as if it were several.
func (s *sketcher) add(word []byte, weight int) {
	const shortest, longest = 3, 40
	if len(word) < shortest || len(word) > longest || common[string(word)] || len(s.seen) >= maxSketched {
		return
	}
	hash := xxhash.Sum64(word)
	if s.seen[hash] {
		return
	}
	first := len(s.seen) == 0
	s.seen[hash] = true
	for copies := range weight {
		s.lower(hash+uint64(copies)*0xd6e8feb86659fd93, first && copies == 0)
	}
}

// lower hashes by each function: multiplication by an odd number of its own.
func (s *sketcher) lower(hash uint64, first bool) {
	factor := uint64(0x9e3779b97f4a7c15)
	for i := range s.least {
		mixed := (hash ^ hash>>32) * factor
		if value := uint32((mixed ^ mixed>>29) * 0xbf58476d1ce4e5b9 >> 32); first || value < s.least[i] {
			s.least[i] = value
		}
		factor += 0xa0761d6478bd642e // even: it stays odd
	}
}

func (s *sketcher) String() string {
	if len(s.seen) == 0 {
		return ""
	}
	var out [sketchSize]byte
	for i, least := range s.least {
		out[i] = byte(least * 0x9e3779b1 >> 24) // the least numbers begin with zeros
	}
	return string(out[:])
}
