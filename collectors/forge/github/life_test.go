package github

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample/hub"
)

// repository is a repository as the store has it.
func (s *store) repository(t *testing.T, id string) (r collectors.Repository) {
	t.Helper()
	text := s.rows["record "+(&collectors.Repository{ID: id}).Key()]
	if text == "" {
		t.Fatalf("no repository %s", id)
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// again collects an hour later and returns how many items that brought.
func (s *store) again(t *testing.T, l *local, repositories ...string) (items int, err error) {
	t.Helper()
	l.start = l.start.Add(time.Hour)
	err = l.collector(repositories...).Collect(t.Context(), s.cursor, func(b collectors.Batch) error {
		items += len(b.Items)
		s.take(b)
		return nil
	})
	return items, err
}

func TestRepositoryIsRenamed(t *testing.T) {
	l, s := serve(village(), morning(), githubtest.Options{}), newStore()
	s.finish(t, l, "example/engine")
	l.server.Rename("example/engine", "elsewhere/motor")
	const releases = 2 // which say their addresses, and those are others now
	if items, err := s.again(t, l, "example/engine"); err != nil || items > releases {
		t.Errorf("%d items, %v", items, err)
	}
	if r := s.repository(t, "github.com/1000"); r.Name != "elsewhere/motor" || r.Deleted {
		t.Errorf("%+v", r)
	}
	l.server.Change(grow)
	if items, err := s.again(t, l, "example/engine"); err != nil || items == 0 {
		t.Errorf("later: %d items, %v", items, err)
	}
}

// A repository that another owner has now is no longer one of the pattern; it is
// still there.
func TestRepositoryIsTransferred(t *testing.T) {
	l, s := serve(village(), morning(), githubtest.Options{}), newStore()
	s.finish(t, l, "example/*")
	l.server.Rename("example/engine", "elsewhere/engine")
	if items, err := s.again(t, l, "example/*"); err != nil || items != 0 {
		t.Errorf("%d items, %v", items, err)
	}
	if r := s.repository(t, "github.com/1000"); r.Name != "elsewhere/engine" || r.Deleted {
		t.Errorf("%+v", r)
	}
}

func TestRepositoryIsDeleted(t *testing.T) {
	l, s := serve(village(), morning(), githubtest.Options{}), newStore()
	s.finish(t, l, "example/*")
	rows := len(s.rows)
	l.server.Hide("example/engine")
	if items, err := s.again(t, l, "example/*"); err != nil || items != 0 {
		t.Errorf("%d items, %v", items, err)
	}
	if r := s.repository(t, "github.com/1000"); r.Name != "example/engine" || !r.Deleted {
		t.Errorf("%+v", r)
	}
	if r := s.repository(t, "github.com/1001"); r.Deleted || len(s.rows) < rows {
		t.Errorf("%+v, %d rows of %d", r, len(s.rows), rows)
	}
}

// What is private is taken where it is named, or asked for.
func TestRepositoryIsPrivate(t *testing.T) {
	for _, c := range []struct {
		pattern string
		private bool
		want    bool
	}{{"example/*", false, false}, {"example/*", true, true}, {"example/engine", false, true}} {
		h := village()
		h.Repositories[0].Private = true
		l, s := serve(h, morning(), githubtest.Options{}), newStore()
		collector := l.collector(c.pattern)
		collector.options.Private = c.private
		if err := s.collect(t.Context(), collector, nil); err != nil {
			t.Fatal(err)
		}
		if got := s.rows["record repository github.com/1000"] != ""; got != c.want {
			t.Errorf("%+v: taken %v", c, got)
		}
	}
}

// One repository that cannot be read fails the run after the others were read.
func TestRepositoryIsBlocked(t *testing.T) {
	h := village()
	h.Repositories = append(h.Repositories, &hub.Repository{ID: 999, Name: "example/blocked", Created: on(1), Branch: "main"})
	l, s := serve(h, morning(), githubtest.Options{}), newStore()
	l.server.Block("example/blocked")
	if _, err := s.again(t, l, "example/*"); err == nil || !strings.Contains(err.Error(), "451") {
		t.Errorf("error: %v", err)
	}
	if s.rows["record issue github.com/1000 1"] == "" {
		t.Error("the other repository was not read")
	}
}

func TestTokenIsRefused(t *testing.T) {
	l := serve(village(), morning(), githubtest.Options{})
	c := l.collector("example/*")
	c.options.Token = "an-old-one"
	err := newStore().collect(t.Context(), c, nil)
	if err == nil || !strings.Contains(err.Error(), "401") || strings.Contains(err.Error(), "an-old-one") {
		t.Errorf("error: %v", err)
	}
	if n, _ := l.server.Requests(); n > 2 {
		t.Errorf("asked %d times", n)
	}
}

// Several tokens are spent evenly, and none is used before its time.
func TestSeveralTokens(t *testing.T) {
	l := serve(made(t, 1), morning(), githubtest.Options{Hourly: 60})
	c := l.collector("example/*")
	c.options.Token = token + "\n" + token + "-2"
	used := map[string]int{}
	l.server.Admit(token + "-2")
	l.server.Before(func(_ int, r *http.Request) { used[r.Header.Get("Authorization")]++ })
	if err := newStore().collect(context.WithoutCancel(t.Context()), c, nil); err != nil {
		t.Fatal(err)
	}
	if len(used) != 2 || len(l.server.Offences()) != 0 {
		t.Errorf("used %v, offences %v", used, l.server.Offences())
	}
}
