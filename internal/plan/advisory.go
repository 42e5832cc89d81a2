package plan

import (
	"io"
	"time"
)

// An Advisory is one security problem with the days that are known of it; zero
// for one that is not.
type Advisory struct {
	ID       string
	Reported time.Time // to those who fix it
	Embargo  time.Time // when it was agreed to be silent for a while
	Fixed    time.Time // when a fix was public
}

// Advisories reads the columns advisory, reported, embargo_set and fixed; of
// reported and embargo_set one may be missing.
func Advisories(from io.Reader) ([]Advisory, error) {
	t, err := readTable(from, []string{"advisory", "fixed"}, []string{"reported", "embargo_set"})
	if err != nil {
		return nil, err
	}
	var all []Advisory
	seen := map[string]bool{}
	for _, r := range t.rows {
		one := Advisory{ID: t.text(r, "advisory"), Reported: t.day(r, "reported"), Embargo: t.day(r, "embargo_set"), Fixed: t.day(r, "fixed")}
		if seen[one.ID] {
			t.fault(r, "advisory: %q is there twice", one.ID)
		}
		seen[one.ID] = true
		t.order(r, "fixed", one.Fixed, "its report", one.Reported)
		t.order(r, "fixed", one.Fixed, "its embargo", one.Embargo)
		all = append(all, one)
	}
	return all, t.err()
}
