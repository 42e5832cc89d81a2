package warehouse_test

import (
	"fmt"
	"slices"
	"testing"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestReadersSeeNothingPrivate lets a reader read every table of golden and try
// every table of the other databases, those too that exist only while a store
// is made anew or somebody is being forgotten.
func TestReadersSeeNothingPrivate(t *testing.T) {
	store := warehousetest.Open(t)
	for _, statement := range []string{
		"CREATE DATABASE golden_kept", "CREATE TABLE golden_kept.tombstones AS golden_private.tombstones",
		"CREATE DATABASE golden_forget", "CREATE TABLE golden_forget.remade AS golden_private.aliases",
		"CREATE TABLE golden_forget.rewordings (old String, new String) ENGINE = Join(ANY, LEFT, old) SETTINGS persistent = 0",
	} {
		if err := store.Conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	reader, err := store.Reader()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close() //nolint:errcheck // the test is over
	type table struct {
		Database string `ch:"database"`
		Name     string `ch:"name"`
	}
	all, err := warehouse.Rows[table](t.Context(), store.Conn, "SELECT database, name FROM system.tables WHERE startsWith(database, 'golden') ORDER BY database, name", nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, x := range all {
		name := x.Database + "." + x.Name
		names = append(names, name)
		if x.Database == "golden" {
			if err := reader.Exec(t.Context(), "SELECT * FROM "+name+" LIMIT 1"); err != nil {
				t.Errorf("a reader cannot read %s: %v", name, err)
			}
			continue
		}
		for _, attack := range []string{
			"SELECT * FROM %s", "SELECT count() FROM %s", "SELECT 1 WHERE 1 IN (SELECT 1 FROM %s)", "SELECT * FROM golden.people AS p, %s AS x",
			"DESCRIBE TABLE %s", "SHOW CREATE TABLE %s", "CHECK TABLE %s", "DROP TABLE %s", "TRUNCATE TABLE %s", "ALTER TABLE %s DELETE WHERE 1",
			"INSERT INTO %[1]s SELECT * FROM %[1]s", "RENAME TABLE %s TO golden.x", "EXCHANGE TABLES %s AND golden.people", "EXPLAIN SELECT * FROM %s",
		} {
			refused(t, reader.Exec(t.Context(), fmt.Sprintf(attack, name)), attack, name)
		}
		refused(t, reader.Exec(t.Context(), fmt.Sprintf("SELECT * FROM merge('%s', '^%s$')", x.Database, x.Name)), "merge", name)
		refused(t, reader.Exec(t.Context(), fmt.Sprintf("SELECT joinGet('%s', 'new', 'x')", name)), "joinGet", name)
	}
	for _, wanted := range []string{"golden.identity_links", "golden.identity_conflicts", "golden_private.tombstones", "golden_private.forgotten", "golden_private.forgotten_marks", "golden_private.aliases"} {
		if !slices.Contains(names, wanted) {
			t.Errorf("there is no %s", wanted)
		}
	}
	seen, err := warehouse.Rows[table](t.Context(), reader, "SELECT DISTINCT database, table AS name FROM system.columns WHERE database NOT IN ('system', 'golden') AND lower(database) != 'information_schema' ORDER BY database, name", nil)
	if err != nil || len(seen) > 0 {
		t.Errorf("a reader sees the columns of %v, %v", seen, err)
	}
}

func refused(t *testing.T, err error, attack, table string) {
	t.Helper()
	if err == nil {
		t.Errorf("%s: allowed: %s", table, attack)
	}
}
