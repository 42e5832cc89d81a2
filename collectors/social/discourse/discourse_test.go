package discourse

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/social/socialtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fill writes some topics, one of several pages, and a post that cannot be read.
func (l *lab) fill() {
	l.topics = nil
	for n := 1; n <= 5; n++ {
		l.begins(n, 1, 10*n, nil, says(10*n, 1, 10*n, "ada", nil))
	}
	posts := []thing{says(100, 1, 60, "ada", nil)}
	for n := 2; n <= 9; n++ {
		posts = append(posts, says(100+n, n, 60+n, "bob", nil))
	}
	posts[4]["post_number"] = "five"
	l.begins(6, 3, 80, thing{"pinned": true}, posts...)
}

func TestConformance(t *testing.T) {
	l := start(t)
	open := func(*testing.T, string) collectors.Collector { return l.collector() }
	collectortest.Run(t, collectortest.Subject{
		Make:   func(*testing.T, string) collectors.Collector { l.fill(); return l.collector() },
		Reopen: open,
		Empty:  func(*testing.T, string) collectors.Collector { l.topics = nil; return l.collector() },
		Broken: func(*testing.T, string) collectors.Collector {
			return l.collector(func(o *Options) { o.Categories = []string{"none"} })
		},
		Grow: func(*testing.T, string) {
			l.begins(8, 1, 99_000, nil, says(200, 1, 99_000, "eve", nil))
			l.begins(2, 1, 99_002, nil, says(20, 1, 20, "ada", nil), says(201, 2, 99_002, "eve", nil))
		},
		Rejects: 1,
	})
}

// Each field of a question and of an answer is where it belongs.
func TestFields(t *testing.T) {
	l := start(t)
	l.below = "/forum"
	l.begins(5, 3, 30, thing{"title": "Which way? ada@example.org", "tags": []any{"Xen", thing{"id": 3, "name": "KVM"}}, "accepted_answer": thing{"post_number": 2}},
		says(50, 1, 10, "Ada", thing{"cooked": "<p>My words</p>", "reply_count": 1}),
		says(51, 2, 20, "bob", thing{"reply_to_post_number": 1, "actions_summary": []thing{{"id": 2, "count": 4}, {"id": 3, "count": 9}},
			"cooked": "<aside class=\"quote\" data-username=\"Ada\"><div class=\"title\">Ada:</div><blockquote><p>My words</p></blockquote></aside><p>This way</p>"}),
	)
	k := l.harvest().Must(t, l.collector(func(o *Options) { o.Own, o.Terms, o.KeepText = []string{"bob"}, []string{"way"}, true }))
	host := l.host()
	minutes := func(n int) collectors.Dated {
		return collectors.Clocked(time.Date(2024, 1, 1, 0, n, 0, 0, time.UTC), collectors.DateNetwork)
	}
	for id, want := range map[string]collectors.Post{
		"50": {
			Kind: collectors.PostQuestion, Author: collectors.Alias{Name: "ADA Example", Login: host + "/ada"}, Date: minutes(10), Title: "Which way? <address>",
			Text: "My words\n", Words: 2, Engagement: &collectors.Engagement{Read: noon, Replies: 1, Views: 40},
		},
		"51": {
			Kind: collectors.PostAnswer, Author: collectors.Alias{Name: "BOB Example", Login: host + "/bob"}, Date: minutes(20), Text: "> Ada:\n> > My words\nThis way\n", Words: 2,
			ReplyTo: host + "/50", Accepted: true, Own: true, Engagement: &collectors.Engagement{Read: noon, Likes: 4},
		},
	} {
		want.Network, want.Place, want.ID, want.Thread, want.Tags = "discourse", host, host+"/"+id, host+"/50", []string{"kvm", "xen"}
		want.URL = fmt.Sprintf("%s/forum/t/5/%c", l.URL, id[1]+1)
		want.Mention, want.Version = true, collectors.VersionAt(noon)
		got, _ := json.Marshal(k.Posts[id])
		if want, _ := json.Marshal(want); string(got) != string(want) {
			t.Errorf("%s:\n got %s\nwant %s", id, got, want)
		}
	}
	if len(k.State) != 1 || *k.State[0].(*collectors.Audience) != (collectors.Audience{Network: "discourse", Account: host, Measure: "members", Day: noon.Truncate(24 * time.Hour), Value: 72, Version: collectors.VersionAt(noon)}) {
		t.Errorf("%+v", k.State)
	}
}

// What a post is depends on where its topic stands, who began it, and who writes.
func TestKinds(t *testing.T) {
	l := start(t)
	topic := func(id, category int) {
		l.begins(id, category, 30, nil,
			says(id*10, 1, 1, "ada", nil), says(id*10+1, 2, 2, "bob", nil), says(id*10+2, 3, 3, "ada", thing{"reply_to_post_number": 2}),
			says(id*10+3, 4, 4, "eve", thing{"post_type": 3, "action_code": "closed.enabled", "cooked": ""}),
			says(id*10+4, 5, 5, "eve", thing{"post_type": 2}), says(id*10+5, 6, 6, "eve", thing{"post_type": 4}),
			says(id*10+6, 7, 7, "system", thing{"user_id": -1, "reply_to_post_number": 99}), says(id*10+7, 8, 8, "", thing{"username": nil, "name": nil, "user_id": nil}),
			says(id*10+8, 9, 9, "bob", thing{"user_deleted": true}), says(id*10+9, 10, 9, "bob", thing{"hidden": true}),
		)
	}
	topic(1, 1)
	topic(3, 3)
	topic(903, 3) // describes the category
	for name, want := range map[string]map[int]string{
		"all":    {1: "question answer comment system answer answer comment answer answer", 3: "question answer comment system answer answer comment answer answer", 903: "post comment comment system comment comment comment comment comment"},
		"one":    {1: "post comment comment system comment comment comment comment comment", 3: "question answer comment system answer answer comment answer answer"},
		"parent": {1: "post comment comment system comment comment comment comment comment", 3: "question answer comment system answer answer comment answer answer"},
		"none":   {1: "post comment comment system comment comment comment comment comment", 3: "post comment comment system comment comment comment comment comment"},
	} {
		t.Run(name, func(t *testing.T) {
			questions := map[string][]string{"one": {"hardware/xen"}, "parent": {"2"}, "none": {}}[name]
			k := l.harvest().Must(t, l.collector(func(o *Options) { o.Questions = questions }))
			for topic, kinds := range want {
				var got []string
				for _, n := range []int{0, 1, 2, 3, 4, 6, 7, 8, 9} {
					got = append(got, string(k.Posts[fmt.Sprint(topic*10+n)].Kind))
				}
				if strings.Join(got, " ") != kinds {
					t.Errorf("topic %d: %s, want %s", topic, got, kinds)
				}
			}
			host := l.host() + "/"
			if p := k.Posts["12"]; p.ReplyTo != host+"11" || p.Auto {
				t.Errorf("a reply: %+v", p)
			}
			if p := k.Posts["13"]; !p.Auto || p.Thread != host+"10" {
				t.Errorf("what the forum says: %+v", p)
			}
			if p := k.Posts["16"]; !p.Auto || p.ReplyTo != host+"10" {
				t.Errorf("what a program says, to a post that is gone: %+v", p)
			}
			if p := k.Posts["17"]; !p.Author.Empty() {
				t.Errorf("by nobody: %+v", p)
			}
			if k.Posts["15"] != nil || !k.Posts["18"].Deleted || k.Posts["19"].Words != 0 || k.Posts["11"].Words != 3 {
				t.Errorf("whispers, what is deleted, what is hidden: %s", k.IDs())
			}
			if n := k.Expected["latest/t/1 2024-01-01"]; n != 9 {
				t.Errorf("%d expected", n)
			}
		})
	}
}

// Categories are read with those in them, and named by slug or number; one that is
// closed or gone fails the run after the others.
func TestCategories(t *testing.T) {
	l := start(t)
	l.fill()
	for names, want := range map[string]string{
		"hardware":     "100 102 103 104 106 107 108 109",
		"Hardware/xen": "100 102 103 104 106 107 108 109",
		"1":            "10 20 30 40 50",
	} {
		k := l.harvest().Must(t, l.collector(func(o *Options) { o.Categories = []string{names} }))
		if got := k.IDs(); got != want {
			t.Errorf("%s: %s", names, got)
		}
	}
	l.closed[2] = true
	k := l.harvest()
	err := k.Take(t, l.collector(func(o *Options) { o.Categories = []string{"hardware", "nowhere", "general"} }))
	if err == nil || !strings.Contains(err.Error(), "hardware") || !strings.Contains(err.Error(), "nowhere") || len(k.Posts) != 5 || k.Span != nil {
		t.Errorf("%d posts: %v", len(k.Posts), err)
	}
}

// Pages shift while they are read: what is bumped comes twice, what goes away pulls
// others onto pages that were read.
func TestShifts(t *testing.T) {
	l := start(t)
	for n := 1; n <= 20; n++ {
		l.begins(n, 1, 10*n, nil, says(n, 1, 10*n, "ada", nil))
	}
	turned := 0
	l.between = func(page int) {
		switch turned++; {
		case turned < 4: // one from the page that was read goes
			l.topics = slices.DeleteFunc(l.topics, func(topic thing) bool { return topic["id"] == 20-turned })
		case turned == 5:
			l.begins(1, 1, 500, nil, says(1, 1, 10, "ada", nil), says(101, 2, 500, "bob", nil))
		}
	}
	k := l.harvest().Must(t, l.collector())
	for _, topic := range l.topics {
		if id := fmt.Sprint(topic["id"]); k.Posts[id] == nil {
			t.Errorf("topic %s is missing", id)
		}
	}
	if k.Posts["101"] == nil {
		t.Error("the reply is missing")
	}
}

// Each run reads eight days back; old topics that are pinned are no reason to stop.
func TestAgain(t *testing.T) {
	l := start(t)
	l.fill()
	for n := range 4 {
		l.begins(50+n, 1, 100+n, thing{"pinned": true}, says(500+n, 1, 100+n, "ada", nil))
	}
	l.begins(60, 1, 68*24*60, nil, says(600, 1, 68*24*60, "ada", nil)) // two days ago
	k := l.harvest().Must(t, l.collector())
	l.clock.Set(noon.Add(7 * 24 * time.Hour))
	if k.Must(t, l.collector()); len(k.Origins) != 1 || !k.Posts["600"].Engagement.Read.Equal(l.clock.Now()) {
		t.Errorf("a week later: %v", k.Origins)
	}
	l.clock.Set(noon.Add(16 * 24 * time.Hour))
	if k.Must(t, l.collector()); len(k.Origins) != 0 || k.Span == nil || !k.Span.From.IsZero() || !k.Span.Until.Equal(l.clock.Now()) || k.Span.Lossy {
		t.Errorf("sixteen days later: %v, %v", k.Origins, k.Span)
	}
}

// Posts that the forum counts and does not give are missing on the topic's day; a topic
// that is gone by the time it is read is none.
func TestMissing(t *testing.T) {
	l := start(t)
	l.fill()
	l.begins(7, 1, 90, nil, says(70, 1, 85, "ada", nil), says(71, 2, 86, "bob", nil), says(72, 3, 87, "bob", thing{"lost": true}))
	l.closed[-3] = true
	k := l.harvest().Must(t, l.collector())
	if n := k.Expected["latest/t/7 2024-01-01"]; n != 3 || k.Posts["30"] != nil || k.Posts["70"] == nil {
		t.Errorf("%d expected; %s", n, k.IDs())
	}
	l.topics[len(l.topics)-1]["posts"] = []thing{}
	if k.Must(t, l.collector()); k.Span == nil {
		t.Error("a topic without posts is trouble")
	}
}

// Whatever the forum does meanwhile, what is collected is the same, and nobody asks
// while it wants to be left alone: it says so in its answer alone.
func TestFaults(t *testing.T) {
	l := start(t)
	l.fill()
	want := l.harvest().Must(t, l.collector()).IDs()
	for name, spoil := range socialtest.Troubles() {
		for _, allowed := range []int{0, 4} {
			t.Run(fmt.Sprint(name, allowed), func(t *testing.T) {
				l.clock.Set(noon)
				l.allowed, l.rude, l.window, l.away = allowed, 0, nil, time.Time{}
				left := socialtest.Faults(l.Server, spoil)
				if got := l.harvest().Must(t, l.collector()).IDs(); got != want || left() > 0 {
					t.Errorf("got %s, want %s; %d faults left", got, want, left())
				}
				if l.rude > 0 && name != "cut" { // what is cut off says nothing
					t.Errorf("asked %d times while it wanted to be left alone", l.rude)
				}
			})
		}
	}
}

// The key opens what is closed, and shows in no error; without one the forum's own
// words say why.
func TestKey(t *testing.T) {
	l := start(t)
	l.fill()
	l.login = true
	l.harvest().Must(t, l.collector(func(o *Options) { o.User, o.Key = "reader", "s3cret" }))
	for _, key := range []string{"", "wr0ng"} {
		err := l.harvest().Take(t, l.collector(func(o *Options) {
			if key != "" {
				o.User, o.Key = "reader", "wr0ng"
			}
		}))
		if err == nil || strings.Contains(err.Error(), "wr0ng") || !strings.Contains(err.Error(), "403") || !strings.Contains(err.Error(), "You ") {
			t.Errorf("key %q: %v", key, err)
		}
	}
}

func TestCheck(t *testing.T) {
	good := Options{URL: "https://forum.example.org/below/", User: "reader", Key: "k"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for want, o := range map[string]Options{
		"want https":  {URL: "forum.example.org"},
		"one of them": {URL: "https://forum.example.org", User: "reader", Key: "k", KeyFile: "f"},
		"together":    {URL: "https://forum.example.org", Key: "k"},
		"use https":   {URL: "http://forum.example.org", User: "reader", Key: "k"},
	} {
		if err := o.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: got %v, want %q", o, err, want)
		}
	}
}

// What is not as it should be goes into quarantine, and nothing else with it.
func TestHostile(t *testing.T) {
	l := start(t)
	huge := strings.Repeat("<b>x", 200_000)
	l.begins(1, 1, 10, thing{"title": "\x00\x1b[31m<script>ada@example.org" + huge, "tags": []any{"bob@example.org", 7, huge, nil}, "slug": "javascript:"},
		says(10, 1, 1, "eve@example.org", thing{"name": "eve@example.org\x1b[0m" + huge, "cooked": huge}),
		says(11, 2, 2, "bob", thing{"created_at": "yesterday"}), says(0, 3, 3, "bob", nil), says(12, 4, 4, "bob", thing{"cooked": "<aside <aside <blockquote"}),
	)
	l.begins(2, 1, 10, thing{"views": "many"}, says(20, 1, 1, "ada", nil))
	l.begins(3, 1, 10, thing{"category_id": nil, "tags": nil}, says(30, 1, 1, "ada", nil))
	l.topics = append(l.topics, thing{"id": "4", "bumped_at": at(3)}, thing{"id": 5})
	l.members = -4
	k := l.harvest().Must(t, l.collector())
	if got := k.IDs(); got != "10 12 30" || len(k.Rejects) != 2+1+2+1 {
		t.Errorf("%s, rejects %v", got, k.Rejects)
	}
	all, err := json.Marshal(k.Posts)
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"ada@", "bob@", "eve@", "javascript"} {
		if strings.Contains(string(all), address) {
			t.Errorf("%s gets through", address)
		}
	}
	if n := len(fmt.Sprint(k.Posts["10"])); n > 5000 {
		t.Errorf("a post of %d bytes", n)
	}
}
