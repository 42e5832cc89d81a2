package socialtest

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
)

// A Harvest is what runs of a collector emitted, each of which goes on from the one
// before. Its zero value is ready for the first one.
type Harvest struct {
	// Trim is taken off the front of origins and ids, which tests then can call by
	// shorter names.
	Trim string

	// These are of the last run.
	Items   map[string]collectors.Item // by origin
	Origins []string                   // in order, also those that come up again
	State   []collectors.Record
	Span    *collectors.Span

	// These are of all runs, the last word on each.
	Posts    map[string]*collectors.Post // by id
	Rejects  map[string]string           // the reason and its detail, by origin
	Expected map[string]uint64           // by part and day
	Cursor   collectors.Cursor
}

// Take runs a collector once. What a run emits before it fails counts. No post may
// show what is nobody's business, whatever the test is about.
func (h *Harvest) Take(t testing.TB, c collectors.Collector) error {
	t.Helper()
	if h.Posts == nil {
		h.Posts, h.Rejects, h.Expected = map[string]*collectors.Post{}, map[string]string{}, map[string]uint64{}
	}
	h.Items, h.Origins, h.State, h.Span = map[string]collectors.Item{}, nil, nil, nil
	batches, err := Try(t.Context(), c, h.Cursor)
	for _, b := range batches {
		for _, item := range b.Items {
			h.item(t, item)
		}
		for _, e := range b.Expected {
			h.Expected[e.Part+" "+e.Day.Format(time.DateOnly)] = e.Items
		}
		h.State, h.Cursor = append(h.State, b.State...), b.Cursor
		if b.Span != nil {
			h.Span = b.Span
		}
	}
	return err
}

func (h *Harvest) item(t testing.TB, item collectors.Item) {
	t.Helper()
	origin := strings.TrimPrefix(item.Origin, h.Trim)
	h.Items[origin], h.Origins = item, append(h.Origins, origin)
	if item.Reject != nil {
		h.Rejects[origin] = item.Reject.Reason + ": " + item.Reject.Detail
		return
	}
	if p, ok := item.Record.(*collectors.Post); ok {
		harmless(t, item.Origin, p)
		h.Posts[strings.TrimPrefix(p.ID, h.Trim)] = p
	}
}

// Must is Take where nothing may go wrong.
func (h *Harvest) Must(t testing.TB, c collectors.Collector) *Harvest {
	t.Helper()
	if err := h.Take(t, c); err != nil {
		t.Fatal(err)
	}
	return h
}

// Post is the one of an origin in the last run.
func (h *Harvest) Post(t testing.TB, origin string) *collectors.Post {
	t.Helper()
	p, ok := h.Items[origin].Record.(*collectors.Post)
	if !ok {
		t.Fatalf("%s is %+v, of %d items", origin, h.Items[origin], len(h.Items))
	}
	return p
}

// IDs are those of all posts, in one line.
func (h *Harvest) IDs() string { return strings.Join(slices.Sorted(maps.Keys(h.Posts)), " ") }
