package github

import (
	"strings"
	"testing"

	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample/hub"
)

// What GitHub's search counts is what was collected, key by key, until something
// is deleted there.
func TestCount(t *testing.T) {
	l := serve(village(), morning(), githubtest.Options{})
	s := newStore()
	s.finish(t, l, "example/*")
	if lost := compareCounts(t, l, s); len(lost) != 0 {
		t.Errorf("lost %v", lost)
	}
	l.server.Change(func(h *hub.Hub) { h.Repositories[0].Tickets = h.Repositories[0].Tickets[1:] })
	if lost := compareCounts(t, l, s); len(lost) != 1 || lost[0] != "issue github.com/1000 1" {
		t.Errorf("lost %v", lost)
	}
}

// compareCounts returns the keys that a store has and the forge has not.
func compareCounts(t *testing.T, l *local, s *store) (lost []string) {
	t.Helper()
	counts, err := l.collector("example/*").Count(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, c := range counts {
		if uint64(len(c.Keys)) != c.Items {
			t.Errorf("%s of %s: %d, but %d keys", c.What, c.Part, c.Items, len(c.Keys))
		}
		for _, key := range c.Keys {
			there[key] = true
			if s.rows["record "+key] == "" {
				t.Errorf("%s was not collected", key)
			}
		}
	}
	for key := range s.rows {
		key, record := strings.CutPrefix(key, "record ")
		if record && (strings.HasPrefix(key, "issue ") || strings.HasPrefix(key, "change ")) && !there[key] {
			lost = append(lost, key)
		}
	}
	return lost
}
