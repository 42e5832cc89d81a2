package youtube

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
	fill := func(videos ...object) collectors.Collector {
		s.Spoil(nil)
		s.videos, s.threads, s.units = videos, nil, 1e6
		return s.collector()
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(*testing.T, string) collectors.Collector {
			bad := film(99, noon.AddDate(0, 0, -20), ours)
			bad["statistics"] = object{"viewCount": "many"}
			c := fill(append(days(1, 9, 9), bad)...)
			s.talk("Ug1", noon.AddDate(0, 0, -12), "video000001", 3)
			return c
		},
		Reopen: func(*testing.T, string) collectors.Collector { return s.collector() },
		Empty:  func(*testing.T, string) collectors.Collector { return fill() },
		Broken: func(*testing.T, string) collectors.Collector {
			s.Spoil(func(*http.Request) fetchtest.Fault { return fetchtest.Fault{Code: 400} })
			return s.collector()
		},
		Grow:    func(*testing.T, string) { s.videos = append(s.videos, days(20, 2, 1)...) },
		Rejects: 1,
	})
}

// kept is what a run emitted.
type kept struct {
	items  map[string]collectors.Item
	state  []collectors.Record
	span   *collectors.Span
	cursor collectors.Cursor
}

// collect goes on from where it got to.
func (k *kept) collect(t *testing.T, c *Collector) error {
	t.Helper()
	k.items, k.state, k.span = map[string]collectors.Item{}, nil, nil
	return c.Collect(t.Context(), k.cursor, func(b collectors.Batch) error {
		for _, item := range b.Items {
			k.items[item.Origin] = item
		}
		k.state, k.cursor = append(k.state, b.State...), b.Cursor
		if b.Span != nil {
			k.span = b.Span
		}
		return nil
	})
}

func (k *kept) must(t *testing.T, c *Collector) *kept {
	t.Helper()
	if err := k.collect(t, c); err != nil {
		t.Fatal(err)
	}
	return k
}

func (k *kept) post(t *testing.T, origin string) *collectors.Post {
	t.Helper()
	p, ok := k.items[origin].Record.(*collectors.Post)
	if !ok {
		t.Fatalf("%s is %+v, of %d items", origin, k.items[origin], len(k.items))
	}
	return p
}

func TestMapping(t *testing.T) {
	s := start(t)
	s.videos = []object{film(7, noon.Add(-time.Hour), ours)}
	s.talk("Ug1", noon.Add(-time.Minute), "video000007", 1)
	s.talk("Ug2", noon.Add(-2*time.Minute), "video000007", 5)
	k := new(kept).must(t, s.collector())
	v := k.post(t, "channel "+ours+"/video000007")
	if v.Kind != "post" || !v.Own || !v.Mention || v.Title != "Talk 7" || v.Words != 2 || !slices.Equal(v.Tags, []string{"hypervisor", "talk"}) || v.Thread != v.ID ||
		v.Author != (collectors.Alias{Login: "youtube.com/" + strings.ToLower(ours), Name: "Xen"}) || v.URL != "https://www.youtube.com/watch?v=video000007" ||
		*v.Engagement != (collectors.Engagement{Read: noon, Likes: 7, Views: 700}) || v.Version != collectors.VersionAt(noon) || v.Date.Raw != "2024-03-10T11:00:00Z" {
		t.Errorf("%+v, %+v", v, v.Engagement)
	}
	c := k.post(t, "comments "+ours+"/Ug1")
	if c.Kind != "comment" || c.Own || c.ReplyTo != v.ID || c.Thread != v.ID || c.Words != 2 || c.Engagement.Replies != 1 || c.Engagement.Likes != 2 || c.Author.Name != "ada" {
		t.Errorf("%+v, %+v", c, c.Engagement)
	}
	if a := k.post(t, "comments "+ours+"/Ug2.a4"); a.ReplyTo != "Ug2" || a.Thread != v.ID || a.Kind != "comment" {
		t.Errorf("%+v", a)
	}
	if len(k.items) != 1+2+6 {
		t.Errorf("%d items", len(k.items))
	}
	var sizes []string
	for _, rec := range k.state {
		sizes = append(sizes, fmt.Sprint(rec.Key(), " ", rec.(*collectors.Audience).Value))
	}
	want := []string{"audience youtube @xenproject followers 2024-03-10 720", "audience youtube @xenproject posts 2024-03-10 1", "audience youtube @xenproject views 2024-03-10 90000"}
	if !slices.Equal(sizes, want) {
		t.Errorf("%q", sizes)
	}
	s.hidden = true
	if k.must(t, s.collector()); len(k.state) != 2 {
		t.Errorf("%d sizes of a channel that hides who follows it", len(k.state))
	}
}

// Videos are read again for eight days, and pages may shift meanwhile.
func TestAgain(t *testing.T) {
	s := start(t)
	s.videos = days(1, 12, 0)
	n := 50
	s.between = func() {
		n++
		s.videos = append(s.videos, film(n, noon, ours))
	}
	k := new(kept).must(t, s.collector())
	for i := 1; i <= 12; i++ {
		k.post(t, fmt.Sprintf("channel %s/video%06d", ours, i))
	}
	s.between = nil
	s.videos = days(1, 12, 0)
	s.clock = noon.Add(time.Hour)
	if k.must(t, s.collector()); len(k.items) != 8 {
		t.Errorf("%d videos are read again", len(k.items))
	}
}

// A video that does not come though it is listed is private; a search makes a source lossy.
func TestSearch(t *testing.T) {
	s := start(t)
	s.videos = append(days(1, 3, 0), film(9, noon.AddDate(0, 0, -2), theirs))
	s.videos[0]["private"] = true
	c := s.with(Options{Searches: []string{"xen"}, Settings: social.Settings{Terms: []string{"talk 9"}}})
	k := new(kept).must(t, c)
	if len(k.items) != 3 || !k.span.Lossy || !k.post(t, "search xen/video000009").Mention || k.post(t, "search xen/video000003").Mention || k.post(t, "search xen/video000003").Own {
		t.Errorf("%+v, %+v", k.items, k.span)
	}
}

// Where the day's quota ends, what was read stays, and the next run goes on.
func TestQuota(t *testing.T) {
	s := start(t)
	s.videos, s.units = days(1, 12, 0), 6
	k := new(kept)
	err := k.collect(t, s.collector())
	if err == nil || !strings.Contains(err.Error(), "quota") || len(k.items) != 6 || k.span != nil {
		t.Errorf("%v, %d items", err, len(k.items))
	}
	s.units = 10000
	if k.must(t, s.collector()); len(k.items) != 12 {
		t.Errorf("%d items afterwards", len(k.items))
	}
}

func TestFaults(t *testing.T) {
	s := start(t)
	s.videos = days(1, 9, 0)
	s.talk("Ug1", noon.AddDate(0, 0, -1), "video000001", 5)
	want := new(kept).must(t, s.collector())
	hurried := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { refuse(w, 403, "rateLimitExceeded") }), nil)
	n := 0
	s.between = func() {}
	s.Spoil(func(*http.Request) fetchtest.Fault {
		n++
		return []fetchtest.Fault{{Code: 500}, {Cut: 30}, {Code: 429, Header: map[string]string{"Retry-After": "60"}}, {}}[n%4]
	})
	got := new(kept).must(t, s.collector())
	if len(got.items) != len(want.items) || s.clock.Sub(noon) < time.Minute {
		t.Errorf("%d items, want %d, after %s", len(got.items), len(want.items), s.clock.Sub(noon))
	}
	c := s.collector()
	c.home = hurried.URL
	before := s.clock
	if err := new(kept).collect(t, c); reason(err) != "rateLimitExceeded" || s.clock.Sub(before) < 5*time.Minute {
		t.Errorf("%v after %s", err, s.clock.Sub(before))
	}
}

// A channel that is gone fails the run after the others; comments that are switched off
// do not.
func TestGone(t *testing.T) {
	s := start(t)
	s.videos = days(1, 3, 0)
	c := s.with(Options{Channels: []string{"@nobody", ours}})
	k := new(kept)
	if err := k.collect(t, c); err == nil || !strings.Contains(err.Error(), "channel @nobody") || len(k.items) != 3 || k.span != nil {
		t.Errorf("%v, %d items", err, len(k.items))
	}
	off := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if strings.HasSuffix(req.URL.Path, "commentThreads") {
			refuse(w, 403, "commentsDisabled")
			return
		}
		s.ServeHTTP(w, req)
	}), nil)
	c = s.collector()
	c.home = off.URL
	if k := new(kept).must(t, c); len(k.items) != 3 {
		t.Errorf("%d items", len(k.items))
	}
}

// The key is in no address and in no error.
func TestSecret(t *testing.T) {
	s := start(t)
	c := s.collector()
	c.options.Key = "an0ther"
	err := new(kept).collect(t, c)
	if err == nil || strings.Contains(err.Error(), "an0ther") {
		t.Error(err)
	}
	for _, req := range s.Asked() {
		if strings.Contains(req.URL.String(), "an0ther") {
			t.Errorf("asked %s", req.URL)
		}
	}
	c.options.KeyFile = "nowhere"
	if err := new(kept).collect(t, c); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Error(err)
	}
}

// One bad object costs that object; no address reaches a public column.
func TestHostile(t *testing.T) {
	m := mapper{now: noon, own: map[string]bool{}}
	const at = `"publishedAt":"2024-03-01T00:00:00Z"`
	for _, bad := range []string{
		`7`, `{}`, `null`, `{"id":7}`, `{"id":"a/b","snippet":{` + at + `}}`, `{"id":"a","snippet":{}}`, `{"id":"a","snippet":{"publishedAt":"soon"}}`,
		`{"id":"a","snippet":{` + at + `,"channelId":"ada@example.org"}}`, `{"id":"a","snippet":{` + at + `},"statistics":{"viewCount":"-1"}}`, `{"id":"a","snippet":{` + at + `,"tags":"x"}}`,
	} {
		if p, err := m.video(json.RawMessage(bad)); err == nil {
			t.Errorf("%s: %+v", bad, p)
		}
	}
	p, err := m.video(json.RawMessage(`{"id":"a","snippet":{` + at + `,"channelId":"` + theirs + `","channelTitle":"ada@example.org\u001b","title":"<b>ada@example.org","tags":["ada@example.org"],"description":"#ada@example.org"}}`))
	if err != nil || strings.Contains(p.Title+p.Author.Name+p.URL+strings.Join(p.Tags, ""), "@example.org") {
		t.Errorf("%+v, %v", p, err)
	}
	for _, bad := range []string{`{"id":"a","snippet":{` + at + `,"authorChannelId":"x"}}`, `{"id":"a","snippet":{` + at + `,"likeCount":-1}}`} {
		if p, err := m.comment(json.RawMessage(bad), "v", "v"); err == nil {
			t.Errorf("%s: %+v", bad, p)
		}
	}
	s := start(t)
	s.videos = days(1, 1, 0)
	s.threads = []object{{"id": 7, "snippet": object{}}, {"id": "Ug", "snippet": object{"topLevelComment": 7}}}
	k := new(kept)
	if k.must(t, s.collector()); len(k.items) != 3 {
		t.Errorf("%+v", k.items)
	}
}

func TestCheck(t *testing.T) {
	if err := (Options{Channels: []string{"@xenproject", ours}, Searches: []string{"xen"}}).Check(); err != nil {
		t.Error(err)
	}
	for _, bad := range []Options{{}, {Channels: []string{"xenproject"}}, {Channels: []string{"@a/b"}}, {Searches: []string{" "}}} {
		if bad.Check() == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

// In a real store all is accounted for, and what is read again changes no number.
func TestStore(t *testing.T) {
	s := start(t)
	bad := film(50, noon.AddDate(0, 0, -1), ours)
	bad["snippet"].(object)["title"] = 7
	s.videos = append(days(1, 5, 0), bad)
	s.talk("Ug1", noon.AddDate(0, 0, -1), "video000001", 4)
	store := warehousetest.Open(t)
	for range 2 {
		c := s.with(Options{Channels: []string{ours}, Searches: []string{"xen"}, Comments: true})
		got := socialtest.Collect(t, store, "youtube", c)
		if got.Received != 2*6+5 || got.Stored != 5+5 || got.Duplicates != 5 || got.Quarantined != 2 || !got.Lossy {
			t.Errorf("%+v", got)
		}
		s.clock = s.clock.Add(time.Minute)
	}
}
