package mbox

import (
	"bytes"
	"strings"
	"time"

	"goldenratio/collectors/mail/message"
)

// separator reads a From_ line, "From " included, and returns its date. A line
// is one only if a date as asctime or RFC 5322 writes it stands in it:
//
//	From ann@example.org Tue Aug  4 01:05:06 2015
//	From ann at example.org  Tue Aug  4 01:05:06 2015     Pipermail
//	From - Tue Aug 04 01:05:06 2015                       Thunderbird
//	From 15@xxx Tue Aug 04 01:05:06 +0000 2015            Gmail
//	From ann Tue, 4 Aug 2015 01:05:06 +0000
func separator(line []byte) (time.Time, bool) {
	const longest, dateWords = 1000, 8
	if len(line) > longest || !bytes.HasPrefix(line, fromSpace) {
		return time.Time{}, false
	}
	colon := bytes.LastIndexByte(line, ':')
	if colon < 0 {
		return time.Time{}, false
	}
	s := strings.TrimRight(string(line[len(fromSpace):]), " \t\r\n")
	s, _, _ = strings.Cut(s, " remote from ")
	words := strings.Fields(s)
	for i := max(0, len(words)-dateWords); i+3 < len(words); i++ {
		if !isWeekday(words[i]) || !isDate(words[i+1:]) {
			continue
		}
		if t, _, ok := message.ParseDate(strings.Join(words[i+1:], " ")); ok {
			return t, true
		}
	}
	return time.Time{}, false
}

// isDate reports whether words are those of a date and no others: numbers, of
// which one is a year and one a time, a month, zones. ParseDate takes more.
func isDate(words []string) bool {
	var year, clock bool
	for _, w := range words {
		switch c := w[0]; {
		case '0' <= c && c <= '9':
			clock = clock || strings.Contains(w, ":")
			year = year || len(w) == 4 && "1900" <= w && w < "2200"
		case c == '+' || c == '-' || c == '(':
		case len(w) == 3 && strings.Contains("jan feb mar apr may jun jul aug sep oct nov dec", strings.ToLower(w)):
		case len(w) > 5 || w != strings.ToUpper(w):
			return false
		}
	}
	return year && clock
}

func isWeekday(w string) bool {
	w = strings.TrimSuffix(w, ",")
	return len(w) == 3 && strings.Contains("mon tue wed thu fri sat sun", strings.ToLower(w))
}

// headerLine reports whether a line begins with a header's name and a colon, or
// is a From_ line that a program put into the header.
func headerLine(line []byte) bool {
	for i, c := range line {
		switch {
		case c == ':':
			return i > 0
		case c == ' ' && i > 0:
			return bytes.HasPrefix(line, []byte(">From ")) || bytes.HasPrefix(bytes.TrimLeft(line[i:], " "), []byte(":"))
		case c <= ' ' || c > '~':
			return false
		}
	}
	return false
}
