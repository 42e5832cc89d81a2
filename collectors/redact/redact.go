// Package redact takes addresses out of foreign text before it is stored.
//
// The analysts' database names a person only by a keyed hash, so no address
// may reach it inside a subject, a trailer's value, a path or a raw date. A
// word too many replaced is harmless; an address left is not.
package redact

import (
	"strings"
	"unicode/utf8"
)

// Mark stands where an address was.
const Mark = "<address>"

// Addresses returns s with every e-mail address replaced by Mark. An address
// is a local part, an @ and a domain with a dot in it, or anything with an @
// between angle brackets; the brackets go with it. The @ and the dots may be
// written as they are to hide from programs: `user at example.org`, as
// Pipermail has it, `user [at] example dot org`, full-width, as HTML entities,
// percent-encoded. No address are node@40, HEAD@{1} and "look at boot.c".
func Addresses(s string) string {
	if !suspicious(s) {
		return s
	}
	return disguised(plain(s), true)
}

// suspicious reports whether s can hold an address at all. Most texts cannot,
// and of millions of paths none is worth more than a look.
func suspicious(s string) bool {
	if strings.IndexByte(s, '@') >= 0 {
		return true
	}
	for i := 0; i+1 < len(s); i++ {
		switch s[i] {
		case '%', '=':
			if s[i+1] == '4' || s[i+1] == '2' {
				return true
			}
		case '&', "＠"[0]:
			return true
		case 'a', 'A':
			if s[i+1]|0x20 == 't' && i > 0 && !alphanumeric(s[i-1]) && i+2 < len(s) && !alphanumeric(s[i+2]) {
				return true
			}
		}
	}
	return false
}

// plain replaces the addresses that are written as addresses are.
func plain(s string) string {
	var b strings.Builder
	done := 0 // s[:done] is written
	for i := 0; i < len(s); i++ {
		start, end := i, -1
		switch s[i] {
		case '<':
			end = bracketed(s, i)
		case '@':
			start, end = bare(s, done, i)
		}
		if end < 0 {
			continue
		}
		b.WriteString(s[done:start])
		b.WriteString(Mark)
		done, i = end, end-1
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// bracketed returns the end of the address in angle brackets that begins at
// s[i], or -1.
func bracketed(s string, i int) int {
	n := strings.IndexAny(s[i+1:], "<>")
	if n < 0 || s[i+1+n] != '>' {
		return -1
	}
	inner := strings.TrimPrefix(s[i+1:i+1+n], "mailto:")
	at := strings.LastIndexByte(inner, '@')
	if at <= 0 || at == len(inner)-1 {
		local, domain, found := strings.Cut(inner, " at ")
		if !found || strings.ContainsAny(local, " /") || !hasDot(domain) {
			return -1
		}
	} else if strings.Contains(inner[:at], "://") || strings.ContainsAny(inner, " \t") {
		return -1 // a link, or prose: what is inside is looked at on its own
	}
	return i + n + 2
}

// bare returns the borders of the address around the @ at s[at], or -1 as end.
// What lies before from is taken.
func bare(s string, from, at int) (start, end int) {
	if end = domainEnd(s, at+1); end < 0 {
		return at, -1
	}
	for next := end; next >= 0 && next < len(s) && s[next] == '@'; {
		if next = domainEnd(s, next+1); next >= 0 { // user@host@relay
			end = next
		}
	}
	start = at
	for start > from && localByte(s[start-1]) {
		start--
	}
	if start == at {
		return quoted(s, from, at, end)
	}
	return start, end
}

// quoted returns the borders of an address whose local part is quoted or ends
// in a comment.
func quoted(s string, from, at, end int) (int, int) {
	if at == from || s[at-1] != '"' && s[at-1] != ')' {
		return at, -1
	}
	opening := byte('"')
	if s[at-1] == ')' {
		opening = '('
	}
	start := at
	if i := strings.LastIndexByte(s[from:at-1], opening); i >= 0 {
		start = from + i
	}
	for start > from && localByte(s[start-1]) {
		start--
	}
	return start, end
}

// domainEnd returns the end of the domain with a dot in it that begins at
// s[i], or -1.
func domainEnd(s string, i int) int {
	end := i
	for end < len(s) && domainByte(s[end]) {
		end++
	}
	for end > i && (s[end-1] == '.' || s[end-1] == '-') {
		end-- // a sentence's full stop
	}
	if !hasDot(s[i:end]) {
		return -1
	}
	return end
}

func hasDot(domain string) bool {
	i := strings.IndexByte(domain, '.')
	return i > 0 && i < len(domain)-1
}

func localByte(c byte) bool {
	return c >= utf8.RuneSelf || alphanumeric(c) || strings.IndexByte("!#$%&'*+-/=?^_`{|}~.", c) >= 0
}

func domainByte(c byte) bool {
	return c >= utf8.RuneSelf || alphanumeric(c) || c == '-' || c == '.'
}

func alphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
