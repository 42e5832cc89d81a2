package evaluate

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// BenchmarkEvaluate computes the whole catalogue over a million messages and
// 100,000 commits in nine scopes, or GOLDENRATIO_BENCH_SIZE times as many.
// Beside the time it reports how many counts of
// people by day over the same messages would take as long: a number in which
// machines differ less.
func BenchmarkEvaluate(b *testing.B) {
	ctx := b.Context()
	s, err := newScratch(ctx, open(b), scratchDatabase, Options{YearStarts: 1, AsOf: time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.conn.Close() }()
	size := 1.0
	if text := os.Getenv("GOLDENRATIO_BENCH_SIZE"); text != "" {
		if size, err = strconv.ParseFloat(text, 64); err != nil {
			b.Fatal(err)
		}
	}
	s.params["n"] = strconv.Itoa(int(1e6 * size))
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		b.Fatal(err)
	}
	names, err := filepath.Glob("testdata/bench/*.sql")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range names {
		execFile(b, s, name)
	}
	reference := time.Now()
	execFile(b, s, "testdata/reference.sql")
	once := time.Since(reference)
	for b.Loop() {
		for _, table := range []string{"periods", "business_days", "kpis", "period_days", "day_spans", "span_periods", "source_periods", "covered_periods", "scope_periods", "raw", "kpi_values", "kpi_rows"} {
			if err := s.conn.Exec(ctx, "TRUNCATE TABLE "+table); err != nil {
				b.Fatal(err)
			}
		}
		if err := s.frame(ctx, kpis); err != nil {
			b.Fatal(err)
		}
		if err := s.evaluate(ctx, kpis, func(string) {}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(once), "references/op")
}

// execFile runs a file of testdata.
func execFile(b *testing.B, s *scratch, name string) {
	b.Helper()
	sql, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	if err := warehouse.Exec(b.Context(), s.conn, string(sql), s.params); err != nil {
		b.Fatalf("%s: %v", name, err)
	}
}
