package resolve_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/metrics/resolve"
)

// TestLinksInStretches links the cases' commits one, two and three at a time: what
// is found does not depend on where a history is cut, as long as nothing that
// belongs together lies on both sides.
func TestLinksInStretches(t *testing.T) {
	_, conn := open(t)
	for _, name := range []string{"links", "stretches"} {
		archive, err := txtar.ParseFile(filepath.Join("testdata", "cases", name+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for atOnce := 1; atOnce <= 3; atOnce++ {
			seed(t, conn, archive)
			asOf := time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)
			if err := resolve.BuildInStretches(t.Context(), conn, resolve.Options{AsOf: asOf}, atOnce); err != nil {
				t.Fatal(err)
			}
			got := names(read(t, conn, "links"))
			if diff := cmp.Diff(wanted(archive, "links"), got); diff != "" {
				t.Errorf("%s, %d at once: -want +got\n%s", name, atOnce, diff)
			}
		}
	}
}
