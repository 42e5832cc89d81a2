package github

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample/hub"
)

// busy is a forge with so many runs on one day, and as many over the days before.
func busy(n int) *hub.Hub {
	h := village()
	r := h.Repositories[0]
	r.Runs = nil
	for i := range 2 * n {
		at := on(30).Add(time.Duration(i) * 20 * time.Second)
		if i >= n {
			at = on(1 + i%29)
		}
		r.Runs = append(r.Runs, &hub.Run{ID: uint64(i + 1), Name: "tests", Event: "push", Branch: "main", SHA: sha(i), By: h.People[0], Attempt: 1, Outcome: "success", At: at, Ended: at.Add(time.Minute)})
	}
	return h
}

// runs are those that a store has, by their outcome.
func (s *store) runs() map[string]int {
	all := map[string]int{}
	for key, text := range s.rows {
		if strings.HasPrefix(key, "record run ") {
			_, rest, _ := strings.Cut(text, `"Outcome":"`)
			outcome, _, _ := strings.Cut(rest, `"`)
			all[outcome]++
		}
	}
	return all
}

// GitHub lists a thousand runs for one question, here ten: days, and parts of a
// day, are asked for one by one.
func TestMoreRunsThanAreListed(t *testing.T) {
	l := serve(busy(40), morning(), githubtest.Options{})
	c := l.collector("example/engine")
	c.limits.window = 10
	s := newStore()
	if err := s.collect(t.Context(), c, nil); err != nil || s.runs()["success"] != 80 {
		t.Errorf("%v: %v", err, s.runs())
	}
}

// A run that had not ended is asked for until it has, and one of the last days
// that is repeated is seen again.
func TestRunsChange(t *testing.T) {
	h := busy(2)
	old, young := h.Repositories[0].Runs[0], h.Repositories[0].Runs[1]
	old.Outcome, old.Ended = "", time.Time{}
	young.At, young.Ended = morning().Add(-30*time.Hour), morning().Add(-29*time.Hour)
	l := serve(h, morning(), githubtest.Options{})
	s := newStore()
	s.finish(t, l, "example/engine")
	if got := s.runs(); got[""] != 1 || got["success"] != 3 {
		t.Errorf("first: %v", got)
	}
	if n, err := s.again(t, l, "example/engine"); n != 0 || err != nil {
		t.Errorf("%d items although nothing changed: %v", n, err)
	}
	l.server.Change(func(*hub.Hub) {
		old.Outcome, old.Ended = "cancelled", morning().Add(-time.Hour)
		young.Outcome, young.Attempt, young.Ended = "failure", 2, morning().Add(-time.Hour)
	})
	if n, err := s.again(t, l, "example/engine"); n != 2 || err != nil {
		t.Errorf("%d items: %v", n, err)
	}
	if got := s.runs(); got["cancelled"] != 1 || got["failure"] != 1 || got["success"] != 2 {
		t.Errorf("then: %v", got)
	}
}

// A day's runs are stated whole, however often it is read.
func TestRunsOfADay(t *testing.T) {
	l := serve(busy(12), morning(), githubtest.Options{})
	c := l.collector("example/engine")
	c.limits.window = 5
	stated := map[string]uint64{}
	err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
		for _, e := range b.Expected {
			if strings.HasSuffix(e.Part, "/actions/runs") {
				stated[e.Day.Format(time.DateOnly)] = e.Items
			}
		}
		return nil
	})
	if err != nil || stated["2020-01-30"] != 12 || stated["2020-01-13"] != 1 {
		t.Errorf("%v: %v", err, stated)
	}
}

// A run that begins while a day's runs are read moves the others to later pages;
// none is counted twice.
func TestRunsShift(t *testing.T) {
	h := busy(0)
	for i := range 8 {
		h.Repositories[0].Runs = append(h.Repositories[0].Runs, todays(h, i))
	}
	l := serve(h, morning(), githubtest.Options{})
	c := l.collector("example/engine")
	c.limits.page = 3
	asked := 0
	l.server.Before(func(_ int, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/actions/runs") && strings.Contains(r.URL.RawQuery, "created=2020-03-01") {
			if asked++; asked == 2 {
				l.server.Change(func(h *hub.Hub) { h.Repositories[0].Runs = append(h.Repositories[0].Runs, todays(h, 8)) })
			}
		}
	})
	received, stated := 0, uint64(0)
	err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
		for i := range b.Items {
			if _, ok := b.Items[i].Record.(*collectors.TestRun); ok {
				received++
			}
		}
		for _, e := range b.Expected {
			if strings.HasSuffix(e.Part, "/actions/runs") {
				stated += e.Items
			}
		}
		return nil
	})
	if err != nil || received != 8 || stated != 8 {
		t.Errorf("%d received, %d stated: %v", received, stated, err)
	}
}

// todays is one of today's runs.
func todays(h *hub.Hub, i int) *hub.Run {
	at := morning().Add(time.Duration(i-60) * time.Minute)
	return &hub.Run{ID: uint64(i + 1), Name: "tests", Event: "push", Branch: "main", SHA: sha(i), By: h.People[0], Attempt: 1, Outcome: "success", At: at, Ended: at.Add(time.Minute)}
}
