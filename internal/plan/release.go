package plan

import (
	"io"
	"time"
)

// A Release is one date that was planned for a release. One that was put off
// has several.
type Release struct {
	Name    string    // of the tag
	Planned time.Time // the day
	Decided time.Time // the day on which that was decided; zero where nobody knows
}

// Releases reads the columns release, planned and, where it is there,
// decided_on. The dates of one release stand in the order in which they were
// decided.
func Releases(from io.Reader) ([]Release, error) {
	t, err := readTable(from, []string{"release", "planned"}, []string{"decided_on"})
	if err != nil {
		return nil, err
	}
	var all []Release
	last := map[string]time.Time{} // day of the last decision, by release
	for _, r := range t.rows {
		one := Release{Name: t.text(r, "release"), Planned: t.day(r, "planned"), Decided: t.day(r, "decided_on")}
		t.text(r, "planned")
		t.order(r, "decided_on", one.Decided, "the decision above it", last[one.Name])
		if !one.Decided.IsZero() {
			last[one.Name] = one.Decided
		}
		all = append(all, one)
	}
	return all, t.err()
}
