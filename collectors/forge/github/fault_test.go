package github

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"testing"
	"time"

	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample"
	"goldenratio/internal/sample/hub"
)

// made is a forge that sample made up, of one quarter and what follows it.
func made(t *testing.T, seed uint64) *hub.Hub {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	truth, err := sample.Write(t.Context(), t.TempDir(), sample.Options{Seed: seed, End: morning(), Quarters: 1, Messages: 10, Commits: 40, Forge: true})
	if err != nil {
		t.Fatal(err)
	}
	return truth.Forge
}

// TestFaultsChangeNothing kills collectors fifty times, at any request or batch,
// while a tenth of the answers goes wrong: in the end all is as if nothing had
// happened, and nobody was asked who wanted to be left alone.
func TestFaultsChangeNothing(t *testing.T) {
	h := made(t, 1)
	peace := newStore()
	peace.finish(t, serve(h, morning(), githubtest.Options{}), "example/*")
	if len(peace.rows) < 500 {
		t.Fatalf("only %d rows: the forge is too small", len(peace.rows))
	}
	dice := rand.New(rand.NewPCG(1, 2))
	kills, spoilt := 0, 0
	for victim := uint64(0); kills < 50; victim++ {
		l, s := serve(h, morning(), githubtest.Options{}), newStore()
		l.server.Spoil(githubtest.Storm(victim, 0.1, func() { spoilt++ }))
		for range 10 {
			if err := strike(t, l, s, dice); err == nil {
				break
			}
			kills++
		}
		l.server.Before(nil)
		l.server.Spoil(nil)
		s.finish(t, l, "example/*")
		compare(t, "after faults", s, peace)
		for _, offence := range l.server.Offences() {
			t.Errorf("offence: %s", offence)
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d kills, %d answers gone wrong", kills, spoilt)
}

// TestOverTheNetwork reads from a server behind real connections, which break.
func TestOverTheNetwork(t *testing.T) {
	l, peace, s := serve(village(), morning(), githubtest.Options{}), newStore(), newStore()
	base := l.server.Listen(t)
	collector := func() *Collector {
		c := l.collector("example/*")
		c.wire, c.options.URL = nil, base
		return c
	}
	if err := peace.collect(t.Context(), collector(), nil); err != nil {
		t.Fatal(err)
	}
	spoilt := 0
	l.server.Spoil(githubtest.Storm(1, 0.2, func() { spoilt++ }))
	if err := s.collect(t.Context(), collector(), nil); err != nil {
		t.Fatal(err)
	}
	compare(t, "after faults", s, peace)
	if offences := l.server.Offences(); len(offences) > 0 || spoilt < 5 {
		t.Errorf("%d answers gone wrong, offences %v", spoilt, offences)
	}
}

// strike runs a collector and kills it in the middle of a request, or of a batch
// that is then in doubt.
func strike(t *testing.T, l *local, s *store, dice *rand.Rand) error {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := l.collector("example/*")
	before, _ := l.server.Requests()
	last, batches := before+1+dice.IntN(60), 1+dice.IntN(8)
	byBatch := dice.IntN(2) == 0
	l.server.Before(func(n int, _ *http.Request) {
		if n >= last && !byBatch {
			cancel()
		}
	})
	err := s.collect(ctx, c, func() error {
		if batches--; batches == 0 && byBatch {
			return errKilled
		}
		return nil
	})
	if err != nil && !errors.Is(err, errKilled) && !errors.Is(err, context.Canceled) {
		t.Fatalf("collect: %v", err)
	}
	return err
}

// TestShiftingPages has people go on while a forge is read. What was collected
// then and in the next run is what a run finds that sees only the end.
func TestShiftingPages(t *testing.T) {
	seeds := uint64(10)
	if testing.Short() {
		seeds = 2
	}
	for seed := range seeds {
		h := made(t, 2)
		l, s := serve(h, morning(), githubtest.Options{}), newStore()
		dice := rand.New(rand.NewPCG(seed, 1))
		l.server.Before(func(n int, _ *http.Request) {
			if dice.IntN(5) == 0 {
				l.server.Change(func(h *hub.Hub) {
					meddle(h, dice, l.now.Add(-time.Duration(dice.IntN(60))*time.Second).Truncate(time.Second), uint64(n))
				})
			}
		})
		s.finish(t, l, "example/*")
		l.server.Before(nil)
		l.start = l.now.Add(time.Hour)
		s.finish(t, l, "example/*")
		fresh := newStore()
		fresh.finish(t, l, "example/*")
		compare(t, "after changes", s.undated(), fresh.undated())
		if t.Failed() {
			return
		}
	}
}

// meddle does something to a forge, of which a ticket's new date comes to light up
// to a minute later.
func meddle(h *hub.Hub, dice *rand.Rand, at time.Time, n uint64) {
	r := h.Repositories[0]
	ticket := r.Tickets[dice.IntN(len(r.Tickets))]
	by := h.People[1+dice.IntN(len(h.People)-1)]
	id := 1_000_000 + n
	if last := ticket.State().Updated; !at.After(last) {
		at = last.Add(time.Second)
	}
	switch dice.IntN(4) {
	case 0:
		r.Tickets = append(r.Tickets, &hub.Ticket{ID: id, Number: uint64(len(r.Tickets)) + 1, Title: "While it was read", Author: by, At: at})
	case 1:
		ticket.Acts = append(ticket.Acts, &hub.Act{ID: id, Kind: hub.Labelled, By: by, At: at, Subject: "seen"})
	default:
		ticket.Acts = append(ticket.Acts, &hub.Act{ID: id, Kind: hub.Comment, By: by, At: at, Text: "While it was read."})
	}
}

// TestSameSecond has somebody comment on an issue within the second in which it
// was read: its date of update stays what it was.
func TestSameSecond(t *testing.T) {
	h := village()
	r, ada := h.Repositories[0], h.People[0]
	r.Tickets = append(r.Tickets, &hub.Ticket{ID: 900, Number: uint64(len(r.Tickets)) + 1, Title: "Just now", Author: ada, At: morning()})
	l, s := serve(h, morning(), githubtest.Options{}), newStore()
	s.finish(t, l, "example/*")
	l.server.Change(func(*hub.Hub) {
		last := r.Tickets[len(r.Tickets)-1]
		last.Acts = append(last.Acts, &hub.Act{ID: 9000, Kind: hub.Comment, By: ada, At: morning(), Text: "And so is this."})
	})
	l.start = l.start.Add(time.Hour)
	s.finish(t, l, "example/*")
	fresh := newStore()
	fresh.finish(t, l, "example/*")
	compare(t, "after a comment", s.undated(), fresh.undated())
}
