package snapshot

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/calendar"
)

//go:embed sql
var statements embed.FS

// Grace is how long after its end a quarter is settled: what arrives later is a
// restatement.
const Grace = 14 * 24 * time.Hour

// Errors that a person can do something about.
var (
	ErrEarly      = errors.New("the quarter is not settled yet")
	ErrIncomplete = errors.New("the quarter is not complete")
	ErrUnknown    = errors.New("there is no such snapshot")
)

// A Snapshot is a quarter as it was closed.
type Snapshot struct {
	ID         string    `ch:"id" json:"id"`
	Quarter    string    `ch:"quarter" json:"quarter"`
	Revision   uint16    `ch:"revision" json:"revision"`
	Compute    uuid.UUID `ch:"compute_id" json:"compute"`
	AsOf       time.Time `ch:"as_of" json:"as_of"`
	Identities string    `ch:"identities" json:"identities"`
	Closed     time.Time `ch:"closed" json:"closed"`
	By         string    `ch:"closed_by" json:"closed_by"`
	Note       string    `ch:"note" json:"note"`
}

// List gives every snapshot, by quarter and revision.
func List(ctx context.Context, conn driver.Conn) ([]Snapshot, error) {
	all, err := warehouse.Rows[Snapshot](ctx, conn, statement("list"), nil)
	if err != nil {
		return nil, fmt.Errorf("read snapshots: %w", err)
	}
	for i := range all {
		all[i].AsOf, all[i].Closed = all[i].AsOf.UTC(), all[i].Closed.UTC()
	}
	return all, nil
}

// Find gives the snapshot of an id.
func Find(ctx context.Context, conn driver.Conn, id string) (Snapshot, error) {
	all, err := List(ctx, conn)
	if err != nil {
		return Snapshot{}, err
	}
	for i := range all {
		if all[i].ID == id {
			return all[i], nil
		}
	}
	return Snapshot{}, fmt.Errorf("snapshot %q: %w", id, ErrUnknown)
}

// earlier finds what a snapshot of a quarter has to be held against: the last
// revision of the same quarter, and that of the last quarter closed before it.
func earlier(all []Snapshot, quarter calendar.Period, label string, days calendar.Calendar) (same, before *Snapshot, err error) {
	var latest time.Time
	for i := range all {
		s := &all[i] // a later revision of a quarter stands behind the one before
		if s.Quarter == label {
			same = s
			continue
		}
		p, err := days.Parse(s.Quarter)
		if err != nil {
			return nil, nil, fmt.Errorf("snapshot %s: %w", s.ID, err)
		}
		if p.Start.Before(quarter.Start) && !p.Start.Before(latest) {
			before, latest = s, p.Start
		}
	}
	return same, before, nil
}

// statement is an embedded file's text; a name that is none is a slip that
// every test finds.
func statement(name string) string {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err)
	}
	return string(text)
}
