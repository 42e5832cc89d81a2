package imap

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/mail/mailtest"
)

var noon = time.Date(2020, 3, 1, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

// options are those of a source that reads some mailboxes.
func options(d *mailtest.Dovecot, mailboxes ...string) Options {
	return Options{
		Address: d.TLS, CAFile: filepath.Join(d.Dir, "server.crt"),
		User: mailtest.Account, Password: mailtest.Password, Mailboxes: mailboxes,
	}
}

// small is a collector with small windows, chunks and batches.
func small(o Options) *Collector {
	c := New("", o, clock)
	c.limits.window, c.limits.ChunkItems, c.limits.BatchItems = 4, 2, 3
	return c
}

// number is the nth mail of January 2020, of which there is one a day.
func number(n int) mailtest.Letter {
	at := time.Date(2020, 1, n, 10, 0, 0, 0, time.UTC)
	return mailtest.Letter{At: at, Text: fmt.Sprintf(
		"From: A Person <a@example.org>\nDate: %s\nMessage-ID: <%d@example.org>\nSubject: number %d\n\nhello\n", at.Format(time.RFC1123Z), n, n)}
}

func numbers(first, last int) (all []mailtest.Letter) {
	for n := first; n <= last; n++ {
		all = append(all, number(n))
	}
	return all
}

// A collected is what a source holds by what one or more runs emitted.
type collected struct {
	items    map[string]collectors.Item // by origin
	received int
	expected map[string]uint64 // "part day", where not 0
	gone     []string
	span     *collectors.Span
	cursor   collectors.Cursor
	batches  int
}

func newCollected() *collected {
	return &collected{items: map[string]collectors.Item{}, expected: map[string]uint64{}}
}

// run collects from where the last run ended.
func (c *collected) run(ctx context.Context, from *Collector) error {
	return from.Collect(ctx, c.cursor, func(b collectors.Batch) error {
		c.take(b)
		return nil
	})
}

func (c *collected) take(b collectors.Batch) {
	c.batches++
	c.received += len(b.Items)
	for _, item := range b.Items {
		c.items[item.Origin] = item
	}
	for _, prefix := range b.Gone {
		c.gone = append(c.gone, prefix)
		for origin := range c.items {
			if len(origin) >= len(prefix) && origin[:len(prefix)] == prefix {
				delete(c.items, origin)
			}
		}
	}
	for _, e := range b.Expected {
		key := e.Part + " " + e.Day.Format(time.DateOnly)
		if c.expected[key] = e.Items; e.Items == 0 {
			delete(c.expected, key)
		}
	}
	if b.Span != nil {
		c.span = b.Span
	}
	c.cursor = b.Cursor
}

// keys are the facts, with how many items hold each.
func (c *collected) keys() map[string]int {
	keys := map[string]int{}
	for _, item := range c.items {
		if item.Record != nil {
			keys[item.Record.Key()]++
		}
	}
	return keys
}

// reasons are those of the rejects, with their numbers.
func (c *collected) reasons() map[string]int {
	reasons := map[string]int{}
	for _, item := range c.items {
		if item.Reject != nil {
			reasons[item.Reject.Reason]++
		}
	}
	return reasons
}

// balanced says where the days of items are not those that were expected.
func (c *collected) balanced(t *testing.T) {
	t.Helper()
	days := map[time.Time]int{}
	for _, item := range c.items {
		days[item.Day]++
	}
	expected := map[time.Time]int{}
	for key, n := range c.expected {
		day, err := time.Parse(time.DateOnly, key[len(key)-len(time.DateOnly):])
		if err != nil {
			t.Fatal(err)
		}
		expected[day] += int(n)
	}
	if fmt.Sprint(days) != fmt.Sprint(expected) {
		t.Errorf("received %v\nexpected %v", days, expected)
	}
}

func collect(t *testing.T, c *Collector) *collected {
	t.Helper()
	got := newCollected()
	if err := got.run(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestConformance(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	for _, connections := range []int{1, 3} {
		t.Run(fmt.Sprintf("%d connections", connections), func(t *testing.T) { conform(t, d, connections) })
	}
}

func conform(t *testing.T, d *mailtest.Dovecot, connections int) {
	boxes := map[string]string{}
	named := func(dir string) string {
		if boxes[dir] == "" {
			boxes[dir] = fmt.Sprintf("lists/%d/source%d", connections, len(boxes))
		}
		return boxes[dir]
	}
	archive := func(_ *testing.T, dir string) collectors.Collector {
		o := options(d, named(dir)+"-*")
		o.Connections = connections
		return small(o)
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			d.Deliver(t, named(dir)+"-a", numbers(1, 9)...)
			d.Deliver(t, named(dir)+"-a", mailtest.Letter{Text: "\nno header\n", At: noon})
			d.Deliver(t, named(dir)+"-b", numbers(10, 16)...)
			return archive(t, dir)
		},
		Reopen: archive,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			d.Mailbox(t, named(dir)+"-a")
			return archive(t, dir)
		},
		Broken:  archive, // there is no such mailbox
		Grow:    func(t *testing.T, dir string) { d.Deliver(t, named(dir)+"-b", numbers(17, 18)...) },
		Rejects: 1,
	})
}
