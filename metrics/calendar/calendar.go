package calendar

import (
	"fmt"
	"time"
)

// A Grain is a length of period.
type Grain string

// The grains.
const (
	Week    Grain = "week"
	Month   Grain = "month"
	Quarter Grain = "quarter"
	Year    Grain = "year"
)

// Grains lists every grain, shortest first.
func Grains() []Grain { return []Grain{Week, Month, Quarter, Year} }

// A Calendar knows where the year starts and which days are free.
type Calendar struct {
	yearStarts time.Month
	holidays   map[int64]bool // by day number
}

// New makes a calendar whose year starts on the first of a month, 1 for
// January. Of a holiday only its date counts.
func New(yearStarts int, holidays []time.Time) (Calendar, error) {
	if yearStarts < 1 || yearStarts > 12 {
		return Calendar{}, fmt.Errorf("year starts in month %d: want 1 to 12", yearStarts)
	}
	c := Calendar{yearStarts: time.Month(yearStarts), holidays: make(map[int64]bool)}
	for _, day := range holidays {
		c.holidays[number(date(day.Date()))] = true
	}
	return c, nil
}

// A Period is one span of time of a grain: [Start, End).
type Period struct {
	Grain Grain
	Start time.Time
	End   time.Time
}

// Contains reports whether an instant belongs to the period.
func (p Period) Contains(at time.Time) bool { return !at.Before(p.Start) && at.Before(p.End) }

// Period is the period of a grain that an instant belongs to.
func (c Calendar) Period(g Grain, at time.Time) Period {
	y, m, d := at.UTC().Date()
	switch g {
	case Week:
		sinceMonday := (int(at.UTC().Weekday()) + 6) % 7
		return c.starting(g, date(y, m, d-sinceMonday))
	case Month:
		return c.starting(g, date(y, m, 1))
	case Quarter:
		return c.starting(g, date(y, m-time.Month(c.fiscalMonth(m)%3), 1))
	default:
		return c.starting(Year, date(y, m-time.Month(c.fiscalMonth(m)), 1))
	}
}

// Next is the period that begins where p ends.
func (c Calendar) Next(p Period) Period { return c.starting(p.Grain, p.End) }

// Previous is the period that ends where p begins.
func (c Calendar) Previous(p Period) Period {
	return c.Period(p.Grain, p.Start.Add(-time.Nanosecond))
}

// Between lists the periods of a grain that hold an instant of [from, until),
// oldest first.
func (c Calendar) Between(g Grain, from, until time.Time) []Period {
	var all []Period
	for p := c.Period(g, from); p.Start.Before(until); p = c.Next(p) {
		all = append(all, p)
	}
	return all
}

// starting is the period of a grain that begins on a day.
func (c Calendar) starting(g Grain, start time.Time) Period {
	y, m, d := start.Date()
	end := date(y, m, d+7)
	switch g {
	case Month:
		end = date(y, m+1, 1)
	case Quarter:
		end = date(y, m+3, 1)
	case Year:
		end = date(y, m+12, 1)
	}
	return Period{Grain: g, Start: start, End: end}
}

// fiscalMonth counts the months since the year's start, from 0.
func (c Calendar) fiscalMonth(m time.Month) int { return (int(m-c.yearStarts) + 12) % 12 }

func date(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// number counts days since 1970-01-01.
func number(day time.Time) int64 { return day.Unix() / (24 * 60 * 60) }
