package warehouse

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
)

// A Reconciliation is what a source says it holds of one kind of thing, beside
// what of that is stored.
type Reconciliation struct {
	Source  string    `ch:"source" json:"source"`
	Checked time.Time `ch:"checked" json:"checked"`
	What    string    `ch:"what" json:"what"`
	Part    string    `ch:"part" json:"part,omitempty"`
	Asked   string    `ch:"asked" json:"asked"` // origin, or second look
	Origin  uint64    `ch:"origin" json:"origin"`
	Stored  uint64    `ch:"stored" json:"stored"`
	Missing uint64    `ch:"missing" json:"missing"`           // held there and not here
	Gone    uint64    `ch:"gone" json:"gone"`                 // held here and not there
	Lost    []string  `ch:"lost" json:"lost,omitempty"`       // keys of some of those missing
	Deleted []string  `ch:"deleted" json:"deleted,omitempty"` // keys of some of those gone
}

// examples is how many keys of each kind of difference are shown.
const examples = 10

// Reconcile compares what a source counted with what is stored of it. An issue
// or change that the source lists no longer is marked as deleted; it stays
// counted. Where the source counts nothing, what its collector stated as
// expected stands in. The results are kept. No run of the source may be under
// way: ErrRunning.
func (s *Store) Reconcile(ctx context.Context, source string, ask func() ([]collectors.Count, error)) (found []Reconciliation, err error) {
	lock, err := lockSource(s.locks, source)
	if err != nil {
		return nil, err
	}
	defer lock.release()
	counts, err := ask()
	if err != nil {
		return nil, err
	}
	checked := s.now().UTC().Truncate(time.Second)
	for i := range counts {
		one, err := s.reconcile(ctx, source, &counts[i], checked)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	if len(counts) == 0 {
		if found, err = s.reconcileExpected(ctx, source, checked); err != nil {
			return nil, err
		}
	}
	if err := InsertRows(ctx, s.Conn, "INSERT INTO golden.reconciliations", found); err != nil {
		return nil, fmt.Errorf("keep reconciliation of %q: %w", source, err)
	}
	return found, nil
}

// reconcile compares one count. The stored keys come in order, as the counted
// ones are put.
func (s *Store) reconcile(ctx context.Context, source string, c *collectors.Count, checked time.Time) (Reconciliation, error) {
	r := Reconciliation{Source: source, Checked: checked, What: c.What, Part: c.Part, Asked: "origin", Origin: c.Items}
	slices.Sort(c.Keys)
	c.Keys = slices.Compact(c.Keys)
	d := differences{there: c.Keys}
	params := Params{"source": source, "what": c.What, "part": c.Part, "prefix": c.Prefix}
	type row struct {
		Key string `ch:"key"`
	}
	if err := Each(ctx, s.Conn, statement("held"), params, func(one *row) error {
		r.Stored++
		if c.Keys != nil {
			d.held(one.Key)
		}
		return nil
	}); err != nil {
		return r, err
	}
	if c.Keys == nil {
		r.Missing, r.Gone = c.Items-min(c.Items, r.Stored), r.Stored-min(c.Items, r.Stored)
		return r, nil
	}
	d.end()
	r.Missing, r.Gone = d.missing, uint64(len(d.gone))
	r.Lost, r.Deleted = d.lost, d.gone[:min(examples, len(d.gone))]
	if c.What != collectors.CountIssues && c.What != collectors.CountChanges {
		return r, nil
	}
	return r, s.markDeleted(ctx, source, d.gone, checked)
}

// A differences finds, of two lists of keys in order, what only one has.
type differences struct {
	there   []string // what is left of the origin's
	last    string   // the key that was held last: copies of it are one
	missing uint64
	lost    []string // some of those missing
	gone    []string
}

// held takes the next stored key.
func (d *differences) held(key string) {
	if key == d.last {
		return
	}
	d.last = key
	for len(d.there) > 0 && d.there[0] < key {
		d.lacks()
	}
	if len(d.there) > 0 && d.there[0] == key {
		d.there = d.there[1:]
		return
	}
	d.gone = append(d.gone, key)
}

func (d *differences) lacks() {
	if d.missing++; d.missing <= examples {
		d.lost = append(d.lost, d.there[0])
	}
	d.there = d.there[1:]
}

// end takes what comes after the last stored key.
func (d *differences) end() {
	for len(d.there) > 0 {
		d.lacks()
	}
}

// marksAtOnce bounds the size of a statement.
const marksAtOnce = 500

func (s *Store) markDeleted(ctx context.Context, source string, keys []string, checked time.Time) error {
	for keys := range slices.Chunk(keys, marksAtOnce) {
		err := Exec(ctx, s.Conn, statement("mark_deleted"), Params{
			"source": source, "keys": strings.Join(keys, "\n"),
			"checked": strconv.FormatInt(checked.UnixMilli(), 10), "fetched": checked.Format(time.DateTime),
		})
		if err != nil {
			return fmt.Errorf("mark what is gone: %w", err)
		}
	}
	return nil
}

// reconcileExpected compares what a collector stated as expected with what was
// received of it.
func (s *Store) reconcileExpected(ctx context.Context, source string, checked time.Time) ([]Reconciliation, error) {
	found, err := Rows[Reconciliation](ctx, s.Conn, statement("expected"), Params{"source": source})
	for i := range found {
		found[i].Source, found[i].Checked, found[i].What, found[i].Asked = source, checked, "items", "second look"
	}
	return found, err
}
