package socialtest

import (
	"errors"
	"slices"
	"testing"

	"goldenratio/collectors"
)

// Gather runs a collector to its end and returns its batches.
func Gather(t testing.TB, c collectors.Collector, from collectors.Cursor) (batches []collectors.Batch) {
	t.Helper()
	if err := c.Collect(t.Context(), from, func(b collectors.Batch) error { batches = append(batches, b); return nil }); err != nil {
		t.Fatal(err)
	}
	return batches
}

// Origins are those of all items, in order.
func Origins(batches []collectors.Batch) (all []string) {
	for _, b := range batches {
		for i := range b.Items {
			all = append(all, b.Items[i].Origin)
		}
	}
	return all
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
