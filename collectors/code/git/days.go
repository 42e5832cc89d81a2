package git

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"time"
)

// A tally counts commits and tags by day, in days since 1970.
type tally map[int64]uint64

func (t tally) add(at time.Time) {
	if !at.IsZero() {
		t[at.Unix()/86400]++
	}
}

// plus is the sum of two tallies.
func (t tally) plus(other tally) tally {
	sum := tally{}
	maps.Copy(sum, t)
	for d, n := range other {
		sum[d] += n
	}
	return sum
}

// changed has the days that another tally has otherwise.
func (t tally) changed(other tally) tally {
	days := t.plus(other)
	maps.DeleteFunc(days, func(d int64, _ uint64) bool { return t[d] == other[d] })
	return days
}

// MarshalText writes the tally in two or three bytes a day, since a cursor is
// written often: for each day how many it comes after the one before, and its
// number.
func (t tally) MarshalText() ([]byte, error) {
	var b []byte
	last := int64(0)
	for _, d := range slices.Sorted(maps.Keys(t)) {
		b = binary.AppendUvarint(b, uint64(d-last))
		b = binary.AppendUvarint(b, t[d])
		last = d
	}
	return base64.RawStdEncoding.AppendEncode(nil, b), nil
}

// UnmarshalText reads what MarshalText wrote.
func (t *tally) UnmarshalText(text []byte) error {
	b, err := base64.RawStdEncoding.AppendDecode(nil, text)
	if err != nil {
		return err
	}
	*t = tally{}
	for day := int64(0); len(b) > 0; {
		gap, n := binary.Uvarint(b)
		if n <= 0 {
			return errors.New("a tally's day is cut")
		}
		count, m := binary.Uvarint(b[n:])
		if m <= 0 {
			return errors.New("a tally's number is cut")
		}
		day += int64(gap)
		(*t)[day] = count
		b = b[n+m:]
	}
	return nil
}
