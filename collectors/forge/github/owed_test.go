package github

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample/hub"
)

// faulty is a fault of all answers whose path ends so.
func faulty(f githubtest.Fault, ends ...string) func(int, *http.Request) githubtest.Fault {
	return func(_ int, r *http.Request) githubtest.Fault {
		for _, end := range ends {
			if strings.HasSuffix(r.URL.Path, end) {
				return f
			}
		}
		return githubtest.Fault{}
	}
}

// One issue with which the server has trouble fails the run, after all others were
// read, and is read when there is no trouble any more.
func TestTroubleWithOneIssue(t *testing.T) {
	for what, fault := range map[string]githubtest.Fault{
		"502": {Code: http.StatusBadGateway}, "408": {Code: http.StatusRequestTimeout}, "cut": {Cut: true}, "dropped": {Drop: true},
	} {
		for _, path := range []string{"/issues/7/timeline", "/pulls/3/commits", "/pulls/2/comments", "/pulls/2"} {
			l, s := serve(village(), morning(), githubtest.Options{}), newStore()
			l.server.Spoil(faulty(fault, path))
			_, first := s.again(t, l, "example/*")
			number := strings.Split(path, "/")[2]
			if first == nil || !strings.Contains(first.Error(), number) || s.rows["record issue github.com/1000 15"] == "" || s.rows["record star github.com/1000 github.com/bob"] == "" {
				t.Errorf("%s: %s: the others were not read, or there was no error: %v", path, what, first)
			}
			if got := s.rows["item repositories/1000/issues/"+number]; got != "" {
				t.Errorf("%s: %s: the item is there: %s", path, what, got)
			}
			settles(t, l, s, fmt.Sprintf("%s: after %v", path, first))
		}
	}
}

// settles has no trouble any more, and finds all that there is. Records whose keys
// begin with one of apart are not compared.
func settles(t *testing.T, l *local, s *store, what string, apart ...string) {
	t.Helper()
	l.server.Spoil(nil)
	if _, err := s.again(t, l, "example/*"); err != nil {
		t.Fatal(what, err)
	}
	if items, err := s.again(t, l, "example/*"); err != nil || items > 0 {
		t.Errorf("%s: read again without need: %d items, %v", what, items, err)
	}
	fresh := newStore()
	fresh.finish(t, l, "example/*")
	for _, beginning := range apart {
		s.drop(beginning)
		fresh.drop(beginning)
	}
	compare(t, what, s.undated(), fresh.undated())
}

// A profile with which the server has trouble is asked for again with the change
// that it is needed for.
func TestTroubleWithProfile(t *testing.T) {
	l, s := serve(village(), morning(), githubtest.Options{}), newStore()
	l.server.Spoil(faulty(githubtest.Fault{Code: http.StatusBadGateway}, "/users/bob"))
	if _, err := s.again(t, l, "example/*"); err == nil {
		t.Error("no error")
	}
	settles(t, l, s, "after trouble with a profile")
}

// What is stored of an issue stands while the server has trouble with it.
func TestTroubleLater(t *testing.T) {
	l, s := serve(village(), morning(), githubtest.Options{}), newStore()
	s.finish(t, l, "example/*")
	before := s.rows["item repositories/1000/issues/1"] + s.rows["record issue github.com/1000 1"]
	l.server.Change(grow)
	l.server.Spoil(faulty(githubtest.Fault{Code: http.StatusBadGateway}, "/issues/1", "/issues/1/timeline"))
	for range 3 {
		if _, err := s.again(t, l, "example/*"); err == nil {
			t.Error("no error")
		}
	}
	if after := s.rows["item repositories/1000/issues/1"] + s.rows["record issue github.com/1000 1"]; after != before {
		t.Errorf("%s became %s", before, after)
	}
	settles(t, l, s, "after trouble with what is known")
}

// Where the server has trouble with many issues, the walk waits: what is owed is
// bounded, and nothing is passed over.
func TestTroubleWithMany(t *testing.T) {
	l, s := serve(crowded(3*maxOwed), morning(), githubtest.Options{}), newStore()
	l.server.Spoil(faulty(githubtest.Fault{Code: http.StatusBadGateway}, "/timeline"))
	for range 2 {
		if _, err := s.again(t, l, "example/*"); err == nil || !strings.Contains(err.Error(), fmt.Sprint(maxOwed)) {
			t.Errorf("error: %v", err)
		}
		if at, err := readCursor(s.cursor); err != nil || len(at.Repositories[1000].Owed) != maxOwed {
			t.Errorf("owed: %v, %v", at.Repositories[1000].Owed, err)
		}
	}
	settles(t, l, s, "after trouble with many")
}

// An issue that is gone is in quarantine for good: it is no trouble, nor is one
// that is owed and then gone, or moved.
func TestIssueIsGone(t *testing.T) {
	for _, code := range []int{http.StatusNotFound, http.StatusGone, http.StatusUnavailableForLegalReasons, http.StatusUnprocessableEntity} {
		l, s := serve(village(), morning(), githubtest.Options{}), newStore()
		l.server.Spoil(faulty(githubtest.Fault{Code: code}, "/issues/7/timeline"))
		quarantined(t, l, s, fmt.Sprint(code))

		s = newStore()
		l.server.Spoil(faulty(githubtest.Fault{Code: http.StatusBadGateway}, "/issues/7/timeline"))
		if _, err := s.again(t, l, "example/*"); err == nil {
			t.Error("no error")
		}
		l.server.Spoil(faulty(githubtest.Fault{Code: code}, "/issues/7"))
		quarantined(t, l, s, fmt.Sprint(code))
	}
}

func TestOwedIssueIsMoved(t *testing.T) {
	l, s := serve(village(), morning(), githubtest.Options{}), newStore()
	l.server.Spoil(faulty(githubtest.Fault{Code: http.StatusBadGateway}, "/issues/7/timeline"))
	if _, err := s.again(t, l, "example/*"); err == nil {
		t.Error("no error")
	}
	l.server.Spoil(nil)
	l.server.Rewrite(func(r *http.Request, body []byte) []byte {
		if strings.HasSuffix(r.URL.Path, "/issues/7") {
			return bytes.ReplaceAll(body, []byte("repos/example/engine"), []byte("repos/example/other"))
		}
		return body
	})
	quarantined(t, l, s, "moved")
}

// quarantined collects, and finds that issue 7 is a reject for a reason.
func quarantined(t *testing.T, l *local, s *store, reason string) {
	t.Helper()
	l.start = l.start.Add(time.Hour)
	found := 0
	err := l.collector("example/*").Collect(t.Context(), s.cursor, func(b collectors.Batch) error {
		for i := range b.Items {
			if item := &b.Items[i]; item.Reject != nil {
				if found++; item.Origin != "repositories/1000/issues/7" || !strings.Contains(item.Reject.Detail, reason) {
					t.Errorf("%s: reject of %s: %s", reason, item.Origin, item.Reject.Detail)
				}
			}
		}
		s.take(b)
		return nil
	})
	if err != nil || found != 1 {
		t.Errorf("%s: %d rejects, %v", reason, found, err)
	}
	if items, err := s.again(t, l, "example/*"); err != nil || items > 0 {
		t.Errorf("%s: asked again: %d items, %v", reason, items, err)
	}
}

// What is owed outlasts kills at every batch, of the run that has the trouble and
// of the one that has none any more.
func TestTroubleAndKills(t *testing.T) {
	fresh := newStore()
	calm := serve(village(), morning(), githubtest.Options{})
	calm.start = calm.start.Add(2 * time.Hour)
	fresh.finish(t, calm, "example/*")
	fresh.undated()
	for at, over := 0, false; !over; at++ {
		l, s := serve(village(), morning(), githubtest.Options{}), newStore()
		trouble := faulty(githubtest.Fault{Code: http.StatusBadGateway}, "/issues/7/timeline", "/pulls/2/commits", "/users/bob")
		over = true
		for _, spoil := range []func(int, *http.Request) githubtest.Fault{trouble, nil} {
			l.server.Spoil(spoil)
			n := 0
			err := s.collect(t.Context(), l.collector("example/*"), func() error {
				if n++; n > at {
					return errKilled
				}
				return nil
			})
			over = over && !errors.Is(err, errKilled)
			l.start = l.start.Add(time.Hour)
		}
		s.finish(t, l, "example/*")
		compare(t, fmt.Sprintf("killed at batch %d", at), s.undated(), fresh)
	}
}

// What a push with force replaced is a commit of the change no longer: only what
// was read last has the highest version, even when the push came in the second in
// which the change was read before.
func TestForcedPush(t *testing.T) {
	for before, pushed := range map[time.Time]time.Time{on(57): on(58), morning(): morning()} {
		h := village()
		ada, change := h.People[0], h.Repositories[0].Tickets[2]
		change.Acts = append(change.Acts,
			&hub.Act{ID: 900, Kind: hub.Commit, By: ada, At: on(14), SHA: sha(31), Text: "One"},
			&hub.Act{ID: 901, Kind: hub.Commit, By: ada, At: before, SHA: sha(32), Text: "Two"})
		l, s := serve(h, morning(), githubtest.Options{}), newStore()
		s.finish(t, l, "example/*")
		expect(t, s, sha(31), sha(32))
		l.server.Change(func(*hub.Hub) {
			change.Acts = append(change.Acts,
				&hub.Act{ID: 902, Kind: hub.Push, By: ada, At: pushed, SHA: sha(31), Text: "One"},
				&hub.Act{ID: 903, Kind: hub.Commit, By: ada, At: pushed, SHA: sha(33), Text: "Both"})
		})
		for range 2 {
			if _, err := s.again(t, l, "example/*"); err != nil {
				t.Fatal(err)
			}
			expect(t, s, sha(31), sha(33))
		}
	}
}

// expect finds the commits of the highest version of change 3.
func expect(t *testing.T, s *store, want ...string) {
	t.Helper()
	var newest uint64
	found := map[uint64][]string{}
	for n := range 40 {
		if version, ok := s.newest[(&collectors.Act{Repository: "github.com/1000", Kind: collectors.ActCommit, ID: "3/" + sha(n)}).Key()]; ok {
			found[version] = append(found[version], sha(n))
			newest = max(newest, version)
		}
	}
	if !slices.Equal(found[newest], want) {
		t.Errorf("commits by version: %v, want %v", found, want)
	}
}
