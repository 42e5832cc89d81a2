package warehouse_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestRebuildKeepsClosedQuarters drops stores, also where an earlier rebuild
// was cut off, and finds closed quarters and nothing else in the new ones.
func TestRebuildKeepsClosedQuarters(t *testing.T) {
	const (
		closed = "'7a51e1a4-0000-4000-8000-000000000001'"
		other  = "'7a51e1a4-0000-4000-8000-000000000002'"
	)
	for name, cut := range map[string][]string{
		"a whole rebuild":                        nil,
		"cut before the new store":               {"CREATE DATABASE golden_kept", "RENAME TABLE golden.computes TO golden_kept.computes"},
		"cut while the new store took it back":   {"CREATE DATABASE golden_kept", "CREATE TABLE golden_kept.computes AS golden.computes", "INSERT INTO golden_kept.computes SELECT * FROM golden.computes", "RENAME TABLE golden.snapshots TO golden_kept.snapshots", "CREATE TABLE golden.snapshots AS golden_kept.snapshots"},
		"cut, and the schema has another column": {"ALTER TABLE golden.computes ADD COLUMN mood String", "CREATE DATABASE golden_kept", "RENAME TABLE golden.computes TO golden_kept.computes"},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			store := open(t, data)
			for _, statement := range append([]string{
				"INSERT INTO golden.computes (compute_id, as_of, snapshot) VALUES (" + closed + ", '2020-04-15', '2020-Q1.1'), (" + other + ", '2020-05-01', '')",
				"INSERT INTO golden.snapshots (id, quarter, revision, compute_id) VALUES ('2020-Q1.1', '2020-Q1', 1, " + closed + ")",
			}, cut...) {
				if err := warehouse.Exec(t.Context(), store.Conn, statement, nil); err != nil {
					t.Fatal(err)
				}
			}
			if err := store.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := warehouse.Drop(t.Context(), warehousetest.Options(t, data), nil); err != nil {
				t.Fatal(err)
			}
			store = open(t, data)
			defer store.Close(t.Context()) //nolint:errcheck // the test is over
			type row struct {
				Snapshot string    `ch:"snapshot"`
				AsOf     time.Time `ch:"as_of"`
				Closed   uint64    `ch:"closed"`
				Kept     uint64    `ch:"kept"`
			}
			rows, err := warehouse.Rows[row](t.Context(), store.Conn, "SELECT snapshot, as_of, (SELECT count() FROM golden.snapshots) AS closed, "+
				"(SELECT count() FROM system.databases WHERE name = 'golden_kept') AS kept FROM golden.computes", nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) != 1 || rows[0].Snapshot != "2020-Q1.1" || rows[0].AsOf.UTC() != time.Date(2020, 4, 15, 0, 0, 0, 0, time.UTC) || rows[0].Closed != 1 || rows[0].Kept != 0 {
				t.Errorf("the new store has %+v", rows)
			}
		})
	}
}

// open opens a store that the test closes itself.
func open(t *testing.T, data string) *warehouse.Store {
	t.Helper()
	store, err := warehouse.Open(t.Context(), warehousetest.Options(t, data))
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// TestRebuildKeepsTombstones drops a store, also where an earlier rebuild was
// cut off: who asked to be forgotten still is.
func TestRebuildKeepsTombstones(t *testing.T) {
	person := uuid.UUID{1}
	for name, cut := range map[string][]string{
		"a whole rebuild": nil,
		"cut before the new store": {
			"CREATE DATABASE golden_kept", "RENAME TABLE golden_private.tombstones TO golden_kept.tombstones",
		},
		"cut while the new store took it back": {
			"CREATE DATABASE golden_kept", "RENAME TABLE golden_private.tombstones TO golden_kept.tombstones",
			"CREATE TABLE golden_private.tombstones AS golden_kept.tombstones",
		},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			store := open(t, data)
			if err := store.Bury(t.Context(), person, true, []warehouse.Alias{{ID: uuid.UUID{2}, Address: "ada@example.org"}, {ID: uuid.UUID{3}, Name: "Ada"}}, nil); err != nil {
				t.Fatal(err)
			}
			for _, statement := range cut {
				if err := warehouse.Exec(t.Context(), store.Conn, statement, nil); err != nil {
					t.Fatal(err)
				}
			}
			if err := store.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			other := warehousetest.Options(t, data)
			other.Key = []byte("another key, of 32 bytes as well")
			if err := warehouse.Drop(t.Context(), other, nil); !errors.Is(err, warehouse.ErrBuried) {
				t.Errorf("dropped with another key: %v", err)
			}
			if err := warehouse.Drop(t.Context(), warehousetest.Options(t, data), nil); err != nil {
				t.Fatal(err)
			}
			store = open(t, data)
			defer store.Close(t.Context()) //nolint:errcheck // the test is over
			stones, err := store.Tombstones(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(stones) != 2 || stones[0].Person != person || !stones[1].Bot || stones[0].Address == uuid.Nil || stones[1].Address != uuid.Nil {
				t.Errorf("the new store has %+v", stones)
			}
		})
	}
}
