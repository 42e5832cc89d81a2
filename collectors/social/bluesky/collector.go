package bluesky

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/social"
)

// pageSize is the most that Bluesky gives at once.
const pageSize = 100

// A Collector reads searches and accounts.
type Collector struct {
	place     collectors.Place
	options   Options
	sleep     func(context.Context, time.Duration) error
	perSecond float64 // questions
	batch     int     // items a batch; tests make it small
	size      int     // posts a page; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the searches and accounts that o names. A password's
// file is relative to the place's folder.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, batch: 500, size: pageSize}
}

// Collect implements collectors.Collector. A list that is gone or closed to us fails
// the run after all others were read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	r, err := c.run(from, emit)
	if err != nil {
		return err
	}
	defer r.api.Close()
	if err := c.login(ctx, r.api); err != nil {
		return err
	}
	var lost []error
	for _, l := range r.lists(c.options) {
		if err := l.read(ctx, l.name); err != nil {
			if !one(err) {
				return err
			}
			lost = append(lost, fmt.Errorf("%s: %w", l.name, err))
		}
	}
	if len(lost) == 0 {
		r.Batch.Span = &collectors.Span{From: r.since, Until: r.now}
	}
	return errors.Join(append(lost, r.Flush())...)
}

// run begins to collect.
func (c *Collector) run(from collectors.Cursor, emit func(collectors.Batch) error) (*run, error) {
	position, err := social.ReadPosition(from)
	if err != nil {
		return nil, err
	}
	since, err := c.options.since()
	if err != nil {
		return nil, fmt.Errorf("since: %w", err)
	}
	api, err := c.open()
	if err != nil {
		return nil, err
	}
	r := &run{api: api, position: position, since: since, size: c.size, mapper: newMapper(c.options, c.place.Now())}
	r.Box = outbox.Box{Emit: emit, Cursor: r.position.Cursor, Limit: c.batch}
	return r, nil
}

// login signs in, where there is somebody to.
func (c *Collector) login(ctx context.Context, a *api) error {
	if c.options.Identifier == "" {
		return nil
	}
	password, err := c.options.secret(c.place.Dir)
	if err != nil {
		return err
	}
	return a.login(ctx, c.options.Identifier, password)
}

// A list is one of those that the configuration names.
type list struct {
	name string
	read func(ctx context.Context, name string) error
}

// lists are those to be read.
func (r *run) lists(o Options) (all []list) {
	for _, query := range o.Searches {
		all = append(all, list{"search " + query, func(ctx context.Context, name string) error { return r.search(ctx, name, query) }})
	}
	for _, account := range o.Accounts {
		account = strings.TrimPrefix(account, "@")
		all = append(all, list{"account " + account, func(ctx context.Context, name string) error { return r.account(ctx, name, account) }})
	}
	return all
}

// one reports whether an error is about the one thing that was asked for.
func one(err error) bool {
	var emitted *outbox.EmitError
	return !errors.As(err, &emitted) && refused(err)
}
