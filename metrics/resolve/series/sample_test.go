package series_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"goldenratio/internal/sample"
	"goldenratio/metrics/resolve/series"
)

// TestSample finds the changes of a made-up community, whose truth is known:
// which mails began a version of what.
func TestSample(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil && os.Getenv("REQUIRE_SERVERS") != "1" {
		t.Skip(err)
	}
	dir := filepath.Join(t.TempDir(), "sample")
	truth, err := sample.Write(t.Context(), dir, sample.Options{
		Seed: 4, End: time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC), Quarters: 6, Messages: 600, Commits: 120,
	})
	if err != nil {
		t.Fatal(err)
	}
	a := read(t, glob(t, dir, "lists", "*", "*")...)
	rows := make(map[string]series.Row)
	for id, row := range a.rows {
		rows[a.mails[id].ID] = row
	}
	found := make(map[uint64]bool)
	for _, row := range a.rows {
		found[row.Change] = true
	}
	of := make(map[uint64]int)
	versions, wrong := 0, 0
	for i, c := range truth.Changes {
		for n, id := range c.Versions {
			versions++
			row, ok := rows[id]
			if first, seen := of[row.Change]; !ok || row.Role == series.Response || int(row.Version) != n+1 || seen && first != i {
				wrong++
				t.Logf("version %d of change %d: %s is %+v", n+1, i, id, row)
			}
			of[row.Change] = i
		}
	}
	t.Logf("%d of %d versions of %d changes are wrong; %d changes found", wrong, versions, len(truth.Changes), len(found))
	if len(truth.Changes) < 100 || wrong > 0 || len(found) != len(truth.Changes) {
		t.Error("want none, and no other change")
	}
}
