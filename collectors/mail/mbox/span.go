package mbox

import (
	"maps"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/days"
)

// counts returns how many mails there are of each day. It is right once every
// file was read to its end.
func (p *position) counts() days.Counts {
	counts := days.Counts{}
	for _, m := range p.Files {
		for day, n := range m.Days {
			counts[day] += n
		}
		for _, day := range m.Stale { // that of the last mail, which Days leaves out
			counts[day]++
		}
	}
	return counts
}

// span is the time that the source covers: from the earliest month that a file
// is named after, or else the earliest mail, to the latest mail, or to now where
// the files are kept up to date. Mails far away from all others, or from the
// future, may be misdated and set no border.
func (p *position) span(counts days.Counts, now time.Time, live bool) *collectors.Span {
	tomorrow := days.Number(now) + 1
	first, last, ok := counts.Edges(tomorrow)
	if !ok {
		return nil
	}
	month, day := p.named(tomorrow)
	last = max(last, day)
	if month != 0 && month <= last {
		first = month
	}
	return days.Between(first, last, now, live)
}

// named returns the earliest month that a file is named after, and the latest
// day of which such a file has mail that is not from long after its month: a
// lone mail in the file where it belongs is no outlier. Both are 0 without one.
func (p *position) named(tomorrow int) (month, day int) {
	for _, m := range p.Files {
		if m.Month == 0 {
			continue
		}
		if month == 0 || m.Month < month {
			month = m.Month
		}
		end := min(days.Number(days.Time(m.Month).AddDate(0, 2, 0)), tomorrow)
		for _, d := range m.stated() {
			if d <= end {
				day = max(day, d)
			}
		}
	}
	return month, day
}

const monthLayout = "2006-01"

// missing returns the months that lie between those that files are named after
// but have neither a file nor a mail in any, with the number of mails they
// should have: as many as the months around them.
func (p *position) missing(counts days.Counts) map[string]uint64 {
	named, mails := map[int]bool{}, map[int]int{}
	for _, m := range p.Files {
		if m.Month != 0 {
			named[monthNumber(m.Month)] = true
		}
	}
	for day, n := range counts {
		mails[monthNumber(day)] += n
	}
	if len(named) == 0 {
		return nil
	}
	known := slices.Sorted(maps.Keys(named))
	filled := slices.Sorted(maps.Keys(mails))
	missing := map[string]uint64{}
	for month := known[0]; month < known[len(known)-1]; month++ {
		next, found := slices.BinarySearch(filled, month)
		if expected := mean(filled, next, mails); !found && !named[month] && expected >= silent {
			missing[monthName(month)] = uint64(expected)
		}
	}
	return missing
}

// silent is the number of mails a month from which a month without any is
// hardly chance (e⁻⁵ < 1 %). Archives write no file for a month without mail.
const silent = 5

// mean returns the mean of the numbers of mails in the months before and at
// filled[next].
func mean(filled []int, next int, mails map[int]int) int {
	around := filled[max(next-1, 0):min(next+1, len(filled))]
	sum := 0
	for _, month := range around {
		sum += mails[month]
	}
	return sum / max(len(around), 1)
}

// monthNumber counts the months up to that of a day.
func monthNumber(day int) int {
	t := days.Time(day)
	return 12*t.Year() + int(t.Month()) - 1
}

func monthName(n int) string {
	return time.Date(n/12, time.Month(n%12+1), 1, 0, 0, 0, 0, time.UTC).Format(monthLayout)
}
