package stackexchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fill writes some questions with some of everything, and an answer that cannot be
// read.
func (l *lab) fill() {
	l.questions, l.apart = nil, map[string][]thing{}
	for n := 1; n <= 7; n++ {
		l.asks(n, 10*n, nil)
	}
	l.asks(2, 25, thing{"last_activity_date": at(500), "answer_count": 2, "comment_count": 1, "answers": []thing{
		says("answer_id", 11, 30, 3, thing{"is_accepted": true, "comment_count": 1, "comments": []thing{says("comment_id", 1, 40, 2, nil)}}),
		says("answer_id", 12, 500, 4, thing{"score": "many"}),
	}, "comments": []thing{says("comment_id", 2, 26, 5, nil)}})
	l.asks(3, 30, thing{"answer_count": 4, "answers": []thing{says("answer_id", 13, 31, 1, nil)}})
	for n := range 4 {
		l.apart["/questions/3/answers"] = append(l.apart["/questions/3/answers"], says("answer_id", 13+n, 31+n, n+1, nil))
	}
}

func TestConformance(t *testing.T) {
	l := start(t)
	open := func(*testing.T, string) collectors.Collector { l.quota = 300; return l.collector() }
	collectortest.Run(t, collectortest.Subject{
		Make:   func(t *testing.T, dir string) collectors.Collector { l.fill(); return open(t, dir) },
		Reopen: open,
		Empty:  func(t *testing.T, dir string) collectors.Collector { l.questions = nil; return open(t, dir) },
		Broken: func(*testing.T, string) collectors.Collector {
			return l.collector(func(o *Options) { o.Key = "unknown" })
		},
		Grow: func(*testing.T, string) {
			l.asks(8, 99_000, nil)
			l.asks(4, 40, thing{"last_activity_date": at(99_001), "answer_count": 1, "answers": []thing{says("answer_id", 30, 99_001, 1, nil)}})
		},
		Rejects: 1,
	})
}

// Each field of a question, an answer and a comment is where it belongs.
func TestFields(t *testing.T) {
	l := start(t)
	l.fill()
	l.asks(2, 25, thing{
		"title": "Xen &amp; &#39;KVM&#39; by ada@example.org", "tags": []string{"xen", "KVM"}, "score": -3, "view_count": 70, "answer_count": 1, "comment_count": 1,
		"body": "<p>My own words</p><blockquote><p>yours, ada@example.org</p></blockquote>", "owner": user(9),
		"answers": []thing{says("answer_id", 11, 30, -1, thing{
			"is_accepted": true, "comment_count": 1, "comments": []thing{says("comment_id", 1, 40, 2, nil)},
		})},
		"comments": []thing{says("comment_id", 2, 26, 0, thing{"owner": thing{"user_type": "does_not_exist", "display_name": "user7"}})},
	})
	k := harvest().Must(t, l.collector())
	dated := func(minutes int) collectors.Dated {
		return collectors.Clocked(time.Unix(int64(at(minutes)), 0), collectors.DateNetwork)
	}
	post := func(id string, kind collectors.PostKind, url string, minutes int) collectors.Post {
		return collectors.Post{
			Network: "stackexchange", Place: "stackoverflow.com", ID: "stackoverflow.com/" + id, Kind: kind, URL: "https://stackoverflow.com/" + url,
			Date: dated(minutes), Thread: "stackoverflow.com/q/2", Mention: true, Version: collectors.VersionAt(noon), Words: 1,
			Engagement: &collectors.Engagement{Read: noon, Likes: 2},
		}
	}
	question, answer := post("q/2", collectors.PostQuestion, "q/2", 25), post("a/11", collectors.PostAnswer, "a/11", 30)
	below, beside := post("c/1", collectors.PostComment, "posts/comments/1", 40), post("c/2", collectors.PostComment, "posts/comments/2", 26)
	question.Author = collectors.Alias{Name: "User & 9", Login: "stackoverflow.com/9"}
	question.Title, question.Tags, question.Own, question.Words = "Xen & 'KVM' by <address>", []string{"kvm", "xen"}, true, 3
	question.Engagement = &collectors.Engagement{Read: noon, Replies: 2, Views: 70}
	answer.Author = collectors.Alias{Name: "User & -1", Login: "stackoverflow.com/-1"}
	answer.Tags, answer.Accepted, answer.Auto, answer.ReplyTo = question.Tags, true, true, question.ID
	answer.Engagement.Replies = 1
	below.Author, below.ReplyTo = collectors.Alias{Name: "User & 2", Login: "stackoverflow.com/2"}, answer.ID
	beside.ReplyTo = question.ID
	for id, want := range map[string]collectors.Post{"q/2": question, "a/11": answer, "c/1": below, "c/2": beside} {
		got, _ := json.Marshal(k.Posts[id])
		if want, _ := json.Marshal(want); string(got) != string(want) {
			t.Errorf("%s:\n got %s\nwant %s", id, got, want)
		}
	}
}

// Lists that a question does not come with are asked for; what is not to be had is
// missing on the question's day.
func TestLists(t *testing.T) {
	l := start(t)
	l.fill()
	l.asks(9, 100, thing{"answer_count": 3, "comment_count": 4, "comments": []thing{says("comment_id", 5, 101, 1, nil)}})
	l.apart["/questions/9/answers"] = []thing{says("answer_id", 21, 102, 1, thing{"comment_count": 1})}
	l.apart["/answers/21/comments"] = []thing{says("comment_id", 6, 103, 1, nil)}
	k := harvest().Must(t, l.collector())
	if got, want := k.IDs(), "a/11 a/13 a/14 a/15 a/16 a/21 c/1 c/2 c/5 c/6 q/1 q/2 q/3 q/4 q/5 q/6 q/7 q/9"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if n := k.Expected["tag/xen/q/9 2024-01-01"]; n != 4+2+3 {
		t.Errorf("%d expected of a question with 4 posts that are there, 2 answers and 3 comments that are not", n)
	}
}

// What is touched while the list is read comes up again later, and nothing is missed:
// neither by the second, nor where many were touched in one.
func TestShifts(t *testing.T) {
	for name, second := range map[string]bool{"one by one": false, "in one second": true} {
		t.Run(name, func(t *testing.T) {
			l := start(t)
			l.quota = 1000
			for n := 1; n <= 20; n++ {
				minutes := 10 * n
				if second && n > 4 && n < 15 {
					minutes = 50
				}
				l.asks(n, minutes, nil)
			}
			touched := 0
			l.between = func(int) {
				if touched++; touched < 9 {
					l.asks(touched, 10*touched, thing{"last_activity_date": at(1000 + touched)})
				}
			}
			k := harvest().Must(t, l.collector())
			if len(k.Posts) != 20 {
				t.Errorf("%d questions of 20: %s", len(k.Posts), k.IDs())
			}
		})
	}
}

// A service that never comes to an end is left alone.
func TestEndless(t *testing.T) {
	l := start(t)
	l.fill()
	endless := http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if strings.HasPrefix(req.URL.Path, "/2.3/filters") {
			l.ServeHTTP(w, req)
			return
		}
		_ = json.NewEncoder(w).Encode(thing{"items": l.questions, "has_more": true})
	})
	c := l.collector()
	c.home = fetchtest.Start(t, endless, nil).URL
	if err := harvest().Take(t, c); !errors.Is(err, errEndless) {
		t.Errorf("got %v", err)
	}
}

// Each run reads eight days back, and every four weeks all: comments are no activity.
func TestAgain(t *testing.T) {
	l := start(t)
	l.fill()
	l.asks(50, 68*24*60, nil) // two days ago
	k := harvest().Must(t, l.collector())
	l.questions[0]["comment_count"], l.questions[0]["comments"] = 1, []thing{says("comment_id", 70, 90_000, 1, nil)}
	l.clock.Set(noon.Add(7 * 24 * time.Hour))
	if k.Must(t, l.collector()); len(k.Origins) != 1 || k.Origins[0] != "tag/xen/q/50" || !k.Posts["q/50"].Engagement.Read.Equal(l.clock.Now()) {
		t.Errorf("a week later: %v, read %s", k.Origins, k.Posts["q/50"].Engagement.Read)
	}
	l.clock.Set(noon.Add(28 * 24 * time.Hour))
	if k.Must(t, l.collector()); k.Posts["c/70"] == nil || len(k.Origins) < 12 {
		t.Errorf("four weeks later: %v", k.Origins)
	}
	if k.Span == nil || !k.Span.From.IsZero() || !k.Span.Until.Equal(l.clock.Now()) || k.Span.Lossy {
		t.Errorf("span %v", k.Span)
	}
}

// A question that two streams show is one post.
func TestStreams(t *testing.T) {
	l := start(t)
	l.fill()
	k := harvest().Must(t, l.collector(func(o *Options) { o.Searches = []string{"number 5"} }))
	if !slices.Contains(k.Origins, "tag/xen/q/5") || !slices.Contains(k.Origins, "search/number 5/q/5") || len(k.Posts) != 14 {
		t.Errorf("%d posts: %v", len(k.Posts), k.Origins)
	}
}

// Whatever the service does meanwhile, what is collected is the same, and nobody asks
// while it wants to be left alone.
func TestFaults(t *testing.T) {
	l := start(t)
	l.fill()
	want := harvest().Must(t, l.collector()).IDs()
	for name, spoil := range socialtest.Troubles() {
		for _, service := range []string{"", "backoff", "throttle"} {
			t.Run(name+" "+service, func(t *testing.T) {
				l.fill()
				l.clock.Set(noon)
				l.quota, l.backoff, l.throttle, l.rude, l.away = 300, 0, 0, 0, time.Time{}
				switch service {
				case "backoff":
					l.backoff = 1.5
				case "throttle":
					l.throttle = 2
				}
				left := socialtest.Faults(l.Server, spoil)
				if got := harvest().Must(t, l.collector()).IDs(); got != want || left() > 0 {
					t.Errorf("got %s, want %s; %d faults left", got, want, left())
				}
				if l.rude > 0 && name != "cut" { // what is cut off says nothing
					t.Errorf("asked %d times while it wanted to be left alone", l.rude)
				}
			})
		}
	}
}

// When the day's questions are used up the run fails, and the next one goes on there.
func TestQuota(t *testing.T) {
	l := start(t)
	l.quota = 1000
	for n := 1; n <= 60; n++ {
		l.asks(n, 24*60*n, nil)
	}
	want := harvest().Must(t, l.collector()).IDs()
	k := harvest()
	days := 0
	for l.quota = 8; ; l.quota = 8 {
		err := k.Take(t, l.collector())
		if err == nil {
			break
		}
		if !strings.Contains(err.Error(), "used up") || k.Span != nil {
			t.Fatal(err)
		}
		if days++; days > 20 {
			t.Fatal("no end")
		}
		l.clock.Add(24 * time.Hour)
	}
	if got := k.IDs(); got != want || days < 2 {
		t.Errorf("after %d days %s, want %s", days, got, want)
	}
}

// The key goes to the service, and nowhere else: not into errors.
func TestKey(t *testing.T) {
	l := start(t)
	l.fill()
	l.key = "s3cret"
	keyed := func(o *Options) { o.Key = "s3cret" }
	harvest().Must(t, l.collector(keyed))
	l.key = "another"
	err := harvest().Take(t, l.collector(keyed))
	if err == nil || strings.Contains(err.Error(), "s3cret") || !strings.Contains(err.Error(), "known application") {
		t.Error(err)
	}
	socialtest.Cycle(l.Server, []fetchtest.Fault{{Code: 404}})
	if err := harvest().Take(t, l.collector(keyed)); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Error(err)
	}
}

func TestCheck(t *testing.T) {
	good := Options{Tags: []string{"xen"}, Key: "k"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for want, o := range map[string]Options{
		"want a host":     {Site: "https://stackoverflow.com", Tags: []string{"xen"}},
		"at least one":    {},
		"one of them":     {Tags: []string{"xen"}, Key: "k", KeyFile: "f"},
		"a dump has none": {Searches: []string{"xen"}, Dump: "dump"},
		"only a dump":     {Tags: []string{"xen"}, Exported: "2024-01-01"},
		"want a day":      {Tags: []string{"xen"}, Dump: "dump", Exported: "soon"},
		"an empty tag":    {Tags: []string{" "}},
		"the number of":   {Tags: []string{"xen"}, Settings: social.Settings{Own: []string{"ada"}}},
	} {
		if err := o.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: got %v, want %q", o, err, want)
		}
	}
}

// What is not as it should be goes into quarantine, and nothing else with it.
func TestHostile(t *testing.T) {
	l := start(t)
	l.fill()
	huge := strings.Repeat("<b>x", 200_000)
	l.questions = append(l.questions,
		thing{"question_id": "many", "tags": []string{"xen"}, "last_activity_date": at(600)},
		thing{"question_id": 100, "tags": []string{"xen"}, "last_activity_date": at(601), "creation_date": at(601), "answers": "none"},
		thing{"question_id": 101, "tags": []string{"xen"}, "last_activity_date": at(602), "creation_date": at(602), "view_count": -1,
			"answer_count": 1, "answers": []thing{says("answer_id", 102, 602, 1, nil)}},
		thing{"question_id": 103, "tags": []string{"xen"}, "last_activity_date": at(603)},
	)
	l.asks(104, 700, thing{
		"title": "\x00\x1b[31m<script>ada@example.org" + huge, "body": huge, "tags": []string{"xen", "bob@example.org", huge},
		"owner": thing{"user_id": 5, "display_name": "eve@example.org\x1b[0m" + huge, "link": "javascript:alert(1)"},
	})
	k := harvest().Must(t, l.collector())
	if len(k.Rejects) != 5 || len(k.Posts) != 14+2 || k.Posts["a/102"] == nil {
		t.Errorf("%d posts, rejects %v", len(k.Posts), k.Rejects)
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
	if n := len(fmt.Sprint(k.Posts["q/104"])); n > 5000 {
		t.Errorf("a post of %d bytes", n)
	}
}
