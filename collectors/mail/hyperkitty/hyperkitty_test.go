package hyperkitty

import (
	"fmt"
	"net/http"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/mail/archive"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/mailtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var march = time.Date(2020, 3, 10, 12, 0, 0, 0, time.UTC)

// A list is a HyperKitty with one list.
type list struct {
	*fetchtest.Server
	*mailtest.HyperKitty
	*mailtest.View
	dir string
	now time.Time
}

func start(t *testing.T) *list {
	t.Helper()
	h := &mailtest.HyperKitty{}
	return &list{fetchtest.Start(t, h, nil), h, mailtest.NewView(), t.TempDir(), march}
}

func (l *list) collector() *Collector { return l.in(l.dir) }

func (l *list) in(dir string) *Collector {
	c := New(dir, filepath.Join(dir, "cache"), Options{
		URL:      l.URL + "/archives/list/demo@lists.example.org/",
		Access:   archive.Access{RequestsPerSecond: 1e6},
		Settings: flow.Settings{Begins: "2020-01", KeepText: true},
	}, func() time.Time { return l.now })
	c.limits.ChunkItems, c.limits.BatchItems = 2, 3
	return c
}

// mails are some, one every second day from January 2020 on.
func mails(from, to int) (all []mailtest.Stored) {
	for i := from; i <= to; i++ {
		at := time.Date(2020, 1, 2*i, 10, 0, 0, 0, time.UTC)
		all = append(all, mailtest.Stored{
			ID: fmt.Sprintf("%d@example.org", i), From: "Ann Example <ann@example.org>", Subject: fmt.Sprint("number ", i),
			Text: "hello\nFrom here on, all is text", Date: at, Archived: at.Add(time.Minute),
		})
	}
	return all
}

func TestConformance(t *testing.T) {
	l := start(t)
	open := func(_ *testing.T, dir string) collectors.Collector { return l.in(dir) }
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			l.Keep(append(mails(1, 15), mailtest.Stored{Date: march, Archived: march, Text: strings.Repeat("x", 3000)}))
			c := l.in(dir)
			c.options.MaxMessage = 2000
			return c
		},
		Reopen: func(_ *testing.T, dir string) collectors.Collector {
			c := l.in(dir)
			c.options.MaxMessage = 2000
			return c
		},
		Empty: func(t *testing.T, dir string) collectors.Collector { l.Keep(nil); return open(t, dir) },
		Broken: func(t *testing.T, dir string) collectors.Collector {
			c := l.in(dir)
			c.options.URL = l.URL + "/nowhere"
			return c
		},
		Grow: func(*testing.T, string) {
			l.Keep(append(mails(1, 16), mailtest.Stored{Date: march, Archived: march, Text: strings.Repeat("x", 3000)}))
		},
		Rejects: 1,
	})
}

// asked are the periods that were asked for since the last time.
func (l *list) asked() (names []string) {
	for _, req := range l.Asked() {
		name := strings.TrimSuffix(path.Base(req.URL.Path), ".mbox.gz")
		name = strings.TrimPrefix(name, "demo@lists.example.org-")
		names = append(names, name+"?"+req.URL.RawQuery)
	}
	return names
}

func (l *list) ids() map[string]int {
	all := map[string]int{}
	for _, item := range l.Items {
		all[item.Record.(*collectors.Message).ID]++
	}
	return all
}

func TestPeriods(t *testing.T) {
	l := start(t)
	odd := mails(1, 40)
	odd[3].Date = time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC)
	odd[4].Date = time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	l.Keep(odd)
	l.Collect(t, l.collector())
	want := "before?end=2020-01-01 2020-01?end=2020-02-01&start=2020-01-01 2020-02?end=2020-03-01&start=2020-02-01 " +
		"2020-03?end=2020-04-01&start=2020-03-01 after?start=2020-04-01"
	if got := strings.Join(l.asked(), " "); got != want {
		t.Errorf("asked for %s\nwant %s", got, want)
	}
	if len(l.ids()) != 40 || len(l.Items) != 40 {
		t.Errorf("%d ids in %d items", len(l.ids()), len(l.Items))
	}
	// In the second week of March February may still get mail, January hardly.
	l.Collect(t, l.collector())
	want = "before?end=2020-01-01 2020-02?end=2020-03-01&start=2020-02-01 2020-03?end=2020-04-01&start=2020-03-01 after?start=2020-04-01"
	if got := strings.Join(l.asked(), " "); got != want || l.Read != 0 {
		t.Errorf("%d items read, asked for %s\nwant %s", l.Read, got, want)
	}
	l.now = time.Date(2020, 4, 20, 0, 0, 0, 0, time.UTC)
	l.Collect(t, l.collector()) // of February a last time
	if got := strings.Join(l.asked(), " "); strings.Contains(got, "2020-01?") || !strings.Contains(got, "2020-02?") || !strings.Contains(got, "2020-03?") || !strings.Contains(got, "2020-04?") {
		t.Errorf("in April asked for %s", got)
	}
	l.now = time.Date(2020, 10, 20, 0, 0, 0, 0, time.UTC)
	l.Collect(t, l.collector())
	if got := strings.Join(l.asked(), " "); !strings.Contains(got, "2020-01?") || !strings.Contains(got, "2020-09?") {
		t.Errorf("half a year later asked for %s", got)
	}
	if l.Span.From.Format(time.DateOnly) != "2020-01-01" || !l.Span.Until.Equal(l.now) {
		t.Errorf("span %v", l.Span)
	}
}

// Each export has other boundaries, and the running month only grows: of it the
// last mail is read again, and what is new.
func TestRunningMonth(t *testing.T) {
	l := start(t)
	l.now = time.Date(2020, 1, 20, 0, 0, 0, 0, time.UTC)
	l.Keep(mails(1, 8))
	l.Collect(t, l.collector())
	l.Keep(mails(1, 9))
	l.Collect(t, l.collector())
	if l.Read != 2 || len(l.Items) != 9 || len(l.Gone) != 0 {
		t.Errorf("%d items, %d read, gone %v", len(l.Items), l.Read, l.Gone)
	}
	l.Keep(append(mails(1, 3), mails(5, 9)...))
	l.Collect(t, l.collector())
	if got := l.ids(); len(got) != 8 || len(l.Items) != 8 || got["4@example.org"] != 0 {
		t.Errorf("a mail was removed: %v in %d items", got, len(l.Items))
	}
	for _, item := range l.Items {
		m := item.Record.(*collectors.Message)
		if m.From.Address != "ann@example.org" || m.From.Name != "Ann Example" || m.Text != "hello\nFrom here on, all is text" {
			t.Errorf("%q %q: %q", m.From.Name, m.From.Address, m.Text)
		}
	}
}

// Where the list turns out to begin later or earlier, each mail is there once.
func TestBeginsElsewhere(t *testing.T) {
	l := start(t)
	l.Keep(mails(1, 40))
	for _, begins := range []string{"2020-02", "2020-01", "2020-03"} {
		c := l.collector()
		c.options.Begins = begins
		l.Collect(t, c)
		if len(l.ids()) != 40 || len(l.Items) != 40 {
			t.Errorf("from %s on: %d ids in %d items", begins, len(l.ids()), len(l.Items))
		}
	}
}

// A month that cannot be had fails the run; the others are read, and the next run
// makes up for it.
func TestFaults(t *testing.T) {
	for name, f := range map[string]fetchtest.Fault{"forbidden": {Code: http.StatusForbidden}, "gone": {Code: http.StatusNotFound}} {
		t.Run(name, func(t *testing.T) {
			l := start(t)
			l.Keep(mails(1, 30))
			l.Spoil(func(req *http.Request) (none fetchtest.Fault) {
				if strings.Contains(req.URL.Path, "2020-01.") {
					return f
				}
				return none
			})
			if err := l.Try(t, l.collector()); err == nil || len(l.Items) != 15 || l.Span != nil {
				t.Errorf("%d items, span %v: %v", len(l.Items), l.Span, err)
			}
			l.Spoil(nil)
			l.Collect(t, l.collector())
			if len(l.Items) != 30 {
				t.Errorf("%d items", len(l.Items))
			}
		})
	}
	l := start(t)
	l.HyperKitty.Keep(mails(1, 30))
	cuts := 0
	l.Spoil(func(*http.Request) fetchtest.Fault { cuts++; return fetchtest.Fault{Cut: 37 * (cuts % 11)} })
	l.Collect(t, l.collector())
	if len(l.Items) != 30 {
		t.Errorf("cut: %d items", len(l.Items))
	}
}

func TestSettle(t *testing.T) {
	const a, b, short = "===============7000000000000000001==", "===============0123456789012345678==", "===============1=="
	in := "x " + a + "\n--" + a + "\n" + short + b + "\n--" + a + "--" + b
	want := "x ===============0000000000000000000==\n--===============0000000000000000000==\n" + short + "===============0000000000000000001==\n" +
		"--===============0000000000000000000==--===============0000000000000000001=="
	var got strings.Builder
	if err := settle(&got, strings.NewReader(in)); err != nil || got.String() != want || len(in) != len(want) {
		t.Errorf("%v: got\n%s\nwant\n%s", err, got.String(), want)
	}
	long := strings.Repeat("y", 200_000)
	got.Reset()
	if err := settle(&got, strings.NewReader(long)); err != nil || got.String() != long {
		t.Errorf("a long line becomes %d bytes: %v", got.Len(), err)
	}
}

func TestCheck(t *testing.T) {
	ok := Options{URL: "https://lists.example.org/archives/list/demo@lists.example.org/", Settings: flow.Settings{Begins: "2020-01"}}
	if err := ok.Check(); err != nil {
		t.Error(err)
	}
	ok.Begins = ""
	if err := ok.Check(); err == nil {
		t.Error("without a first month")
	}
}

// FuzzSettle holds that settling changes nothing but the numbers of boundaries,
// and nothing at all the second time.
func FuzzSettle(f *testing.F) {
	f.Add("x ===============7000000000000000001==\n--===============7000000000000000001==--\n===============1==")
	f.Fuzz(func(t *testing.T, text string) {
		var once, twice strings.Builder
		if err := settle(&once, strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		if err := settle(&twice, strings.NewReader(once.String())); err != nil || once.String() != twice.String() {
			t.Errorf("%v: %q becomes %q, then %q", err, text, once.String(), twice.String())
		}
		if boundary.ReplaceAllString(text, "") != boundary.ReplaceAllString(once.String(), "") || len(text) != once.Len() {
			t.Errorf("%q becomes %q", text, once.String())
		}
	})
}
