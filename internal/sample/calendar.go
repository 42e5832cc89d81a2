package sample

import (
	"fmt"
	"sort"
	"time"
)

const (
	minute int64 = 60
	hour         = 60 * minute
	day          = 24 * hour
)

// A calendar is the sample's time, in Unix seconds: whole quarters, and behind
// them the running one as far as the sample goes.
type calendar struct {
	end    int64
	bounds []int64 // the start of each whole quarter, then the last one's end
}

func newCalendar(end time.Time, quarters int) calendar {
	end = end.UTC().Truncate(24 * time.Hour)
	last := quarterStart(end)
	c := calendar{end: end.Unix()}
	for q := -quarters; q <= 0; q++ {
		c.bounds = append(c.bounds, last.AddDate(0, 3*q, 0).Unix())
	}
	return c
}

func quarterStart(t time.Time) time.Time {
	m := (t.Month()-1)/3*3 + 1
	return time.Date(t.Year(), m, 1, 0, 0, 0, 0, time.UTC)
}

func (c calendar) start() int64  { return c.bounds[0] }
func (c calendar) quarters() int { return len(c.bounds) - 1 }

// quarter is the index of the quarter that holds t; quarters() is the running
// one, -1 what lies before.
func (c calendar) quarter(t int64) int {
	return sort.Search(len(c.bounds), func(i int) bool { return c.bounds[i] > t }) - 1
}

func (c calendar) label(q int) string {
	t := time.Unix(c.bounds[q], 0).UTC()
	return fmt.Sprintf("%d-Q%d", t.Year(), (t.Month()+2)/3)
}

func weekday(t int64) time.Weekday { return time.Unix(t, 0).UTC().Weekday() }

func free(t int64) bool {
	w := weekday(t)
	return w == time.Saturday || w == time.Sunday
}

// deadline is k business days after t: from a free day the clock starts at
// midnight of the next business day. The sample has no holidays.
func deadline(t int64, k int) int64 {
	if free(t) {
		t -= t % day
		for free(t) {
			t += day
		}
	}
	for ; k > 0; k-- {
		t += day
		for free(t) {
			t += day
		}
	}
	return t
}
