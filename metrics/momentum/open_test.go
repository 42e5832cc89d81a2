package momentum

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// tables are those that Build reads and fills.
func tables() []string {
	return []string{"kpi_values", "kpi_changes", "index_values", "index_areas", "index_kpis"}
}

// open gives a scratch database with the tables, all of them empty.
func open(t testing.TB) driver.Conn {
	t.Helper()
	store := warehousetest.Open(t)
	run(t, store.Conn, "create", warehouse.Params{"database": "golden_scratch"})
	conn, err := store.Database("golden_scratch")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	for _, table := range tables() {
		run(t, conn, "create_"+table, nil)
	}
	return conn
}

// query is a file of testdata/sql.
func query(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "sql", name+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func run(t testing.TB, conn driver.Conn, name string, params warehouse.Params) {
	t.Helper()
	if err := warehouse.Exec(t.Context(), conn, query(t, name), params); err != nil {
		t.Fatal(err)
	}
}
