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
			socialtest.Cycle(s.Server, []fetchtest.Fault{{Code: 400}})
			return s.collector()
		},
		Grow:    func(*testing.T, string) { s.videos = append(s.videos, days(20, 2, 1)...) },
		Rejects: 1,
	})
}

func TestMapping(t *testing.T) {
	s := start(t)
	s.videos = []object{film(7, noon.Add(-time.Hour), ours)}
	s.talk("Ug1", noon.Add(-time.Minute), "video000007", 1)
	s.talk("Ug2", noon.Add(-2*time.Minute), "video000007", 5)
	k := new(socialtest.Harvest).Must(t, s.collector())
	v := k.Post(t, "channel "+ours+"/video000007")
	if v.Kind != "post" || !v.Own || !v.Mention || v.Title != "Talk 7" || v.Words != 2 || !slices.Equal(v.Tags, []string{"hypervisor", "talk"}) || v.Thread != v.ID ||
		v.Author != (collectors.Alias{Login: "youtube.com/" + strings.ToLower(ours), Name: "Xen"}) || v.URL != "https://www.youtube.com/watch?v=video000007" ||
		*v.Engagement != (collectors.Engagement{Read: noon, Likes: 7, Views: 700}) || v.Version != collectors.VersionAt(noon) || v.Date.Raw != "2024-03-10T11:00:00Z" {
		t.Errorf("%+v, %+v", v, v.Engagement)
	}
	c := k.Post(t, "comments "+ours+"/Ug1")
	if c.Kind != "comment" || c.Own || c.ReplyTo != v.ID || c.Thread != v.ID || c.Words != 2 || c.Engagement.Replies != 1 || c.Engagement.Likes != 2 || c.Author.Name != "ada" {
		t.Errorf("%+v, %+v", c, c.Engagement)
	}
	if a := k.Post(t, "comments "+ours+"/Ug2.a4"); a.ReplyTo != "Ug2" || a.Thread != v.ID || a.Kind != "comment" {
		t.Errorf("%+v", a)
	}
	if len(k.Items) != 1+2+6 {
		t.Errorf("%d items", len(k.Items))
	}
	var sizes []string
	for _, rec := range k.State {
		sizes = append(sizes, fmt.Sprint(rec.Key(), " ", rec.(*collectors.Audience).Value))
	}
	want := []string{"audience youtube @xenproject followers 2024-03-10 720", "audience youtube @xenproject posts 2024-03-10 1", "audience youtube @xenproject views 2024-03-10 90000"}
	if !slices.Equal(sizes, want) {
		t.Errorf("%q", sizes)
	}
	s.hidden = true
	if k.Must(t, s.collector()); len(k.State) != 2 {
		t.Errorf("%d sizes of a channel that hides who follows it", len(k.State))
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
	k := new(socialtest.Harvest).Must(t, s.collector())
	for i := 1; i <= 12; i++ {
		k.Post(t, fmt.Sprintf("channel %s/video%06d", ours, i))
	}
	s.between = nil
	s.videos = days(1, 12, 0)
	s.clock.Set(noon.Add(time.Hour))
	if k.Must(t, s.collector()); len(k.Items) != 8 {
		t.Errorf("%d videos are read again", len(k.Items))
	}
}

// A video that does not come though it is listed is private; a search makes a source lossy.
func TestSearch(t *testing.T) {
	s := start(t)
	s.videos = append(days(1, 3, 0), film(9, noon.AddDate(0, 0, -2), theirs))
	s.videos[0]["private"] = true
	c := s.with(Options{Searches: []string{"xen"}, Settings: social.Settings{Terms: []string{"talk 9"}}})
	k := new(socialtest.Harvest).Must(t, c)
	if len(k.Items) != 3 || !k.Span.Lossy || !k.Post(t, "search xen/video000009").Mention || k.Post(t, "search xen/video000003").Mention || k.Post(t, "search xen/video000003").Own {
		t.Errorf("%+v, %+v", k.Items, k.Span)
	}
}

// Where the day's quota ends, what was read stays, and the next run goes on.
func TestQuota(t *testing.T) {
	s := start(t)
	s.videos, s.units = days(1, 12, 0), 6
	k := new(socialtest.Harvest)
	err := k.Take(t, s.collector())
	if err == nil || !strings.Contains(err.Error(), "quota") || len(k.Items) != 6 || k.Span != nil {
		t.Errorf("%v, %d items", err, len(k.Items))
	}
	s.units = 10000
	if k.Must(t, s.collector()); len(k.Items) != 12 {
		t.Errorf("%d items afterwards", len(k.Items))
	}
}

func TestFaults(t *testing.T) {
	s := start(t)
	s.videos = days(1, 9, 0)
	s.talk("Ug1", noon.AddDate(0, 0, -1), "video000001", 5)
	want := new(socialtest.Harvest).Must(t, s.collector())
	hurried := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { refuse(w, 403, "rateLimitExceeded") }), nil)
	socialtest.Cycle(s.Server, []fetchtest.Fault{{Cut: 30}, {Code: 429, Header: map[string]string{"Retry-After": "60"}}, {}, {Code: 500}})
	got := new(socialtest.Harvest).Must(t, s.collector())
	if len(got.Items) != len(want.Items) || s.clock.Now().Sub(noon) < time.Minute {
		t.Errorf("%d items, want %d, after %s", len(got.Items), len(want.Items), s.clock.Now().Sub(noon))
	}
	c := s.collector()
	c.home = hurried.URL
	before := s.clock.Now()
	if err := new(socialtest.Harvest).Take(t, c); reason(err) != "rateLimitExceeded" || s.clock.Now().Sub(before) < 5*time.Minute {
		t.Errorf("%v after %s", err, s.clock.Now().Sub(before))
	}
}

// A channel that is gone fails the run after the others; comments that are switched off
// do not.
func TestGone(t *testing.T) {
	s := start(t)
	s.videos = days(1, 3, 0)
	c := s.with(Options{Channels: []string{"@nobody", ours}})
	k := new(socialtest.Harvest)
	if err := k.Take(t, c); err == nil || !strings.Contains(err.Error(), "channel @nobody") || len(k.Items) != 3 || k.Span != nil {
		t.Errorf("%v, %d items", err, len(k.Items))
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
	if k := new(socialtest.Harvest).Must(t, c); len(k.Items) != 3 {
		t.Errorf("%d items", len(k.Items))
	}
}

// The key is in no address and in no error.
func TestSecret(t *testing.T) {
	s := start(t)
	c := s.collector()
	c.options.Key = "an0ther"
	err := new(socialtest.Harvest).Take(t, c)
	if err == nil || strings.Contains(err.Error(), "an0ther") {
		t.Error(err)
	}
	for _, req := range s.Asked() {
		if strings.Contains(req.URL.String(), "an0ther") {
			t.Errorf("asked %s", req.URL)
		}
	}
	c.options.KeyFile = "nowhere"
	if err := new(socialtest.Harvest).Take(t, c); err == nil || !strings.Contains(err.Error(), "nowhere") {
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
	k := new(socialtest.Harvest)
	if k.Must(t, s.collector()); len(k.Items) != 3 {
		t.Errorf("%+v", k.Items)
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
		s.clock.Add(time.Minute)
	}
}
