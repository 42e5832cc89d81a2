package sample

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed words.txt
var wordsText string

// A lexicon is the vocabulary: sections of lines, and of single words.
type lexicon struct {
	lines    map[string][]string
	words    map[string][]string
	symbols  uint64 // how many were made
	scramble uint64 // odd: where in the sequence of symbols this sample stands
}

// readLexicon reads the embedded vocabulary. The seed decides only which
// invented symbols come first.
func readLexicon(seed uint64) *lexicon {
	l := &lexicon{lines: map[string][]string{}, words: map[string][]string{}, scramble: seed}
	section := ""
	for line := range strings.Lines(wordsText) {
		line = strings.TrimRight(line, "\n")
		if name, ok := strings.CutPrefix(line, "["); ok {
			section = strings.TrimSuffix(name, "]")
			continue
		}
		if section == "" || line == "" {
			continue
		}
		l.lines[section] = append(l.lines[section], line)
		l.words[section] = append(l.words[section], strings.Fields(line)...)
	}
	return l
}

// symbol makes a pronounceable word that this lexicon has not made before:
// subjects that must not be taken for one another contain one.
func (l *lexicon) symbol() string {
	// Six syllables of 64 are 36 bits; multiplication by an odd number and the
	// seed's offset permute them, so that neighbours look unlike.
	const mask = 1<<36 - 1
	n := (l.symbols + l.scramble) * 0x9e3779b97 & mask
	l.symbols++
	syllables := l.words["syllable"]
	var b strings.Builder
	for i := range 6 {
		if i == 3 {
			b.WriteByte('_')
		}
		b.WriteString(syllables[n%64%uint64(len(syllables))])
		if n%64 >= uint64(len(syllables)) {
			b.WriteByte('n')
		}
		n /= 64
	}
	return b.String()
}

// phrase picks a line of a section and fills its slots.
func (l *lexicon) phrase(d dice, section string) string {
	return l.fill(d, pick(d, l.lines[section]))
}

func (l *lexicon) fill(d dice, s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		slot, after, _ := strings.Cut(rest, "}")
		b.WriteString(l.slot(d, slot))
		s = after
	}
}

func (l *lexicon) slot(d dice, name string) string {
	switch name {
	case "sym":
		return l.symbol()
	case "n":
		return strconv.Itoa(2 + d.IntN(62))
	default:
		return pick(d, l.lines[name])
	}
}
