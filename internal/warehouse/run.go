package warehouse

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// A load goes into the store when one of its tables has so many rows, when it
// takes so many bytes, or when it has waited so long.
const (
	loadRows  = 50_000
	loadBytes = 48 << 20
	loadWait  = 5 * time.Second

	insertsAtOnce = 2
)

// A Run writes one source's batches, once each in the end: a cursor is stored
// only when everything before it is, and what is in doubt is collected again
// into the same keys.
//
// Write and End are for one goroutine. While one load is being stored the next
// is gathered; an error of the first shows in the next call. After the first
// failure nothing is stored any more, since a cursor must never come after a
// gap.
type Run struct {
	store   *Store
	meta    meta
	started time.Time
	lock    *sourceLock
	from    collectors.Cursor
	until   time.Time

	load    *load
	since   time.Time  // when the load got its first row
	storing chan error // of the load on its way; nil for none
	failed  error      // the first failure

	announced bool       // the run's row says that it is under way
	forgotten *forgotten // nil until something is to be stored

	received, quarantined uint64
}

// A Position is how far a source was collected, and up to when it was seen.
type Position struct {
	Source string    `ch:"source"`
	Cursor string    `ch:"cursor"`
	Until  time.Time `ch:"span_until"`
}

// Positions are those of all sources that were ever collected.
func (s *Store) Positions(ctx context.Context) (map[string]Position, error) {
	found, err := Rows[Position](ctx, s.Conn, statement("positions"), nil)
	if err != nil {
		return nil, fmt.Errorf("read cursors: %w", err)
	}
	positions := make(map[string]Position, len(found))
	for _, p := range found {
		positions[p.Source] = p
	}
	return positions, nil
}

// Begin starts a run of a source at a position; the zero Position is the
// source's beginning. A position that is not the newest costs work and changes
// nothing in the end. A second run of the same source, in any process on this
// machine, is refused with ErrRunning.
func (s *Store) Begin(source string, at Position) (*Run, error) {
	lock, err := lockSource(s.locks, source)
	if err != nil {
		return nil, fmt.Errorf("begin run of %q: %w", source, err)
	}
	now := s.now()
	r := &Run{store: s, lock: lock, started: now, until: at.Until, meta: meta{source: source, run: uuid.New(), fetched: now}}
	if at.Cursor != "" {
		r.from = collectors.Cursor(at.Cursor)
	}
	r.load = newLoad(&r.meta, s.key)
	return r, nil
}

// From is where the source's last run got to; nil for the first.
func (r *Run) From() collectors.Cursor { return r.from }

// Write takes a batch and stores it with those around it.
func (r *Run) Write(ctx context.Context, b collectors.Batch) error {
	if r.failed != nil {
		return r.failed
	}
	if r.load.rows() == 0 {
		r.since = r.store.now()
	}
	if r.failed = r.know(ctx, b); r.failed != nil {
		return r.failed
	}
	if r.failed = r.load.take(b); r.failed != nil {
		return r.failed
	}
	r.received += uint64(len(b.Items))
	for i := range b.Items {
		if b.Items[i].Reject != nil {
			r.quarantined++
		}
	}
	if b.Span != nil {
		r.until = b.Span.Until
	}
	if r.load.rows() < r.store.rows && r.load.bytes < loadBytes && r.store.now().Sub(r.since) < loadWait && len(b.Gone) == 0 {
		return nil
	}
	return r.flush(ctx)
}

// know finds out who is to be forgotten, once there is something to store. That
// stays so until the run ends: nobody is forgotten while a source is collected.
func (r *Run) know(ctx context.Context, b collectors.Batch) (err error) {
	if r.forgotten == nil && len(b.Items)+len(b.State) > 0 {
		r.forgotten, err = r.store.forgotten(ctx)
		r.load.forgotten = r.forgotten
	}
	return err
}

// flush sends the load on its way, once the one before has arrived. A load that
// is on its way is not called back when ctx ends: it arrives, or the engine
// goes.
func (r *Run) flush(ctx context.Context) error {
	if err := r.wait(ctx); err != nil {
		return err
	}
	if r.failed = r.announce(ctx); r.failed != nil {
		return r.failed
	}
	sending, done := r.load, make(chan error, 1)
	sending.reword()
	r.load, r.storing = newLoad(&r.meta, r.store.key), done
	r.load.forgotten = r.forgotten
	go func() { done <- r.send(context.WithoutCancel(ctx), sending) }()
	return nil
}

// announce says that the run is under way, once there is something to store: a
// run that finds nothing new leaves one row, not two.
func (r *Run) announce(ctx context.Context) error {
	if r.announced {
		return nil
	}
	r.announced = true
	return r.record(ctx, "running", nil, 1)
}

// wait is for the load on its way, or for the end of ctx.
func (r *Run) wait(ctx context.Context) error {
	if r.storing == nil {
		return r.failed
	}
	select {
	case err := <-r.storing:
		r.storing = nil
		if r.failed == nil {
			r.failed = err
		}
		return r.failed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// send stores a load: its rows, then what is gone, then the cursor.
func (r *Run) send(ctx context.Context, l *load) error {
	group, inner := errgroup.WithContext(ctx)
	group.SetLimit(insertsAtOnce)
	for _, b := range l.blocks() {
		if b.size() == 0 {
			continue
		}
		group.Go(func() error {
			return r.insert(inner, "insert", b)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if err := r.withdraw(ctx, l.gone); err != nil {
		return err
	}
	if l.cursor == nil {
		return nil
	}
	l.cursors.add(rowOf(l, "", l.cursor))
	return r.insert(ctx, "cursor", l.cursors)
}

// insert sends one block and says in the log when the step begins and, unless
// it fails, when it has ended.
func (r *Run) insert(ctx context.Context, step string, b block) error {
	log := r.store.log.With("source", r.meta.source, "table", b.tableName(), "rows", b.size())
	log.DebugContext(ctx, step+" begins")
	if err := b.insert(ctx, r.store.Conn); err != nil {
		return err
	}
	log.DebugContext(ctx, step+" ended")
	return nil
}

// End stores what is left and closes the run's row. cause is what the
// collector returned; it comes back joined with an error of End's own.
func (r *Run) End(ctx context.Context, cause error) error {
	defer r.lock.release()
	cause = errors.Join(cause, r.finish(ctx))
	outcome := "complete"
	switch {
	case errors.Is(cause, context.Canceled):
		outcome = "cancelled"
	case cause != nil:
		outcome = "failed"
	}
	return errors.Join(cause, r.record(ctx, outcome, cause, 2))
}

// finish stores what is left, unless something before it was not stored.
func (r *Run) finish(ctx context.Context) error {
	if err := r.wait(ctx); err != nil {
		return err
	}
	if r.load.rows() == 0 && r.load.cursor == nil {
		return nil
	}
	if err := r.flush(ctx); err != nil {
		return err
	}
	return r.wait(ctx)
}

// record writes the run's row: version 1 when it begins, 2 when it has ended. A
// run that found nothing new waits for RecordRuns, which writes many at once.
func (r *Run) record(ctx context.Context, outcome string, cause error, version uint64) error {
	message := ""
	if cause != nil {
		message = redact.Addresses(cause.Error()) // it can quote a file, a branch or a server
	}
	var ended time.Time
	if version > 1 {
		ended = r.store.now()
	}
	line := &row[runRow]{meta: &r.meta, version: version, rec: runRow{
		started: r.started, ended: ended, outcome: outcome, message: message,
		received: r.received, quarantined: r.quarantined,
	}}
	if cause == nil && !r.announced {
		r.store.quiet.add(line)
		return nil
	}
	t := runs()
	t.add(line)
	return t.insert(ctx, r.store.Conn)
}

// A quietRuns gathers the rows of runs that found nothing new.
type quietRuns struct {
	mu    sync.Mutex
	table *table[row[runRow]]
}

func (q *quietRuns) add(line *row[runRow]) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.table == nil {
		q.table = runs()
	}
	q.table.add(line)
}

func (q *quietRuns) take() *table[row[runRow]] {
	q.mu.Lock()
	defer q.mu.Unlock()
	taken := q.table
	q.table = nil
	return taken
}

// RecordRuns writes the rows of the runs that have ended and found nothing new.
func (s *Store) RecordRuns(ctx context.Context) error {
	if t := s.quiet.take(); t != nil {
		return t.insert(ctx, s.Conn)
	}
	return nil
}

// Counts are the items of this run so far.
func (r *Run) Counts() (received, quarantined uint64) { return r.received, r.quarantined }

// Until is how far the source was seen, as far as the run knows.
func (r *Run) Until() time.Time { return r.until }

type runRow struct {
	started, ended        time.Time
	outcome, message      string
	received, quarantined uint64
}

func runs() *table[row[runRow]] {
	type rr = row[runRow]
	return &table[rr]{name: "golden.runs", columns: []column[rr]{
		col("source", func(r *rr) string { return r.source }),
		col("run", func(r *rr) uuid.UUID { return r.run }),
		col("version", func(r *rr) uint64 { return r.version }),
		col("started", func(r *rr) time.Time { return instant(r.rec.started) }),
		col("ended", func(r *rr) time.Time { return instant(r.rec.ended) }),
		col("outcome", func(r *rr) string { return r.rec.outcome }),
		col("error", func(r *rr) string { return r.rec.message }),
		col("received", func(r *rr) uint64 { return r.rec.received }),
		col("quarantined", func(r *rr) uint64 { return r.rec.quarantined }),
	}}
}
