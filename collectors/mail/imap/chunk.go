package imap

import (
	"bytes"
	"slices"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/days"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/message"
)

// A chunk is a step of the way through a mailbox: mails that were fetched, or
// what a second look found, or the mailbox's end.
type chunk struct {
	part     string
	validity uint32
	mails    []mail
	next     uint32  // all UIDs below were looked at; 0: as many as before
	second   *second // what the second look found
	done     bool    // the mailbox holds nothing else

	options message.Options
	headers bool // the mails are headers only
}

// A second look is all that a mailbox holds.
type second struct {
	there uids
	days  days.Counts
}

// A mail is one that was listed, with what came of it.
type mail struct {
	listed
	flow.Mail
	came bool
}

// Reasons for which a mail is rejected.
const (
	ReasonWithheld = "message listed but not delivered"
)

// FlagHeadersOnly marks a message whose text was left on the server.
const FlagHeadersOnly = "headers only"

// Bytes implements flow.Chunk.
func (c *chunk) Bytes() (n int) {
	for i := range c.mails {
		n += len(c.mails[i].Raw)
	}
	return n
}

// Parse implements flow.Chunk.
func (c *chunk) Parse() {
	for i := range c.mails {
		m := &c.mails[i]
		m.Raw = unixLines(m.Raw)
		m.Mail.Parse(c.options)
		m.Item.Day = days.Time(m.day())
		if parsed, ok := m.Item.Record.(*collectors.Message); ok && c.headers {
			parsed.Bytes = uint64(m.size)
			if at, found := slices.BinarySearch(parsed.Flags, FlagHeadersOnly); !found {
				parsed.Flags = slices.Insert(parsed.Flags, at, FlagHeadersOnly)
			}
		}
	}
}

// day is the one to which a mail counts, whatever becomes of it.
func (l listed) day() int { return days.Number(l.at) }

// unixLines ends lines as files on disk do. A mail has the same facts then
// whichever way it came; CRLF is what the protocol makes of any end of line.
func unixLines(raw []byte) []byte { return bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")) }
