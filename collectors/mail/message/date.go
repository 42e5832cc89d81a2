package message

import (
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// earliest is when RFC 822 was published: no Date header is older.
var earliest = time.Date(1982, 8, 13, 0, 0, 0, 0, time.UTC)

// gitMagic is the date of every From_ line that git format-patch writes.
var gitMagic = time.Date(2001, 9, 17, 0, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

// repairDate finds when a mail was sent: its Date header if that is plausible,
// else when the last server on its way stamped it (the topmost Received header
// that is plausible), else the envelope's date, else the archive file's month.
func repairDate(h *header, o Options, f *flags) collectors.Dated {
	const longest = 100
	raw := clip(redact.Addresses(decodeValue(h.date, f)), longest)
	d := collectors.Dated{Raw: raw, Source: collectors.DateNone}
	ok := plausible(h, o).holds

	if t, offset, parsed := ParseDate(raw); parsed {
		d.Offset = int16(offset)
		if ok(t) {
			d.At, d.Source = t, collectors.DateHeader
			return d
		}
	}
	for _, received := range h.received {
		if t, parsed := receivedDate(received); parsed && ok(t) {
			d.At, d.Source = t, collectors.DateReceived
			return d
		}
	}
	switch {
	case trusted(o.Envelope) && ok(o.Envelope):
		d.At, d.Source = o.Envelope.UTC().Truncate(time.Second), collectors.DateEnvelope
	case trusted(o.File):
		d.At, d.Source = o.File.UTC(), collectors.DateFile
	default:
		f.add(FlagNoDate)
	}
	return d
}

// A window is a time from first to last; a zero last leaves the end open.
type window struct{ first, last time.Time }

func (w window) holds(t time.Time) bool {
	return !t.Before(w.first) && (w.last.IsZero() || !t.After(w.last))
}

// narrow returns the part of w that lies in v, which has an end.
func (w window) narrow(v window) window {
	if v.first.After(w.first) {
		w.first = v.first
	}
	if w.last.IsZero() || v.last.Before(w.last) {
		w.last = v.last
	}
	return w
}

// plausible returns when a mail can have been sent. It looks at the mail and
// at the name of its file, never at a clock or a file's time: a mail has the
// same date at every reading, also one that claims to come from the future.
//
// A mail is sent before it arrives, and less than a year before the last server
// stamps it. A file named after a month holds mail of at most a year around it.
func plausible(h *header, o Options) window {
	w := window{first: earliest}
	if t := o.First.Add(-day); t.After(w.first) {
		w.first = t
	}
	arrived := o.Arrival
	if !trusted(arrived) {
		arrived = o.Envelope
	}
	stamp := lastStamp(h)
	if trusted(stamp) && (!trusted(arrived) || stamp.Before(arrived)) {
		arrived = stamp
	}
	if trusted(arrived) {
		first := w.first
		if trusted(stamp) {
			first = arrived.AddDate(-1, 0, 0)
		}
		w = w.narrow(window{first, arrived.Add(day)})
	}
	if month := around(o.File); trusted(o.File) && !misnamed(month, stamp, o.Envelope) {
		w = w.narrow(month)
	}
	return w
}

// around is the time of the mails in a file named after a month. It is wide: real
// archives begin with threads that are months old, and the name may be only that
// of the first month of a quarter or a year.
func around(month time.Time) window {
	return window{month.AddDate(-1, 0, 0), month.AddDate(1, 1, 0)}
}

// misnamed reports whether a file is no archive of the month in its name, such
// as a backup of all years: a server's stamp says so, and no From_ line the
// contrary.
func misnamed(month window, stamp, envelope time.Time) bool {
	return trusted(stamp) && !month.holds(stamp) && !(trusted(envelope) && month.holds(envelope))
}

// lastStamp returns the date of the topmost Received header that has one.
func lastStamp(h *header) time.Time {
	for _, received := range h.received {
		if t, ok := receivedDate(received); ok && trusted(t) {
			return t
		}
	}
	return time.Time{}
}

// trusted reports whether a date that a program wrote can be a real one.
func trusted(t time.Time) bool { return t.After(earliest) && !t.Equal(gitMagic) }

// receivedDate reads the date of a Received header, behind its last semicolon.
func receivedDate(value []byte) (time.Time, bool) {
	s := unfold(value)
	t, _, ok := ParseDate(s[strings.LastIndexByte(s, ';')+1:])
	return t, ok
}
