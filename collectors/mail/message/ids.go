package message

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"

	"goldenratio/collectors"
)

const (
	maxIDs    = 200 // of one header; the first and the last are kept
	maxID     = 500 // bytes
	synthetic = "@synthetic.invalid"
)

// identify sets ID, Fingerprint, Synthetic and the references of a mail.
//
// The fingerprint is the 64-bit xxHash (seed 0) of the topic, a newline and
// the Date header's UTC day as 2006-01-02, or the header's text if that is no
// date. Both survive what lists and archives do to a mail.
func identify(m *collectors.Message, h *header, body []byte, f *flags) {
	day := m.Date.Raw
	if t, _, ok := ParseDate(day); ok {
		day = t.Format("2006-01-02")
	}
	m.Fingerprint = xxhash.Sum64String(m.Topic + "\n" + day)
	if ids := messageIDs(h.messageID, nil); len(ids) > 0 {
		m.ID = ids[0]
	} else {
		m.ID = strings.Join(strings.Fields(strings.ToValidUTF8(unfold(h.messageID), "\uFFFD")), "")
		if m.ID = strings.Trim(m.ID, "<>"); isMailto(m.ID) {
			m.ID = ""
		}
	}
	if m.ID == "" || len(m.ID) > maxID {
		f.add(FlagNoID)
		m.Synthetic = true
		m.ID = syntheticID(m, body)
	}
	self := func(id string) bool { return id == m.ID }
	m.InReplyTo = slices.DeleteFunc(messageIDs(h.inReplyTo, f), self)
	m.References = slices.DeleteFunc(messageIDs(h.references, f), self)
}

// syntheticID names a mail that has no Message-ID by what it says, so that
// every reading and every copy of it gives the same.
func syntheticID(m *collectors.Message, body []byte) string {
	d := xxhash.New()
	d.WriteString(strings.ToLower(m.From.Address) + "\n" + m.From.Name + "\n")
	d.Write(bytes.TrimSpace(body))
	return strconv.FormatUint(m.Fingerprint, 16) + "." + strconv.FormatUint(d.Sum64(), 16) + synthetic
}

// messageIDs returns the ids in a header: what stands between angle brackets,
// or, where there are none, the words with an @ in them. Anything else (dates,
// "message from Ann of Monday") is ignored, and so is a mailto: link. Of more than maxIDs the first and
// the last are kept: the thread's root and the nearest parents.
func messageIDs(value []byte, f *flags) []string {
	value = ends(value)
	var ids []string
	left := value
	for {
		open := bytes.IndexByte(left, '<')
		if open < 0 {
			break
		}
		left = left[open+1:]
		end := bytes.IndexAny(left, "<>")
		if end < 0 {
			break
		}
		if left[end] == '>' {
			ids = appendID(ids, left[:end], f)
			left = left[end+1:]
		} else {
			left = left[end:]
		}
	}
	if ids == nil && bytes.IndexByte(value, '@') >= 0 && bytes.IndexByte(value, '<') < 0 {
		for word := range bytes.FieldsSeq(value) {
			if at := bytes.IndexByte(word, '@'); at > 0 && at < len(word)-1 {
				ids = appendID(ids, bytes.Trim(word, `,;"`), f)
			}
		}
	}
	return ids
}

func appendID(ids []string, id []byte, f *flags) []string {
	if len(id) == 0 || len(id) > maxID {
		return ids
	}
	s := strings.ToValidUTF8(string(id), "\uFFFD")
	if strings.ContainsAny(s, " \t\r\n\x00") { // folded inside
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' }), "")
	}
	if s == "" || isMailto(s) || len(ids) > 0 && ids[len(ids)-1] == s {
		return ids
	}
	if len(ids) == maxIDs {
		if f != nil {
			f.add(FlagManyIDs)
		}
		copy(ids[maxIDs/2:], ids[maxIDs/2+1:])
		ids = ids[:maxIDs-1]
	}
	return append(ids, s)
}

// isMailto reports whether a program wrote a person's address where an id
// belongs.
func isMailto(id string) bool {
	const scheme = "mailto:"
	return len(id) >= len(scheme) && strings.EqualFold(id[:len(scheme)], scheme)
}

// ends returns value, or of a monstrous one its beginning and end, cut between
// ids.
func ends(value []byte) []byte {
	if len(value) <= 2*maxValue {
		return value
	}
	first, last := value[:maxValue], value[len(value)-maxValue:]
	first = first[:bytes.LastIndexByte(first, '>')+1]
	last = last[max(bytes.IndexByte(last, '<'), 0):]
	return slices.Concat(first, last)
}
