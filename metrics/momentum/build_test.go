package momentum

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// all are the KPIs of the cases: those of the index, and one of each other sort.
func all() []catalogue.KPI {
	return append(listed(),
		catalogue.KPI{ID: "mail_messages", Kind: catalogue.Count, Unit: "messages", Better: catalogue.None},
		catalogue.KPI{ID: "mail_first_reply", Kind: catalogue.Duration, Unit: "hours", Better: catalogue.Lower},
		catalogue.KPI{ID: "release_gap", Kind: catalogue.Duration, Unit: "days", Better: catalogue.None},
		catalogue.KPI{ID: "mail_unanswered", Kind: catalogue.Count, Unit: "threads", Better: catalogue.Lower},
		catalogue.KPI{ID: "mail_absence_factor", Kind: catalogue.Level, Unit: "people", Better: catalogue.Higher},
		catalogue.KPI{ID: "people_retention", Kind: catalogue.Share, Unit: "ratio", Better: catalogue.Higher, Looks: catalogue.Previous},
	)
}

// A stored is a row of kpi_values.
type stored struct {
	total
	Dimension string `ch:"dimension"`
}

// storedOf reads a line of a case: KPI, scope, grain, stat and first quarter,
// then a number for each quarter. 3/4 is a share; behind it may stand ! (not
// complete), @0.9 or @? (coverage), #x (from source x instead of s).
func storedOf(line string) ([]stored, error) {
	words := strings.Fields(line)
	start, err := time.Parse("2006-01", words[4])
	if err != nil {
		return nil, err
	}
	var rows []stored
	for i, text := range strings.Split(words[5], ",") {
		row := stored{total: total{
			KPI: words[0], Scope: words[1], Grain: words[2], Stat: words[3],
			Start: start.AddDate(0, 3*i, 0), AsOf: asOf(), Complete: true, Sources: []string{"s"},
		}}
		var source, coverage string
		text, source, _ = strings.Cut(text, "#")
		text, coverage, _ = strings.Cut(text, "@")
		text, incomplete := strings.CutSuffix(text, "!")
		if row.Complete = !incomplete; source != "" {
			row.Sources = []string{source}
		}
		if row.Coverage = known(1); coverage != "" {
			row.Coverage = known(number(coverage))
		}
		m := measured(text)
		if row.Value = known(m.value()); m.share {
			row.N = uint64(m.n)
		}
		if row.Grain == "quarter_to_date" {
			row.Complete, row.AsOf = false, row.Start.AddDate(0, 0, 19)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// asOf is on the twentieth day of a quarter.
func asOf() time.Time { return time.Date(2014, 7, 20, 12, 0, 0, 0, time.UTC) }

// seed fills kpi_values.
func seed(t testing.TB, conn driver.Conn, text string) {
	t.Helper()
	batch, err := conn.PrepareBatch(t.Context(), query(t, "insert_values"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = batch.Close() }()
	for line := range strings.Lines(text) {
		rows, err := storedOf(line)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		for i := range rows {
			member := rows[i] // looks like a total, and is none
			member.Dimension, member.Value = "list", known(1e6)
			for _, row := range []stored{rows[i], member} {
				if err := batch.AppendStruct(&row); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := batch.Send(); err != nil {
		t.Fatal(err)
	}
}

// lines asks a question of testdata/sql.
func lines(t *testing.T, conn driver.Conn, name string, params warehouse.Params) []string {
	t.Helper()
	type row struct {
		Line string `ch:"line"`
	}
	rows, err := warehouse.Rows[row](t.Context(), conn, query(t, name), params)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range rows {
		all = append(all, r.Line)
	}
	return all
}

// TestBuild runs testdata/build/*.txtar in the real engine. A case holds values,
// from, the first quarter that it looks at, and what a question of testdata/sql
// then answers.
func TestBuild(t *testing.T) {
	conn := open(t)
	files, err := filepath.Glob("testdata/build/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			checkBuild(t, conn, archive)
		})
	}
}

func checkBuild(t *testing.T, conn driver.Conn, archive *txtar.Archive) {
	parts := make(map[string]string)
	for _, file := range archive.Files {
		parts[file.Name] = strings.TrimSpace(string(file.Data))
	}
	o := Options{Compute: uuid.New(), AsOf: asOf(), KPIs: all()}
	if text, ok := parts["weights"]; ok {
		o.Weights = make(map[string]float64)
		for area, weight := range wordsOf(text) {
			o.Weights[area] = number(weight)
		}
	}
	for _, table := range tables() {
		run(t, conn, "truncate", warehouse.Params{"table": table})
	}
	seed(t, conn, parts["values"])
	if err := Build(t.Context(), conn, o); err != nil {
		t.Fatal(err)
	}
	for question, want := range parts {
		if question == "values" || question == "from" || question == "weights" {
			continue
		}
		got := strings.Join(lines(t, conn, question, warehouse.Params{"from": parts["from"] + "-01 00:00:00"}), "\n")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", question, diff)
		}
	}
}

// TestBuildAgain checks that equal values give equal rows, to the byte, and that
// every quarter has both of its changes and, for each KPI of the list, a row.
func TestBuildAgain(t *testing.T) {
	conn := open(t)
	random := rand.New(rand.NewPCG(1, 1))
	r := repeating{random, rhythm(random)}
	kpis := all()
	var text strings.Builder
	for i := range kpis {
		fmt.Fprintf(&text, "%s c quarter value 2009-01 ", kpis[i].ID)
		s := r.series(&kpis[i], "c", 50, 20, 10, 1.4)
		for n, number := range s.numbers() {
			m := s.measure(s.quarters[number])
			fmt.Fprint(&text, strings.Repeat(",", min(n, 1)), m.x)
			if m.share {
				fmt.Fprint(&text, "/", m.n)
			}
		}
		fmt.Fprintln(&text)
	}
	seed(t, conn, text.String())
	o := Options{Compute: uuid.New(), AsOf: asOf(), KPIs: kpis}
	var digests []string
	for range 3 {
		for _, table := range tables()[1:] {
			run(t, conn, "truncate", warehouse.Params{"table": table})
		}
		if err := Build(t.Context(), conn, o); err != nil {
			t.Fatal(err)
		}
		digests = append(digests, strings.Join(lines(t, conn, "digest", nil), " "))
	}
	if digests[0] != digests[1] || digests[1] != digests[2] {
		t.Errorf("equal values give %q", digests)
	}
	for table, want := range map[string]int{
		"kpi_changes": len(kpis) * 20 * 2, "index_values": 20 * 2, "index_areas": 20 * 2 * 4, "index_kpis": 20 * 2 * len(listed()),
	} {
		if !strings.Contains(digests[0], fmt.Sprintf("%s %d ", table, want)) {
			t.Errorf("want %d rows in %s: %s", want, table, digests[0])
		}
	}
}

// TestBuildOfNothing has no values, and wrong weights.
func TestBuildOfNothing(t *testing.T) {
	conn := open(t)
	if err := Build(t.Context(), conn, Options{AsOf: asOf(), KPIs: all()}); err != nil {
		t.Error(err)
	}
	for _, weights := range []map[string]float64{
		{"products": -1, "website": 2}, {"people": 1}, {"products": 0}, {"products": math.NaN()}, {"social": math.Inf(1)},
	} {
		if err := Build(t.Context(), conn, Options{AsOf: asOf(), KPIs: all(), Weights: weights}); err == nil {
			t.Errorf("weights %v were taken", weights)
		}
	}
}

// BenchmarkCompute makes all rows of 25 KPIs in nine scopes over 15 years.
func BenchmarkCompute(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	r := repeating{random, rhythm(random)}
	kpis := append(all(), catalogue.KPI{ID: "code_commits", Kind: catalogue.Count, Unit: "commits"})
	var made []*series
	for scope := range 9 {
		for i := range kpis {
			made = append(made, r.series(&kpis[i], fmt.Sprint(scope), 50, 60, 60, 1))
		}
	}
	l, err := newList(kpis, nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		compute(made, l, aQuarter(400))
	}
}
