package discourse

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/rest"
	"goldenratio/collectors/social"
)

// A Collector reads one forum.
type Collector struct {
	place   collectors.Place
	options Options
	sleep   func(context.Context, time.Duration) error
	batch   int // items a batch; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the forum that o names. A key's file is relative to the
// place's folder.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, batch: 500}
}

// Collect implements collectors.Collector. A category that is gone or closed to us
// fails the run after all others were read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	position, err := social.ReadPosition(from)
	if err != nil {
		return err
	}
	api, err := c.open()
	if err != nil {
		return err
	}
	defer api.Close()
	r := &run{api: api, options: c.options, position: position, now: c.place.Now().UTC(), rejected: map[string]bool{}}
	r.Box = outbox.Box{Emit: emit, Cursor: position.Cursor, Limit: c.batch}
	if err := cmp.Or(r.all(ctx), ctx.Err()); err != nil {
		return r.keep(ctx, err)
	}
	r.Batch.Span = &collectors.Span{Until: r.now}
	return r.Flush()
}

// A run is one Collect.
type run struct {
	outbox.Box

	api        *client
	options    Options
	position   social.Position
	now        time.Time
	categories categories
	rejected   map[string]bool // topics, by origin
}

// keep sends what was read before the source failed, so that the next run goes on
// there.
func (r *run) keep(ctx context.Context, failed error) error {
	var emitted *outbox.EmitError
	if errors.As(failed, &emitted) || ctx.Err() != nil {
		return failed
	}
	return errors.Join(failed, r.Flush())
}

// all reads the lists that are asked for, and how many people there are.
func (r *run) all(ctx context.Context) error {
	if err := r.findCategories(ctx); err != nil {
		return fmt.Errorf("read categories: %w", err)
	}
	if err := r.audience(ctx); err != nil {
		return fmt.Errorf("read statistics: %w", err)
	}
	lists, lost := r.lists()
	for _, l := range lists {
		if err := r.list(ctx, l); err != nil {
			err = fmt.Errorf("read %s: %w", l.title, err)
			if !closed(err) {
				return err
			}
			lost = append(lost, err)
		}
	}
	return errors.Join(lost...)
}

// closed reports whether an error is about the one thing that was asked for.
func closed(err error) bool {
	var emitted *outbox.EmitError
	return !errors.As(err, &emitted) && (rest.Absent(err) || rest.Forbidden(err))
}
