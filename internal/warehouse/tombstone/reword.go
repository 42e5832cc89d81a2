package tombstone

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"goldenratio/collectors/redact"
)

// How names stand in texts: at most so many words, and between two of them at
// most so many characters that belong to no word.
const (
	mostWords = 6
	widestGap = 3
)

// The forms of addresses and logins that are looked for.
var (
	addresses = regexp.MustCompile(`[\p{L}\p{N}!#$%&'*+\-/=?^_{|}~.]+(?:@|\s+at\s+|\s*[(\[]at[)\]]\s*)[\p{L}\p{N}.\-]*[\p{L}\p{N}]`)
	at        = regexp.MustCompile(`\s+at\s+|\s*[(\[]at[)\]]\s*`)
	accounts  = regexp.MustCompile(`(?i)[a-z0-9][a-z0-9.\-]*\.[a-z]{2,}(?:/[a-z0-9_][a-z0-9_.\-]*)+`)
	handles   = regexp.MustCompile(`(?i)(^|[^\p{L}\p{N}_.@/\-])@([a-z0-9_][a-z0-9_.\-]*[a-z0-9_]|[a-z0-9_])`)
	pages     = regexp.MustCompile(`(?i)(/users?/)([a-z0-9_][a-z0-9_.\-]*[a-z0-9_]|[a-z0-9_])`)
	owners    = regexp.MustCompile(`(?i)^()([a-z0-9_][a-z0-9_.\-]*)/[a-z0-9_.\-]+$`)
)

// Reword gives a text without what tells forgotten people: their addresses,
// logins with their hosts, mentions (@ada), repositories of theirs (ada/tool)
// and full names, whatever their case and whatever stands between the words. A
// name of one word is left: it is many people's. Equal texts give equal texts,
// and what differed still differs.
func (l *List) Reword(s string) string {
	if l.Empty() || len(s) < 3 {
		return s
	}
	if strings.IndexByte(s, '@') >= 0 || strings.Contains(s, " at ") || strings.Contains(s, "at)") || strings.Contains(s, "at]") {
		s = addresses.ReplaceAllStringFunc(s, l.address)
	}
	if strings.IndexByte(s, '/') >= 0 {
		s = accounts.ReplaceAllStringFunc(s, l.account)
		s = l.replace(pages, s, func(_, login string) (string, bool) { return l.has(Handle, login) })
		s = l.replace(owners, s, func(_, login string) (string, bool) { return l.has(Handle, login) })
	}
	if strings.IndexByte(s, '@') >= 0 {
		s = l.replace(handles, s, func(_, login string) (string, bool) { return l.has(Handle, login) })
	}
	return l.names(s)
}

// address is what stands for a found address. What may stand in a local part and
// seldom does, as in --to=ada@example.org, may stand before the address.
func (l *List) address(found string) string {
	form := at.ReplaceAllString(found, "@")
	for before := ""; ; {
		bare := strings.TrimLeft(form, ".+-_")
		before, form = before+form[:len(form)-len(bare)], bare
		if _, ok := l.has(Address, form); ok {
			return before + redact.Mark
		}
		cut := strings.IndexAny(form, "!#$%&'*/=?^{|}~")
		if cut < 0 {
			return found
		}
		before, form = before+form[:cut+1], form[cut+1:]
	}
}

// account is what stands for a host with a path below: a login may be any part of
// the path, since forges lie below some, and have pages below logins.
func (l *List) account(found string) string {
	for from := strings.IndexByte(found, '/') + 1; from > 0; {
		part, _, more := strings.Cut(found[from:], "/")
		login := strings.TrimRight(part, ".-")
		if text, ok := l.has(Login, found[:from]+login); ok {
			return found[:from] + text + found[from+len(login):]
		}
		if from += len(part) + 1; !more {
			break
		}
	}
	return found
}

// replace puts something else in the place of the second group of what a
// pattern finds.
func (l *List) replace(pattern *regexp.Regexp, s string, instead func(first, second string) (string, bool)) string {
	var b strings.Builder
	done := 0
	for _, m := range pattern.FindAllStringSubmatchIndex(s, -1) {
		if text, ok := instead(s[m[2]:m[3]], s[m[4]:m[5]]); ok {
			b.WriteString(s[done:m[4]] + text)
			done = m[5]
		}
	}
	if done == 0 {
		return s
	}
	return b.String() + s[done:]
}

// A word of a text is between two places.
type word struct{ from, to int }

// next is the first word of s[from:], or none.
func next(s string, from int) (word, bool) {
	for from < len(s) {
		r, size := utf8.DecodeRuneInString(s[from:])
		if inWord(r) {
			break
		}
		from += size
	}
	to := from
	for to < len(s) {
		r, size := utf8.DecodeRuneInString(s[to:])
		if !inWord(r) {
			break
		}
		to += size
	}
	return word{from, to}, to > from
}

// names replaces full names, of two that begin with the same word the longer.
func (l *List) names(s string) string {
	var b strings.Builder
	done := 0
	for w, ok := next(s, 0); ok; {
		if l.beginsName(strings.ToLower(s[w.from:w.to])) {
			if instead, to := l.name(s, w); to > 0 {
				b.WriteString(s[done:w.from] + instead)
				done, w.to = to, to
			}
		}
		w, ok = next(s, w.to)
	}
	if done == 0 {
		return s
	}
	return b.String() + s[done:]
}

// name is what stands for the longest forgotten name that begins with a word,
// and where it ends; 0 for none.
func (l *List) name(s string, first word) (instead string, to int) {
	last := first
	for range mostWords - 1 {
		following, ok := next(s, last.to)
		if !ok || utf8.RuneCountInString(s[last.to:following.from]) > widestGap {
			break
		}
		last = following
		if text, ok := l.has(Name, s[first.from:last.to]); ok {
			instead, to = text, last.to
		}
	}
	return instead, to
}

// Spellings are the forms of a name that are looked for: as it is, and with the
// last word first. A name of one word, or of very many, has none.
func Spellings(name string) []string {
	words := strings.Fields(fold(Name, name))
	if len(words) < 2 || len(words) > mostWords {
		return nil
	}
	turned := append([]string{words[len(words)-1]}, words[:len(words)-1]...)
	return []string{strings.Join(words, " "), strings.Join(turned, " ")}
}
