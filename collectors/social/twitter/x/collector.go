package x

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/rest"
	"goldenratio/collectors/social"
)

// A Collector asks X.
type Collector struct {
	place   collectors.Place
	options Options
	home    string
	sleep   func(context.Context, time.Duration) error
	pace    float64 // questions a second
	size    int     // posts a page; tests make it small
	deep    int     // posts of a timeline that the service shows; tests make it small
	batch   int     // items a batch; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the searches and accounts that o names. A token's file is
// relative to the place's folder.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, home: "https://api.x.com", pace: 1, size: 100, deep: 3200, batch: 500}
}

// Collect implements collectors.Collector. An account that is gone fails the run after
// all else was read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	at, err := social.ReadPosition(from)
	if err != nil {
		return err
	}
	client := rest.New(rest.Options{
		Home: c.home, Sign: c.options.sign(c.place.Dir), PerSecond: c.pace,
		Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting,
	})
	defer client.Close()
	r := &run{client: client, home: c.home, size: c.size, deep: c.deep, position: at, mapper: mapper{settings: c.options.Settings, now: c.place.Now()}}
	r.Box = outbox.Box{Emit: emit, Cursor: at.Cursor, Limit: c.batch}
	var streams []string
	for _, search := range c.options.Searches {
		streams = append(streams, "search "+search)
		if err := r.search(ctx, search); err != nil {
			return fmt.Errorf("search %q: %w", search, err)
		}
	}
	accounts, lost, err := r.accounts(ctx, c.options.accounts())
	if err != nil {
		return err
	}
	for _, a := range accounts {
		streams = append(streams, "account "+a.Name)
		if err := r.account(ctx, a); err != nil {
			return fmt.Errorf("account %s: %w", a.Name, err)
		}
	}
	if lost == nil {
		r.Batch.Span = &collectors.Span{From: at.Begin(streams), Until: r.now.Add(-late)}
	}
	return errors.Join(r.Flush(), lost)
}

// A run is one Collect.
type run struct {
	outbox.Box
	mapper

	client     *rest.Client
	home       string
	size, deep int
	position   social.Position
}

// How a search is bounded.
const (
	window = 7 * 24 * time.Hour // that it shows
	late   = time.Minute        // until a post is found
)

// search reads all that a search shows.
func (r *run) search(ctx context.Context, query string) error {
	name := "search " + query
	oldest := r.now.Add(late - window)
	counted, err := r.counts(ctx, name, query)
	if err != nil {
		return err
	}
	s := &stream{name: name, path: "/2/tweets/search/recent", token: "next_token", counted: counted, query: url.Values{"query": {query}}}
	if err := r.read(ctx, s); err != nil {
		return err
	}
	since, known := r.position.Since[name]
	if last := r.position.Streams[name]; !known || last.Before(oldest) {
		since = oldest
	}
	r.position.Since[name], r.position.Streams[name] = since, r.now
	return nil
}

// account reads the timeline of an account back to where it was read.
func (r *run) account(ctx context.Context, a author) error {
	name := "account " + a.Name
	r.snapshot(a)
	s := &stream{name: name, path: "/2/users/" + url.PathEscape(a.ID) + "/tweets", token: "pagination_token", query: url.Values{}}
	from := r.position.From(name)
	if !from.IsZero() {
		s.query.Set("start_time", from.UTC().Format(time.RFC3339))
	}
	if err := r.read(ctx, s); err != nil {
		return err
	}
	if s.posts >= r.deep { // there may be more that the service does not show
		r.position.Since[name] = s.oldest
	}
	r.position.Streams[name] = r.now
	return nil
}

// snapshot keeps how many follow an account.
func (r *run) snapshot(a author) {
	if a.Metrics == nil {
		return
	}
	for _, m := range []struct {
		measure string
		value   uint64
	}{{"followers", a.Metrics.Followers}, {"posts", a.Metrics.Posts}} {
		r.Batch.State = append(r.Batch.State, &collectors.Audience{
			Network: network, Account: "@" + a.Name, Measure: m.measure, Day: collectors.Day(r.now), Value: m.value, Version: collectors.VersionAt(r.now),
		})
	}
}

// accounts asks who the own accounts are. What it finds is in their order; lost names
// those that are gone.
func (r *run) accounts(ctx context.Context, names []string) (found []author, lost, err error) {
	const most = 100 // names a question
	for some := range slices.Chunk(names, most) {
		query := url.Values{"usernames": {strings.Join(some, ",")}, "user.fields": {"public_metrics"}}
		var answer struct {
			Data []author `json:"data"`
		}
		if _, err := r.client.Get(ctx, r.home+"/2/users/by?"+query.Encode(), &answer); err != nil {
			return nil, nil, err
		}
		for _, name := range some {
			i := slices.IndexFunc(answer.Data, func(a author) bool { return strings.EqualFold(a.Name, name) && a.ID != "" })
			if i < 0 {
				lost = errors.Join(lost, fmt.Errorf("account %s: the service knows none of this name", name))
				continue
			}
			a := answer.Data[i]
			a.Name = name
			found = append(found, a)
		}
	}
	return found, lost, nil
}
