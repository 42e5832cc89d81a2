package reddit

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/rest"
)

// A Collector reads lists of Reddit.
type Collector struct {
	place   collectors.Place
	options Options
	home    string // answers questions
	desk    string // gives tokens
	sleep   func(context.Context, time.Duration) error
	pace    float64 // questions a second
	size    int     // posts a page; tests make it small
	batch   int     // items a batch; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of what o names. The secret's file is relative to the place's
// folder. Reddit allows a hundred questions a minute.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, home: "https://oauth.reddit.com", desk: "https://www.reddit.com", pace: 1.5, size: 100, batch: 500}
}

// Collect implements collectors.Collector. A subreddit or an account that is gone or
// closed fails the run after all others were read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	at, err := read(from)
	if err != nil {
		return err
	}
	r := c.open(at, emit)
	defer r.client.Close()
	defer r.grant.client.Close()
	streams, lost := c.options.streams(), []error(nil)
	for _, s := range streams {
		if err := r.read(ctx, s); err != nil {
			err = fmt.Errorf("%s: %w", s.name, err)
			if !one(err) {
				return err
			}
			lost = append(lost, err)
		}
	}
	if len(lost) == 0 {
		r.Batch.Span = &collectors.Span{From: at.since(streams), Until: r.now}
	}
	return errors.Join(append(lost, r.Flush())...)
}

// one reports whether an error is about the one list that was asked for.
func one(err error) bool {
	var emitted *outbox.EmitError
	return !errors.As(err, &emitted) && (rest.Absent(err) || rest.Forbidden(err) || errors.Is(err, errNoPlace))
}

// open prepares to ask; nothing is sent yet.
func (c *Collector) open(at position, emit func(collectors.Batch) error) *run {
	ways := rest.Options{Home: c.desk, Sign: c.app, PerSecond: c.pace, Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting}
	right := &grant{client: rest.New(ways), address: c.desk + "/api/v1/access_token", now: c.place.Now}
	ways.Home, ways.Sign = c.home, right.sign
	r := &run{
		grant: right, client: rest.New(ways), home: c.home, size: c.size, position: at, whole: c.options.Subreddits, counted: map[string]bool{}, threads: map[string]bool{},
		mapper: mapper{settings: c.options.Settings, now: c.place.Now()},
	}
	r.Box = outbox.Box{Emit: emit, Cursor: at.Cursor, Limit: c.batch}
	return r
}

// A run is one Collect.
type run struct {
	outbox.Box
	mapper

	client   *rest.Client
	grant    *grant
	home     string
	size     int
	position position
	whole    []string        // subreddits of which all comments are read anyway
	counted  map[string]bool // subreddits whose members were
	threads  map[string]bool // posts whose comments were read
}

// get asks for one thing. A token may have been withdrawn before its end: then it asks
// once more with another.
func (r *run) get(ctx context.Context, path string, query url.Values, into any) error {
	query.Set("raw_json", "1") // texts as they are, without HTML's escapes
	for try := 1; ; try++ {
		if err := r.grant.ready(ctx); err != nil {
			return err
		}
		_, err := r.client.Get(ctx, r.home+path+"?"+query.Encode(), into)
		if !rest.Unauthorized(err) || try == 2 {
			return err
		}
		r.grant.token = ""
	}
}
