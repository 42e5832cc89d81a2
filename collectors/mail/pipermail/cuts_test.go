package pipermail

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/mail/mailtest"
)

var errStop = errors.New("stop")

// impatient is a collector that hardly waits before it tries again.
func (s *served) impatient() *Collector {
	c := s.collector()
	c.client = func() *fetch.Client {
		return fetch.New(fetch.Options{PerSecond: 1e6, Pause: time.Millisecond, Tries: 4})
	}
	return c
}

// A server that fails is not asked for every month in turn.
func TestServerDown(t *testing.T) {
	s := serve(t)
	for month := range 6 {
		put(t, s.dir, fmt.Sprintf("2020-%02d.mbox", month+1), mails(1, 3))
	}
	s.Spoil(func(req *http.Request) (f fetchtest.Fault) {
		if strings.HasSuffix(req.URL.Path, ".mbox") {
			f.Code = http.StatusServiceUnavailable
		}
		return f
	})
	err := s.Try(t, s.impatient())
	if err == nil || !strings.Contains(err.Error(), "fetch 2020-01: the server answers 503") || len(s.Asked()) != 5 {
		t.Errorf("got %v", err)
	}
}

// Connections are cut fifty times at least, answers fail, runs are ended between
// any two batches, and the archive grows meanwhile. In the end there is what one
// undisturbed run finds.
func TestFiftyCuts(t *testing.T) {
	s := serve(t)
	random := rand.New(rand.NewPCG(5, 6))
	cuts, round := 0, 0
	faults := func(*http.Request) (f fetchtest.Fault) {
		switch n := random.IntN(6); {
		case n < 1+round%5: // some rounds are worse
			f.Code = http.StatusBadGateway
		case n < 4:
			f.Cut = 1 + random.IntN(3000)
			cuts++
		}
		return f
	}
	for ; cuts < 50; round++ {
		for month := range 4 {
			put(t, s.dir, fmt.Sprintf("2020-%02d.mbox", month+1), mails(100*month+1, 100*month+20+round))
		}
		s.Spoil(faults)
		left := random.IntN(60)
		err := s.impatient().Collect(t.Context(), s.Cursor, func(b collectors.Batch) error {
			if left--; left < 0 {
				return errStop
			}
			return s.Take(b)
		})
		t.Logf("round %d, %d cuts: %v", round, cuts, err)
	}
	s.Spoil(nil)
	s.Collect(t, s.collector())
	fresh := mailtest.NewView()
	c := s.collector()
	c.cache = t.TempDir()
	fresh.Collect(t, c)
	if diff := cmp.Diff(fresh.Items, s.Items); diff != "" {
		t.Errorf("items (-undisturbed +cut):\n%.3000s", diff)
	}
	if diff := cmp.Diff(fresh.Expected, s.Expected); diff != "" {
		t.Errorf("expected (-undisturbed +cut):\n%s", diff)
	}
	if fresh.Span == nil || *fresh.Span != *s.Span {
		t.Errorf("span %v, undisturbed %v", s.Span, fresh.Span)
	}
}
