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
	first, last := plausible(h, o)
	ok := func(t time.Time) bool {
		return !t.Before(first) && (last.IsZero() || !t.After(last))
	}

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

// plausible returns the borders between which a date can be true. The end is
// the zero time where nothing says when the mail had arrived.
func plausible(h *header, o Options) (first, last time.Time) {
	first = earliest
	if t := o.First.Add(-day); t.After(first) {
		first = t
	}
	switch {
	case trusted(o.Arrival):
		last = o.Arrival
	case trusted(o.Envelope):
		last = o.Envelope
	default:
		for _, received := range h.received {
			if t, ok := receivedDate(received); ok && trusted(t) {
				last = t
				break
			}
		}
	}
	if last.IsZero() && trusted(o.File) {
		last = o.File.AddDate(0, 1, 0)
	}
	if !last.IsZero() {
		last = last.Add(day)
	}
	return first, last
}

// trusted reports whether a date that a program wrote can be a real one.
func trusted(t time.Time) bool { return t.After(earliest) && !t.Equal(gitMagic) }

// receivedDate reads the date of a Received header, behind its last semicolon.
func receivedDate(value []byte) (time.Time, bool) {
	s := unfold(value)
	t, _, ok := ParseDate(s[strings.LastIndexByte(s, ';')+1:])
	return t, ok
}
