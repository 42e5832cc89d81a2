package evaluate

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

const catalogueDir = "../catalogue"

// TestCases computes the cases of every KPI: cases.txtar beside its query.sql.
// A case is some files below a name:
//
//	params       as_of and from (what the sources cover) as dates; where
//	             needed year_starts, holidays, grains (quarter), history
//	TABLE.tsv    rows of a resolved table, of source_spans, source_days or
//	             scopes; testdata/defaults.txtar has what a header leaves out
//	want.tsv     every row of the KPI, in the columns that its header names
//
// A header that leaves out stat, scope or dimension wants the rows of stat
// value, of scope c and of the total.
func TestCases(t *testing.T) {
	dial := open(t)
	kpis, err := catalogue.Load(os.DirFS(catalogueDir))
	if err != nil {
		t.Fatal(err)
	}
	free := make(chan *seeder, 2)
	for i := range cap(free) {
		d, err := newSeeder(t.Context(), dial, fmt.Sprintf("golden_cases%d", i))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.conn.Close() })
		free <- d
	}
	for i := range kpis {
		t.Run(kpis[i].ID, func(t *testing.T) {
			t.Parallel()
			database := <-free
			defer func() { free <- database }()
			for _, c := range casesOf(t, kpis[i].ID) {
				t.Run(c.name, func(t *testing.T) { database.check(t, &kpis[i], c) })
			}
		})
	}
}

// A testCase is one of a KPI's cases.
type testCase struct {
	name   string
	params map[string]string
	tables map[string]string
	want   string
}

// casesOf reads a KPI's cases.
func casesOf(t *testing.T, id string) []*testCase {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(catalogueDir, "*", id, "cases.txtar"))
	if err != nil || len(found) != 1 {
		t.Fatalf("want one cases.txtar, found %d (%v)", len(found), err)
	}
	archive, err := txtar.ParseFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	var all []*testCase
	for _, file := range archive.Files {
		name, part := path.Split(file.Name)
		name = strings.TrimSuffix(name, "/")
		if len(all) == 0 || all[len(all)-1].name != name {
			all = append(all, &testCase{name: name, tables: make(map[string]string)})
		}
		if err := all[len(all)-1].add(part, string(file.Data)); err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
	}
	return all
}

// add takes one file of a case.
func (c *testCase) add(part, text string) error {
	table, isTable := strings.CutSuffix(part, ".tsv")
	switch {
	case part == "params":
		c.params = make(map[string]string)
		for line := range strings.Lines(text) {
			key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
			if !ok || !slices.Contains([]string{"as_of", "from", "year_starts", "holidays", "grains", "history"}, key) {
				return fmt.Errorf("line %q is no parameter", line)
			}
			c.params[key] = strings.TrimSpace(value)
		}
	case part == "want.tsv":
		c.want = text
	case isTable:
		c.tables[table] = text
	default:
		return fmt.Errorf("want params or a .tsv")
	}
	return nil
}

// check computes one case and compares.
func (d *seeder) check(t *testing.T, k *catalogue.KPI, c *testCase) {
	ctx := t.Context()
	if err := d.seed(ctx, k, c); err != nil {
		t.Fatal(err)
	}
	kpis := []catalogue.KPI{*k}
	if err := d.frame(ctx, kpis); err != nil {
		t.Fatal(err)
	}
	if err := d.evaluate(ctx, kpis, func(string) {}); err != nil {
		t.Fatal(err)
	}
	want, err := readTable(c.want)
	if err != nil {
		t.Fatalf("want.tsv: %v", err)
	}
	got, err := d.results(ctx, k, strings.Fields(or(c.params["grains"], "quarter")), want.header)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.lines(), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// results reads what was computed, in the columns of a header.
func (d *seeder) results(ctx context.Context, k *catalogue.KPI, grains, header []string) ([]string, error) {
	name := "values.sql"
	if k.Kind == catalogue.Table {
		name = "rows.sql"
	}
	sql, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		return nil, err
	}
	params := warehouse.Params{"grains": "['" + strings.Join(grains, "','") + "']"}
	found, err := query(ctx, d.conn, string(sql), params)
	if err != nil {
		return nil, err
	}
	fixed := map[string]string{"stat": "value", "scope": "c", "dimension": "''"}
	var lines []string
rows:
	for _, row := range found.Rows {
		var fields []string
		named := make(map[string]string)
		for i, column := range found.Columns {
			named[column] = show(row[i])
		}
		for column, value := range fixed {
			if got, ok := named[column]; ok && !slices.Contains(header, column) && got != value {
				continue rows
			}
		}
		for _, column := range header {
			value, ok := named[column]
			if !ok {
				return nil, fmt.Errorf("want.tsv: there is no column %s", column)
			}
			fields = append(fields, value)
		}
		lines = append(lines, strings.Join(fields, "  "))
	}
	slices.Sort(lines)
	return lines, nil
}
