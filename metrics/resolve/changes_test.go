package resolve_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve"
)

// TestChanges runs testdata/changes: cases as in testdata/cases, but of the
// tables that stand before changes are made, resolve_… and resolved ones.
func TestChanges(t *testing.T) {
	_, conn := open(t)
	files, err := filepath.Glob("testdata/changes/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			becomes(t, conn, file)
		})
	}
}

func becomes(t *testing.T, conn driver.Conn, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	empty(t, conn)
	o := resolve.Options{AsOf: time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)}
	if err := resolve.Prepare(t.Context(), conn, o); err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want/") {
			insert(t, conn, f.Name, uuids(tabbed(string(f.Data))))
		}
	}
	if err := resolve.Changes(t.Context(), conn, o); err != nil {
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

// TestStatesKnowNothingLater builds a case as of many instants: the states
// then are those that a much later look finds at the same instants.
func TestStatesKnowNothingLater(t *testing.T) {
	_, conn := open(t)
	for _, name := range []string{"reviews", "forge_changes", "forge_approvals"} {
		t.Run(name, func(t *testing.T) { knowNothingLater(t, conn, name) })
	}
}

func knowNothingLater(t *testing.T, conn driver.Conn, name string) {
	archive, err := txtar.ParseFile("testdata/cases/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	build := func(asOf time.Time) {
		empty(t, conn)
		for _, f := range archive.Files {
			if !strings.HasPrefix(f.Name, "want/") {
				insert(t, conn, "golden."+f.Name, uuids(tabbed(string(f.Data))))
			}
		}
		if err := resolve.Build(t.Context(), conn, resolve.Options{AsOf: asOf}); err != nil {
			t.Fatal(err)
		}
	}
	var instants []time.Time
	for _, text := range []string{"03-03 10:00:00", "03-05 10:00:01", "03-07 00:00:00", "05-04 11:00:01", "06-30 10:00:01", "12-01 00:00:00"} {
		at, err := time.Parse("2006-01-02 15:04:05", "2020-"+text)
		if err != nil {
			t.Fatal(err)
		}
		instants = append(instants, at)
	}
	build(instants[len(instants)-1].AddDate(0, 0, 1))
	var later [][]string
	for _, at := range instants {
		later = append(later, statesAt(t, conn, at))
	}
	for i, at := range instants {
		build(at)
		if then := statesAt(t, conn, at); !slices.Equal(then, later[i]) {
			t.Errorf("at %s the states are %q, and looked back at %q", at, then, later[i])
		}
	}
	if len(slices.Concat(later...)) < len(instants) {
		t.Errorf("hardly any change had a state: %q", later)
	}
}

// statesAt lists the changes that were open just before an instant.
func statesAt(t *testing.T, conn driver.Conn, at time.Time) (lines []string) {
	t.Helper()
	type row struct {
		Line string `ch:"line"`
	}
	rows, err := warehouse.Rows[row](t.Context(), conn, sql(t, "states_at"), warehouse.Params{"at": at.Format(time.DateTime)})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		lines = append(lines, r.Line)
	}
	return lines
}
