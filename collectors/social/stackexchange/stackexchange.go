package stackexchange

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

// A Collector reads what one site has about some subjects.
type Collector struct {
	place   collectors.Place
	options Options
	home    string // of the API
	sleep   func(context.Context, time.Duration) error
	batch   int // items a batch; tests make it small
	size    int // questions a page; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of what o names. Files are relative to the place's folder.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, home: service, batch: 500, size: 100}
}

// Collect implements collectors.Collector.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	if c.options.Dump != "" {
		return c.unload(ctx, from, emit)
	}
	position, err := social.ReadPosition(from)
	if err != nil {
		return err
	}
	api, err := c.open()
	if err != nil {
		return err
	}
	defer api.Close()
	now := c.place.Now().UTC()
	r := &run{
		api: api, position: position, now: now, size: c.size,
		mapper: mapper{host: c.options.site(), settings: c.options.Settings, read: now, version: collectors.VersionAt(now)},
	}
	r.Box = outbox.Box{Emit: emit, Cursor: position.Cursor, Limit: c.batch}
	if err := cmp.Or(r.streams(ctx, c.options), ctx.Err()); err != nil {
		return r.keep(ctx, err)
	}
	r.Batch.Span = &collectors.Span{Until: now}
	return r.Flush()
}

// A run is one Collect.
type run struct {
	outbox.Box

	api      *client
	mapper   mapper
	position social.Position
	now      time.Time
	size     int
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

// A stream is a list of questions.
type stream struct {
	name  string // what origins begin with
	path  string // below the API
	query url.Values
}

func streams(o Options) (all []stream) {
	for _, tag := range o.Tags {
		all = append(all, stream{"tag/" + redact.Origin(tag), "/questions", url.Values{"tagged": {tag}}})
	}
	for _, text := range o.Searches {
		all = append(all, stream{"search/" + redact.Origin(text), "/search/advanced", url.Values{"q": {text}}})
	}
	return all
}

// streams reads one after the other; one that fails is likely to fail the others, too.
func (r *run) streams(ctx context.Context, o Options) error {
	if err := r.api.prepare(ctx); err != nil {
		return err
	}
	for _, s := range streams(o) {
		if err := r.stream(ctx, s); err != nil {
			return fmt.Errorf("read %s: %w", s.name, err)
		}
	}
	return nil
}
