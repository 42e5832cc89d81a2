package forge

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"goldenratio/collectors"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"ask ada@example.org":          "ask <address>",
		"caf\xe9":                      "caf\uFFFD",
		strings.Repeat("x", 5000):      strings.Repeat("x", 1000),
		strings.Repeat("é", 1000):      strings.Repeat("é", 500),
		"x" + strings.Repeat("é", 999): "x" + strings.Repeat("é", 499),
	} {
		if got := Text(in); got != want {
			t.Errorf("%.40q becomes %.40q, %d bytes", in, got, len(got))
		}
	}
	if a, b := Name("fix/ada@example.org"), Name("fix/bob@example.org"); a == b || strings.Contains(a, "@") {
		t.Errorf("two branches become %q and %q", a, b)
	}
}

// A batch is sent when it is full; one that is refused is no source's fault.
func TestOutbox(t *testing.T) {
	var sizes []int
	refused := errors.New("no")
	o := &Outbox{Limit: 2, Cursor: func() (collectors.Cursor, error) { return collectors.Cursor("c"), nil }, Emit: func(b collectors.Batch) error {
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
