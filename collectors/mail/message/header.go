package message

import (
	"bytes"
	"strconv"
	"strings"

	"goldenratio/collectors/redact"
)

// maxReceived bounds the Received headers that are looked at for a date.
const maxReceived = 20

// maxValue bounds the part of a header's value that is decoded, in bytes.
const maxValue = 64 << 10

// header holds the fields that matter, folded and undecoded, as slices of the
// mail. Of a field that stands twice the first counts.
type header struct {
	messageID, from, sender, date, subject []byte
	inReplyTo, references                  []byte
	listID, precedence, autoSubmitted      []byte
	mailer, autoReply                      []byte
	replyTo, originalFrom, listPost        []byte
	contentType, encoding, disposition     []byte
	received                               [][]byte

	recipients uint32
	known      int // fields that only a mail has
	malformed  bool
}

// scanHeader reads the header up to the empty line and returns what follows.
// A line that is no field is skipped if a field follows it; otherwise the body
// begins there.
func scanHeader(raw []byte) (h header, body []byte) {
	pos := 0
	for pos < len(raw) {
		line, next := cutLine(raw, pos)
		if len(line) == 0 {
			return h, raw[next:]
		}
		name, ok := fieldName(line)
		if !ok {
			if !skippable(raw, line, pos, next) {
				h.malformed = true
				return h, raw[pos:]
			}
			h.malformed = h.malformed || pos > 0
			pos = next
			continue
		}
		start := pos + bytes.IndexByte(line, ':') + 1
		for next < len(raw) && (raw[next] == ' ' || raw[next] == '\t') {
			_, next = cutLine(raw, next)
		}
		h.set(name, raw[start:next])
		pos = next
	}
	return h, nil
}

// cutLine returns the line that begins at pos, without its end, and where the
// next begins.
func cutLine(raw []byte, pos int) (line []byte, next int) {
	n := bytes.IndexByte(raw[pos:], '\n')
	if n < 0 {
		return raw[pos:], len(raw)
	}
	return bytes.TrimSuffix(raw[pos:pos+n], []byte{'\r'}), pos + n + 1
}

// fieldName returns what stands before the colon, if it can be a field's name.
func fieldName(line []byte) ([]byte, bool) {
	const longest = 100
	for i, c := range line[:min(len(line), longest)] {
		switch {
		case c == ':':
			name := bytes.TrimRight(line[:i], " \t")
			return name, len(name) > 0
		case c == ' ' || c == '\t':
			if rest := bytes.TrimLeft(line[i:], " \t"); i == 0 || len(rest) == 0 || rest[0] != ':' {
				return nil, false
			}
		case c < '!' || c > '~':
			return nil, false
		}
	}
	return nil, false
}

// skippable reports whether a line that is no field lies inside the header: a
// From_ line that went astray, or one with a field or the header's end after it.
func skippable(raw, line []byte, pos, next int) bool {
	if bytes.HasPrefix(line, []byte("From ")) || bytes.HasPrefix(line, []byte(">From ")) {
		return true
	}
	if next >= len(raw) || pos == 0 && line[0] != ' ' && line[0] != '\t' {
		return false
	}
	following, _ := cutLine(raw, next)
	_, ok := fieldName(following)
	return ok
}

func (h *header) set(name, value []byte) {
	var buf [32]byte
	if len(name) > len(buf) {
		return
	}
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	field := &h.autoReply
	switch string(buf[:len(name)]) {
	case "from":
		field = &h.from
		h.known++
	case "date":
		field = &h.date
		h.known++
	case "subject":
		field = &h.subject
		h.known++
	case "message-id":
		field = &h.messageID
		h.known++
	case "received":
		h.known++
		if len(h.received) < maxReceived {
			h.received = append(h.received, value)
		}
		return
	case "to", "cc":
		h.recipients += countAddresses(value)
		return
	case "references":
		field = &h.references
	case "in-reply-to":
		field = &h.inReplyTo
	case "sender":
		field = &h.sender
	case "reply-to":
		field = &h.replyTo
	case "x-original-from", "x-mailman-original-from":
		field = &h.originalFrom
	case "list-post":
		field = &h.listPost
	case "list-id":
		field = &h.listID
	case "precedence":
		field = &h.precedence
	case "auto-submitted":
		field = &h.autoSubmitted
	case "x-mailer", "user-agent":
		field = &h.mailer
	case "x-autoreply", "x-autorespond", "x-bugzilla-reason", "x-failed-recipients", "x-cron-env":
	case "content-type":
		field = &h.contentType
	case "content-transfer-encoding":
		field = &h.encoding
	case "content-disposition":
		field = &h.disposition
	default:
		return
	}
	if *field == nil {
		*field = value
	}
}

// unfold joins a value's lines and trims it.
func unfold(value []byte) string {
	value = bytes.TrimSpace(value[:min(len(value), maxValue)])
	if bytes.IndexByte(value, '\n') < 0 {
		return string(value)
	}
	return strings.NewReplacer("\r\n", "", "\n", "").Replace(string(value))
}

// token returns a value's first word in lower case, without comments.
func token(value []byte) string {
	s := unfold(value)
	if i := strings.IndexAny(s, " \t;("); i >= 0 {
		s = s[:i]
	}
	return strings.ToLower(s)
}

// listID returns the identifier of a List-Id header, which is case-insensitive
// (RFC 2919).
func listID(value []byte) string {
	const longest = 255
	s := unfold(value)
	if open := strings.LastIndexByte(s, '<'); open >= 0 {
		s, _, _ = strings.Cut(s[open+1:], ">")
	}
	s = strings.ToLower(strings.TrimSpace(strings.ToValidUTF8(s, "")))
	return clip(redact.Name(s), longest)
}

// isAuto reports whether a mail says of itself that a program wrote it.
func isAuto(h *header) bool {
	if h.autoReply != nil {
		return true
	}
	if t := token(h.autoSubmitted); t != "" && t != "no" {
		return true
	}
	switch token(h.precedence) {
	case "bulk", "junk", "auto_reply":
		if h.listID == nil {
			return true
		}
	}
	if h.mailer == nil {
		return false
	}
	mailer := strings.ToLower(unfold(h.mailer))
	for _, robot := range [...]string{"bugzilla", "buildbot", "jenkins", "gerrit", "git-multimail", "patchwork", "roundup", "trac ", "phabricator"} {
		if strings.Contains(mailer, robot) {
			return true
		}
	}
	return false
}

func formatBytes(n uint64) string { return strconv.FormatUint(n, 10) + " bytes" }
