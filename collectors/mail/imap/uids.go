package imap

import (
	"fmt"

	imap "github.com/emersion/go-imap"
)

// UIDs are a set of mails of one mailbox. Its text is that of the protocol,
// `1:5000,5002`: short, since mailing lists leave few gaps.
type uids struct{ imap.SeqSet }

// MarshalText implements encoding.TextMarshaler.
func (u uids) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (u *uids) UnmarshalText(text []byte) error {
	u.Clear()
	if len(text) == 0 {
		return nil
	}
	if err := u.Add(string(text)); err != nil || u.Dynamic() {
		return fmt.Errorf("uids %.100q: want numbers and ranges", text)
	}
	return nil
}

func (u uids) clone() uids {
	var c uids
	c.Set = append(c.Set, u.Set...)
	return c
}

// count is the number of UIDs in the set.
func (u uids) count() (n uint64) {
	for _, r := range u.Set {
		n += uint64(r.Stop-r.Start) + 1
	}
	return n
}

// within gives the part of the set from first to last.
func (u uids) within(first, last uint32) (part uids) {
	for _, r := range u.Set {
		if start, stop := max(r.Start, first), min(r.Stop, last); start <= stop {
			part.Set = append(part.Set, imap.Seq{Start: start, Stop: stop})
		}
	}
	return part
}

// without gives the UIDs that are in the set and not in the other.
func (u uids) without(other uids) (rest uids) {
	i := 0
	for _, r := range u.Set {
		start := uint64(r.Start)
		for i < len(other.Set) && other.Set[i].Stop < r.Start {
			i++
		}
		for j := i; j < len(other.Set) && other.Set[j].Start <= r.Stop; j++ {
			if o := other.Set[j]; uint64(o.Start) > start {
				rest.Set = append(rest.Set, imap.Seq{Start: uint32(start), Stop: o.Start - 1})
			}
			start = max(start, uint64(other.Set[j].Stop)+1)
		}
		if start <= uint64(r.Stop) {
			rest.Set = append(rest.Set, imap.Seq{Start: uint32(start), Stop: r.Stop})
		}
	}
	return rest
}

// digits is how many a UID has in an origin: as many as the largest, so that no
// UID's text is the beginning of another's.
const digits = 10

func uidText(uid uint32) string { return fmt.Sprintf("%0*d", digits, uid) }

// prefixes are the shortest beginnings of UIDs' texts under which all of u are
// found and none of kept: to withdraw the mails of ten years takes few.
func (u uids) prefixes(kept uids) []string {
	return u.below("", 0, 9_999_999_999, kept)
}

// below is prefixes for the UIDs from first to last, which begin with a text.
func (u uids) below(text string, first, last uint64, kept uids) (found []string) {
	const largest = 1<<32 - 1
	if first > largest {
		return nil
	}
	end := uint32(min(last, largest))
	u, kept = u.within(uint32(first), end), kept.within(uint32(first), end)
	switch {
	case u.Empty():
		return nil
	case kept.Empty() && text != "":
		return []string{text}
	}
	width := (last - first + 1) / 10
	for digit := range uint64(10) {
		start := first + digit*width
		found = append(found, u.below(text+string(rune('0'+digit)), start, start+width-1, kept)...)
	}
	return found
}
