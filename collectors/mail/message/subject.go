package message

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/subject"
)

// maxSubject bounds what is kept of a subject, in bytes.
const maxSubject = 2000

// readSubject sets Subject, Topic, Reply and Patch from a decoded subject. Topic
// keeps the prefix of forwarded mail, so that answers find that rather than the
// original.
func readSubject(m *collectors.Message, text string) {
	m.Subject = clip(redact.Addresses(squeeze(text)), maxSubject)
	rest, lastTag := m.Subject, ""
	for {
		if after, ok := subject.CutReply(rest); ok {
			m.Reply = true
			rest = after
			continue
		}
		tag, after, ok := subject.CutTag(rest)
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
		tag, _, ok := subject.CutTag(s[i:])
		if !ok {
			tag = s[i+1:]
		}
		if isPatchTag(tag) {
			return true
		}
		s = s[i+1:]
	}
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
