package days

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"goldenratio/collectors"
)

const secondsPerDay = 24 * 60 * 60

// Number is the day of an instant, counted from 1970; 0, which no mail has, for
// the zero time.
func Number(t time.Time) int {
	if t.IsZero() {
		return 0
	}
	s := t.Unix()
	if s < 0 {
		s -= secondsPerDay - 1
	}
	return int(s / secondsPerDay)
}

// Time is a day's midnight; the zero time for 0.
func Time(n int) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(int64(n)*secondsPerDay, 0).UTC()
}

// From 1982, when mail got its form, to 2100.
const firstSecond, lastSecond = 398_044_800, 4_102_444_800

// Instant reads seconds since 1970; what cannot be a mail's time is the zero
// time.
func Instant(seconds string) time.Time {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || n < firstSecond || n > lastSecond {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

// Month reads a month such as 2003-12; an empty text is the zero time.
func Month(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse("2006-01", text)
	if err != nil {
		return time.Time{}, fmt.Errorf("begins %q: want a month such as 2003-12", text)
	}
	return t, nil
}

// Counts are numbers of mails by day. Days without mail are not in it.
type Counts map[int]int

// Add counts n more mails, or fewer, to a day; day 0 is none.
func (c Counts) Add(day, n int) {
	if day == 0 {
		return
	}
	if c[day] += n; c[day] <= 0 {
		delete(c, day)
	}
}

// Changes says what a part should hold on the days whose number is another than
// before, in the days' order.
func (c Counts) Changes(part string, before Counts) (changes []collectors.Expectation) {
	either := maps.Clone(before)
	if either == nil {
		either = Counts{}
	}
	maps.Copy(either, c)
	for _, day := range slices.Sorted(maps.Keys(either)) {
		if c[day] != before[day] {
			changes = append(changes, collectors.Expectation{Part: part, Day: Time(day), Items: uint64(c[day])})
		}
	}
	return changes
}
