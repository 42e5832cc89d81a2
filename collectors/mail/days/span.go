package days

import (
	"slices"
	"time"

	"goldenratio/collectors"
)

// Span is the time that a source covers: from its earliest mail to its latest,
// or to now where it is kept up to date. Mails far away from all others, or from
// the future, may be misdated and set no border. It is nil where there is none
// that does.
func (c Counts) Span(now time.Time, live bool) *collectors.Span {
	first, last, ok := c.Edges(Number(now) + 1)
	if !ok {
		return nil
	}
	return Between(first, last, now, live)
}

// Between is the span from a day to the end of another, or to now where the
// source is kept up to date.
func Between(first, last int, now time.Time, live bool) *collectors.Span {
	s := &collectors.Span{From: Time(first), Until: Time(last + 1)}
	if live {
		s.Until = now.UTC()
	}
	return s
}

// isolated is how many days lie between misdated mails and the rest, at least.
const isolated = 180

// Edges returns the first and the last day up to latest, without outliers, and
// whether there is any day. Where hardly any two mails lie close, none is an
// outlier.
func (c Counts) Edges(latest int) (first, last int, ok bool) {
	var days []int
	total := 0
	for day, n := range c {
		if day <= latest {
			days = append(days, day)
			total += n
		}
	}
	if len(days) == 0 {
		return 0, 0, false
	}
	slices.Sort(days)
	few := total / 100
	first = c.edge(days, few)
	reversed := slices.Clone(days)
	slices.Reverse(reversed)
	last = c.edge(reversed, few)
	if first > last {
		return days[0], reversed[0], true
	}
	return first, last, true
}

// edge returns the first day, in the order given, that is no outlier: mails
// before a gap are, if they are lone or make up at most a few of all.
func (c Counts) edge(days []int, few int) int {
	start, group, dropped := 0, 0, 0
	for i := range len(days) - 1 {
		group += c[days[i]]
		if max(days[i+1]-days[i], days[i]-days[i+1]) <= isolated {
			continue
		}
		if group > 1 {
			if dropped += group; dropped > few {
				break
			}
		}
		start, group = i+1, 0
	}
	return days[start]
}
