package mastodon

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/rest"
	"goldenratio/collectors/social"
)

// A Collector reads timelines of one instance.
type Collector struct {
	place     collectors.Place
	options   Options
	sleep     func(context.Context, time.Duration) error
	perSecond float64 // questions; Mastodon allows one, and says when it is enough
	batch     int     // items a batch; tests make it small
	size      int     // posts a page; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the tags and accounts that o names. A token's file is
// relative to the place's folder.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, batch: 500, size: pageSize}
}

// Collect implements collectors.Collector. A timeline that is gone or closed to us
// fails the run after all others were read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	r, err := c.run(ctx, from, emit)
	if err != nil {
		return err
	}
	defer r.api.Close()
	var lost []error
	for _, t := range r.timelines(c.options) {
		if err := t.read(ctx); err != nil {
			if !one(err) {
				return err
			}
			lost = append(lost, fmt.Errorf("%s: %w", t.name, err))
		}
	}
	if len(lost) == 0 {
		r.Batch.Span = &collectors.Span{From: r.since, Until: r.now}
	}
	return errors.Join(append(lost, r.Flush())...)
}

// run begins to collect.
func (c *Collector) run(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) (*run, error) {
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
	domain, err := api.domain(ctx)
	if err != nil {
		api.Close()
		return nil, err
	}
	r := &run{api: api, position: position, since: since, family: newFamily(api), mapper: newMapper(c.options, domain, c.place.Now())}
	r.Box = outbox.Box{Emit: emit, Cursor: r.position.Cursor, Limit: c.batch}
	return r, nil
}

// A timeline is one of those that the configuration names.
type timeline struct {
	name string
	read func(context.Context) error
}

// timelines are those to be read.
func (r *run) timelines(o Options) (all []timeline) {
	for _, tag := range o.Tags {
		tag = strings.ToLower(strings.TrimPrefix(tag, "#"))
		name := "tag " + tag
		all = append(all, timeline{name, func(ctx context.Context) error {
			return r.stream(ctx, name, "/api/v1/timelines/tag/"+url.PathEscape(tag))
		}})
	}
	for _, account := range o.Accounts {
		account = handle(account, r.domain)
		name := "account " + account
		all = append(all, timeline{name, func(ctx context.Context) error { return r.account(ctx, name, account) }})
	}
	return all
}

// one reports whether an error is about the one thing that was asked for.
func one(err error) bool {
	var emitted *outbox.EmitError
	return !errors.As(err, &emitted) && (rest.Absent(err) || rest.Forbidden(err) || rest.Unauthorized(err))
}
