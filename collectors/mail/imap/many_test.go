package imap

import (
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/mailtest"
)

// TestManyMails collects a mailbox as large as real ones are, in little memory,
// and then nothing new in a few round trips.
func TestManyMails(t *testing.T) {
	mails := 100_000
	if testing.Short() {
		mails = 3000
	}
	d := mailtest.StartDovecot(t, "")
	begin := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	letters := make([]mailtest.Letter, mails)
	for n := range letters {
		at := begin.Add(time.Duration(n) * 50 * time.Minute)
		letters[n] = mailtest.Letter{At: at, Text: fmt.Sprintf(
			"From: A Person <a@example.org>\nDate: %s\nMessage-ID: <%d@example.org>\nSubject: number %d\n\n%s",
			at.Format(time.RFC1123Z), n, n, strings.Repeat("some words on a line\n", 1+n%50))}
	}
	d.Deliver(t, "lists/many", letters...)
	o := options(d, "lists/many")
	o.Connections = 2
	c := New("", o, time.Now)
	peak := watchHeap(t)
	began, received, expected := time.Now(), 0, uint64(0)
	var cursor collectors.Cursor
	if err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
		received += len(b.Items)
		for _, e := range b.Expected {
			expected += e.Items
		}
		cursor = b.Cursor
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	t.Logf("%d mails in %v, %.0f a second, at most %d MiB on the heap, a cursor of %d bytes",
		received, took.Round(time.Millisecond), float64(received)/took.Seconds(), peak()>>20, len(cursor))
	if received != mails || expected != uint64(mails) {
		t.Errorf("%d received, %d expected, want %d", received, expected, mails)
	}
	if most := peak(); most > 150<<20 {
		t.Errorf("%d MiB on the heap", most>>20)
	}
	// Nothing new takes as many bytes as a few greetings and answers.
	p := startProxy(t, d.TLS, func() int64 { return 20_000 })
	c.options.Address = p.address
	began = time.Now()
	if err := c.Collect(t.Context(), cursor, func(b collectors.Batch) error {
		if len(b.Items) > 0 {
			t.Errorf("%d items", len(b.Items))
		}
		return nil
	}); err != nil || p.connections() > 2 {
		t.Errorf("%d connections, %v", p.connections(), err)
	}
	t.Logf("nothing new: %v", time.Since(began).Round(time.Millisecond))
}

// watchHeap returns a function that says what was the most that was in use.
func watchHeap(t *testing.T) (peak func() uint64) {
	t.Helper()
	var most atomic.Uint64
	look := func() {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		most.Store(max(most.Load(), m.HeapInuse))
	}
	runtime.GC()
	ticker, done, ended := time.NewTicker(20*time.Millisecond), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-ticker.C:
				look()
			case <-done:
				return
			}
		}
	}()
	t.Cleanup(func() { ticker.Stop(); close(done); <-ended })
	return most.Load
}
