package mastodon

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social/socialtest"
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
	l := newLab(t)
	open := func(t *testing.T, dir string) collectors.Collector { return l.open(t, dir, nil) }
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			l.clear()
			l.fill()
			return open(t, dir)
		},
		Reopen: open,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			l.clear()
			l.accounts["xen"] = person("1", "xen", "Xen")
			return open(t, dir)
		},
		Broken: func(t *testing.T, dir string) collectors.Collector {
			l.clear()
			socialtest.Cycle(l.Server, []fetchtest.Fault{{Code: http.StatusServiceUnavailable}})
			return open(t, dir)
		},
		Grow:    func(*testing.T, string) { l.write(9000, day(30), nil, "xen") },
		Rejects: 1,
	})
}

// Eight days are read again, so that engagement is known a week after the post, and
// no more; followers are counted at every run.
func TestReadsAgain(t *testing.T) {
	l := newLab(t)
	l.accounts["xen"] = person("1", "xen", "Xen")
	for d := 1; d <= 31; d++ {
		l.write(d, day(d), nil, "xen")
	}
	first := socialtest.Gather(t, l.open(t, "", nil), nil)
	if n := len(socialtest.Texts(t, first)); n != 31 {
		t.Errorf("%d posts", n)
	}
	l.clock.Set(noon.AddDate(0, 0, 2))
	l.write(40, l.clock.Now().Add(-time.Hour), nil, "xen")
	l.write(30, day(30), object{"favourites_count": 99}, "xen")
	l.Asked()
	again := socialtest.Gather(t, l.open(t, "", nil), socialtest.Last(first).Cursor)
	read := socialtest.Texts(t, again)
	if n := len(read); n != 10 || !strings.Contains(read["tag xen 30"], `"Likes":99`) || read["tag xen 22"] != "" || read["tag xen 23"] == "" {
		t.Errorf("%d posts are read again: %v", n, read["tag xen 30"])
	}
	want := &collectors.Span{Until: l.clock.Now()}
	if span := socialtest.Last(again).Span; !cmp.Equal(span, want) {
		t.Errorf("the span is %+v", span)
	}
	followers := &collectors.Audience{Network: "mastodon", Account: "@xen@example.org", Measure: "followers", Day: collectors.Day(l.clock.Now()), Value: 72, Version: uint64(l.clock.Now().UnixMilli())}
	if state := socialtest.Last(again).State; len(state) == 0 && !slices.ContainsFunc(again, func(b collectors.Batch) bool { return len(b.State) > 0 }) {
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
	n := 100
	l.hook = func() {
		n++
		l.write(n, day(30), nil, "xen")
		delete(l.posts, 18)
	}
	found := socialtest.Texts(t, socialtest.Gather(t, l.open(t, "", nil), nil))
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
	want := socialtest.Texts(t, socialtest.Gather(t, quiet.open(t, "", nil), nil))
	for name, fault := range map[string]fetchtest.Fault{
		"limit":       {Code: 429, Header: map[string]string{"Retry-After": "30"}},
		"reset":       {Code: 429, Header: map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": noon.Add(5 * time.Minute).Format("2006-01-02T15:04:05.000000Z"), "Date": noon.Format(http.TimeFormat)}},
		"busy":        {Code: 503},
		"bad gateway": {Code: 502},
		"cut":         {Cut: 20},
	} {
		l := newLab(t)
		l.fill()
		socialtest.Cycle(l.Server, []fetchtest.Fault{fault, {}})
		c := l.open(t, "", nil)
		c.place.Now = func() time.Time { return noon } // so that records are the same
		if got := socialtest.Texts(t, socialtest.Gather(t, c, nil)); !cmp.Equal(got, want) {
			t.Errorf("%s: %s", name, cmp.Diff(got, want))
		}
		if l.clock.Now().Equal(noon) || len(l.clock.Waits()) == 0 {
			t.Errorf("%s: nobody waited", name)
		}
	}
}

// An instance that is slow and never done is left when the run is cancelled.
func TestCancelWhileWaiting(t *testing.T) {
	l := newLab(t)
	socialtest.Cycle(l.Server, []fetchtest.Fault{{Code: 503}})
	ctx, cancel := context.WithCancel(t.Context())
	c := l.open(t, "", nil)
	c.sleep = func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }
	if _, err := socialtest.Try(ctx, c, nil); err == nil || ctx.Err() == nil {
		t.Errorf("it goes on: %v", err)
	}
}

// One account that is gone fails the run after everything else was read, and the run
// speaks for no time.
func TestLostAccount(t *testing.T) {
	l := newLab(t)
	l.fill()
	batches, err := socialtest.Try(t.Context(), l.open(t, "", func(o *Options) { o.Accounts = []string{"@nobody", "@xen"} }), nil)
	if err == nil || !strings.Contains(err.Error(), "account nobody@example.org") {
		t.Error(err)
	}
	if n := len(socialtest.Texts(t, batches)); n < 12 || socialtest.Last(batches).Span != nil {
		t.Errorf("%d items, span %v", n, socialtest.Last(batches).Span)
	}
}

// A token is shown to its instance alone, and to no reader of errors.
func TestToken(t *testing.T) {
	l := newLab(t)
	l.fill()
	l.token = "s3cret"
	_, err := socialtest.Try(t.Context(), l.open(t, "", nil), nil)
	if err == nil || !strings.Contains(err.Error(), "401") {
		t.Errorf("without a token: %v", err)
	}
	dir := t.TempDir()
	socialtest.Write(t, dir, "token", "s3cret\n")
	socialtest.Gather(t, l.open(t, dir, func(o *Options) { o.TokenFile = "token" }), nil)
	_, err = socialtest.Try(t.Context(), l.open(t, dir, func(o *Options) { o.Token = "wr0ng" }), nil)
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
	if got := socialtest.Texts(t, socialtest.Gather(t, l.open(t, "", nil), nil))["tag xen 150"]; !strings.Contains(got, `"Kind":"comment"`) || !strings.Contains(got, `"ReplyTo":""`) {
		t.Error(got)
	}
}

func TestSince(t *testing.T) {
	l := newLab(t)
	l.fill()
	batches := socialtest.Gather(t, l.open(t, "", func(o *Options) { o.Since = "2024-03-08" }), nil)
	if got := socialtest.Texts(t, batches); len(got) != 2 || socialtest.Last(batches).Span.From != time.Date(2024, 3, 8, 0, 0, 0, 0, time.UTC) {
		t.Errorf("%d items from %v", len(got), socialtest.Last(batches).Span)
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
