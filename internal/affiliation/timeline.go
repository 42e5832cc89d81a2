package affiliation

import (
	"cmp"
	"slices"
)

// How long somebody is still taken to be where the last address says, and how
// long a page is taken to have said the same before it was changed, in days.
const (
	lingers  = 183
	believed = 365
)

// A piece is some days of one person's work; until is the day after.
type piece struct {
	organisation int
	from, until  int32
	evidence     string
}

// A part is a piece with the organisation that it counts under.
type part struct {
	piece
	under int
}

// A mark says that somebody wrote from an organisation's address.
type mark struct {
	organisation int
	month        int32 // first day of the month
	first, last  int32
	days         uint64
}

// worked makes pieces of marks. A month is that of the organisation whose
// addresses were used on most of its days; of equal ones that of the month
// before, then that used last, then the first by place. Between two months of
// one organisation with none of another between them somebody stayed there,
// and after the last use until the next organisation's first, or half a year.
func worked(marks []mark) (pieces []piece) {
	slices.SortFunc(marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.month, b.month), cmp.Compare(a.organisation, b.organisation))
	})
	for len(marks) > 0 {
		n := 1
		for n < len(marks) && marks[n].month == marks[0].month {
			n++
		}
		current := -1
		if len(pieces) > 0 {
			current = pieces[len(pieces)-1].organisation
		}
		best := ofMonth(marks[:n], current)
		if marks = marks[n:]; best.organisation == current {
			pieces[len(pieces)-1].until = best.last + 1
			continue
		}
		pieces = append(pieces, piece{best.organisation, best.first, best.last + 1, "addresses"})
	}
	for i := range pieces {
		pieces[i].until = min(pieces[i].until+lingers, lastDay)
		if i+1 < len(pieces) {
			pieces[i].until = min(pieces[i].until, pieces[i+1].from)
		}
	}
	return pieces
}

// ofMonth is the organisation that a month is of. Marks of one organisation
// stand together.
func ofMonth(marks []mark, current int) (best mark) {
	var sums []mark
	for _, m := range marks {
		if n := len(sums) - 1; n >= 0 && sums[n].organisation == m.organisation {
			sums[n].first, sums[n].last = min(sums[n].first, m.first), max(sums[n].last, m.last)
			sums[n].days += m.days
			continue
		}
		sums = append(sums, m)
	}
	return slices.MaxFunc(sums, func(a, b mark) int {
		return cmp.Or(
			cmp.Compare(a.days, b.days),
			cmp.Compare(is(a.organisation == current), is(b.organisation == current)),
			cmp.Compare(a.last, b.last),
			cmp.Compare(b.organisation, a.organisation),
		)
	})
}

func is(b bool) int {
	if b {
		return 1
	}
	return 0
}

// paint puts a piece above others, which keep what it leaves of them.
func paint(pieces []piece, top piece) (all []piece) {
	if top.from >= top.until {
		return pieces
	}
	for _, p := range pieces {
		left, right := p, p
		if left.until = min(p.until, top.from); left.from < left.until {
			all = append(all, left)
		}
		if right.from = max(p.from, top.until); right.from < right.until {
			all = append(all, right)
		}
	}
	all = append(all, top)
	slices.SortFunc(all, func(a, b piece) int { return cmp.Compare(a.from, b.from) })
	return all
}
