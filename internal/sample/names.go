package sample

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// name makes a given and a family name out of the syllables of one tongue.
func (l *lexicon) name(d dice, tongue string) (given, family string) {
	part := func(kind string) string {
		head := pick(d, l.words[kind+" "+tongue])
		return head + pick(d, l.words[kind+" "+tongue+" end"])
	}
	return part("given"), part("family")
}

func tongues() []string {
	return []string{"north", "east", "south", "west", "west", "asia", "levant"}
}

// variants are the ways in which one person signs: the usual one first.
func variants(d dice, given, family, tongue string) []string {
	full := given + " " + family
	v := []string{full}
	if plain := ascii(full); plain != full {
		v = append(v, plain)
	}
	switch d.IntN(6) {
	case 0:
		v = append(v, family+", "+given)
	case 1:
		v = append(v, initial(given)+". "+family)
	case 2:
		v = append(v, strings.ToLower(ascii(given)))
	}
	if tongue == "east" && d.chance(0.3) {
		v = append(v, cyrillic(full))
	}
	return v
}

func initial(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// ascii writes a name without diacritics, as its owner would in a hurry.
func ascii(s string) string {
	s = strings.NewReplacer("ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "ß", "ss",
		"æ", "ae", "ı", "i", "ö", "oe", "Ö", "Oe", "ä", "ae", "ü", "ue").Replace(s)
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if r < 128 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// cyrillic transliterates letter by letter, which is good enough for names
// that nobody bears.
func cyrillic(s string) string {
	from, to := "abcdefghijklmnoprstuvwyz", []rune("абцдефгхийклмнопрстувуыз")
	var b strings.Builder
	for _, r := range ascii(s) {
		if i := strings.IndexRune(from, r); i >= 0 {
			b.WriteRune(to[i])
		} else if i := strings.IndexRune(strings.ToUpper(from), r); i >= 0 {
			b.WriteString(strings.ToUpper(string(to[i])))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
