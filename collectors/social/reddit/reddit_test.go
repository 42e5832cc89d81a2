package reddit

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

func TestConformance(t *testing.T) {
	l := start(t)
	collectortest.Run(t, collectortest.Subject{
		Make: func(*testing.T, string) collectors.Collector {
			l.clear()
			bad := post(99, noon.AddDate(0, 0, -20), "bob")
			bad["subreddit"], bad["score"] = "elsewhere", "many" // only the search shows it
			l.things = append(days(1, 9, 10), bad)
			for i := range 5 {
				l.things = append(l.things, comment(i, noon.AddDate(0, 0, -9-i), "t3_p1", "t3_p1"))
			}
			return l.collector()
		},
		Reopen: func(*testing.T, string) collectors.Collector { return l.collector() },
		Empty:  func(*testing.T, string) collectors.Collector { l.clear(); return l.collector() },
		Broken: func(*testing.T, string) collectors.Collector {
			l.clear()
			c := l.collector()
			c.options.ClientSecret = "wrong"
			return c
		},
		Grow:    func(*testing.T, string) { l.things = append(l.things, days(20, 2, 1)...) },
		Rejects: 1,
	})
}

// Posts are read again for eight days, and older ones are left alone. Members are
// counted each time.
func TestAgain(t *testing.T) {
	l := start(t)
	l.things = slices.Concat(days(1, 9, 9), days(11, 2, 6))
	first := socialtest.Gather(t, l.with(Options{Subreddits: []string{"Xen"}}), nil)
	l.things[9]["score"] = 1000
	l.clock.Add(time.Hour)
	l.Asked()
	again := socialtest.Gather(t, l.with(Options{Subreddits: []string{"Xen"}}), socialtest.Last(first).Cursor)
	if got, want := socialtest.Origins(again), []string{"r/Xen/new/t3_p12", "r/Xen/new/t3_p11"}; !slices.Equal(got, want) {
		t.Errorf("%q are read again, want %q", got, want)
	}
	p := again[0].Items[1].Record.(*collectors.Post)
	if p.Engagement.Likes != 1000 || p.Version != collectors.VersionAt(l.clock.Now()) || !p.Engagement.Read.Equal(l.clock.Now()) {
		t.Errorf("%+v, %+v", p, p.Engagement)
	}
	if asked := l.Asked(); len(asked) != 4 { // for a token, the members, and a page of each list
		t.Errorf("%d questions", len(asked))
	}
	want := collectors.Audience{Network: "reddit", Account: "r/Xen", Measure: "members", Day: noon.Truncate(24 * time.Hour), Value: 72, Version: collectors.VersionAt(l.clock.Now())}
	if got := again[0].State; len(got) != 1 || *got[0].(*collectors.Audience) != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// A list shows its newest things only: a source speaks from the oldest of them on, and
// after a long pause from a later instant.
func TestSpan(t *testing.T) {
	l := start(t)
	options := Options{Searches: []string{"news"}}
	span := func(batches []collectors.Batch) time.Time { return socialtest.Last(batches).Span.From }
	l.things = days(1, 3, 1)
	whole := socialtest.Gather(t, l.with(options), nil)
	if from := span(whole); !from.IsZero() {
		t.Errorf("a list of one page is whole, and the source speaks from %s on", from)
	}
	l.things, l.depth = days(1, 20, 1), 10
	first := socialtest.Gather(t, l.with(options), nil)
	if from, want := span(first), noon.AddDate(0, 0, -11); !from.Equal(want) {
		t.Errorf("it speaks from %s on, want %s", from, want)
	}
	l.clock.Add(day)
	second := socialtest.Gather(t, l.with(options), socialtest.Last(first).Cursor)
	if from, want := span(second), noon.AddDate(0, 0, -11); !from.Equal(want) {
		t.Errorf("without a gap it speaks from %s on, want %s", from, want)
	}
	l.clock.Add(40 * day)
	l.things = append(l.things, days(100, 30, -40)...)
	third := socialtest.Gather(t, l.with(options), socialtest.Last(second).Cursor)
	if from, want := span(third), noon.AddDate(0, 0, 30); !from.Equal(want) {
		t.Errorf("after a gap it speaks from %s on, want %s", from, want)
	}
}

// New posts push others onto the next page, and the one that a page should begin after
// is deleted: each of those that stay comes up once.
func TestListsThatShift(t *testing.T) {
	l := start(t)
	l.things = days(1, 9, 1)
	n := 0
	l.between = func(path string) {
		if path != "/search" {
			return
		}
		switch n++; n {
		case 2: // the third and the second thing of the first page go
			l.things = slices.DeleteFunc(l.things, func(d data) bool { return d["name"] == "t3_p7" || d["name"] == "t3_p8" })
			l.things = append(l.things, post(50, noon, "bob"))
		}
	}
	got := socialtest.Origins(socialtest.Gather(t, l.with(Options{Searches: []string{"news"}}), nil))
	var want []string
	for i := 9; i >= 1; i-- {
		want = append(want, fmt.Sprint("search news/t3_p", i))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Faults cost time and nothing else.
func TestFaults(t *testing.T) {
	l := start(t)
	l.things = days(1, 9, 1)
	want := socialtest.Origins(socialtest.Gather(t, l.collector(), nil))
	socialtest.Cycle(l.Server, []fetchtest.Fault{{Cut: 50}, {}, {Code: 429, Header: map[string]string{"Retry-After": "100"}}, {Code: 500}, {}, {Code: 503}})
	if got := socialtest.Origins(socialtest.Gather(t, l.collector(), nil)); !slices.Equal(got, want) || len(want) != 27 {
		t.Errorf("%q, want %q", got, want)
	}
	if l.clock.Now().Sub(noon) < 100*time.Second {
		t.Errorf("waited %s, told %q", l.clock.Now().Sub(noon), l.clock.Waits())
	}
}

// A limit that is used up is kept without being told twice, even where the answer that
// says so is cut off.
func TestLimit(t *testing.T) {
	l := start(t)
	l.things, l.allowed = days(1, 9, 1), 5
	n := 0
	l.Spoil(func(*http.Request) (f fetchtest.Fault) {
		if n++; n%3 == 0 {
			f.Cut = 10
		}
		return f
	})
	if got := socialtest.Origins(socialtest.Gather(t, l.collector(), nil)); len(got) != 27 || l.rude != 0 || !slices.Contains(l.clock.Waits(), "the server's limit is used up") {
		t.Errorf("%d posts, %d times rude, told %q", len(got), l.rude, l.clock.Waits())
	}
	if waited := l.clock.Now().Sub(noon); waited < 10*time.Minute {
		t.Errorf("waited %s", waited)
	}
}

// A token is renewed before it ends, and when it was withdrawn.
func TestTokens(t *testing.T) {
	l := start(t)
	l.things = days(1, 9, 1)
	n := 0
	l.between = func(path string) {
		if path != "/search" {
			return
		}
		if n++; n == 3 {
			l.expires = l.clock.Now() // withdrawn
		} else {
			l.clock.Add(56 * time.Minute)
		}
	}
	if got := socialtest.Origins(socialtest.Gather(t, l.with(Options{Searches: []string{"news"}}), nil)); len(got) != 9 || l.refused != 1 {
		t.Errorf("%q with %d tokens, %d of %d questions refused", got, l.tokens, l.refused, n)
	}
	for _, r := range l.Asked() {
		if id, _, app := r.BasicAuth(); app != (r.URL.Path == "/api/v1/access_token") || app && id != "app" {
			t.Errorf("%s is signed with %q", r.URL.Path, r.Header.Get("Authorization"))
		}
	}
}

// What is refused is told, and no secret with it.
func TestRefused(t *testing.T) {
	l := start(t)
	l.things = days(1, 2, 1)
	c := l.collector()
	c.options.ClientSecret = "wr0ng"
	_, err := socialtest.Try(t.Context(), c, nil)
	if err == nil || !strings.Contains(err.Error(), "get a token") || strings.Contains(err.Error(), "wr0ng") || strings.Contains(err.Error(), "app:") {
		t.Error(err)
	}
	l.mute = true
	if err := l.collector().Collect(t.Context(), nil, nil); !errors.Is(err, errNoToken) {
		t.Error(err)
	}
	l.mute = false
	l.Spoil(func(r *http.Request) (f fetchtest.Fault) {
		if r.URL.Path != "/api/v1/access_token" {
			f.Code = http.StatusUnauthorized
		}
		return f
	})
	_, err = socialtest.Try(t.Context(), l.collector(), nil)
	if err == nil || strings.Contains(err.Error(), "token1") || strings.Contains(err.Error(), "s3cret") || l.tokens != 2 {
		t.Errorf("%v after %d tokens", err, l.tokens)
	}
}

// A subreddit that is closed, one that was never there and an account that is gone fail
// the run after the others were read.
func TestLost(t *testing.T) {
	l := start(t)
	l.things = days(1, 2, 1)
	l.gone["closed"], l.gone["eve"] = http.StatusForbidden, http.StatusNotFound
	c := l.with(Options{Subreddits: []string{"closed", "nowhere", "xen"}, Settings: social.Settings{Own: []string{"eve", "ada"}}})
	batches, err := socialtest.Try(t.Context(), c, nil)
	if err == nil {
		t.Fatal("nothing is said of what is lost")
	}
	for _, want := range []string{"r/closed/new: ask", "r/nowhere/comments: reddit knows no such subreddit", "user/eve/submitted: ask"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
	want := []string{"r/xen/new/t3_p2", "r/xen/new/t3_p1", "user/ada/submitted/t3_p2", "user/ada/submitted/t3_p1"}
	if got := socialtest.Origins(batches); !slices.Equal(got, want) || socialtest.Last(batches).Span != nil {
		t.Errorf("%q", got)
	}
}

// Interrupted anywhere, again and again, and repeated, it ends in the same.
func TestInterrupted(t *testing.T) {
	l := start(t)
	l.things = days(1, 9, 1)
	socialtest.Interrupt(t, func() collectors.Collector { return l.collector() })
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		o    Options
		fine bool
	}{
		{Options{}, false},
		{Options{Subreddits: []string{"xen"}}, true},
		{Options{Subreddits: []string{"r/xen"}}, false},
		{Options{Searches: []string{" "}}, false},
		{Options{Searches: []string{"xen"}}, true},
		{Options{Settings: social.Settings{Own: []string{"@ada"}}}, true},
		{Options{Settings: social.Settings{Own: []string{"../ada"}}}, false},
	} {
		if err := c.o.Check(); (err == nil) != c.fine {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
	if text := fmt.Sprintf("%v %+v %#v", Options{ClientSecret: secret.Value("s3cret")}, Options{ClientSecret: "s3cret"}, Options{ClientSecret: "s3cret"}); strings.Contains(text, "s3cret") {
		t.Error(text)
	}
}

func TestBadCursor(t *testing.T) {
	for _, bad := range []string{"1,2", "{}", `{"streams": {}, "since": 3}`} {
		_, err := socialtest.Try(t.Context(), start(t).collector(), collectors.Cursor(bad))
		if err == nil || !strings.Contains(err.Error(), "cursor") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
