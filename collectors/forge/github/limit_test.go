package github

import (
	"runtime"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample/hub"
)

// crowded is a forge with so many issues, each with three comments.
func crowded(issues int) *hub.Hub {
	h := village()
	r := h.Repositories[0]
	*r = hub.Repository{ID: r.ID, Name: r.Name, Created: on(1).AddDate(-5, 0, 0), Branch: "main"}
	r.Tickets = make([]*hub.Ticket, issues)
	id := uint64(1000)
	for i := range r.Tickets {
		at := r.Created.Add(time.Duration(i) * 4 * time.Minute)
		t := &hub.Ticket{ID: id, Number: uint64(i + 1), Title: "One of many", Author: h.People[i%2], At: at}
		for k := range 3 {
			id++
			t.Acts = append(t.Acts, &hub.Act{ID: id, Kind: hub.Comment, By: h.People[(i+k)%2], At: at.Add(time.Duration(k+1) * time.Minute)})
		}
		id++
		r.Tickets[i] = t
	}
	return h
}

// long reads many items on a clock on which it takes days, and looks at how much
// memory is in use meanwhile, how often GitHub was asked too early, and how long
// it took.
func long(t testing.TB, issues int, o githubtest.Options) (days float64) {
	t.Helper()
	l := serve(crowded(issues), morning(), o)
	c := l.collector("example/engine")
	c.limits = New(collectors.Place{}, Options{}).limits
	items, looked, heaps := 0, 0, []uint64{}
	err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
		items += len(b.Items)
		if items >= looked+issues/5 {
			looked, heaps = items, append(heaps, heap())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if items != 4*issues {
		t.Errorf("%d items, want %d", items, 4*issues)
	}
	for _, offence := range l.server.Offences() {
		t.Fatalf("offence: %s", offence)
	}
	const slack = 8 << 20
	if first, last := heaps[1], heaps[len(heaps)-1]; last > first+slack {
		t.Errorf("memory grows: %v", heaps)
	}
	return l.now.Sub(l.start).Hours() / 24
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestLimitsAreKept reads 20,000 items (5,600 under -short) of a GitHub that answers
// few questions an hour, and some of one that wants to be left alone after a burst
// of them.
func TestLimitsAreKept(t *testing.T) {
	issues, hourly := 5000, 700
	if testing.Short() {
		issues = 2 * hourly
	}
	// Each issue takes a question, and the first hour's need no waiting.
	least := float64(issues/hourly-1) / 24
	if days := long(t, issues, githubtest.Options{Hourly: hourly}); days < least {
		t.Errorf("%d issues took %.2f days at %d questions an hour", issues, days, hourly)
	}
	if days := long(t, 500, githubtest.Options{Burst: 100}); days < 4.0/24/60 {
		t.Errorf("500 issues took %.4f days at 100 questions a minute", days)
	}
}

// BenchmarkMillionItems reads a million items of one repository at GitHub's usual
// limits.
func BenchmarkMillionItems(b *testing.B) {
	const items = 1_000_000
	for b.Loop() {
		b.ReportMetric(long(b, items/4, githubtest.Options{}), "days-of-waiting")
	}
	b.ReportMetric(items*float64(b.N)/b.Elapsed().Seconds(), "items/s")
}

// TestNothingNewIsCheap counts the questions that a second run asks.
func TestNothingNewIsCheap(t *testing.T) {
	l, s := serve(made(t, 1), morning(), githubtest.Options{}), newStore()
	s.finish(t, l, "example/*")
	first, _ := l.server.Requests()
	s.finish(t, l, "example/*")
	if second, _ := l.server.Requests(); second-first > 15 {
		t.Errorf("%d questions, and then %d for nothing new", first, second-first)
	}
}
