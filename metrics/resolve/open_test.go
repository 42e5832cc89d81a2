package resolve_test

import (
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// open gives connections to a scratch database with the tables that Build
// wants, beside the empty facts of a fresh store.
func open(t testing.TB) (*warehouse.Store, driver.Conn) {
	t.Helper()
	const scratch = "golden_scratch"
	store := warehousetest.Open(t)
	ddl, err := warehouse.ResolvedDDL(scratch)
	if err != nil {
		t.Fatal(err)
	}
	exec(t, store.Conn, "create", warehouse.Params{"database": scratch})
	conn, err := store.Database(scratch)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	for _, statement := range ddl {
		if err := warehouse.Exec(t.Context(), conn, statement, nil); err != nil {
			t.Fatal(err)
		}
	}
	return store, conn
}
