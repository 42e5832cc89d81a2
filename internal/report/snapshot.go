package report

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

// ErrUnknownSnapshot says that no quarter was closed under an id.
var ErrUnknownSnapshot = errors.New("unknown snapshot")

// Snapshot is a closed quarter.
type Snapshot struct {
	ID       string    `json:"id"` // 2014-Q2.1
	Quarter  string    `json:"quarter"`
	Revision uint16    `json:"revision"`
	AsOf     time.Time `json:"as_of"`
	Closed   time.Time `json:"closed"`
	By       string    `json:"closed_by"`
	Note     string    `json:"note,omitempty"`
	Later    string    `json:"later,omitempty"` // id of the newest revision, where this is an old one

	compute string
	start   time.Time
}

// Line is closed 4 Jul 2014 by Ada · snapshot 2014-Q2.1 · note.
func (s *Snapshot) Line() string {
	line := "closed " + Day(s.Closed)
	if s.By != "" {
		line += " by " + s.By
	}
	line += " · snapshot " + s.ID
	if s.Note != "" {
		line += " · " + s.Note
	}
	return line
}

// Snapshots are all closed quarters, oldest first.
func Snapshots(ctx context.Context, conn driver.Conn) ([]Snapshot, error) {
	type row struct {
		ID       string    `ch:"id"`
		Quarter  string    `ch:"quarter"`
		Revision uint16    `ch:"revision"`
		Compute  string    `ch:"compute"`
		AsOf     time.Time `ch:"as_of"`
		Closed   time.Time `ch:"closed"`
		By       string    `ch:"closed_by"`
		Note     string    `ch:"note"`
		Start    time.Time `ch:"start"`
	}
	rows, err := warehouse.Rows[row](ctx, conn, snapshotsSQL, nil)
	if err != nil {
		return nil, fmt.Errorf("read snapshots: %w", err)
	}
	all := make([]Snapshot, len(rows))
	for i, r := range rows {
		all[i] = Snapshot{
			ID: Plain(r.ID), Quarter: Plain(r.Quarter), Revision: r.Revision, AsOf: r.AsOf.UTC(), Closed: r.Closed.UTC(),
			By: Plain(r.By), Note: Plain(r.Note), compute: r.Compute, start: r.Start.UTC(),
		}
	}
	for i := range all {
		if last := newest(all, all[i].Quarter); last.Revision > all[i].Revision {
			all[i].Later = last.ID
		}
	}
	return all, nil
}

// newest is the last revision of a closed quarter; nil: it is not closed.
func newest(all []Snapshot, quarter string) *Snapshot {
	var last *Snapshot
	for i := range all {
		if all[i].Quarter == quarter && (last == nil || all[i].Revision > last.Revision) {
			last = &all[i]
		}
	}
	return last
}

func findSnapshot(all []Snapshot, id string) (*Snapshot, error) {
	at := slices.IndexFunc(all, func(s Snapshot) bool { return s.ID == id })
	if at < 0 {
		return nil, fmt.Errorf("%w %q", ErrUnknownSnapshot, Plain(id))
	}
	return &all[at], nil
}

// before is the snapshot that the board saw last before a quarter: the newest
// revision of the latest earlier quarter that is closed. What was closed later
// than the snapshot that is shown does not count, so that its page never
// changes.
func before(all []Snapshot, start time.Time, shown *Snapshot) *Snapshot {
	var last *Snapshot
	for i := range all {
		s := &all[i]
		late := shown != nil && s.Closed.After(shown.Closed)
		if !s.start.Before(start) || late {
			continue
		}
		if last == nil || cmp.Or(s.start.Compare(last.start), cmp.Compare(s.Revision, last.Revision)) > 0 {
			last = s
		}
	}
	return last
}

// Restatement is a line of the log: a number of a closed quarter that a later
// snapshot states differently.
type Restatement struct {
	Snapshot string   `json:"snapshot"`
	Previous string   `json:"previous,omitempty"`
	Scope    string   `json:"scope"`
	KPI      string   `json:"kpi"`
	Title    string   `json:"title"`
	Quarter  string   `json:"quarter"`
	Old      *float64 `json:"old"`
	New      *float64 `json:"new"`
	OldText  string   `json:"old_text"`
	NewText  string   `json:"new_text"`
	Effect   *float64 `json:"effect,omitempty"` // how much of the change the cause makes; nil: not known
	Part     string   `json:"effect_text,omitempty"`
	Cause    string   `json:"cause"`
	Source   string   `json:"source,omitempty"`
}

// Restatements are the whole log, in the order of the snapshots.
func Restatements(ctx context.Context, conn driver.Conn) ([]Restatement, error) {
	type row struct {
		Snapshot string   `ch:"snapshot"`
		Previous string   `ch:"previous"`
		Scope    string   `ch:"scope"`
		KPI      string   `ch:"kpi"`
		Label    string   `ch:"label"`
		Old      *float64 `ch:"old"`
		New      *float64 `ch:"new"`
		Effect   *float64 `ch:"effect"`
		Cause    string   `ch:"cause"`
		Source   string   `ch:"source"`
		Title    string   `ch:"title"`
		Unit     string   `ch:"unit"`
		Kind     string   `ch:"kind"`
	}
	rows, err := warehouse.Rows[row](ctx, conn, restatementsSQL, nil)
	if err != nil {
		return nil, fmt.Errorf("read restatements: %w", err)
	}
	all := make([]Restatement, len(rows))
	for i, r := range rows {
		d := Definition{KPI: r.KPI, Title: cmp.Or(r.Title, Heading(r.KPI)), Unit: r.Unit, Kind: r.Kind}
		all[i] = Restatement{
			Snapshot: Plain(r.Snapshot), Previous: Plain(r.Previous), Scope: Plain(r.Scope), KPI: r.KPI, Title: d.Title,
			Quarter: r.Label, Old: r.Old, New: r.New, OldText: d.orNone(r.Old), NewText: d.orNone(r.New),
			Effect: r.Effect, Cause: Plain(r.Cause), Source: Plain(r.Source),
		}
		if r.Effect != nil {
			all[i].Part = d.Difference(0, *r.Effect)
		}
	}
	return all, nil
}

// orNone is a value's text, or that there is none.
func (d Definition) orNone(value *float64) string {
	if value == nil {
		return "no value"
	}
	return d.Text(*value)
}
