package snapshot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/calendar"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/evaluate"
)

// Options say what to close.
type Options struct {
	Quarter    string // label: 2014-Q2
	By, Note   string // who signs, and what that person has to say
	Incomplete bool   // close it though a source misses some of it
	Now        time.Time
	Evaluate   evaluate.Options // of an ordinary compute
}

// Closed is what closing came to.
type Closed struct {
	Snapshot Snapshot      `json:"snapshot"`
	Same     bool          `json:"unchanged"` // the quarter was closed before, and every number still holds
	Restated []Restatement `json:"restated"`  // against an earlier revision, or the quarter closed before
}

// Close computes a quarter as of the end of its grace and keeps the compute.
// One that was closed before is computed again: as its next revision, if a
// number of it has changed, and otherwise the snapshot stays as it is. The
// caller keeps other computes away meanwhile.
func Close(ctx context.Context, store *warehouse.Store, o Options) (Closed, error) {
	c, err := newCloser(ctx, store, o)
	if err != nil {
		return Closed{}, fmt.Errorf("close %s: %w", o.Quarter, err)
	}
	closed, err := c.close(ctx)
	if err != nil {
		return Closed{}, fmt.Errorf("close %s: %w", o.Quarter, errors.Join(err, c.sweep(context.WithoutCancel(ctx))))
	}
	return closed, nil
}

// A closer closes one quarter.
type closer struct {
	store        *warehouse.Store
	o            Options
	quarter      calendar.Period
	days         calendar.Calendar
	same, before *Snapshot // nil: none
	next         Snapshot
	kpis         []catalogue.KPI
}

func newCloser(ctx context.Context, store *warehouse.Store, o Options) (*closer, error) {
	days, err := calendar.New(o.Evaluate.YearStarts, o.Evaluate.Holidays)
	if err != nil {
		return nil, err
	}
	c := &closer{store: store, o: o, days: days}
	if c.quarter, err = days.Parse(o.Quarter); err != nil {
		return nil, err
	}
	settled := c.quarter.End.Add(Grace)
	switch {
	case c.quarter.Grain != calendar.Quarter:
		return nil, fmt.Errorf("%s is a %s, and quarters are closed", o.Quarter, c.quarter.Grain)
	case o.Now.Before(settled):
		return nil, fmt.Errorf("%w: it can be closed from %s on", ErrEarly, settled.Format("2 Jan 2006"))
	}
	all, err := List(ctx, store.Conn)
	if err != nil {
		return nil, err
	}
	if c.same, c.before, err = earlier(all, c.quarter, o.Quarter, days); err != nil {
		return nil, err
	}
	c.next = Snapshot{
		Quarter: o.Quarter, Revision: 1, AsOf: settled,
		Closed: o.Now.UTC().Truncate(time.Second), By: o.By, Note: o.Note,
	}
	if c.same != nil {
		c.next.Revision = c.same.Revision + 1
	}
	c.next.ID = o.Quarter + "." + strconv.Itoa(int(c.next.Revision))
	c.kpis, err = catalogue.Load(catalogue.Files)
	return c, err
}

func (c *closer) close(ctx context.Context) (Closed, error) {
	if err := c.sweep(ctx); err != nil {
		return Closed{}, err
	}
	options := c.options()
	options.Snapshot, options.Progress = c.next.ID, c.o.Evaluate.Progress
	summary, err := evaluate.Compute(ctx, c.store.Database, options)
	if err != nil {
		return Closed{}, err
	}
	c.next.Compute = summary.Compute
	if err := c.check(ctx); err != nil {
		return Closed{}, err
	}
	if c.next.Identities, err = c.keepIdentities(ctx); err != nil {
		return Closed{}, err
	}
	restated, err := c.restated(ctx)
	if err != nil {
		return Closed{}, err
	}
	if c.same != nil && !slices.ContainsFunc(restated, func(r Restatement) bool { return r.Previous == c.same.ID }) {
		return Closed{Snapshot: *c.same, Same: true}, c.sweep(ctx)
	}
	if err := c.write(ctx, restated); err != nil {
		return Closed{}, err
	}
	return Closed{Snapshot: c.next, Restated: restated}, nil
}

// options are those of every evaluation of this quarter.
func (c *closer) options() evaluate.Options {
	o := c.o.Evaluate
	o.AsOf, o.Published, o.Progress = c.next.AsOf, c.o.Now, nil
	return o
}

// check refuses a quarter that the sources do not cover to its end.
func (c *closer) check(ctx context.Context) error {
	type row struct {
		Known    uint64   `ch:"known"`
		Complete uint64   `ch:"complete"`
		Lacking  []string `ch:"lacking"`
	}
	rows, err := warehouse.Rows[row](ctx, c.store.Conn, statement("complete"), c.params())
	if err != nil {
		return fmt.Errorf("read completeness: %w", err)
	}
	switch r := rows[0]; {
	case r.Known == 0:
		return fmt.Errorf("%w: no source covers it", ErrIncomplete)
	case r.Complete < r.Known && !c.o.Incomplete:
		return fmt.Errorf("%w: %d of %d numbers of scopes are; what lacks data past its end: %q. Collect, or close it as it is with --incomplete",
			ErrIncomplete, r.Complete, r.Known, r.Lacking)
	}
	return nil
}

// params name the quarter in the new compute.
func (c *closer) params() warehouse.Params {
	return warehouse.Params{
		"compute": c.next.Compute.String(),
		"start":   c.quarter.Start.Format(time.DateTime),
		"end":     c.quarter.End.Format(time.DateTime),
	}
}

// keepIdentities stores who is who now, unless that is stored already, and
// gives its name.
func (c *closer) keepIdentities(ctx context.Context) (string, error) {
	type row struct {
		Map    string `ch:"map"`
		Stored bool   `ch:"stored"`
	}
	rows, err := warehouse.Rows[row](ctx, c.store.Conn, statement("identities"), nil)
	if err != nil {
		return "", fmt.Errorf("read identities: %w", err)
	}
	if rows[0].Stored {
		return rows[0].Map, nil
	}
	err = warehouse.Exec(ctx, c.store.Conn, statement("keep_identities"), warehouse.Params{"map": rows[0].Map})
	if err != nil {
		return "", fmt.Errorf("keep identities: %w", err)
	}
	return rows[0].Map, nil
}

// write makes the compute a snapshot: its own row comes last.
func (c *closer) write(ctx context.Context, restated []Restatement) error {
	if err := warehouse.InsertRows(ctx, c.store.Conn, statement("insert_restatements"), restated); err != nil {
		return fmt.Errorf("write restatements: %w", err)
	}
	if err := warehouse.InsertRows(ctx, c.store.Conn, statement("insert_snapshot"), []Snapshot{c.next}); err != nil {
		return fmt.Errorf("write snapshot: %w", err)
	}
	return nil
}

// sweep removes what a closing has left that did not end in a snapshot.
func (c *closer) sweep(ctx context.Context) error {
	for _, name := range []string{"forget_restatements", "forget_computes"} {
		if err := warehouse.Exec(ctx, c.store.Conn, statement(name), nil); err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
	}
	maps, err := warehouse.Rows[struct {
		Map string `ch:"map"`
	}](ctx, c.store.Conn, statement("unused_identities"), nil)
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	for _, m := range maps {
		if err := warehouse.Exec(ctx, c.store.Conn, statement("forget_identities"), warehouse.Params{"map": m.Map}); err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
	}
	return nil
}
