package resolve_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

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
				for _, table := range []string{
					"messages", "threads", "commits", "tags_given", "releases", "activity",
					"changes", "change_versions", "change_patches", "change_responses", "change_states", "commit_links",
				} {
					exec(b, conn, "truncate", warehouse.Params{"database": "golden_scratch", "table": table})
				}
				if err := resolve.Build(b.Context(), conn, resolve.Options{AsOf: asOf}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}
