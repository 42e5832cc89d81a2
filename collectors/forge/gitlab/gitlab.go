package gitlab

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
)

// A Collector reads projects of one GitLab.
type Collector struct {
	place   collectors.Place
	options Options
	sleep   func(context.Context, time.Duration) error
	batch   int   // items a batch; tests make it small
	size    int64 // objects a page; tests make it small
}

var (
	_ collectors.Collector = (*Collector)(nil)
	_ collectors.Counter   = (*Collector)(nil)
)

// New returns a Collector of the projects that o names. A token's file is
// relative to the place's folder.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, batch: 500, size: pageSize}
}

// Collect implements collectors.Collector. A project that is gone or closed to us
// fails the run after all others were read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	at, err := read(from)
	if err != nil {
		return err
	}
	api, err := c.open()
	if err != nil {
		return err
	}
	defer api.close()
	r := &run{api: api, options: c.options, position: at, now: c.place.Now(), size: c.size, met: map[string]bool{}}
	r.Box = outbox.Box{Emit: emit, Cursor: r.position.cursor, Limit: c.batch}
	projects, lost, err := r.projects(ctx, c.options.Projects)
	if err != nil {
		return err
	}
	for _, p := range projects {
		if err := r.project(ctx, p); err != nil {
			if !one(err) {
				return err
			}
			lost = append(lost, fmt.Errorf("project %s: %w", p.name, err))
		}
	}
	if len(lost) == 0 {
		r.Batch.Span = &collectors.Span{Until: r.now}
	}
	return errors.Join(append(lost, r.Flush())...)
}

// one reports whether an error is about the one thing that was asked for.
func one(err error) bool {
	var emitted *outbox.EmitError
	return !errors.As(err, &emitted) && (absent(err) || refused(err))
}

// A run is one Collect.
type run struct {
	outbox.Box

	api      *api
	options  Options
	position position
	now      time.Time
	size     int64
	met      map[string]bool // programs, by login
	closed   bool            // people's pages are
}

// wants reports whether something is not left out.
func (r *run) wants(what string) bool { return !slices.Contains(r.options.Without, what) }

// unauthorized reports whether the server does not take the token.
func unauthorized(err error) bool { return status(err) == http.StatusUnauthorized }
