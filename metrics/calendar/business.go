package calendar

import "time"

// Free reports whether an instant's day is no business day.
func (c Calendar) Free(at time.Time) bool {
	day := date(at.UTC().Date())
	weekday := day.Weekday()
	return weekday == time.Saturday || weekday == time.Sunday || c.holidays[number(day)]
}

// Deadline is k business days after a start: the same clock time k business
// days later, where a start on a free day counts as midnight of the next
// business day.
func (c Calendar) Deadline(start time.Time, k int) time.Time {
	at := start.UTC()
	if c.Free(at) {
		at = c.nextBusiness(date(at.Date()))
	}
	for ; k > 0; k-- {
		at = c.nextBusiness(at)
	}
	return at
}

// nextBusiness moves to the next business day, keeping the clock time.
func (c Calendar) nextBusiness(at time.Time) time.Time {
	at = at.AddDate(0, 0, 1)
	for c.Free(at) {
		at = at.AddDate(0, 0, 1)
	}
	return at
}
