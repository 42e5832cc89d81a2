package reddit

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// A listing is a page of things.
type listing struct {
	Data struct {
		After    string            `json:"after"` // the name of the last thing; empty on the last page
		Children []json.RawMessage `json:"children"`
	} `json:"data"`
}

// A walk is one reading of a stream.
type walk struct {
	stream
	from    time.Time       // back to then
	met     map[string]bool // origins
	fresh   int             // things of the last page that were not met before
	reached bool            // what is older than from
	oldest  time.Time
	names   []string // of the last page's things, the last one first
	pages   int
}

// read reads a stream back to where it has to be read again, or to its end.
func (r *run) read(ctx context.Context, s stream) error {
	if err := r.members(ctx, s.place); err != nil {
		return err
	}
	w := &walk{stream: s, from: r.position.From(s.name), met: map[string]bool{}, oldest: r.now}
	for after := ""; ; {
		page, err := r.page(ctx, s, after)
		if err != nil {
			return err
		}
		things := page.Data.Children
		if len(things) == 0 && len(w.names) > 1 {
			// Nothing comes after a thing that was deleted meanwhile: go back one.
			w.names = w.names[1:]
			after = w.names[0]
			continue
		}
		if err := r.take(ctx, w, things); err != nil {
			return err
		}
		if after = page.Data.After; after == "" || w.fresh == 0 || w.reached {
			break
		}
	}
	r.position.note(w, r.now)
	return nil
}

func (r *run) page(ctx context.Context, s stream, after string) (listing, error) {
	query := url.Values{"limit": {strconv.Itoa(r.size)}}
	maps.Copy(query, s.query)
	if after != "" {
		query.Set("after", after)
	}
	var page listing
	err := r.get(ctx, s.path, query, &page)
	return page, err
}

// note says until when a stream was read, and from when on it is whole. A list of one
// page is whole from its beginning; one of several that ends before it reaches what was
// read before has a gap.
func (p *position) note(w *walk, now time.Time) {
	p.Streams[w.name] = now
	switch {
	case w.reached:
	case w.pages <= 1:
		delete(p.Since, w.name)
	default:
		p.Since[w.name] = w.oldest
	}
}

// pass notes that a thing was seen, and reports whether it is too old to be taken.
func (w *walk) pass(t *thing) bool {
	if name.MatchString(t.name) {
		w.names = append(w.names, t.name)
	}
	if !t.known() {
		return false
	}
	if t.at.Before(w.oldest) {
		w.oldest = t.at
	}
	w.reached = t.at.Before(w.from)
	return w.reached
}

// stepsBack is how many things of a page may be deleted while the next is asked for.
const stepsBack = 5

// take takes the things of a page that are young enough.
func (r *run) take(ctx context.Context, w *walk, things []json.RawMessage) error {
	w.fresh, w.names = 0, nil
	if len(things) > 0 {
		w.pages++
	}
	for _, raw := range things {
		t, ok := r.thing(raw)
		if !ok {
			continue
		}
		if w.pass(&t) {
			continue
		}
		fresh, err := r.keep(w.name, w.met, t)
		if err != nil {
			return err
		}
		if fresh {
			w.fresh++
		}
		if err := r.below(ctx, w, t.post); err != nil {
			return err
		}
	}
	slices.Reverse(w.names)
	w.names = w.names[:min(len(w.names), stepsBack)]
	return nil
}

// keep makes an item of a thing that was not met before, and its own part for coverage.
func (r *run) keep(list string, met map[string]bool, t thing) (fresh bool, err error) {
	item := collectors.Item{Origin: redact.Origin(list) + "/" + t.name, Reject: t.reject}
	if met[item.Origin] {
		return false, nil
	}
	met[item.Origin] = true
	if t.post != nil {
		item.Day, item.Record = collectors.Day(t.at), t.post
		r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: item.Origin, Day: item.Day, Items: 1})
	}
	return true, r.Add(item)
}

// below reads the comments below a post, where they are wanted and no other list of the
// source shows them.
func (r *run) below(ctx context.Context, w *walk, p *collectors.Post) error {
	if !w.below || p == nil || p.Deleted || p.Engagement == nil || p.Engagement.Replies == 0 || r.threads[p.ID] ||
		slices.ContainsFunc(r.whole, func(name string) bool { return strings.EqualFold(place(name), p.Place) }) {
		return nil
	}
	r.threads[p.ID] = true
	return r.thread(ctx, p.ID)
}
