package warehouse_test

import (
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestRejectsExpire looks at one reject 89 and 91 days after it was fetched.
func TestRejectsExpire(t *testing.T) {
	options := warehousetest.Options(t, t.TempDir())
	now := time.Date(2020, 5, 4, 12, 0, 0, 0, time.UTC)
	options.Now = func() time.Time { return now }
	store, err := warehouse.Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context()) //nolint:errcheck // the test is over
	run, err := store.Begin("source", warehouse.Position{})
	if err != nil {
		t.Fatal(err)
	}
	err = run.Write(t.Context(), collectors.Batch{Items: []collectors.Item{{Origin: "one", Reject: &collectors.Reject{Reason: "broken", Bytes: []byte("From: x")}}}})
	if err := run.End(t.Context(), err); err != nil {
		t.Fatal(err)
	}
	for _, after := range []struct {
		days int
		want string
	}{{89, "broken: From: x"}, {91, "broken: "}} {
		now = time.Date(2020, 5, 4+after.days, 12, 0, 0, 0, time.UTC)
		if err := store.ExpireRejects(t.Context()); err != nil {
			t.Fatal(err)
		}
		rows, err := warehouse.Rows[struct {
			Said string `ch:"said"`
		}](t.Context(), store.Conn, "SELECT concat(reason, ': ', bytes) AS said FROM golden_private.rejects FINAL", nil)
		if err != nil || len(rows) != 1 || rows[0].Said != after.want {
			t.Errorf("after %d days: %v, %v", after.days, rows, err)
		}
	}
}
