package hackernews

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

func TestConformance(t *testing.T) {
	s := start(t)
	fill := func(posts ...post) collectors.Collector {
		s.Spoil(nil)
		s.posts = posts
		return s.collector()
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(*testing.T, string) collectors.Collector {
			bad := story(99, noon.AddDate(0, 0, -20), "bob")
			bad["points"] = "many"
			return fill(append(days(1, 9, 10), bad)...)
		},
		Reopen: func(*testing.T, string) collectors.Collector { return s.collector() },
		Empty:  func(*testing.T, string) collectors.Collector { return fill() },
		Broken: func(*testing.T, string) collectors.Collector {
			socialtest.Cycle(s.Server, []fetchtest.Fault{{Code: 403}})
			return s.collector()
		},
		Grow:    func(*testing.T, string) { s.posts = append(s.posts, days(20, 2, 1)...) },
		Rejects: 1,
	})
}

// Posts are read again for eight days, and older ones are left alone.
func TestAgain(t *testing.T) {
	s := start(t)
	s.posts = slices.Concat(days(1, 5, 9), days(11, 2, 6))
	first := socialtest.Gather(t, s.collector(), nil)
	s.posts[5]["points"] = 1000
	s.clock.Add(time.Hour)
	again := socialtest.Gather(t, s.collector(), socialtest.Last(first).Cursor)
	want := []string{"search xen/12", "search xen/11", "user ada/12", "user ada/11"}
	if got := socialtest.Origins(again); !slices.Equal(got, want) {
		t.Errorf("%q are read again, want %q", got, want)
	}
	p := again[0].Items[1].Record.(*collectors.Post)
	if p.Engagement.Likes != 1000 || p.Version != collectors.VersionAt(s.clock.Now()) || !p.Engagement.Read.Equal(s.clock.Now()) {
		t.Errorf("%+v, %+v", p, p.Engagement)
	}
}

// Pages end within a second, the service gives less than is asked for, and posts
// arrive meanwhile: each of those that were there comes up once.
func TestPages(t *testing.T) {
	s := start(t)
	for i := range 7 {
		s.posts = append(s.posts, story(i+1, noon.Add(time.Duration(i/2-10)*time.Hour), "bob"))
	}
	n := 100
	s.between = func() {
		n++
		s.posts = append(s.posts, story(n, noon.Add(time.Second), "bob"))
	}
	for _, most := range []int{0, 3} {
		s.most = most
		c := s.with(Options{Searches: []string{"xen"}})
		c.size = 4
		got := socialtest.Origins(socialtest.Gather(t, c, nil))
		slices.Sort(got)
		if len(got) != 7 || len(slices.Compact(got)) != 7 || got[6] != "search xen/7" {
			t.Errorf("at most %d: %q", most, got)
		}
	}
}

// More posts in a second than an answer holds are an error, not a silent gap.
func TestCrowdedSecond(t *testing.T) {
	s := start(t)
	for i := range 5 {
		s.posts = append(s.posts, story(i+1, noon, "bob"))
	}
	_, err := socialtest.Try(t.Context(), s.collector(), nil)
	if err == nil || !strings.Contains(err.Error(), "none is older") {
		t.Error(err)
	}
}

// Faults cost time and nothing else.
func TestFaults(t *testing.T) {
	s := start(t)
	s.posts = days(1, 9, 1)
	want := socialtest.Origins(socialtest.Gather(t, s.collector(), nil))
	socialtest.Cycle(s.Server, []fetchtest.Fault{{Cut: 50}, {}, {Code: 429, Header: map[string]string{"Retry-After": "100"}}, {Code: 500}, {}, {Code: 503}})
	if got := socialtest.Origins(socialtest.Gather(t, s.collector(), nil)); !slices.Equal(got, want) || len(want) != 18 {
		t.Errorf("%q, want %q", got, want)
	}
	if s.clock.Now().Sub(noon) < 100*time.Second || len(s.clock.Waits()) == 0 {
		t.Errorf("waited %s, told %q", s.clock.Now().Sub(noon), s.clock.Waits())
	}
}

// Interrupted anywhere, again and again, and repeated, it ends in the same.
func TestInterrupted(t *testing.T) {
	s := start(t)
	s.posts = days(1, 9, 1)
	socialtest.Interrupt(t, func() collectors.Collector { return s.collector() })
}

// Comments on stories come up where they are asked for, whatever their words, once a
// run, and as long as the story is young.
func TestComments(t *testing.T) {
	s := start(t)
	s.posts = days(1, 2, 2)
	var want []string
	for i := range 8 {
		s.posts = append(s.posts, comment(100+i, noon.AddDate(0, 0, -1).Add(time.Duration(i/2)*time.Minute), 1+i%2))
		want = append(want, fmt.Sprintf("below %d/%d", 1+i%2, 100+i))
	}
	s.posts[0]["num_comments"], s.posts[1]["num_comments"] = 4, 4
	options := Options{Searches: []string{"xen"}, Comments: true, Settings: social.Settings{Own: []string{"ada"}}}
	want = append(want, "search xen/1", "search xen/2", "user ada/1", "user ada/2")
	var cursor collectors.Cursor
	for _, want := range [][]string{want, want, nil} { // up to nine days after the stories, and to eighteen
		batches := socialtest.Gather(t, s.with(options), cursor)
		cursor = socialtest.Last(batches).Cursor
		got := socialtest.Origins(batches)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		s.clock.Add(9 * day)
	}
	for _, origin := range socialtest.Origins(socialtest.Gather(t, s.collector(), nil)) {
		if strings.HasPrefix(origin, "below") {
			t.Errorf("%s was not asked for", origin)
		}
	}
}

func TestQuestions(t *testing.T) {
	s := start(t)
	socialtest.Gather(t, s.collector(), nil)
	var asked []string
	for _, r := range s.Asked() {
		q := r.URL.Query()
		asked = append(asked, fmt.Sprint(q.Get("query"), " ", q.Get("tags"), " ", q.Get("numericFilters")))
	}
	want := []string{"xen (story,comment,poll,job) created_at_i<=1710072000", " (story,comment,poll,job),author_ada created_at_i<=1710072000"}
	if !slices.Equal(asked, want) {
		t.Errorf("%q", asked)
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		o    Options
		fine bool
	}{
		{Options{}, false},
		{Options{Searches: []string{"xen"}}, true},
		{Options{Searches: []string{" "}}, false},
		{Options{Settings: social.Settings{Own: []string{"@ada"}}}, true},
		{Options{Settings: social.Settings{Own: []string{"ada,(story"}}}, false},
	} {
		if err := c.o.Check(); (err == nil) != c.fine {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
}

func TestBadCursor(t *testing.T) {
	_, err := socialtest.Try(t.Context(), start(t).collector(), collectors.Cursor("1,2"))
	if err == nil || !strings.Contains(err.Error(), "cursor") {
		t.Error(err)
	}
}
