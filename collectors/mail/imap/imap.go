package imap

import (
	"context"
	"errors"
	"maps"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
)

// A Collector reads the mailboxes of one source.
type Collector struct {
	dir     string
	options Options
	now     func() time.Time
	limits  limits
}

var _ collectors.Collector = (*Collector)(nil)

// limits bound what is in memory, and patience. Tests make them small.
type limits struct {
	flow.Limits
	window   int           // mails that are listed at a time
	drops    int           // connections lost in a row, without anything new, that are too many
	patience time.Duration // with a server that is silent, at the beginning and during a command
}

// New returns a Collector of the mailboxes that o names; its files are relative
// to dir. The clock says up to when the source was seen; what a mail becomes
// does not depend on it.
func New(dir string, o Options, now func() time.Time) *Collector {
	return &Collector{
		dir: dir, options: o, now: now,
		limits: limits{Limits: flow.Usual(), window: 2000, drops: 5, patience: time.Minute},
	}
}

// Collect implements collectors.Collector. A mailbox that cannot be opened, and
// a pattern that matches none, fail the run after all others have been read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	parse, err := c.options.Parsing()
	if err != nil {
		return err
	}
	at, err := readCursor(from)
	if err != nil {
		return err
	}
	t := &tally{at: at, now: c.now(), batch: flow.Batcher{Limits: c.limits.Limits, Cursor: at.cursor, Emit: emit}}
	w := &walk{
		options: c.options, limits: c.limits, from: clones(at.Mailboxes), there: map[string]bool{},
		parse: parse,
	}
	read := func(ctx context.Context, send func(*chunk) error) error {
		w.pool = newPool(max(1, c.options.Connections), c.limits.drops, dialer{c.dir, c.options, c.limits.patience}.dial)
		defer w.pool.close(ctx)
		w.send = send
		if err := w.run(ctx); err != nil { // what was read until then is stored
			w.errs = append(w.errs, err)
		}
		return ctx.Err()
	}
	if err := flow.Run(ctx, c.limits.Limits, read, t.take); err != nil {
		return err
	}
	return t.finish(w.there, errors.Join(w.errs...))
}

// clones are marks that do not change while others do.
func clones(marks map[string]*mark) map[string]*mark {
	all := maps.Clone(marks)
	for part, m := range all {
		all[part] = m.clone()
	}
	return all
}
