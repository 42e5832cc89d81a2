package github

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample/hub"
)

// starry is a forge with so many stars, four a day.
func starry(n int) *hub.Hub {
	h := village()
	for i := range n {
		who := &hub.Person{ID: uint64(500 + i), Login: fmt.Sprint("gazer", i), Joined: on(1)}
		h.Repositories[0].Stars = append(h.Repositories[0].Stars, hub.Star{By: who, At: on(10 + i/4).Add(time.Duration(i) * time.Minute)})
	}
	return h
}

// stars are the ids of those who gave one, as far as a store knows.
func (s *store) stars() (ids []string) {
	for key := range s.rows {
		if _, id, ok := strings.Cut(key, "/stargazers/"); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// A star that is taken back moves all later ones, and none is missed: neither
// while they are read, nor in the next run.
func TestStarsMove(t *testing.T) {
	for at := 2; at <= 6; at++ {
		l := serve(starry(25), morning(), githubtest.Options{})
		c := l.collector("example/engine")
		c.options.Without = []string{releases, runs, traffic, discussions, profiles}
		pages := 0
		l.server.Before(func(_ int, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/stargazers") {
				if pages++; pages == at {
					l.server.Change(func(h *hub.Hub) { h.Repositories[0].Stars = h.Repositories[0].Stars[3:] })
				}
			}
		})
		s := newStore()
		if err := s.collect(t.Context(), c, nil); err != nil {
			t.Fatal(err)
		}
		l.server.Before(nil)
		l.server.Change(func(h *hub.Hub) {
			r := h.Repositories[0]
			for _, star := range r.Stars {
				if !slices.Contains(s.stars(), strconv.FormatUint(star.By.ID, 10)) {
					t.Errorf("moved before page request %d: %s is missing", at, star.By.Login)
				}
			}
			r.Stars = append(r.Stars[8:], hub.Star{By: &hub.Person{ID: 900, Login: "late", Joined: on(1)}, At: on(59)})
		})
		if err := s.collect(t.Context(), l.collector("example/engine"), nil); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(s.stars(), "900") {
			t.Errorf("moved before page request %d: a new star is not found", at)
		}
	}
}

// The stars of a day are stated once and whole, whatever pages they are on.
func TestStarsOfADay(t *testing.T) {
	l := serve(starry(26), morning(), githubtest.Options{})
	stated := map[string]uint64{}
	err := l.collector("example/engine").Collect(t.Context(), nil, func(b collectors.Batch) error {
		for _, e := range b.Expected {
			if strings.HasSuffix(e.Part, "/stargazers") {
				if n, ok := stated[e.Day.Format(time.DateOnly)]; ok {
					t.Errorf("%s was stated twice: %d, %d", e.Day.Format(time.DateOnly), n, e.Items)
				}
				stated[e.Day.Format(time.DateOnly)] = e.Items
			}
		}
		return nil
	})
	if err != nil || stated["2020-01-10"] != 4 || stated["2020-01-13"] != 4 || stated["2020-01-16"] != 2 {
		t.Errorf("%v: %v", err, stated)
	}
}
