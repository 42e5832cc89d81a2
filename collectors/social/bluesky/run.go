package bluesky

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

// A run is one Collect.
type run struct {
	outbox.Box
	mapper

	api      *api
	position social.Position
	since    time.Time
	size     int
}

// A reading is a list while it is read, from now backwards.
type reading struct {
	name string
	from time.Time            // a midnight: days are listed whole, or not at all
	near time.Time            // the time of what was read last: undated things are about as old
	days map[time.Time]uint64 // what was listed

	// Pages shift while they are read, and so what was listed can come up again, but
	// no further away than on the next page.
	seen, before map[string]bool
	fresh        int // entries that did not
	late         int // entries of a page that are not older than from
}

// turn begins a page of a list.
func (l *reading) turn(entries int) {
	if entries > 0 {
		l.seen, l.before, l.late = map[string]bool{}, l.seen, 0
	}
}

// begin opens a list where it was read to.
func (r *run) begin(name string) *reading {
	l := &reading{
		name: redact.Label(name), from: collectors.Day(r.position.From(name)), near: r.now,
		days: map[time.Time]uint64{},
	}
	if l.from.Before(r.since) {
		l.from = r.since
	}
	return l
}

// end notes that a list is read, and says what it listed.
func (r *run) end(l *reading, name string) {
	r.tell(l)
	r.position.Streams[name] = r.now
}

// tell says what a list should hold.
func (r *run) tell(l *reading) {
	for _, day := range slices.SortedFunc(maps.Keys(l.days), time.Time.Compare) {
		r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: l.name, Day: day, Items: l.days[day]})
	}
}

// search reads all posts that are found. Bluesky ends a search after some thousand
// hits: then it is asked anew for what is older than the last of them, until that is
// nothing new.
func (r *run) search(ctx context.Context, name, query string) error {
	l := r.begin(name)
	asked := url.Values{"q": {query}, "sort": {"latest"}, "limit": {strconv.Itoa(r.size)}}
	if !l.from.IsZero() {
		asked.Set("since", instant(l.from))
	}
	for {
		l.fresh = 0
		if err := r.walk(ctx, l, asked); err != nil {
			return err
		}
		if l.fresh == 0 {
			break
		}
		asked.Set("until", instant(l.near.Add(time.Millisecond)))
	}
	r.end(l, name)
	return nil
}

// walk turns the pages of one search.
func (r *run) walk(ctx context.Context, l *reading, asked url.Values) error {
	for asked.Del("cursor"); ; {
		var page struct {
			Cursor string            `json:"cursor"`
			Posts  []json.RawMessage `json:"posts"`
		}
		if err := r.api.get(ctx, "app.bsky.feed.searchPosts", asked, &page); err != nil {
			return err
		}
		l.turn(len(page.Posts))
		for _, raw := range page.Posts {
			if _, err := r.take(l, entry{raw: raw}); err != nil {
				return err
			}
		}
		if page.Cursor == "" || page.Cursor == asked.Get("cursor") || len(page.Posts) > 0 && l.late == 0 {
			return nil
		}
		asked.Set("cursor", page.Cursor)
	}
}

// account reads how many follow one of the community's own, what it wrote and
// reposted, and the answers to that.
func (r *run) account(ctx context.Context, name, actor string) error {
	var who profile
	if err := r.api.get(ctx, "app.bsky.actor.getProfile", url.Values{"actor": {actor}}, &who); err != nil {
		return err
	}
	of := who.login()
	if of == "" {
		return fmt.Errorf("the server gives %q no name", actor)
	}
	r.Batch.State = append(r.Batch.State, r.audience("@"+of, "followers", who.Followers), r.audience("@"+of, "posts", who.Posts))
	l := r.begin(name)
	asked := url.Values{"actor": {actor}, "filter": {"posts_with_replies"}, "limit": {strconv.Itoa(r.size)}}
	for {
		next, err := r.feed(ctx, l, asked)
		if err != nil {
			return err
		}
		if next == "" || next == asked.Get("cursor") {
			break
		}
		asked.Set("cursor", next)
	}
	r.end(l, name)
	return nil
}

// audience is today's figure of an account.
func (r *run) audience(account, measure string, value int64) collectors.Record {
	return &collectors.Audience{
		Network: network, Account: account, Measure: measure, Day: collectors.Day(r.now),
		Value: count(value), Version: collectors.VersionAt(r.now),
	}
}

// feed reads a page of what an account wrote, and says where to go on; nowhere once it
// is read for good. What is pinned stands there twice, and counts once.
func (r *run) feed(ctx context.Context, l *reading, asked url.Values) (next string, err error) {
	var page struct {
		Cursor string            `json:"cursor"`
		Feed   []json.RawMessage `json:"feed"`
	}
	if err := r.api.get(ctx, "app.bsky.feed.getAuthorFeed", asked, &page); err != nil {
		return "", err
	}
	l.turn(len(page.Feed))
	for _, raw := range page.Feed {
		e := entryOf(raw)
		if e.pinned {
			continue
		}
		v, err := r.take(l, e)
		if err != nil {
			return "", err
		}
		if v != nil && e.reason == nil && v.answered() {
			if err := r.thread(ctx, v); err != nil {
				return "", err
			}
		}
	}
	if len(page.Feed) > 0 && l.late == 0 {
		return "", nil
	}
	return page.Cursor, nil
}

// take adds what a list shows, and returns it, unless it was read before.
func (r *run) take(l *reading, e entry) (*postView, error) {
	v, err := decode(e.raw)
	if at := e.sorted(v); !at.IsZero() {
		l.near = at
	}
	if l.near.Before(l.from) {
		return nil, nil
	}
	l.late++
	origin := l.name + " " + e.name(v)
	if l.seen[origin] || l.before[origin] {
		return nil, nil
	}
	l.seen[origin] = true
	l.fresh++
	return v, r.add(l, origin, e, v, err)
}

// add makes an item of a post.
func (r *run) add(l *reading, origin string, e entry, v *postView, wrong error) error {
	var post *collectors.Post
	if wrong == nil {
		post, wrong = r.post(v)
	}
	if wrong == nil && e.reason != nil {
		post, wrong = r.repost(post, e.reason)
	}
	day := collectors.Day(l.near)
	if wrong == nil {
		day = collectors.Day(post.Date.At)
	}
	l.days[day]++
	if wrong != nil {
		return r.Add(outbox.Reject(origin, "post that cannot be read", wrong, e.raw))
	}
	return r.Add(collectors.Item{Origin: origin, Day: day, Record: post})
}

// instant is a time as Bluesky writes it.
func instant(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000Z") }
