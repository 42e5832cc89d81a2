package outbox

import (
	"errors"
	"slices"
	"testing"

	"goldenratio/collectors"
)

// A batch is sent when it is full; one that is refused is no source's fault.
func TestOutbox(t *testing.T) {
	var sizes []int
	refused := errors.New("no")
	o := &Box{Limit: 2, Cursor: func() (collectors.Cursor, error) { return collectors.Cursor("c"), nil }, Emit: func(b collectors.Batch) error {
		if sizes = append(sizes, len(b.Items)); string(b.Cursor) != "c" || len(sizes) == 3 {
			return refused
		}
		return nil
	}}
	for range 5 {
		if err := o.Add(Reject("o", "r", refused, []byte("x"))); err != nil {
			t.Fatal(err)
		}
	}
	var emitted *EmitError
	if err := o.Flush(); !errors.Is(err, refused) || !errors.As(err, &emitted) || !slices.Equal(sizes, []int{2, 2, 1}) {
		t.Errorf("batches of %v: %v", sizes, err)
	}
}

func TestRejectIsBounded(t *testing.T) {
	item := Reject("o", "r", errors.New("e"), make([]byte, 1<<20))
	if n := len(item.Reject.Bytes); n != collectors.MaxRejectBytes || cap(item.Reject.Bytes) > 2*n {
		t.Errorf("%d bytes kept of %d", n, cap(item.Reject.Bytes))
	}
}
