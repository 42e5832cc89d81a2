package github

import (
	"net/http"
	"strings"
	"testing"

	"goldenratio/collectors/forge/githubtest"
)

// Profiles that cannot be read keep nothing else from being read. They fail the
// run, and the next one asks for those of whom something is new.
func TestProfilesCannotBeRead(t *testing.T) {
	l := serve(village(), morning(), githubtest.Options{})
	s := newStore()
	s.finish(t, l, "example/*")
	profiled := 0
	for key := range s.rows {
		if strings.HasPrefix(key, "record profile ") {
			profiled++
			delete(s.rows, key)
		}
	}
	broken := newStore()
	c := l.collector("example/*")
	l.server.Spoil(func(_ int, r *http.Request) (f githubtest.Fault) {
		if strings.HasPrefix(r.URL.Path, "/users/") {
			f.Code = http.StatusBadGateway
		}
		return f
	})
	err := broken.collect(t.Context(), c, nil)
	if err == nil || strings.Count(err.Error(), "profile: ") != 2 || profiled != 3 {
		t.Errorf("%d profiles at first: %v", profiled, err)
	}
	for key := range broken.rows {
		if strings.HasPrefix(key, "record profile ") {
			delete(broken.rows, key) // of the program, whose name says enough
		}
	}
	compare(t, "without profiles", broken.undated(), s.undated())
}
