package message

import (
	"slices"
	"strings"
	"time"

	"goldenratio/collectors"
)

// DefaultMaxBytes is the size above which a mail is rejected, if the options
// do not say otherwise.
const DefaultMaxBytes = 32 << 20

// Options is what the collector knows about a mail beside its bytes, and what
// is to be kept of it. The zero value is good.
type Options struct {
	First    time.Time // the list's first month; zero: unknown
	Arrival  time.Time // when this copy had arrived at the latest; zero: unknown
	Envelope time.Time // the From_ line's date, IMAP's INTERNALDATE; zero: unknown
	File     time.Time // the first day of the archive file's month; zero: unknown

	FirstLines int  // how many lines of own text are kept
	KeepText   bool // whether the whole text is kept
	MaxBytes   int  // 0: DefaultMaxBytes
}

// Reasons for which a mail is rejected.
const (
	ReasonTooLarge = "message too large"
	ReasonEmpty    = "empty message"
	ReasonNoHeader = "message without header"
)

// Flags, in Message.Flags.
const (
	FlagBadBase64     = "broken base64"
	FlagBadHeader     = "malformed header line"
	FlagBrokenDiff    = "diff with broken lines"
	FlagBadText       = "text does not fit its charset"
	FlagHugeHeader    = "header above 1 MiB"
	FlagManyIDs       = "references left out"
	FlagManyParts     = "too many parts"
	FlagManyTrailers  = "too many trailers"
	FlagNoBoundary    = "parts without boundary"
	FlagNoDate        = "no plausible date"
	FlagNoFrom        = "no From"
	FlagNoID          = "no Message-ID"
	FlagNUL           = "NUL bytes"
	FlagRawHeader     = "8-bit header"
	FlagTooDeep       = "parts nested too deeply"
	FlagUndeclared    = "undeclared charset"
	FlagUnknownCoding = "unknown transfer encoding"
	FlagUnknownSet    = "unknown charset"
)

// flags is a set that stays in order.
type flags []string

func (f *flags) add(flag string) {
	if flag == "" {
		return
	}
	if i, found := slices.BinarySearch(*f, flag); !found {
		*f = slices.Insert(*f, i, flag)
	}
}

// Parse reads one mail, without a From_ line, as its source has it. It returns
// either the message or the reason why there is none. Nothing returned shares
// memory with raw. Equal arguments give equal results.
func Parse(raw []byte, o Options) (*collectors.Message, *collectors.Reject) {
	if limit := maxBytes(o); len(raw) > limit {
		return nil, TooLarge(raw, uint64(len(raw)), limit)
	}
	h, body := scanHeader(raw)
	if h.known == 0 {
		return nil, noHeader(raw)
	}
	var f flags
	m := &collectors.Message{
		Bytes:      uint64(len(raw)),
		Recipients: h.recipients,
		ListID:     listID(h.listID),
		Auto:       isAuto(&h),
	}
	if h.malformed {
		f.add(FlagBadHeader)
	}
	if len(raw)-len(body) > 1<<20 {
		f.add(FlagHugeHeader)
	}
	m.From = sender(&h, &f)
	subject := decodeValue(h.subject, &f)
	readSubject(m, subject)
	m.Date = repairDate(&h, o, &f)

	c := measure(&h, body, o, &f)
	m.Lines, m.QuotedLines, m.Diff, m.Trailers = c.lines, c.quoted, c.diff.stat(), c.trailers
	for i := range m.Trailers {
		m.Trailers[i].Own = samePerson(m.Trailers[i].Alias, m.From)
	}
	m.Attachments, m.Text, m.FirstLines = c.attachments, c.text.String(), strings.Join(c.first, "\n")
	m.Cues = cues(c)
	m.Proposal = proposal(m, c, m.Patch)
	m.Patch = m.Patch || m.Diff.Files > 0
	if c.diff.broken {
		f.add(FlagBrokenDiff)
	}

	identify(m, &h, body, &f)
	if starts := !m.Reply && len(m.InReplyTo)+len(m.References) == 0; starts && !m.Patch && !m.Auto {
		m.Sketch = sketch(m.Topic, c.gist.text)
	}
	m.Flags = f
	return m, nil
}

func maxBytes(o Options) int {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

// noHeader tells a file of blanks from a text that is no mail. Such a text has
// no sender, time or subject that a KPI could count: it is kept for a person
// to look at, not stored as a message.
func noHeader(raw []byte) *collectors.Reject {
	text := strings.Trim(string(raw[:min(len(raw), collectors.MaxRejectBytes)]), " \t\r\n\x00")
	if text == "" {
		return &collectors.Reject{Reason: ReasonEmpty}
	}
	return &collectors.Reject{
		Reason: ReasonNoHeader,
		Detail: "none of From, Date, Subject, Message-ID and Received",
		Bytes:  Beginning(raw),
	}
}

// TooLarge is the reject for a mail of size bytes of which raw is the
// beginning.
func TooLarge(raw []byte, size uint64, limit int) *collectors.Reject {
	return &collectors.Reject{
		Reason: ReasonTooLarge,
		Detail: formatBytes(size) + ", limit " + formatBytes(uint64(limit)),
		Bytes:  Beginning(raw),
	}
}

// Beginning copies what a reject may keep of a mail.
func Beginning(raw []byte) []byte {
	return slices.Clone(raw[:min(len(raw), collectors.MaxRejectBytes)])
}
