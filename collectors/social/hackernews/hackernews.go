package hackernews

import (
	"context"
	"fmt"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/rest"
	"goldenratio/collectors/social"
)

// A Collector reads what a search shows of Hacker News.
type Collector struct {
	place   collectors.Place
	options Options
	home    string
	sleep   func(context.Context, time.Duration) error
	pace    float64 // questions a second
	size    int     // posts a page; tests make it small
	batch   int     // items a batch; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the searches that o names. The service allows ten
// thousand questions an hour.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, home: "https://hn.algolia.com", pace: 2, size: 1000, batch: 500}
}

// Collect implements collectors.Collector.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	at, err := social.ReadPosition(from)
	if err != nil {
		return err
	}
	client := rest.New(rest.Options{Home: c.home, PerSecond: c.pace, Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting})
	defer client.Close()
	r := &run{
		client: client, home: c.home, size: c.size, comments: c.options.Comments, position: at, met: map[string]bool{},
		mapper: mapper{settings: c.options.Settings, now: c.place.Now()},
	}
	r.Box = outbox.Box{Emit: emit, Cursor: at.Cursor, Limit: c.batch}
	for _, s := range c.options.streams() {
		if err := r.read(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	r.Batch.Span = &collectors.Span{Until: r.now}
	return r.Flush()
}

// A run is one Collect.
type run struct {
	outbox.Box
	mapper

	client   *rest.Client
	home     string
	size     int
	comments bool
	position social.Position
	met      map[string]bool // stories whose comments are read
	stories  []string        // those whose comments are still to be read
}
