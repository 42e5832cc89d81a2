package resolve_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve"
)

// BenchmarkBuild resolves an archive of n mails and a history of n/10 commits,
// GOLDENRATIO_BENCH_SIZE times as many.
func BenchmarkBuild(b *testing.B) {
	size := 1.0
	if text := os.Getenv("GOLDENRATIO_BENCH_SIZE"); text != "" {
		var err error
		if size, err = strconv.ParseFloat(text, 64); err != nil {
			b.Fatal(err)
		}
	}
	for _, n := range []int{int(100_000 * size), int(1_000_000 * size)} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			_, conn := open(b)
			empty(b, conn)
			messages, commits := warehouse.Params{"n": fmt.Sprint(n)}, warehouse.Params{"n": fmt.Sprint(n / 10)}
			exec(b, conn, "many_sources", nil)
			exec(b, conn, "many_identities", nil)
			exec(b, conn, "many_messages", messages)
			exec(b, conn, "many_commits", commits)
			for _, name := range []string{"many_patches", "many_branch", "many_files", "many_trailers"} {
				exec(b, conn, name, nil)
			}
			asOf := time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)
			for b.Loop() {
				wipe(b, conn)
				if err := resolve.Build(b.Context(), conn, resolve.Options{AsOf: asOf}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}

// BenchmarkForge resolves n issues and changes of forges with ten acts each.
func BenchmarkForge(b *testing.B) {
	_, conn := open(b)
	empty(b, conn)
	exec(b, conn, "many_sources", nil)
	exec(b, conn, "many_identities", nil)
	const n = 100_000
	exec(b, conn, "many_items", warehouse.Params{"n": fmt.Sprint(n)})
	exec(b, conn, "many_acts", warehouse.Params{"n": fmt.Sprint(n)})
	asOf := time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		wipe(b, conn)
		if err := resolve.Build(b.Context(), conn, resolve.Options{AsOf: asOf}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*11*float64(b.N)/b.Elapsed().Seconds(), "items/s")
}

// wipe empties the resolved tables.
func wipe(b *testing.B, conn driver.Conn) {
	for _, table := range []string{
		"messages", "threads", "commits", "tags_given", "releases", "activity",
		"issues", "issue_responses", "issue_closings", "issue_states", "tests",
		"changes", "change_versions", "change_patches", "change_responses", "change_states", "commit_links",
	} {
		exec(b, conn, "truncate", warehouse.Params{"database": "golden_scratch", "table": table})
	}
}
