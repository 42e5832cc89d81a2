package mbox

import (
	"maps"
	"slices"
	"time"

	"goldenratio/collectors"
)

// isolated is how many days lie between misdated mails and the rest, at least.
const isolated = 180

// counts returns how many mails there are of each day. It is right once every
// file was read to its end.
func (p *position) counts() map[int]int {
	counts := map[int]int{}
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
func (p *position) span(counts map[int]int, now time.Time, live bool) *collectors.Span {
	tomorrow := dayNumber(now) + 1
	var days []int
	for day := range counts {
		if day <= tomorrow {
			days = append(days, day)
		}
	}
	if len(days) == 0 {
		return nil
	}
	slices.Sort(days)
	first, last := edges(days, counts)
	month, day := p.named(tomorrow)
	last = max(last, day)
	if month != 0 && month <= last {
		first = month
	}
	s := &collectors.Span{From: dayTime(first), Until: dayTime(last + 1)}
	if live {
		s.Until = now.UTC()
	}
	return s
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
		end := min(dayNumber(dayTime(m.Month).AddDate(0, 2, 0)), tomorrow)
		for _, d := range m.stated() {
			if d <= end {
				day = max(day, d)
			}
		}
	}
	return month, day
}

// edges returns the first and the last of some sorted days, without outliers.
// Where hardly any two mails lie close, none is an outlier.
func edges(days []int, counts map[int]int) (first, last int) {
	total := 0
	for _, day := range days {
		total += counts[day]
	}
	few := total / 100
	first = edge(days, counts, few)
	reversed := slices.Clone(days)
	slices.Reverse(reversed)
	last = edge(reversed, counts, few)
	if first > last {
		return days[0], reversed[0]
	}
	return first, last
}

// edge returns the first day, in the order given, that is no outlier: mails
// before a gap are, if they are lone or make up at most a few of all.
func edge(days []int, counts map[int]int, few int) int {
	start, group, dropped := 0, 0, 0
	for i := range len(days) - 1 {
		group += counts[days[i]]
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

const monthLayout = "2006-01"

// missing returns the months that lie between those that files are named after
// but have neither a file nor a mail in any, with the number of mails they
// should have: as many as the months around them.
func (p *position) missing(counts map[int]int) map[string]uint64 {
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
	t := dayTime(day)
	return 12*t.Year() + int(t.Month()) - 1
}

func monthName(n int) string {
	return time.Date(n/12, time.Month(n%12+1), 1, 0, 0, 0, 0, time.UTC).Format(monthLayout)
}

// monthDay is the first day of a month in a file's name; 0 if it has none.
func monthDay(month time.Time) int {
	if month.IsZero() {
		return 0
	}
	return dayNumber(month)
}
