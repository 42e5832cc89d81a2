package bluesky

import (
	"encoding/json"
	"fmt"
	"net/http"
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

// fill writes what the conformance suite reads: hits that one search does not show
// all, an account with a thread, a repost and a pinned post, and a post that cannot be
// read.
func (s *sky) fill() {
	const xen = "xen.example.org"
	s.profiles[xen] = person(xen, "Xen")
	for d := 1; d <= 18; d++ {
		s.found("xen", day(d), post("ada.example.org", fmt.Sprint("ada", d), day(d), nil, nil))
	}
	s.found("xen", day(5).Add(time.Hour), post("ada.example.org", "bad", day(5).Add(time.Hour), object{"text": 7}, nil))
	top := post(xen, "top", day(2), nil, object{"replyCount": 2})
	s.wrote(xen, day(2), top)
	s.posts = append(s.posts, &shown{at: day(20), feed: xen, entry: object{"post": top, "reason": object{"$type": "app.bsky.feed.defs#reasonPin"}}})
	s.repost(xen, "again", day(4), post("ada.example.org", "ada3", day(3), nil, nil))
	reply := object{"reply": object{"root": object{"uri": at(xen, "top")}, "parent": object{"uri": at(xen, "top")}}}
	s.wrote(xen, day(6), post(xen, "more", day(6), reply, nil))
	node := func(p object, replies ...object) object {
		return object{"$type": "app.bsky.feed.defs#threadViewPost", "post": p, "replies": replies}
	}
	raw, err := json.Marshal(object{"thread": node(top,
		node(post("bob.example.org", "yes", day(3), reply, nil), node(post(xen, "more", day(6), reply, nil))),
		object{"$type": "app.bsky.feed.defs#notFoundPost", "uri": at("cat.example.org", "x"), "notFound": true})})
	if err != nil {
		panic(err)
	}
	s.threads[at(xen, "top")] = raw
}

func TestConformance(t *testing.T) {
	s := newSky(t)
	open := func(t *testing.T, dir string) collectors.Collector { return s.open(t, dir, nil) }
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			s.clear()
			s.fill()
			return open(t, dir)
		},
		Reopen: open,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			s.clear()
			s.profiles["xen.example.org"] = person("xen.example.org", "Xen")
			return open(t, dir)
		},
		Broken: func(t *testing.T, dir string) collectors.Collector {
			s.password = "another"
			return open(t, dir)
		},
		Grow: func(*testing.T, string) {
			s.found("xen", day(30), post("ada.example.org", "new", day(30), nil, nil))
		},
		Rejects: 1,
	})
}

// Eight days are read again, so that engagement is known a week after the post, and no
// more; followers are counted at every run.
func TestReadsAgain(t *testing.T) {
	s := newSky(t)
	s.fill()
	first := socialtest.Gather(t, s.open(t, "", nil), nil)
	for d := 19; d <= 31; d++ {
		s.found("xen", day(d), post("ada.example.org", fmt.Sprint("ada", d), day(d), nil, object{"likeCount": 99}))
	}
	s.clock.Set(noon.AddDate(0, 0, 2))
	s.Asked()
	again := socialtest.Gather(t, s.open(t, "", nil), socialtest.Last(first).Cursor)
	read := socialtest.Texts(t, again)
	if n := len(read); n != 9 || !strings.Contains(read["search xen "+at("ada.example.org", "ada31")], `"Likes":99`) {
		t.Errorf("%d posts are read again", n)
	}
	if span, want := socialtest.Last(again).Span, (&collectors.Span{Until: s.clock.Now()}); !cmp.Equal(span, want) {
		t.Errorf("the span is %+v", span)
	}
	followers := &collectors.Audience{Network: "bluesky", Account: "@xen.example.org", Measure: "followers", Day: collectors.Day(s.clock.Now()), Value: 72, Version: uint64(s.clock.Now().UnixMilli())}
	var state []collectors.Record
	for _, b := range again {
		state = append(state, b.State...)
	}
	if len(state) != 2 || !cmp.Equal(state[0], collectors.Record(followers)) {
		t.Errorf("%+v", state)
	}
	if n := len(s.Asked()); n > 8 {
		t.Errorf("%d questions for nine posts, four a page", n)
	}
}

// A search that ends after so many hits is asked anew for what is older, and what is
// written meanwhile makes nothing come up twice.
func TestLongSearch(t *testing.T) {
	s := newSky(t)
	for n := range 100 {
		when := day(20).Add(-time.Duration(n/3) * time.Millisecond)
		s.found("xen", when, post("ada.example.org", fmt.Sprint("p", n), when, nil, nil))
	}
	s.hook = func() {
		when := day(30).Add(time.Duration(len(s.posts)) * time.Second)
		s.found("xen", when, post("ada.example.org", fmt.Sprint("new", len(s.posts)), when, nil, nil))
	}
	batches := socialtest.Gather(t, s.open(t, "", func(o *Options) { o.Accounts = nil }), nil)
	found, expected := socialtest.Texts(t, batches), uint64(0)
	for n := range 100 {
		if found["search xen "+at("ada.example.org", fmt.Sprint("p", n))] == "" {
			t.Errorf("post %d is missing", n)
		}
	}
	for _, b := range batches {
		for _, e := range b.Expected {
			expected += e.Items
		}
	}
	if expected != uint64(len(found)) {
		t.Errorf("%d are expected of %d", expected, len(found))
	}
}

// A post whose answers are gone by the time that they are asked for has none; answers
// that cannot be had for another reason fail the account.
func TestThreadIsGone(t *testing.T) {
	const xen = "xen.example.org"
	s := newSky(t)
	s.profiles[xen] = person(xen, "Xen")
	s.wrote(xen, day(3), post(xen, "top", day(3), nil, object{"replyCount": 3}))
	change := func(o *Options) { o.Searches = nil }
	if got := socialtest.Texts(t, socialtest.Gather(t, s.open(t, "", change), nil)); len(got) != 1 {
		t.Errorf("%v", got)
	}
	s.Spoil(func(r *http.Request) (f fetchtest.Fault) {
		if strings.HasSuffix(r.URL.Path, "getPostThread") {
			f.Code = http.StatusForbidden
		}
		return f
	})
	if _, err := socialtest.Try(t.Context(), s.open(t, "", change), nil); err == nil || !strings.Contains(err.Error(), "403") {
		t.Error(err)
	}
}

// A token that expires is renewed in the middle of a list.
func TestRenews(t *testing.T) {
	s := newSky(t)
	s.fill()
	want := socialtest.Texts(t, socialtest.Gather(t, s.open(t, "", nil), nil))
	s.good = 4
	if got := socialtest.Texts(t, socialtest.Gather(t, s.open(t, "", nil), nil)); !cmp.Equal(got, want) || s.renewals == 0 || s.logins != 2 {
		t.Errorf("%d renewals, %d times signed in: %s", s.renewals, s.logins, cmp.Diff(got, want))
	}
	s.good = 1
	if _, err := socialtest.Try(t.Context(), s.open(t, "", nil), nil); err == nil || !strings.Contains(err.Error(), "Token has expired") {
		t.Error(err)
	}
}

// Faults of all kinds change nothing but how long it takes.
func TestFaults(t *testing.T) {
	quiet := newSky(t)
	quiet.fill()
	want := socialtest.Texts(t, socialtest.Gather(t, quiet.open(t, "", nil), nil))
	for name, fault := range map[string]fetchtest.Fault{
		"limit": {Code: 429, Header: map[string]string{"Retry-After": "30"}},
		"reset": {Code: 429, Header: map[string]string{"RateLimit-Remaining": "0", "RateLimit-Reset": fmt.Sprint(noon.Unix() + 300), "Date": noon.Format(http.TimeFormat)}},
		"busy":  {Code: 503},
		"cut":   {Cut: 20},
	} {
		s := newSky(t)
		s.fill()
		n := 0
		s.Spoil(func(r *http.Request) fetchtest.Fault {
			if n++; n%2 == 1 && !strings.Contains(r.URL.Path, "Session") {
				return fault
			}
			return fetchtest.Fault{}
		})
		c := s.open(t, "", nil)
		c.place.Now = func() time.Time { return noon } // so that records are the same
		if got := socialtest.Texts(t, socialtest.Gather(t, c, nil)); !cmp.Equal(got, want) {
			t.Errorf("%s: %s", name, cmp.Diff(got, want))
		}
		if s.clock.Now().Equal(noon) || len(s.clock.Waits()) == 0 {
			t.Errorf("%s: nobody waited", name)
		}
	}
}

// One account that is gone fails the run after everything else was read, and the run
// speaks for no time.
func TestLostAccount(t *testing.T) {
	s := newSky(t)
	s.fill()
	batches, err := socialtest.Try(t.Context(), s.open(t, "", func(o *Options) { o.Accounts = []string{"nobody.example.org", "xen.example.org"} }), nil)
	if err == nil || !strings.Contains(err.Error(), "account nobody.example.org") || !strings.Contains(err.Error(), "Profile not found") {
		t.Error(err)
	}
	if n := len(socialtest.Texts(t, batches)); n < 20 || socialtest.Last(batches).Span != nil {
		t.Errorf("%d items, span %v", n, socialtest.Last(batches).Span)
	}
}

// A password is shown to nobody who reads errors, and read from a file. Without one
// accounts are seen all the same.
func TestPassword(t *testing.T) {
	s := newSky(t)
	s.fill()
	_, err := socialtest.Try(t.Context(), s.open(t, "", func(o *Options) { o.Password = "wr0ng" }), nil)
	if err == nil || strings.Contains(err.Error(), "wr0ng") || !strings.Contains(err.Error(), "Invalid identifier or password") {
		t.Error(err)
	}
	dir := t.TempDir()
	socialtest.Write(t, dir, "pw", "app-pass-word\n")
	socialtest.Gather(t, s.open(t, dir, func(o *Options) { o.Password, o.PasswordFile = "", "pw" }), nil)
	s.Asked()
	if n := len(socialtest.Texts(t, socialtest.Gather(t, s.open(t, "", func(o *Options) { o.Searches, o.Identifier, o.Password = nil, "", "" }), nil))); n != 5 {
		t.Errorf("%d items of an account", n)
	}
	for _, r := range s.Asked() {
		if r.Header.Get("Authorization") != "" {
			t.Errorf("%s is asked with a token", r.URL.Path)
		}
	}
}

func TestSince(t *testing.T) {
	s := newSky(t)
	s.fill()
	batches := socialtest.Gather(t, s.open(t, "", func(o *Options) { o.Since = "2024-03-17" }), nil)
	if got := socialtest.Texts(t, batches); len(got) != 2 || socialtest.Last(batches).Span.From != time.Date(2024, 3, 17, 0, 0, 0, 0, time.UTC) {
		t.Errorf("%d items from %v", len(got), socialtest.Last(batches).Span)
	}
}

func TestCheck(t *testing.T) {
	fine := Options{Searches: []string{"xen"}, Identifier: "gr.example.org", Password: "p"}
	for name, c := range map[string]struct {
		change func(*Options)
		wrong  string
	}{
		"fine":          {func(*Options) {}, ""},
		"accounts":      {func(o *Options) { *o = Options{Accounts: []string{"@xen.example.org", "did:plc:abc"}} }, ""},
		"no scheme":     {func(o *Options) { o.URL = "example.org" }, "url"},
		"a path":        {func(o *Options) { o.URL = "https://example.org/xrpc" }, "host alone"},
		"plain http":    {func(o *Options) { o.URL = "http://example.org" }, "https"},
		"two passwords": {func(o *Options) { o.PasswordFile = "f" }, "one of them"},
		"no password":   {func(o *Options) { o.Password = "" }, "without the other"},
		"no identifier": {func(o *Options) { o.Identifier = "" }, "without the other"},
		"nothing":       {func(o *Options) { o.Searches = nil }, "at least one"},
		"unknown":       {func(o *Options) { o.Identifier, o.Password = "", "" }, "searches only"},
		"empty":         {func(o *Options) { o.Searches = []string{" "} }, "empty"},
		"no account":    {func(o *Options) { o.Accounts = []string{"xen"} }, "account"},
	} {
		o := fine
		c.change(&o)
		if err := o.Check(); (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
