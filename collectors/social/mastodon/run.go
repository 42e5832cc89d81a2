package mastodon

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/social"
)

// A run is one Collect.
type run struct {
	outbox.Box
	mapper
	*family

	api      *api
	position social.Position
	since    time.Time
}

// account reads how many follow one of the community's own, and what it wrote.
func (r *run) account(ctx context.Context, stream, name string) error {
	found, err := r.api.lookup(ctx, name)
	if err != nil {
		return err
	}
	if found.ID == "" {
		return fmt.Errorf("the instance gives %q no id", name)
	}
	r.Batch.State = append(r.Batch.State, r.audience("@"+name, "followers", found.Followers), r.audience("@"+name, "posts", found.Statuses))
	return r.stream(ctx, stream, "/api/v1/accounts/"+url.PathEscape(found.ID)+"/statuses")
}

// audience is today's figure of an account.
func (r *run) audience(account, measure string, value int64) collectors.Record {
	return &collectors.Audience{
		Network: network, Account: account, Measure: measure, Day: collectors.Day(r.now),
		Value: uint64(max(0, value)), Version: collectors.VersionAt(r.now),
	}
}

// A reading is a timeline while it is read, from now backwards.
type reading struct {
	name string
	from time.Time            // a midnight: days are listed whole, or not at all
	near time.Time            // the date of what was read last: undated things are about as old
	days map[time.Time]uint64 // what was listed
}

// stream reads a timeline back to where it is known for good.
func (r *run) stream(ctx context.Context, name, path string) error {
	l := &reading{name: name, from: collectors.Day(r.position.From(name)), near: r.now, days: map[time.Time]uint64{}}
	if l.from.Before(r.since) {
		l.from = r.since
	}
	for before := ""; ; {
		posts, next, err := r.api.page(ctx, path, before)
		if err != nil {
			return err
		}
		more, err := r.page(ctx, l, posts)
		if err != nil {
			return err
		}
		if !more || next == "" || next == before {
			break
		}
		before = next
	}
	for _, day := range slices.SortedFunc(maps.Keys(l.days), time.Time.Compare) {
		r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: name, Day: day, Items: l.days[day]})
	}
	r.position.Streams[name] = r.now
	return nil
}

// A listed post stands on a page.
type listed struct {
	*status

	raw   json.RawMessage
	wrong error // of one that is not as it should be
	day   time.Time
}

// page takes what a page lists, and reports whether older posts are wanted.
func (r *run) page(ctx context.Context, l *reading, page []json.RawMessage) (more bool, err error) {
	var wanted []listed
	for _, raw := range page {
		read, wrong := decode(raw)
		if at := read.created(); !at.IsZero() {
			l.near = at
		}
		if l.near.Before(l.from) {
			continue
		}
		more = true
		if !read.hidden() {
			wanted = append(wanted, listed{status: read, raw: raw, wrong: wrong, day: collectors.Day(l.near)})
		}
	}
	if err := r.gather(ctx, wanted); err != nil {
		return false, err
	}
	for _, p := range wanted {
		l.days[p.day]++
		if err := r.Add(r.item(l.name, p)); err != nil {
			return false, err
		}
	}
	return more, nil
}

// item makes an item of a post.
func (r *run) item(stream string, p listed) collectors.Item {
	origin := stream + " " + p.name(p.raw)
	var post *collectors.Post
	if p.wrong == nil {
		post, p.wrong = r.post(p.status)
	}
	if p.wrong != nil {
		if !p.public() {
			p.raw = nil // it may not be for everybody
		}
		return outbox.Reject(origin, "status that cannot be read", p.wrong, p.raw)
	}
	r.answer(post, p.ReplyTo)
	return collectors.Item{Origin: origin, Day: p.day, Record: post}
}
