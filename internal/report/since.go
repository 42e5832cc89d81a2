package report

import (
	"context"
	"fmt"
	"strings"

	"goldenratio/internal/warehouse"
)

// Since is what changed in the numbers that the board saw last.
type Since struct {
	Snapshot  *Snapshot     `json:"snapshot"` // that one; nil: no earlier quarter was closed
	Compared  int           `json:"compared"` // numbers that both know
	Restated  []Restatement `json:"restated"`
	Unchanged int           `json:"unchanged"` // as far as the digits that are shown
}

// mostRestated is how many restatements a sentence names.
const mostRestated = 3

// Text says it in a sentence.
func (s Since) Text() string {
	switch {
	case s.Snapshot == nil:
		return "No earlier quarter was closed."
	case s.Compared == 0:
		return fmt.Sprintf("Snapshot %s has no number of this scope.", s.Snapshot.ID)
	case len(s.Restated) == 0:
		return fmt.Sprintf("All %d numbers of %s stand as they were closed on %s%s.", s.Compared, s.Snapshot.Quarter, Day(s.Snapshot.Closed), s.again())
	}
	var parts []string
	for i, r := range s.Restated {
		if i == mostRestated {
			parts = append(parts, fmt.Sprintf("and %d more", len(s.Restated)-i))
			break
		}
		part := r.Title + " " + r.OldText + " → " + r.NewText
		if r.Cause != "" {
			part += " (" + r.Cause + ")"
		}
		parts = append(parts, part)
	}
	rest := "."
	if s.Unchanged > 0 {
		rest = "; everything else unchanged."
	}
	return s.Snapshot.Quarter + " restated: " + strings.Join(parts, ", ") + rest
}

// again says that the quarter had been closed before, with other numbers.
func (s Since) again() string {
	if s.Snapshot.Revision < 2 {
		return ""
	}
	return fmt.Sprintf(", in its revision %d, which restated earlier ones", s.Snapshot.Revision)
}

// restatedRow is a number as a snapshot and as this compute state it.
type restatedRow struct {
	KPI     string   `ch:"kpi"`
	Old     *float64 `ch:"old"`
	New     *float64 `ch:"new"`
	Causes  []string `ch:"causes"`
	Sources []string `ch:"sources"`
}

// since compares the compute with the snapshot that the board saw last.
func (r reader) since(ctx context.Context, in *input) error {
	in.earlier = before(in.snapshots, in.quarters[in.at].start, in.snapshot)
	if in.earlier == nil {
		return nil
	}
	shown := ""
	if in.snapshot != nil {
		shown = in.snapshot.ID
	}
	rows, err := warehouse.Rows[restatedRow](ctx, r.conn, restatedSQL, r.params(warehouse.Params{
		"earlier": in.earlier.compute, "previous": in.earlier.ID, "snapshot": shown, "start": seconds(in.earlier.start),
	}))
	if err != nil {
		return fmt.Errorf("read what snapshot %s had: %w", in.earlier.ID, err)
	}
	in.restated = rows
	return nil
}

func (a *assembler) since() Since {
	s := Since{Restated: []Restatement{}}
	if a.earlier == nil {
		return s
	}
	earlier := *a.earlier
	earlier.Later = "" // of no use here, and it may change
	s.Snapshot = &earlier
	for _, row := range a.restated {
		d, known := a.definition(row.KPI)
		if !known || (row.Old == nil && row.New == nil) {
			continue
		}
		s.Compared++
		if same(row.Old, row.New) || d.orNone(row.Old) == d.orNone(row.New) {
			s.Unchanged++
			continue
		}
		s.Restated = append(s.Restated, Restatement{
			Snapshot: a.snapshotID(), Previous: earlier.ID, Scope: a.scope.ID, KPI: row.KPI, Title: d.Title, Quarter: earlier.Quarter,
			Old: row.Old, New: row.New, OldText: d.orNone(row.Old), NewText: d.orNone(row.New),
			Cause: Plain(strings.Join(row.Causes, ", ")), Source: Plain(strings.Join(row.Sources, ", ")),
		})
	}
	return s
}

func (a *assembler) snapshotID() string {
	if a.snapshot == nil {
		return ""
	}
	return a.snapshot.ID
}

func same(x, y *float64) bool {
	if x == nil || y == nil {
		return x == y
	}
	return *x == *y
}
