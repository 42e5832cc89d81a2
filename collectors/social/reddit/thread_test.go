package reddit

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

// forest is a lab with a post of another subreddit, and a discussion below it that is
// wider and deeper than what is shown at once.
func forest(t *testing.T) (l *lab, names []string) {
	l = start(t)
	p := post(1, noon.AddDate(0, 0, -2), "ada")
	p["subreddit"] = "elsewhere"
	l.things = []data{p}
	for i := range 60 {
		below := "t3_p1"
		switch {
		case i%10 > 0:
			below = l.things[i]["name"].(string) // a chain of ten
		case i%20 > 0:
			below = "t1_c0"
		}
		c := comment(i, noon.AddDate(0, 0, -1).Add(time.Duration(i)*time.Minute), below, "t3_p1")
		c["subreddit"] = "elsewhere"
		l.things = append(l.things, c)
		names = append(names, "below t3_p1/"+c["name"].(string))
	}
	slices.Sort(names)
	return l, names
}

// All comments below a post come up once, however they are left out at first.
func TestThread(t *testing.T) {
	l, want := forest(t)
	options := Options{Searches: []string{"news"}, Comments: true, Settings: social.Settings{Own: []string{"ada"}}}
	batches := socialtest.Gather(t, l.with(options), nil)
	got := socialtest.Origins(batches)
	slices.Sort(got)
	want = append(want, "search news/t3_p1", "user/ada/submitted/t3_p1")
	if !slices.Equal(got, want) {
		t.Errorf("%d items %q, want %d %q", len(got), got, len(want), want)
	}
	for _, b := range batches {
		for i := range b.Items {
			p := b.Items[i].Record.(*collectors.Post)
			if p.Kind == collectors.PostComment && (p.Thread != "t3_p1" || p.ReplyTo == "" || p.Place != "r/elsewhere") {
				t.Errorf("%+v", p)
			}
		}
	}
	for _, want := range []int{len(want), 0} { // up to nine days after the post, and to eighteen
		l.clock.Add(9 * day)
		batches = socialtest.Gather(t, l.with(options), socialtest.Last(batches).Cursor)
		if again := socialtest.Origins(batches); len(again) != want {
			t.Errorf("%d are read again, want %d", len(again), want)
		}
	}
}

// A service that leaves the same comments out again and again is not asked forever.
func TestThreadThatNeverEnds(t *testing.T) {
	l, all := forest(t)
	l.deep = 1
	if got := socialtest.Origins(socialtest.Gather(t, l.with(Options{Searches: []string{"news"}, Comments: true}), nil)); len(got) >= len(all) {
		t.Errorf("%d items", len(got))
	}
	if asked := l.Asked(); len(asked) > len(all) {
		t.Errorf("%d questions", len(asked))
	}
}

// Comments are left where they are unless they are asked for, and where the subreddit's
// own list shows them.
func TestNoThread(t *testing.T) {
	l, _ := forest(t)
	for name, options := range map[string]Options{
		"not asked for": {Searches: []string{"news"}},
		"whole":         {Subreddits: []string{"Elsewhere"}, Searches: []string{"news"}, Comments: true},
	} {
		for _, origin := range socialtest.Origins(socialtest.Gather(t, l.with(options), nil)) {
			if strings.HasPrefix(origin, "below") {
				t.Errorf("%s: %s", name, origin)
			}
		}
	}
}

// A post that is gone when its comments are asked for is no fault of the source; a
// service that fails is.
func TestThreadFails(t *testing.T) {
	l, _ := forest(t)
	for code, fails := range map[int]bool{http.StatusNotFound: false, http.StatusForbidden: false, http.StatusBadRequest: true} {
		l.Spoil(func(r *http.Request) (f fetchtest.Fault) {
			if strings.HasPrefix(r.URL.Path, "/comments/") {
				f.Code = code
			}
			return f
		})
		_, err := socialtest.Try(t.Context(), l.with(Options{Searches: []string{"news"}, Comments: true}), nil)
		if (err != nil) != fails {
			t.Errorf("%d: %v", code, err)
		}
	}
}
