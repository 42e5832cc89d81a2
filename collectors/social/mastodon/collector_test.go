package mastodon

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
)

// day is a time of day in March 2024, which is over.
func day(d int) time.Time { return time.Date(2024, 3, d, 10, 0, 0, 0, time.UTC) }

// fill writes what the conformance suite reads: posts of two timelines, one of them
// in both, an answer to a post that neither shows, a boost, and one that cannot be
// read.
func (l *lab) fill() {
	l.accounts["xen"] = person("1", "xen", "Xen")
	for d := 1; d <= 9; d++ {
		l.write(100*d, day(d), nil, "xen")
	}
	l.write(50, day(1), object{"visibility": "unlisted"})
	l.write(150, day(1), object{"in_reply_to_id": "50"}, "xen", "@1")
	l.write(250, day(2), object{"account": person("1", "xen", "Xen"), "reblog": l.posts[200], "uri": "https://example.org/users/xen/statuses/250/activity"}, "@1")
	l.write(350, day(3), object{"visibility": "private"}, "@1")
	l.write(450, day(4), object{"created_at": 7}, "xen")
	l.write(550, day(5), nil, "@1")
}

func TestConformance(t *testing.T) {
	var idle []*lab // the suite looks for what collectors leave running: servers run before
	for range 16 {
		idle = append(idle, newLab(t))
	}
	labs := map[string]*lab{}
	open := func(t *testing.T, dir string) collectors.Collector { return labs[dir].open(t, dir, nil) }
	take := func(dir string) *lab {
		labs[dir], idle = idle[0], idle[1:]
		return labs[dir]
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			take(dir).fill()
			return open(t, dir)
		},
		Reopen: open,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			take(dir).accounts["xen"] = person("1", "xen", "Xen")
			return open(t, dir)
		},
		Broken: func(t *testing.T, dir string) collectors.Collector {
			take(dir).Spoil(func(*http.Request) fetchtest.Fault { return fetchtest.Fault{Code: http.StatusServiceUnavailable} })
			return open(t, dir)
		},
		Grow:    func(_ *testing.T, dir string) { labs[dir].write(9000, day(30), nil, "xen") },
		Rejects: 1,
	})
}

// collect runs a collector from a cursor and returns what it emits.
func collect(ctx context.Context, c *Collector, from collectors.Cursor) (batches []collectors.Batch, err error) {
	err = c.Collect(ctx, from, func(b collectors.Batch) error { batches = append(batches, b); return nil })
	return batches, err
}

// must is collect without an error.
func must(t *testing.T, c *Collector, from collectors.Cursor) []collectors.Batch {
	t.Helper()
	batches, err := collect(t.Context(), c, from)
	if err != nil {
		t.Fatal(err)
	}
	return batches
}

// items are the records of batches by their origins; a reject is its reason.
func items(batches []collectors.Batch) map[string]string {
	all := map[string]string{}
	for _, b := range batches {
		for _, item := range b.Items {
			if item.Reject != nil {
				all[item.Origin] = item.Reject.Reason
				continue
			}
			text, err := json.Marshal(item.Record)
			if err != nil {
				panic(err)
			}
			all[item.Origin] = string(text)
		}
	}
	return all
}

func last(batches []collectors.Batch) collectors.Batch { return batches[len(batches)-1] }

// Eight days are read again, so that engagement is known a week after the post, and
// no more; followers are counted at every run.
func TestReadsAgain(t *testing.T) {
	l := newLab(t)
	l.accounts["xen"] = person("1", "xen", "Xen")
	for d := 1; d <= 31; d++ {
		l.write(d, day(d), nil, "xen")
	}
	first := must(t, l.open(t, "", nil), nil)
	if n := len(items(first)); n != 31 {
		t.Errorf("%d posts", n)
	}
	l.now = noon.AddDate(0, 0, 2)
	l.write(40, l.now.Add(-time.Hour), nil, "xen")
	l.write(30, day(30), object{"favourites_count": 99}, "xen")
	l.Asked()
	again := must(t, l.open(t, "", nil), last(first).Cursor)
	read := items(again)
	if n := len(read); n != 10 || !strings.Contains(read["tag xen 30"], `"Likes":99`) || read["tag xen 22"] != "" || read["tag xen 23"] == "" {
		t.Errorf("%d posts are read again: %v", n, read["tag xen 30"])
	}
	want := &collectors.Span{Until: l.now}
	if span := last(again).Span; !cmp.Equal(span, want) {
		t.Errorf("the span is %+v", span)
	}
	followers := &collectors.Audience{Network: "mastodon", Account: "@xen@example.org", Measure: "followers", Day: collectors.Day(l.now), Value: 72, Version: uint64(l.now.UnixMilli())}
	if state := last(again).State; len(state) == 0 && !slices.ContainsFunc(again, func(b collectors.Batch) bool { return len(b.State) > 0 }) {
		t.Error("nobody follows")
	} else if i := slices.IndexFunc(again, func(b collectors.Batch) bool { return len(b.State) == 2 }); i < 0 || !cmp.Equal(again[i].State[0], collectors.Record(followers)) {
		t.Errorf("followers: %+v", state)
	}
	if n := len(l.Asked()); n > 8 {
		t.Errorf("%d questions for ten posts, four a page", n)
	}
}

// What is deleted and written while pages are read neither hides anything nor comes
// up twice.
func TestShiftingPages(t *testing.T) {
	l := newLab(t)
	l.accounts["xen"] = person("1", "xen", "Xen")
	for d := 1; d <= 20; d++ {
		l.write(d, day(d), nil, "xen")
	}
	l.hook = func() {
		l.write(100+len(l.posts), day(30), nil, "xen")
		delete(l.posts, 18)
	}
	found := items(must(t, l.open(t, "", nil), nil))
	for d := 1; d <= 20; d++ {
		if _, ok := found[fmt.Sprintf("tag xen %d", d)]; !ok && d != 18 {
			t.Errorf("post %d is missing", d)
		}
	}
}

// Faults of all kinds change nothing but how long it takes.
func TestFaults(t *testing.T) {
	quiet := newLab(t)
	quiet.fill()
	want := items(must(t, quiet.open(t, "", nil), nil))
	for name, fault := range map[string]fetchtest.Fault{
		"limit":       {Code: 429, Header: map[string]string{"Retry-After": "30"}},
		"reset":       {Code: 429, Header: map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": noon.Add(5 * time.Minute).Format("2006-01-02T15:04:05.000000Z"), "Date": noon.Format(http.TimeFormat)}},
		"busy":        {Code: 503},
		"bad gateway": {Code: 502},
		"cut":         {Cut: 20},
	} {
		l := newLab(t)
		l.fill()
		n := 0
		l.Spoil(func(*http.Request) fetchtest.Fault {
			if n++; n%2 == 1 {
				return fault
			}
			return fetchtest.Fault{}
		})
		c := l.open(t, "", nil)
		c.place.Now = func() time.Time { return noon } // so that records are the same
		if got := items(must(t, c, nil)); !cmp.Equal(got, want) {
			t.Errorf("%s: %s", name, cmp.Diff(got, want))
		}
		if l.now.Equal(noon) || len(l.waits) == 0 {
			t.Errorf("%s: nobody waited", name)
		}
	}
}

// An instance that is slow and never done is left when the run is cancelled.
func TestCancelWhileWaiting(t *testing.T) {
	l := newLab(t)
	l.Spoil(func(*http.Request) fetchtest.Fault { return fetchtest.Fault{Code: 503} })
	ctx, cancel := context.WithCancel(t.Context())
	c := l.open(t, "", nil)
	c.sleep = func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }
	if _, err := collect(ctx, c, nil); err == nil || ctx.Err() == nil {
		t.Errorf("it goes on: %v", err)
	}
}

// One account that is gone fails the run after everything else was read, and the run
// speaks for no time.
func TestLostAccount(t *testing.T) {
	l := newLab(t)
	l.fill()
	batches, err := collect(t.Context(), l.open(t, "", func(o *Options) { o.Accounts = []string{"@nobody", "@xen"} }), nil)
	if err == nil || !strings.Contains(err.Error(), "account nobody@example.org") {
		t.Error(err)
	}
	if n := len(items(batches)); n < 12 || last(batches).Span != nil {
		t.Errorf("%d items, span %v", n, last(batches).Span)
	}
}

// A token is shown to its instance alone, and to no reader of errors.
func TestToken(t *testing.T) {
	l := newLab(t)
	l.fill()
	l.token = "s3cret"
	_, err := collect(t.Context(), l.open(t, "", nil), nil)
	if err == nil || !strings.Contains(err.Error(), "401") {
		t.Errorf("without a token: %v", err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "token"), []byte("s3cret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, l.open(t, dir, func(o *Options) { o.TokenFile = "token" }), nil)
	_, err = collect(t.Context(), l.open(t, dir, func(o *Options) { o.Token = "wr0ng" }), nil)
	if err == nil || strings.Contains(err.Error(), "wr0ng") {
		t.Error(err)
	}
}

// An instance of before 4.0 tells its name elsewhere, and nothing of what a post
// answers.
func TestOldInstance(t *testing.T) {
	l := newLab(t)
	l.fill()
	l.old = true
	if got := items(must(t, l.open(t, "", nil), nil))["tag xen 150"]; !strings.Contains(got, `"Kind":"comment"`) || !strings.Contains(got, `"ReplyTo":""`) {
		t.Error(got)
	}
}

func TestSince(t *testing.T) {
	l := newLab(t)
	l.fill()
	batches := must(t, l.open(t, "", func(o *Options) { o.Since = "2024-03-08" }), nil)
	if got := items(batches); len(got) != 2 || last(batches).Span.From != time.Date(2024, 3, 8, 0, 0, 0, 0, time.UTC) {
		t.Errorf("%d items from %v", len(got), last(batches).Span)
	}
}

func TestCheck(t *testing.T) {
	fine := Options{URL: "https://example.org/", Tags: []string{"#xen"}}
	for name, c := range map[string]struct {
		change func(*Options)
		wrong  string
	}{
		"fine":       {func(*Options) {}, ""},
		"no scheme":  {func(o *Options) { o.URL = "example.org" }, "url"},
		"user":       {func(o *Options) { o.URL = "https://a:b@example.org" }, "without user"},
		"plain http": {func(o *Options) { o.URL, o.Token = "http://example.org", "t" }, "https"},
		"two tokens": {func(o *Options) { o.Token, o.TokenFile = "t", "f" }, "one of them"},
		"nothing":    {func(o *Options) { o.Tags = nil }, "at least one"},
		"a path":     {func(o *Options) { o.Tags = []string{"a/b"} }, "tag"},
		"no account": {func(o *Options) { o.Accounts = []string{"a b"} }, "account"},
		"accounts":   {func(o *Options) { o.Accounts = []string{"@a.b@münchen.example", "c"} }, ""},
	} {
		o := fine
		c.change(&o)
		if err := o.Check(); (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
