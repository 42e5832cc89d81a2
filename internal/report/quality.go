package report

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// Quality tells how fresh and complete the data of a scope are.
type Quality struct {
	Scope        *Scope          `json:"scope"` // nil: the whole store
	Compute      Compute         `json:"compute"`
	From         time.Time       `json:"from"` // first day of the calendar
	To           time.Time       `json:"to"`   // its last
	Later        bool            `json:"-"`    // there are days after it
	Quarters     []string        `json:"quarters"`
	Sources      []SourceQuality `json:"sources"`
	Cautions     []Caution       `json:"cautions"`   // what to know before relying on a source
	Reconciled   []Reconciled    `json:"reconciled"` // when the sources were last asked
	Problems     []Problem       `json:"problems"`
	NotCollected []Section       `json:"not_collected"` // groups that no source stands for
}

// SourceQuality is what is known of one source.
type SourceQuality struct {
	Source
	Status *warehouse.SourceStatus `json:"status"` // nil: it was never collected, or nobody asked
	Days   []QualityDay            `json:"days"`   // of the calendar, oldest first
	Covers []bool                  `json:"covers"` // stood behind numbers of the quarter
}

// DayState says how one day of one source looks.
type DayState string

// The states of a day.
const (
	DayMissed   DayState = "not collected" // outside of what the source speaks for
	DayQuiet    DayState = "nothing"       // covered, and nothing happened
	DayReceived DayState = "received"      // all that was expected, or nothing says how much that is
	DayShort    DayState = "incomplete"    // less than was expected
)

// QualityDay is one day of one source.
type QualityDay struct {
	Day      time.Time `json:"day"`
	State    DayState  `json:"state"`
	Received uint64    `json:"received"`
	Expected uint64    `json:"expected"` // 0: nothing, or the source cannot tell
}

// Problem is something to mend, and how.
type Problem struct {
	Source  string `json:"source,omitempty"`
	Text    string `json:"text"`
	Step    string `json:"step"`
	Command string `json:"command,omitempty"`
}

// calendarDays is how far the calendar goes back: 53 weeks.
const calendarDays = 53 * 7

// QualityOptions say what is looked at.
type QualityOptions struct {
	Scope string    // empty: the whole store
	To    time.Time // last day of the calendar; zero: the last that the numbers know
}

// LoadQuality reads how good the data are that the last compute saw. What the
// runs of the sources left is as it is now.
func LoadQuality(ctx context.Context, conn driver.Conn, o QualityOptions, kpis []catalogue.KPI, status []warehouse.SourceStatus) (*Quality, error) {
	compute, err := ComputeOf(ctx, conn, "")
	if err != nil {
		return nil, err
	}
	scope := o.Scope
	q := &Quality{Compute: compute, To: day(compute.AsOf)}
	if !o.To.IsZero() && o.To.Before(q.To) {
		q.To, q.Later = day(o.To), true
	}
	q.From = q.To.AddDate(0, 0, 1-calendarDays)
	if scope != "" {
		scopes, err := Scopes(ctx, conn, compute)
		if err != nil {
			return nil, err
		}
		found, err := pickScope(scopes, scope)
		if err != nil {
			return nil, err
		}
		q.Scope = &found.Scope
	}
	if err := q.read(ctx, reader{conn: conn, compute: compute, scope: scope}, status); err != nil {
		return nil, err
	}
	q.NotCollected, q.Cautions = q.uncollected(kpis), q.cautions()
	q.Problems = q.problems()
	return q, nil
}

func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// read fills in the sources with their days and quarters.
func (q *Quality) read(ctx context.Context, r reader, status []warehouse.SourceStatus) error {
	sources, err := r.sources(ctx)
	if err != nil {
		return err
	}
	days, err := r.days(ctx, q.From, q.To)
	if err != nil {
		return err
	}
	covering, err := r.covering(ctx)
	if err != nil {
		return err
	}
	if q.Reconciled, err = r.reconciled(ctx); err != nil {
		return err
	}
	for _, c := range covering {
		q.Quarters = append(q.Quarters, c.Label)
	}
	for _, s := range sources {
		one := SourceQuality{Source: s, Days: q.days(s, days)}
		for _, c := range covering {
			one.Covers = append(one.Covers, slices.Contains(c.Sources, s.ID))
		}
		if at := slices.IndexFunc(status, func(x warehouse.SourceStatus) bool { return Plain(x.Source) == s.ID }); at >= 0 {
			one.Status = shown(status[at])
		}
		q.Sources = append(q.Sources, one)
	}
	return nil
}

// shown is a status fit for a page: without examples, which may name private
// places.
func shown(status warehouse.SourceStatus) *warehouse.SourceStatus {
	status.Source, status.Error = Plain(status.Source), Plain(status.Error)
	status.Rejects = slices.Clone(status.Rejects)
	for i := range status.Rejects {
		status.Rejects[i].Reason, status.Rejects[i].Example = Plain(status.Rejects[i].Reason), ""
	}
	return &status
}

// dayRow is a row of days_received.
type dayRow struct {
	Source   string    `ch:"source"`
	Day      time.Time `ch:"day"`
	Received uint64    `ch:"received"`
	Expected uint64    `ch:"expected"`
}

func (r reader) days(ctx context.Context, from, to time.Time) ([]dayRow, error) {
	rows, err := warehouse.Rows[dayRow](ctx, r.conn, daysSQL,
		r.params(warehouse.Params{"from": from.Format(time.DateOnly), "to": to.Format(time.DateOnly)}))
	if err != nil {
		return nil, fmt.Errorf("read days received: %w", err)
	}
	return rows, nil
}

// coveringRow is a quarter with the sources behind its numbers.
type coveringRow struct {
	Label   string   `ch:"label"`
	Sources []string `ch:"sources"`
}

func (r reader) covering(ctx context.Context) ([]coveringRow, error) {
	rows, err := warehouse.Rows[coveringRow](ctx, r.conn, coveringSQL, r.params(warehouse.Params{"quarters": "12"}))
	if err != nil {
		return nil, fmt.Errorf("read covering sources: %w", err)
	}
	for _, row := range rows {
		for i, id := range row.Sources {
			row.Sources[i] = Plain(id)
		}
	}
	return rows, nil
}

// days are the calendar of one source, every day of it.
func (q *Quality) days(s Source, rows []dayRow) []QualityDay {
	known := map[int64]dayRow{}
	for _, row := range rows {
		if Plain(row.Source) == s.ID {
			known[row.Day.Unix()] = row
		}
	}
	var all []QualityDay
	for at := q.From; !at.After(q.To); at = at.AddDate(0, 0, 1) {
		row := known[at.Unix()]
		d := QualityDay{Day: at, Received: row.Received, Expected: row.Expected}
		switch {
		case row.Received < row.Expected:
			d.State = DayShort
		case row.Received > 0:
			d.State = DayReceived
		case s.Until.IsZero() || at.Before(day(s.From)) || !at.Before(day(s.Until)):
			d.State = DayMissed
		default:
			d.State = DayQuiet
		}
		all = append(all, d)
	}
	return all
}

// Count is how many days of a source are in a state.
func (s SourceQuality) Count(state DayState) int {
	n := 0
	for _, d := range s.Days {
		if d.State == state {
			n++
		}
	}
	return n
}

// uncollected are the groups of KPIs that no source can answer.
func (q *Quality) uncollected(kpis []catalogue.KPI) []Section {
	var all []Section
	for _, kpi := range kpis {
		at := slices.IndexFunc(all, func(s Section) bool { return s.Title == kpi.Group })
		if at < 0 {
			at = len(all)
			all = append(all, Section{Title: kpi.Group})
		}
		all[at].need(kpi.Kinds())
	}
	return slices.DeleteFunc(all, func(s Section) bool {
		return slices.ContainsFunc(q.Sources, func(have SourceQuality) bool {
			return slices.Contains(s.Needs, have.Kind) || slices.Contains(s.Needs, "any") && have.Kind != "survey" // which shows nobody's work
		})
	})
}
