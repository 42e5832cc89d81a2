package target_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/metrics/target"
)

// TestCases runs testdata/cases. A case is a txtar file: what it shows, the
// rows of targets and values with two blanks or more between columns, and the
// states that follow.
func TestCases(t *testing.T) {
	conn := open(t)
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { run(t, conn, file) })
	}
}

func run(t *testing.T, conn driver.Conn, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"golden.targets", "kpi_values", "target_states"} {
		exec(t, conn, "truncate", "TABLE", table, nil)
	}
	var want string
	for _, f := range archive.Files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		rows := tabbed(string(f.Data))
		exec(t, conn, "insert_"+f.Name, "", "", warehouse.Params{"rows": rows})
	}
	compute := uuid.New()
	if err := target.Build(t.Context(), conn, compute); err != nil {
		t.Fatal(err)
	}
	type row struct {
		Line string `ch:"line"`
	}
	found, err := warehouse.Rows[row](t.Context(), conn, sql(t, "states"), warehouse.Params{"compute": compute.String()})
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, r := range found {
		got.WriteString(r.Line + "\n")
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// open gives connections to a scratch database with the tables that Build
// wants.
func open(t *testing.T) driver.Conn {
	t.Helper()
	store := warehousetest.Open(t)
	exec(t, store.Conn, "create", "", "", nil)
	conn, err := store.Database("golden_scratch")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	for _, table := range []string{"kpi_values", "target_states"} {
		exec(t, conn, "like", "TABLE", table, nil)
	}
	return conn
}

// exec runs a file of testdata/sql, with its placeholder filled in.
func exec(t *testing.T, conn driver.Conn, name, placeholder, value string, params warehouse.Params) {
	t.Helper()
	statement := sql(t, name)
	if placeholder != "" {
		statement = strings.ReplaceAll(statement, "{{"+placeholder+"}}", value)
	}
	if err := warehouse.Exec(t.Context(), conn, statement, params); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func sql(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "sql", name+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var gaps = regexp.MustCompile(` {2,}`)

// tabbed makes a table written with blanks one with tabs: - is NULL and ” an
// empty text.
func tabbed(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		fields := gaps.Split(line, -1)
		for j, field := range fields {
			switch field {
			case "-":
				fields[j] = `\N`
			case "''":
				fields[j] = ""
			}
		}
		lines[i] = strings.Join(fields, "\t")
	}
	return strings.Join(lines, "\n")
}
