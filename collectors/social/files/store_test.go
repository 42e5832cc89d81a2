package files_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/social/files"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// What a file held that was replaced, or is gone, is withdrawn from a real store.
func TestStore(t *testing.T) {
	dir, store := t.TempDir(), warehousetest.Open(t)
	read := func(ctx context.Context, r *files.Reading) error {
		return r.Lines(ctx, 100, &struct{}{}, func(l files.Line) *collectors.Item {
			at := time.Date(2020, 1, 1+len(l.Text), 0, 0, 0, 0, time.UTC)
			return &collectors.Item{Day: at, Record: &collectors.Post{
				Network: "test", ID: string(l.Text), Date: collectors.Clocked(at, collectors.DateNetwork), Version: collectors.Version,
			}}
		})
	}
	now := func() time.Time { return time.Date(2020, 2, 1, 12, 0, 0, 0, time.UTC) }
	collect := func(received, stored, duplicates, posts uint64) {
		t.Helper()
		c := files.New(dir, files.Options{Paths: []string{"*"}}, files.Format{Read: read}, now)
		status := socialtest.Collect(t, store, "s", c)
		there, err := warehouse.Rows[struct {
			N uint64 `ch:"n"`
		}](t.Context(), store.Conn, "SELECT count() AS n FROM golden.posts FINAL WHERE deleted = 0", nil)
		if err != nil {
			t.Fatal(err)
		}
		if status.Received != received || status.Stored != stored || status.Duplicates != duplicates || there[0].N != posts {
			t.Errorf("%d posts, %+v", there[0].N, status)
		}
		if status.Coverage == nil || *status.Coverage != 1 {
			t.Errorf("coverage %v", status.Coverage)
		}
	}
	socialtest.Write(t, dir, "a", "one\nthree\n")
	socialtest.Write(t, dir, "b", "three\nfour\n")
	collect(4, 3, 1, 3)
	socialtest.Write(t, dir, "a", "one\nfive!\n")
	collect(4, 4, 0, 4)
	if err := os.Remove(filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	collect(2, 2, 0, 2)
}
