package mailtest

import (
	"maps"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
)

// A View is what a warehouse holds after some runs of a collector, and what the
// last of them did.
type View struct {
	Items    map[string]collectors.Item // by origin
	Expected map[string]uint64          // "part day", without those that are 0
	Span     *collectors.Span
	Cursor   collectors.Cursor

	Read    int      // items of the last run
	Gone    []string // prefixes that it withdrew
	Batches int
}

// NewView returns a View of nothing.
func NewView() *View {
	return &View{Items: map[string]collectors.Item{}, Expected: map[string]uint64{}}
}

// Take stores a batch.
func (v *View) Take(b collectors.Batch) error {
	v.Batches++
	v.Read += len(b.Items)
	for _, item := range b.Items {
		v.Items[item.Origin] = item
	}
	for _, prefix := range b.Gone {
		v.Gone = append(v.Gone, prefix)
		maps.DeleteFunc(v.Items, func(origin string, _ collectors.Item) bool { return strings.HasPrefix(origin, prefix) })
	}
	for _, e := range b.Expected {
		key := e.Part + " " + e.Day.Format(time.DateOnly)
		if v.Expected[key] = e.Items; e.Items == 0 {
			delete(v.Expected, key)
		}
	}
	if b.Span != nil {
		v.Span = b.Span
	}
	v.Cursor = b.Cursor
	return nil
}

// Try runs a collector from where the last run ended.
func (v *View) Try(tb testing.TB, c collectors.Collector) error {
	tb.Helper()
	v.Read, v.Gone, v.Batches = 0, nil, 0
	return c.Collect(tb.Context(), v.Cursor, v.Take)
}

// Collect is Try for a source in which nothing is wrong.
func (v *View) Collect(tb testing.TB, c collectors.Collector) {
	tb.Helper()
	if err := v.Try(tb, c); err != nil {
		tb.Fatal(err)
	}
}
