package socialtest

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"goldenratio/collectors"
)

// Try runs a collector from a cursor and returns the batches that it emitted, also of
// a run that fails.
func Try(ctx context.Context, c collectors.Collector, from collectors.Cursor) (batches []collectors.Batch, err error) {
	err = c.Collect(ctx, from, func(b collectors.Batch) error { batches = append(batches, b); return nil })
	return batches, err
}

// Gather runs a collector to its end and returns its batches.
func Gather(t testing.TB, c collectors.Collector, from collectors.Cursor) []collectors.Batch {
	t.Helper()
	batches, err := Try(t.Context(), c, from)
	if err != nil {
		t.Fatal(err)
	}
	return batches
}

// Last is the batch with which a run ended.
func Last(batches []collectors.Batch) collectors.Batch { return batches[len(batches)-1] }

// Origins are those of all items, in order.
func Origins(batches []collectors.Batch) (all []string) {
	for _, b := range batches {
		for i := range b.Items {
			all = append(all, b.Items[i].Origin)
		}
	}
	return all
}

// Texts are the records of a run by their origins, with every field; a reject is its
// reason. No origin comes up twice.
func Texts(t testing.TB, batches []collectors.Batch) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, b := range batches {
		for _, item := range b.Items {
			if _, twice := all[item.Origin]; twice {
				t.Errorf("%s is there twice", item.Origin)
			}
			all[item.Origin] = text(t, item)
		}
	}
	return all
}

func text(t testing.TB, item collectors.Item) string {
	t.Helper()
	if item.Reject != nil {
		return item.Reject.Reason
	}
	all, err := json.Marshal(item.Record)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// Watch is a collector of whose batches each is looked at before it is taken.
func Watch(c collectors.Collector, look func(collectors.Batch)) collectors.Collector {
	return watched{c, look}
}

type watched struct {
	collectors.Collector

	look func(collectors.Batch)
}

// Collect implements collectors.Collector.
func (w watched) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	return w.Collector.Collect(ctx, from, func(b collectors.Batch) error {
		w.look(b)
		return emit(b)
	})
}

// Interrupt kills collectors of one source again and again, each a bit later than the
// one before and from the cursor that it left, until one comes to its end. All of them
// together must have found what one finds that nobody disturbs.
func Interrupt(t testing.TB, open func() collectors.Collector) {
	t.Helper()
	want := Origins(Gather(t, open(), nil))
	var got []string
	var cursor collectors.Cursor
	killed := errors.New("killed")
	for try, err := 0, killed; err != nil; try++ {
		n := 0
		err = open().Collect(t.Context(), cursor, func(b collectors.Batch) error {
			if n++; n > try/3 {
				return killed
			}
			got, cursor = append(got, Origins([]collectors.Batch{b})...), b.Cursor
			return nil
		})
		if err != nil && !errors.Is(err, killed) {
			t.Fatal(err)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("%q are found, want %q", got, want)
	}
}
