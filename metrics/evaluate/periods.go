package evaluate

import (
	"fmt"
	"time"

	"goldenratio/metrics/calendar"
)

// quarterToDate is the grain of the periods that a running quarter is compared
// in. It is no grain of the calendar: its three periods lie a quarter and a year
// apart.
const quarterToDate = "quarter_to_date"

// A viewed period is a row of the table of periods.
type viewed struct {
	calendar.Period
	grain  string
	label  string
	looked time.Time // the instant as of which it is looked at
}

// history lists the periods of every grain from an instant on, seen as of now.
func (s *scratch) history(from time.Time) []viewed {
	var all []viewed
	for _, grain := range calendar.Grains() {
		periods := s.calendar.Between(grain, from, s.asOf)
		if grain == calendar.Week && len(periods) > weeks {
			periods = periods[len(periods)-weeks:]
		}
		for _, p := range periods {
			all = append(all, viewed{p, string(grain), s.calendar.Label(p), s.asOf})
		}
	}
	return all
}

// toDate lists the first whole days of the running quarter, of the quarter
// before and of the same quarter a year before, each seen as of its own end.
// They have one length: where the running quarter is older than a shorter one
// was long, its last days are left out. On its first day there are none.
func (s *scratch) toDate() []viewed {
	running := s.calendar.Period(calendar.Quarter, s.asOf)
	before := s.calendar.Previous(running)
	yearBefore := s.calendar.Period(calendar.Quarter, running.Start.AddDate(-1, 0, 0))
	compared := []calendar.Period{yearBefore, before, running}
	days := wholeDays(running.Start, s.asOf)
	for _, q := range compared {
		days = min(days, wholeDays(q.Start, q.End))
	}
	if days == 0 {
		return nil
	}
	var all []viewed
	for _, q := range compared {
		label := fmt.Sprintf("%s to day %d", s.calendar.Label(q), days)
		q.End = q.Start.AddDate(0, 0, days)
		all = append(all, viewed{q, quarterToDate, label, q.End})
	}
	return all
}

// wholeDays is how many days have passed between two instants of UTC.
func wholeDays(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }
