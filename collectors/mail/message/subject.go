package message

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// maxSubject bounds what is kept of a subject, in bytes.
const maxSubject = 2000

// readSubject sets Subject, Topic, Reply and Patch from a decoded subject.
func readSubject(m *collectors.Message, subject string) {
	m.Subject = clip(redact.Addresses(squeeze(subject)), maxSubject)
	rest, lastTag := m.Subject, ""
	for {
		if after, ok := cutReply(rest); ok {
			m.Reply = true
			rest = after
			continue
		}
		tag, after, ok := cutTag(rest)
		if !ok {
			break
		}
		m.Patch = m.Patch || isPatchTag(tag)
		rest, lastTag = after, tag
	}
	if rest == "" { // nothing but tags: the last one is what it is about
		rest = squeeze(lastTag)
	}
	m.Topic = strings.ToLower(rest)
	m.Patch = m.Patch || laterPatchTag(rest)
}

// laterPatchTag finds [PATCH] behind other words, and a tag that is never
// closed.
func laterPatchTag(s string) bool {
	for {
		i := strings.IndexByte(s, '[')
		if i < 0 {
			return false
		}
		tag, _, ok := cutTag(s[i:])
		if !ok {
			tag = s[i+1:]
		}
		if isPatchTag(tag) {
			return true
		}
		s = s[i+1:]
	}
}

// cutReply takes a reply prefix off: Re:, RE :, Re[2]:, AW:, Antw: and so on.
// Prefixes of forwarded mail (Fwd:, WG:, VL:, ENC:) are none: who forwards
// starts to talk about something, and Topic keeps the prefix so that answers
// find the forwarded mail rather than the original.
func cutReply(s string) (rest string, ok bool) {
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
	if !isReplyWord(strings.ToLower(word)) {
		return s, false
	}
	_, size := utf8.DecodeRuneInString(s[colon:])
	return strings.TrimLeft(s[colon+size:], " "), true
}

func isReplyWord(word string) bool {
	switch word {
	case "re", "aw", "antw", "antwort", "sv", "tr", "res", // the contract's (kpis.md)
		"vs", "odp", "rif", "ynt", "atb", "bls", "vá", "hv", // Finnish, Polish, Italian, Turkish, Welsh, Indonesian, Hungarian, Icelandic
		"απ", "отв", "ответ", "השב", "رد", "回复", "回覆", "答复", "答覆", "返信", "회신", "답장":
		return true
	}
	return false
}

// cutTag takes a tag in square brackets off; brackets may nest.
func cutTag(s string) (tag, rest string, ok bool) {
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

// isPatchTag finds PATCH as a word of its own, a version (PATCHv2) allowed.
func isPatchTag(tag string) bool {
	upper := strings.ToUpper(tag)
	for from := 0; ; {
		i := strings.Index(upper[from:], "PATCH")
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(upper[:i])
		after := strings.TrimPrefix(upper[i+len("PATCH"):], "SET")
		after = strings.TrimPrefix(after, "ES")
		if len(after) > 1 && after[0] == 'V' && digit(after[1]) {
			after = ""
		}
		next, _ := utf8.DecodeRuneInString(after)
		if (i == 0 || !unicode.IsLetter(before)) && (after == "" || !unicode.IsLetter(next)) {
			return true
		}
		from = i + 1
	}
}
