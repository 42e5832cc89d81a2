package resolve_test

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve"
)

// TestCases runs testdata/cases. A case is a txtar file: its comment says what
// it shows; the file of a table has rows of facts and dimensions, with only the
// columns that matter, two blanks or more between them; want/<name> is what
// testdata/sql/<name>.sql then answers. In all of them @ann stands for the
// UUID of a person or alias ann.
func TestCases(t *testing.T) {
	_, conn := open(t)
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			run(t, conn, file)
		})
	}
}

func run(t *testing.T, conn driver.Conn, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	seed(t, conn, archive)
	asOf := time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)
	if err := resolve.Build(t.Context(), conn, resolve.Options{AsOf: asOf}); err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
			got := read(t, conn, name)
			if diff := cmp.Diff(strings.TrimSpace(string(f.Data)), names(got)); diff != "" {
				t.Errorf("%s: -want +got\n%s", name, diff)
			}
		}
	}
}

// seed fills the tables with a case, and empties all others.
func seed(t *testing.T, conn driver.Conn, archive *txtar.Archive) {
	t.Helper()
	empty(t, conn)
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want/") {
			insert(t, conn, "golden."+f.Name, uuids(tabbed(string(f.Data))))
		}
	}
}

// wanted is what a case says that a file of testdata/sql answers.
func wanted(archive *txtar.Archive, name string) string {
	for _, f := range archive.Files {
		if f.Name == "want/"+name {
			return strings.TrimSpace(string(f.Data))
		}
	}
	return ""
}

// empty makes every table of a case empty.
func empty(t testing.TB, conn driver.Conn) {
	t.Helper()
	type row struct {
		Database string `ch:"database"`
		Name     string `ch:"name"`
	}
	tables, err := warehouse.Rows[row](t.Context(), conn, sql(t, "tables"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		exec(t, conn, "truncate", warehouse.Params{"database": table.Database, "table": table.Name})
	}
	exec(t, conn, "business_days", nil)
}

// insert adds the rows of a file, whose first line names the columns.
func insert(t *testing.T, conn driver.Conn, table, rows string) {
	t.Helper()
	header, _, _ := strings.Cut(rows, "\n")
	text := strings.NewReplacer("TABLE", table, "COLUMNS", strings.ReplaceAll(header, "\t", ", ")).Replace(sql(t, "insert"))
	if err := warehouse.Exec(t.Context(), conn, text, warehouse.Params{"rows": rows}); err != nil {
		t.Fatalf("insert into %s: %v", table, err)
	}
}

func exec(t testing.TB, conn driver.Conn, name string, params warehouse.Params) {
	t.Helper()
	if err := warehouse.Exec(t.Context(), conn, sql(t, name), params); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// read answers a file of testdata/sql, which gives one column, the line.
func read(t *testing.T, conn driver.Conn, name string) string {
	t.Helper()
	type row struct {
		Line string `ch:"line"`
	}
	rows, err := warehouse.Rows[row](t.Context(), conn, sql(t, name), nil)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	lines := []string{}
	for _, r := range rows {
		lines = append(lines, r.Line)
	}
	return strings.Join(lines, "\n")
}

func sql(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "sql", name+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	gaps   = regexp.MustCompile(` {2,}`)
	person = regexp.MustCompile(`@[a-z]+`)
	uuid   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
)

// tabbed makes a table written with blanks one with tabs.
func tabbed(text string) string {
	return strings.NewReplacer("\t-\t", "\t\t", "\t-\n", "\t\n").Replace(gaps.ReplaceAllString(text, "\t"))
}

// uuids writes @ann as the UUID whose bytes are the name.
func uuids(text string) string {
	return person.ReplaceAllStringFunc(text, func(name string) string {
		digits := hex.EncodeToString([]byte(name[1:]))
		digits += strings.Repeat("0", 32-len(digits))
		return strings.Join([]string{digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]}, "-")
	})
}

// names is the reverse of uuids; @ is nobody.
func names(text string) string {
	return uuid.ReplaceAllStringFunc(text, func(id string) string {
		bytes, _ := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
		return "@" + strings.TrimRight(string(bytes), "\x00")
	})
}
