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

// endless is trouble that does not end.
func endless() map[string]func(int, *http.Request) githubtest.Fault {
	bad, forbidden := githubtest.Fault{Code: http.StatusBadGateway}, githubtest.Fault{Code: http.StatusForbidden}
	return map[string]func(int, *http.Request) githubtest.Fault{
		"502": faulty(bad, "/issues/7/timeline", "/issues/7"), "403": faulty(forbidden, "/issues/7/timeline"),
		"not JSON": faulty(githubtest.Fault{Code: http.StatusOK}, "/issues/7/timeline"),
	}
}

// An issue with which the server always has trouble fails the first runs, and is
// then in quarantine with its reason: the source goes through again. When it is
// updated, and the trouble is over, it is read after all. Figures are of every day
// on which there was a run.
func TestTroubleThatLasts(t *testing.T) {
	for what, fault := range endless() {
		l, s := serve(village(), morning(), githubtest.Options{}), newStore()
		l.server.Spoil(fault)
		runs := 0
		for at := morning(); at.Before(morning().Add(maxTrial)); at = at.Add(12 * time.Hour) {
			l.start = at
			if err := s.collect(t.Context(), l.collector("example/*"), nil); err == nil || !strings.Contains(err.Error(), "asked for again in the next run: 1") {
				t.Fatalf("%s: after %v: %v", what, at.Sub(morning()), err)
			}
			runs++
		}
		l.start = morning().Add(maxTrial).Add(-time.Hour)
		quarantined(t, l, s, "the server answers")
		if runs < maxTrials || s.rows["item repositories/1000/issues/7"] == "" || s.rows["record issue github.com/1000 15"] == "" {
			t.Errorf("%s: after %d runs the store has not what it should", what, runs)
		}
		l.server.Change(func(h *hub.Hub) {
			ticket := h.Repositories[0].Tickets[6]
			ticket.Acts = append(ticket.Acts, &hub.Act{ID: 990, Kind: hub.Comment, By: h.People[0], At: morning().Add(time.Hour), Text: "Still?"})
		})
		settles(t, l, s, "after trouble that lasted: "+what, "record figure ")
	}
}

// A run that is repeated often, as after kills, is no reason to give up: neither
// are few runs over a long time.
func TestTroubleIsGivenTime(t *testing.T) {
	for what, step := range map[string]time.Duration{"often": time.Minute, "rarely": maxTrial} {
		l, s := serve(village(), morning(), githubtest.Options{}), newStore()
		l.server.Spoil(endless()["502"])
		for range maxTrials - 1 {
			l.start = l.start.Add(step)
			if err := s.collect(t.Context(), l.collector("example/*"), nil); err == nil {
				t.Errorf("%s: given up too early", what)
			}
		}
		l.start = l.start.Add(step)
		if err := s.collect(t.Context(), l.collector("example/*"), nil); (err == nil) != (what == "rarely") {
			t.Errorf("%s: after %d runs: %v", what, maxTrials, err)
		}
	}
}

// Trouble with many issues is not with them: none of them is ever given up.
func TestTroubleWithManyThatLasts(t *testing.T) {
	l, s := serve(crowded(2*maxOwed), morning(), githubtest.Options{}), newStore()
	l.server.Spoil(faulty(githubtest.Fault{Code: http.StatusBadGateway}, "/timeline"))
	for range 2 * maxTrials {
		l.start = l.start.Add(maxTrial)
		err := l.collector("example/*").Collect(t.Context(), s.cursor, func(b collectors.Batch) error {
			for i := range b.Items {
				if b.Items[i].Reject != nil {
					t.Errorf("reject of %s", b.Items[i].Origin)
				}
			}
			s.take(b)
			return nil
		})
		if err == nil {
			t.Error("no error")
		}
	}
	settles(t, l, s, "after trouble with many that lasted", "record figure ")
}

// A profile with which the server always has trouble is left alone in the end.
func TestTroubleWithProfileThatLasts(t *testing.T) {
	l, s := serve(village(), morning(), githubtest.Options{}), newStore()
	l.server.Spoil(faulty(githubtest.Fault{Code: http.StatusBadGateway}, "/users/bob"))
	for range maxTrials - 1 {
		l.start = l.start.Add(aDay)
		if err := s.collect(t.Context(), l.collector("example/*"), nil); err == nil {
			t.Error("no error")
		}
	}
	for range 2 {
		l.start = l.start.Add(aDay)
		if err := s.collect(t.Context(), l.collector("example/*"), nil); err != nil {
			t.Error(err)
		}
	}
	if s.rows["record profile github.com github.com/ada"] == "" || s.rows["record profile github.com github.com/bob"] != "" {
		t.Error("the store has not the profiles that it should")
	}
}
