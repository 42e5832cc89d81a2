package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"goldenratio/collectors"
)

// A Collector reads repositories of one GitHub.
type Collector struct {
	place   collectors.Place
	options Options
	limits  limits
	wire    http.RoundTripper // nil: a connection of its own
	now     func() time.Time  // by which is waited: the place's may stand still
	sleep   func(context.Context, time.Duration) error
}

var (
	_ collectors.Collector = (*Collector)(nil)
	_ collectors.Counter   = (*Collector)(nil)
)

// limits bound what is in memory, and patience. Tests make them small.
type limits struct {
	page     int           // things a page
	batch    int           // items a batch
	window   int           // runs that GitHub lists for one question
	patience time.Duration // for one answer
	tries    int
}

// New returns a Collector of the repositories that o names. The place's clock
// says when the source was seen.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{
		place: p, options: o, now: time.Now, sleep: doze,
		limits: limits{page: 100, batch: 500, window: 1000, patience: 2 * time.Minute, tries: 6},
	}
}

// Collect implements collectors.Collector. A repository that cannot be read, or
// part of one, fails the run after all others were read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	at, err := readCursor(from)
	if err != nil {
		return err
	}
	client, err := c.open()
	if err != nil {
		return err
	}
	defer client.close()
	r := &run{client: client, options: c.options, limits: c.limits, at: at, emit: emit, started: c.place.Now().UTC(), seen: map[int64]bool{}, unmet: map[string]bool{}}
	if err := r.all(ctx); err != nil {
		return errors.Join(append(r.lost, err)...)
	}
	if len(r.lost) == 0 {
		r.batch.Span = &collectors.Span{Until: r.started}
	}
	return errors.Join(append(r.lost, r.flush())...)
}

// A run is one Collect.
type run struct {
	client  *client
	options Options
	limits  limits
	at      *position
	emit    func(collectors.Batch) error
	started time.Time

	batch collectors.Batch
	seen  map[int64]bool  // repositories that were there
	unmet map[string]bool // hashes of logins whose profiles could not be read
	lost  []error         // of repositories, or of parts of them; others are read all the same
}

// all reads all repositories, then looks for those that are no longer among them.
func (r *run) all(ctx context.Context) error {
	names, err := r.find(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := r.miss(r.repository(ctx, name), "repository "+name); err != nil {
			return err
		}
	}
	if len(r.lost) > 0 {
		return nil // what is missing may be there
	}
	return r.vanished(ctx)
}

// miss takes note of an error about one thing, and returns any other.
func (r *run) miss(err error, what string) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %w", what, err)
	if !one(err) {
		return err
	}
	r.lost = append(r.lost, err)
	return nil
}

// wants reports whether something is not left out.
func (r *run) wants(what string) bool { return !slices.Contains(r.options.Without, what) }
