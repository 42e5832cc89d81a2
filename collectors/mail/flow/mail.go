package flow

import (
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/days"
	"goldenratio/collectors/mail/message"
)

// A Mail is one of a source that keeps each mail by itself.
type Mail struct {
	Origin   string
	Raw      []byte
	Size     int64     // of the whole mail, of which Raw may be only the beginning
	Arrival  time.Time // when it had arrived at the latest; zero: unknown
	Envelope time.Time // what its source says of when it was sent; zero: unknown

	Item collectors.Item // made by Parse, or before it where the mail is a reject already
	Day  int             // to which it counts; 0: to none
}

// Parse makes the mail's item and lets go of its bytes. A mail without a date
// counts to the day that its source tells.
func (m *Mail) Parse(o message.Options) {
	o.Arrival, o.Envelope = m.Arrival, m.Envelope
	m.Item.Origin = m.Origin
	switch {
	case m.Item.Reject != nil:
	case m.Size > int64(o.MaxBytes):
		m.Item.Reject = message.TooLarge(m.Raw, uint64(m.Size), o.MaxBytes)
	default:
		var parsed *collectors.Message
		if parsed, m.Item.Reject = message.Parse(m.Raw, o); parsed != nil {
			m.Item.Record = parsed
			m.Day = days.Number(parsed.Date.At)
		}
	}
	if m.Day == 0 {
		m.Day = days.Number(m.Envelope)
	}
	m.Item.Day = days.Time(m.Day)
	m.Raw = nil
}

// Mails is a chunk of them.
type Mails struct {
	List    []Mail
	Options message.Options // with MaxBytes
	bytes   int
}

// Add appends a mail.
func (c *Mails) Add(m Mail) {
	c.List = append(c.List, m)
	c.bytes += len(m.Raw)
}

// Bytes is the size of the mails, as read.
func (c *Mails) Bytes() int { return c.bytes }

// Parse makes the items of all mails.
func (c *Mails) Parse() {
	for i := range c.List {
		c.List[i].Parse(c.Options)
	}
}
