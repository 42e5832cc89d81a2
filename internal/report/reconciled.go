package report

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"goldenratio/internal/warehouse"
)

//go:embed sql/reconciled.sql
var reconciledSQL string

// Reconciled is what a source said that it holds of one kind of thing when it was
// last asked, beside what of that was stored then.
type Reconciled struct {
	Source  string    `ch:"source" json:"source"`
	What    string    `ch:"what" json:"what"` // commits, tags, messages, issues, changes, items
	Part    string    `ch:"part" json:"part,omitempty"`
	Asked   string    `ch:"asked" json:"asked"` // origin, or second look
	Checked time.Time `ch:"checked" json:"checked"`
	Origin  uint64    `ch:"origin" json:"there"`
	Stored  uint64    `ch:"stored" json:"here"`
	Missing uint64    `ch:"missing" json:"missing_here"`
	Gone    uint64    `ch:"gone" json:"gone_there"`
}

// lacks tells that the source said itself that it holds more. What it is expected
// to hold by a count of our own is what coverage tells.
func (r Reconciled) lacks() bool { return r.Missing > 0 && r.Asked == "origin" }

// missing is: holds 12 issues of example/console that are not stored here, as
// asked on 4 Jul 2014.
func (r Reconciled) missing() string {
	return fmt.Sprintf("holds %s that %s not stored here, as asked on %s.", r.things(r.Missing), be(int(min(r.Missing, 2))), Day(r.Checked))
}

// things is 12 issues, with the part that they are of.
func (r Reconciled) things(n uint64) string {
	text := Count(n, r.What)
	if r.Part != "" {
		text += " of " + r.Part
	}
	return text
}

// reconciled is what the last reconciliation of each source of a scope found, or
// of all where it is empty.
func (r reader) reconciled(ctx context.Context) ([]Reconciled, error) {
	rows, err := warehouse.Rows[Reconciled](ctx, r.conn, reconciledSQL, r.params(nil))
	if err != nil {
		return nil, fmt.Errorf("read reconciliations: %w", err)
	}
	for i := range rows {
		one := &rows[i]
		one.Source, one.What, one.Part, one.Asked = Plain(one.Source), Plain(one.What), Plain(one.Part), Plain(one.Asked)
		one.Checked = one.Checked.UTC()
	}
	return rows, nil
}
