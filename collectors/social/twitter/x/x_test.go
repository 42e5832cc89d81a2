package x

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/warehouse/warehousetest"
)

func TestConformance(t *testing.T) {
	s := start(t)
	fill := func(posts ...object) collectors.Collector {
		s.Spoil(nil)
		s.posts = posts
		return s.collector()
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(*testing.T, string) collectors.Collector {
			bad := post(99, noon.AddDate(0, 0, -20), "1", "Xen")
			bad["conversation_id"] = 7
			return fill(append(days(1, 12, 9), bad)...)
		},
		Reopen: func(*testing.T, string) collectors.Collector { return s.collector() },
		Empty:  func(*testing.T, string) collectors.Collector { return fill() },
		Broken: func(*testing.T, string) collectors.Collector {
			socialtest.Cycle(s.Server, []fetchtest.Fault{{Code: 401}})
			return s.collector()
		},
		Grow:    func(*testing.T, string) { s.posts = append(s.posts, days(20, 2, 1)...) },
		Rejects: 1,
	})
}

func TestMapping(t *testing.T) {
	s := start(t)
	original := post(10, noon.AddDate(0, 0, -30), "1", "Xen 4.18 &amp; more #Xen")
	long := post(11, noon.Add(-time.Hour), "2", "Xen beginning…")
	long["note_tweet"] = object{"text": "Xen beginning and end", "entities": object{"hashtags": []object{{"tag": "Long"}}}}
	repost := post(12, noon.Add(-2*time.Hour), "2", "RT @xen_org: Xen 4.18")
	repost["referenced_tweets"] = []object{{"type": "retweeted", "id": "10"}}
	answer := post(13, noon.Add(-3*time.Hour), "2", "Xen? yes")
	answer["conversation_id"], answer["referenced_tweets"] = "10", []object{{"type": "quoted", "id": "10"}, {"type": "replied_to", "id": "11"}}
	reply := post(14, noon.Add(-4*time.Hour), "3", "Xen it is")
	reply["referenced_tweets"] = []object{{"type": "replied_to", "id": "11"}}
	s.posts = []object{original, long, repost, answer, reply}
	k := new(socialtest.Harvest).Must(t, s.with(Options{Searches: []string{"xen"}, Settings: social.Settings{Own: []string{"xen_org"}, KeepText: true}}))

	for origin, want := range map[string]*collectors.Post{
		"search xen/11": {ID: "11", Kind: collectors.PostProper, Words: 4, Text: "Xen beginning and end", Tags: []string{"long"}, Thread: "11", URL: "https://twitter.com/Ada/status/11"},
		"search xen/12": {ID: "12", Kind: collectors.PostReshare, ReshareOf: "10", Thread: "12", URL: "https://twitter.com/Ada/status/12"},
		"search xen/13": {ID: "13", Kind: collectors.PostQuote, ReshareOf: "10", ReplyTo: "11", Thread: "10", Words: 2, Text: "Xen? yes", URL: "https://twitter.com/Ada/status/13"},
		"search xen/14": {ID: "14", Kind: collectors.PostComment, ReplyTo: "11", Thread: "14", Words: 3, Text: "Xen it is", URL: "https://twitter.com/i/web/status/14"},

		"search xen/12/retweeted": {ID: "10", Kind: collectors.PostProper, Words: 5, Text: "Xen 4.18 & more #Xen", Tags: []string{"xen"}, Thread: "10", URL: "https://twitter.com/xen_org/status/10", Own: true},
	} {
		got := *k.Post(t, origin)
		author, engagement := got.Author, got.Engagement
		want.Network, want.Mention, want.Version, want.Date = "twitter", true, collectors.VersionAt(noon), got.Date
		if want.ReshareOf != "" {
			want.Original = collectors.Alias{Login: "twitter.com/xen_org", Name: "Xen"}
		}
		got.Author, got.Engagement = collectors.Alias{}, nil
		if a, b := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", *want); a != b {
			t.Errorf("%s:\n got %s\nwant %s", origin, a, b)
		}
		if want.Kind != collectors.PostReshare && (engagement == nil || engagement.Reshares != 3 || engagement.Replies != 3 || engagement.Views != 500 || !engagement.Read.Equal(noon)) ||
			want.Kind == collectors.PostReshare && engagement != nil {
			t.Errorf("%s: %+v", origin, engagement)
		}
		if origin == "search xen/11" && author != (collectors.Alias{Login: "twitter.com/ada", Name: "Ada"}) || origin == "search xen/14" && !author.Empty() {
			t.Errorf("%s: by %+v", origin, author)
		}
	}
	if k.Items["search xen/12/retweeted"].Day != (time.Time{}) || k.Expected["search xen 2024-03-10"] != 4 {
		t.Errorf("%v", k.Expected)
	}
}

// What a search shows for seven days is read again each time; a pause of more than
// that moves the beginning. An own account's posts are read until they are eight days old.
func TestAgain(t *testing.T) {
	s := start(t)
	s.posts = append(days(1, 12, 0), post(50, noon.AddDate(0, 0, -3), "2", "xen"))
	k := new(socialtest.Harvest).Must(t, s.collector())
	begin := noon.Add(late - window)
	if !k.Span.From.Equal(begin) || !k.Span.Until.Equal(noon.Add(-late)) {
		t.Errorf("span %+v", k.Span)
	}
	if _, partly := k.Expected["search xen 2024-03-03"]; partly || k.Expected["search xen 2024-03-07"] != 2 || k.Expected["account xen_org/1 2024-02-27"] != 1 {
		t.Errorf("expected %v", k.Expected)
	}
	s.clock.Set(noon.AddDate(0, 0, 2))
	k.Must(t, s.collector())
	if !k.Span.From.Equal(begin) {
		t.Errorf("span %+v after two days", k.Span)
	}
	if _, again := k.Items["account xen_org/6"]; !again || len(k.Items) != 7+5 { // of the time since 2 and 5 March
		t.Errorf("%d items: %v", len(k.Items), k.Items)
	}
	s.clock.Set(noon.AddDate(0, 0, 20))
	if k.Must(t, s.collector()); !k.Span.From.Equal(s.clock.Now().Add(late - window)) {
		t.Errorf("span %+v after a pause", k.Span)
	}
	if len(k.State) != 2 || k.State[0].Key() != "audience twitter @xen_org followers 2024-03-30" || k.State[0].(*collectors.Audience).Value != 72 {
		t.Errorf("state %+v", k.State)
	}
}

// A timeline that shows less than there is speaks from its oldest post on.
func TestDeep(t *testing.T) {
	s := start(t)
	s.posts, s.most = days(1, 12, 0), 5
	k := new(socialtest.Harvest).Must(t, s.with(Options{Settings: social.Settings{Own: []string{"xen_org"}}}))
	if len(k.Items) != 5 || !k.Span.From.Equal(noon.AddDate(0, 0, -5).Add(-time.Hour)) {
		t.Errorf("%d items, span %+v", len(k.Items), k.Span)
	}
}

// Not everybody may ask for counts: then what is found is expected.
func TestUncounted(t *testing.T) {
	s := start(t)
	s.refused = true
	s.posts = days(1, 3, 0)
	k := new(socialtest.Harvest).Must(t, s.with(Options{Searches: []string{"xen"}}))
	if len(k.Items) != 3 || k.Expected["search xen/3 2024-03-09"] != 1 {
		t.Errorf("%v", k.Expected)
	}
}

// An account that is gone fails the run, after all else was read.
func TestGone(t *testing.T) {
	s := start(t)
	s.posts = days(1, 3, 0)
	k := new(socialtest.Harvest)
	err := k.Take(t, s.with(Options{Settings: social.Settings{Own: []string{"nobody", "xen_org"}}}))
	if err == nil || !strings.Contains(err.Error(), "account nobody") || len(k.Items) != 3 || k.Span != nil {
		t.Errorf("%v, %d items, span %v", err, len(k.Items), k.Span)
	}
}

// Answers that are cut off, refused for a while or limited change nothing but the time.
func TestFaults(t *testing.T) {
	s := start(t)
	s.posts = append(days(1, 9, 0), post(50, noon.AddDate(0, 0, -3), "2", "xen"))
	want := new(socialtest.Harvest).Must(t, s.collector())
	n := 0
	s.Spoil(func(*http.Request) fetchtest.Fault {
		n++
		now := s.clock.Now()
		switch n % 4 {
		case 1:
			return fetchtest.Fault{Code: 503}
		case 2:
			return fetchtest.Fault{Cut: 20}
		case 3:
			return fetchtest.Fault{Code: 429, Header: map[string]string{"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": fmt.Sprint(now.Unix() + 300), "Date": now.Format(http.TimeFormat)}}
		}
		return fetchtest.Fault{}
	})
	got := new(socialtest.Harvest).Must(t, s.collector())
	if len(got.Items) != len(want.Items) || s.clock.Now().Sub(noon) < 5*time.Minute || !slices.Contains(s.clock.Waits(), "the server answers 429") {
		t.Errorf("%d items, want %d, after %s, told %q", len(got.Items), len(want.Items), s.clock.Now().Sub(noon), s.clock.Waits())
	}
}

// The token goes to the service only, and into no error.
func TestSecret(t *testing.T) {
	s := start(t)
	c := s.collector()
	c.options.Token = "an0ther"
	err := new(socialtest.Harvest).Take(t, c)
	if err == nil || strings.Contains(err.Error(), "an0ther") {
		t.Error(err)
	}
	c.options.TokenFile = "nowhere"
	if err := new(socialtest.Harvest).Take(t, c); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Error(err)
	}
}

// A page that leads back would be read for ever.
func TestCircle(t *testing.T) {
	s := start(t)
	circle := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `{"data": [], "meta": {"next_token": "again"}}`)
	}), nil)
	c := s.with(Options{Searches: []string{"xen"}})
	c.home = circle.URL
	if err := new(socialtest.Harvest).Take(t, c); err == nil || !strings.Contains(err.Error(), "leads back") {
		t.Error(err)
	}
}

// One bad post costs that post; no address reaches a public column.
func TestHostile(t *testing.T) {
	m := mapper{now: noon}
	around := surroundings{people: map[string]author{
		"1": {ID: "1", Name: "a/b"}, "2": {ID: "2", Name: "ada", Display: "ada@example.org\x1b[31m"}, "3": {ID: "3", Name: "ada@example.org"},
	}}
	const at = `"created_at":"2024-03-01T00:00:00Z"`
	for _, bad := range []string{
		`7`, `{}`, `null`, `{"id":7,` + at + `}`, `{"id":"a/b",` + at + `}`, `{"id":"1","created_at":"soon"}`, `{"id":"1","created_at":"0001-01-02T00:00:00Z"}`,
		`{"id":"1",` + at + `,"author_id":"1"}`, `{"id":"1",` + at + `,"author_id":"3"}`, `{"id":"1",` + at + `,"public_metrics":{"like_count":-1}}`,
		`{"id":"1",` + at + `,"referenced_tweets":[{"type":"quoted","id":"<b>"}]}`, `{"id":"1",` + at + `,"text":[]}`,
	} {
		if p, err := m.post(around, json.RawMessage(bad)); err == nil {
			t.Errorf("%s: %+v", bad, p)
		}
	}
	p, err := m.post(around, json.RawMessage(`{"id":"1",`+at+`,"author_id":"2","conversation_id":"ada@example.org","text":"<script>\u0000","entities":{"hashtags":[{"tag":"ada@example.org"}]}}`))
	if err != nil || strings.Contains(fmt.Sprintf("%+v", p), "example.org") && p.Author.Name != "ada" {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestCheck(t *testing.T) {
	if err := (Options{Searches: []string{"xen"}}).Check(); err != nil {
		t.Error(err)
	}
	for _, bad := range []Options{{}, {Searches: []string{" "}}, {Searches: []string{strings.Repeat("x", 600)}}, {Settings: social.Settings{Own: []string{"a/b"}}}} {
		if bad.Check() == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

// In a real store all is accounted for, and what is read again changes no number.
func TestStore(t *testing.T) {
	s := start(t)
	repost, bad := post(50, noon.AddDate(0, 0, -2), "2", "RT @xen_org: Xen news"), post(51, noon.AddDate(0, 0, -2), "2", "xen")
	repost["referenced_tweets"] = []object{{"type": "retweeted", "id": "12"}}
	bad["entities"] = "none"
	s.posts = append(days(1, 12, 0), repost, bad)
	store := warehousetest.Open(t)
	for range 2 {
		// Twelve by the account, six of them by the search too, with the repost, its
		// original and what cannot be read.
		got := socialtest.Collect(t, store, "x", s.collector())
		if got.Received != 12+6+3 || got.Stored != 13 || got.Duplicates != 7 || got.Quarantined != 1 {
			t.Errorf("%+v", got)
		}
		s.clock.Add(time.Minute)
	}
}
