package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Label names a period: 2014-W23, 2014-06, 2014-Q2, 2014. Where the year does
// not start in January, quarters and years carry the calendar year in which
// their fiscal year ends: FY2015-Q1, FY2015.
func (c Calendar) Label(p Period) string {
	switch p.Grain {
	case Week:
		y, w := p.Start.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Start.Year(), p.Start.Month())
	case Quarter:
		return fmt.Sprintf("%s-Q%d", c.year(p.Start), c.fiscalMonth(p.Start.Month())/3+1)
	default:
		return c.year(p.Start)
	}
}

// year names the year that a month belongs to.
func (c Calendar) year(month time.Time) string {
	y, m, _ := month.Date()
	if c.yearStarts == time.January {
		return fmt.Sprintf("%04d", y)
	}
	if m >= c.yearStarts {
		y++
	}
	return fmt.Sprintf("FY%04d", y)
}

var labels = regexp.MustCompile(`^(FY)?(\d{4})(?:-(W|Q)?(\d{1,2}))?$`)

// Parse reads a label back. Calendar quarters and years are understood beside
// the fiscal ones wherever they are periods of this calendar: with a year that
// starts in April, 2014-Q2 is FY2015-Q1.
func (c Calendar) Parse(label string) (Period, error) {
	part := labels.FindStringSubmatch(label)
	if part == nil {
		return Period{}, fmt.Errorf("period %q: want a form such as 2014-Q2, 2014-06, 2014-W23, 2014 or FY2015-Q1", label)
	}
	fiscal, kind := part[1] != "", part[3]
	y, _ := strconv.Atoi(part[2]) // digits, by the expression
	n, _ := strconv.Atoi(part[4])
	p, canonical := c.guess(fiscal, kind, part[4] != "", y, n)
	if canonical != label {
		return Period{}, fmt.Errorf("period %q: there is none in a year that starts in %s", label, c.yearStarts)
	}
	return p, nil
}

// guess finds the period that a label's numbers lead to, and that period's
// label in the form that was used.
func (c Calendar) guess(fiscal bool, kind string, numbered bool, y, n int) (Period, string) {
	plain := Calendar{yearStarts: time.January}
	named := plain // the calendar whose labels were used
	first := date(y, time.January, 1)
	if fiscal {
		named = c
		first = date(y-1, c.yearStarts, 1)
	}
	grain, at := Year, first
	switch {
	case kind == "W":
		grain, at = Week, date(y, time.January, 4+7*(n-1)) // 4 January is in week 1
	case kind == "Q":
		grain, at = Quarter, first.AddDate(0, 3*(n-1), 0)
	case numbered:
		grain, at = Month, date(y, time.Month(n), 1)
	}
	p := c.Period(grain, at)
	if named.Period(grain, at) != p {
		return p, ""
	}
	return p, named.Label(p)
}
