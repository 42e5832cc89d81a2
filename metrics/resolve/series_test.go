package resolve_test

import (
	"os"
	"strings"
	"testing"

	"goldenratio/internal/warehouse"
)

// TestRealSeries finds the changes of two real archives in the tables and
// compares them with those that a person sees, see the same test of package
// series: what is asked here is whether all of it arrives.
func TestRealSeries(t *testing.T) {
	type row struct {
		Head   string `ch:"head"`
		Change uint64 `ch:"change"`
	}
	rows, err := warehouse.Rows[row](t.Context(), virtualization(t, func(string) {}), sql(t, "heads"), nil)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]uint64)
	for _, r := range rows {
		found[r.Head] = r.Change
	}
	truth, err := os.ReadFile("series/testdata/changes.txt")
	if err != nil {
		t.Fatal(err)
	}
	lineOf := make(map[uint64]int)
	links, right, heads, missing := 0, 0, 0, 0
	for i, line := range strings.Split(strings.TrimSpace(string(truth)), "\n") {
		before := uint64(0)
		for _, head := range strings.Fields(line)[1:] {
			change, ok := found[head]
			if heads++; !ok { // sent again since
				missing++
				continue
			}
			if other, ok := lineOf[change]; ok && other != i {
				t.Errorf("line %d has a version of the change on line %d", i+1, other+1)
			}
			lineOf[change] = i
			if before != 0 {
				links++
				if change == before {
					right++
				}
			}
			before = change
		}
	}
	t.Logf("%d of %d links between %d versions found, %d of them sent again", right, links, heads, missing)
	if links < 120 || missing > 10 || links-right > 4 {
		t.Errorf("want 4 links missed at most")
	}
}
