package files

import (
	"maps"
	"slices"
	"time"

	"goldenratio/collectors"
)

const (
	silent     = 5    // items a month around one without any, so that this is hardly chance (e⁻⁵ < 1 %)
	maxMissing = 1200 // months
)

const monthLayout = "2006-01"

// missing are the months without an item between others, with the number that they
// should have: the mean of the nearest months that have some, if both have enough.
func (p *position) missing() map[string]uint64 {
	items := map[string]uint64{}
	for _, m := range p.Files {
		for day, n := range m.Days {
			items[day[:min(len(day), len(monthLayout))]] += n
		}
	}
	filled := slices.Sorted(maps.Keys(items))
	missing := map[string]uint64{}
	for i := 1; i < len(filled); i++ {
		before, next := items[filled[i-1]], items[filled[i]]
		if min(before, next) < silent {
			continue
		}
		for at := after(filled[i-1]); at < filled[i] && len(missing) < maxMissing; at = after(at) {
			missing[at] = (before + next) / 2
		}
	}
	return missing
}

// after is the next month.
func after(month string) string {
	return dayOf(month+"-01").AddDate(0, 1, 0).Format(monthLayout)
}

// changes is what is to be said of months that are missing, where it is not what was
// said before: of one that no longer is, 0.
func changes(before, now map[string]uint64) (changes []collectors.Expectation) {
	either := maps.Clone(now)
	for month := range before {
		either[month] = now[month]
	}
	for _, month := range slices.Sorted(maps.Keys(either)) {
		if before[month] != now[month] {
			changes = append(changes, collectors.Expectation{Part: "missing " + month, Day: dayOf(month + "-01"), Items: now[month]})
		}
	}
	return changes
}

// dayOf reads a day that this program wrote.
func dayOf(text string) time.Time {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}
	}
	return day
}
