// Package redact takes addresses out of foreign text before it is stored.
//
// The analysts' database names a person only by a keyed hash, so no address
// may reach it inside a subject, a trailer's value or a raw date.
package redact

import (
	"strings"
	"unicode/utf8"
)

// Mark stands where an address was.
const Mark = "<address>"

// Addresses returns s with every e-mail address replaced by Mark. An address
// is a local part, an @ and a domain with a dot in it, or anything with an @
// between angle brackets; the brackets go with it. `user at example.org`, as
// Pipermail writes addresses, counts between angle brackets only: outside them
// it is prose ("look at example.org"). So are node@40 and HEAD@{1}.
func Addresses(s string) string {
	if !strings.Contains(s, "@") && !strings.Contains(s, " at ") {
		return s
	}
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
	start, end = at, at+1
	for start > from && localByte(s[start-1]) {
		start--
	}
	for end < len(s) && domainByte(s[end]) {
		end++
	}
	for end > at && (s[end-1] == '.' || s[end-1] == '-') {
		end-- // a sentence's full stop
	}
	if start == at || !hasDot(s[at+1:max(end, at+1)]) {
		return at, -1
	}
	return start, end
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
