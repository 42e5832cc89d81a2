package subject

import (
	"strings"
	"unicode/utf8"
)

// CutReply takes one reply prefix off: Re:, RE :, Re[2]:, AW:, Antw: and so on.
// Prefixes of forwarded mail are none: see CutForward.
func CutReply(s string) (rest string, ok bool) { return cut(s, isReply) }

// CutForward takes one prefix of forwarded mail off. Who forwards starts to talk
// about something, but a forwarded patch is still that patch.
func CutForward(s string) (rest string, ok bool) { return cut(s, isForward) }

// cut takes a word off that has a colon behind it, and perhaps a counter.
func cut(s string, is func(string) bool) (rest string, ok bool) {
	colon := strings.IndexAny(s[:min(len(s), 24)], ":：")
	if colon <= 0 {
		return s, false
	}
	word := strings.TrimRight(s[:colon], " ")
	if i := strings.IndexAny(word, "[(^*"); i > 0 { // a counter
		if strings.Trim(word[i:], "[](^*)0123456789") != "" {
			return s, false
		}
		word = word[:i]
	}
	if !is(strings.ToLower(strings.TrimRight(word, " 0123456789"))) {
		return s, false
	}
	_, size := utf8.DecodeRuneInString(s[colon:])
	return strings.TrimLeft(s[colon+size:], " "), true
}

func isReply(word string) bool {
	switch word {
	case "re", "aw", "antw", "antwort", "sv", "tr", "res", // the contract's (kpis.md)
		"vs", "odp", "rif", "ynt", "atb", "bls", "vá", "hv", // Finnish, Polish, Italian, Turkish, Welsh, Indonesian, Hungarian, Icelandic
		"απ", "отв", "ответ", "השב", "رد", "回复", "回覆", "答复", "答覆", "返信", "회신", "답장":
		return true
	}
	return false
}

func isForward(word string) bool {
	switch word {
	case "fwd", "fw", "wg", "vl", "enc":
		return true
	}
	return false
}

// CutTag takes a tag in square brackets off; brackets may nest.
func CutTag(s string) (tag, rest string, ok bool) {
	const longest = 200
	if s == "" || s[0] != '[' {
		return "", s, false
	}
	depth := 0
	for i := range min(len(s), longest) {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return s[1:i], strings.TrimLeft(s[i+1:], " "), true
			}
		}
	}
	return "", s, false
}
