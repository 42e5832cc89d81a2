package hackernews

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/social"
)

var at = time.Date(2024, 3, 1, 10, 0, 0, 0, time.UTC)

func testMapper() mapper {
	return mapper{now: noon, settings: social.Settings{Own: []string{"ada"}, Terms: []string{"xen", "xen.example.org"}, KeepText: true}}
}

func TestPost(t *testing.T) {
	dated := collectors.Dated{At: at, Raw: "2024-03-01T10:00:00Z", Source: collectors.DateNetwork}
	ada := collectors.Alias{Login: "news.ycombinator.com/ada"}
	for name, c := range map[string]struct {
		raw  string
		want *collectors.Post
	}{
		"story": {
			`"objectID": "7", "_tags": ["story", "author_ada", "story_7", "show_hn"], "author": "Ada", "title": "Show HN: #Xen at ada@example.org",
			 "story_text": "<p>Two words", "points": 12, "num_comments": 3, "story_id": null, "parent_id": null`,
			&collectors.Post{
				ID: "7", Kind: collectors.PostProper, Title: "Show HN: #Xen at <address>", Text: "Two words\n", Words: 2, Tags: []string{"show_hn", "xen"}, Thread: "7",
				Author: ada, Own: true, Mention: true, Engagement: &collectors.Engagement{Read: noon, Likes: 12, Replies: 3},
			},
		},
		"comment": {
			`"objectID": "8", "_tags": ["comment", "author_ada", "story_7"], "author": "ada", "title": null, "story_title": "Xen", "points": null, "num_comments": null,
			 "comment_text": "<p>&gt; what of Xen?<p>I don&#x27;t know", "story_id": 7, "parent_id": 6`,
			&collectors.Post{ID: "8", Kind: collectors.PostComment, Text: "> what of Xen?\nI don't know\n", Words: 3, Thread: "7", ReplyTo: "6", Author: ada, Own: true},
		},
		"link, job, nobody": {
			`"objectID": "9", "_tags": ["job"], "author": null, "title": "We hire", "url": "https://xen.example.org/jobs", "points": -1`,
			&collectors.Post{ID: "9", Kind: collectors.PostProper, Title: "We hire", Tags: []string{"job"}, Thread: "9", Mention: true, Engagement: &collectors.Engagement{Read: noon}},
		},
		"poll": {
			`"objectID": "10", "_tags": ["poll", "author_bob"], "author": "bob", "title": "Tea?"`,
			&collectors.Post{ID: "10", Kind: collectors.PostProper, Title: "Tea?", Tags: []string{"poll"}, Thread: "10", Author: collectors.Alias{Login: "news.ycombinator.com/bob"}},
		},
	} {
		c.want.Network, c.want.Place, c.want.URL = "hackernews", "news.ycombinator.com", "https://news.ycombinator.com/item?id="+c.want.ID
		c.want.Date, c.want.Version = dated, collectors.VersionAt(noon)
		if got, reject := testMapper().post(json.RawMessage(fmt.Sprintf(`{"created_at_i": %d, %s}`, at.Unix(), c.raw))); reject != nil || !cmp.Equal(got, c.want) {
			t.Errorf("%s: %v\n%s", name, reject, cmp.Diff(c.want, got))
		}
	}
}

func TestRejects(t *testing.T) {
	for raw, want := range map[string]string{
		`{"objectID": "7", "_tags": ["story"], "created_at_i": 1700000000, "points": "12"}`: "7 object that cannot be read",
		`{"objectID": "7", "_tags": "story", "created_at_i": 1700000000}`:                   "7 object that cannot be read",
		`{"objectID": "7", "_tags": ["story"], "created_at_i": 1.5e300}`:                    "7 object that cannot be read",
		`{"objectID": "7", "_tags": ["story"]}`:                                             "7 object without time",
		`{"objectID": "7", "_tags": ["story"], "created_at_i": 99999999999999}`:             "7 object without time",
		`{"objectID": "7", "_tags": ["pollopt"], "created_at_i": 1700000000}`:               "7 object of an unknown kind",
		`{"objectID": "../7", "_tags": ["story"], "created_at_i": 1700000000}`:              "? object without number",
		`{"username": "ada", "objectID": "ada", "about": "x"}`:                              "? object without number",
		`[]`: "? object that cannot be read",
	} {
		post, item := testMapper().post(json.RawMessage(raw))
		if post != nil {
			t.Errorf("%s: %+v", raw, post)
			continue
		}
		if got := item.Origin + " " + item.Reject.Reason; got != want && !(strings.HasPrefix(want, "?") && strings.HasPrefix(got, "?") && strings.HasSuffix(got, want[1:])) {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}

// Whatever stands in it, a post has no address in a public column.
func TestHostile(t *testing.T) {
	evil := "\x00<script>\u202e ada@example.org</script>" + strings.Repeat("x", 1<<20)
	raw, err := json.Marshal(map[string]any{
		"objectID": "7", "_tags": []string{"comment", "story_7"}, "created_at_i": at.Unix(), "author": evil, "title": evil, "comment_text": evil, "url": evil,
	})
	if err != nil {
		t.Fatal(err)
	}
	p, reject := testMapper().post(raw)
	if reject != nil {
		t.Fatal(reject)
	}
	p.Text = "" // private
	if shown := fmt.Sprintf("%+v", p); strings.Contains(shown, "ada@example.org") || len(shown) > 10_000 {
		t.Errorf("%.300q", shown)
	}
}

func FuzzPost(f *testing.F) {
	f.Add([]byte(`{"objectID": "7", "_tags": ["comment"], "created_at_i": 1700000000, "comment_text": "<p>&gt; a <a href=\"x\">b</a>", "story_id": 1, "author": "ada"}`))
	f.Add([]byte(`{"objectID": "7", "_tags": ["story", "ask_hn"], "created_at_i": 1700000000, "title": "Ask HN: ada@example.org", "points": null}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		post, item := testMapper().post(raw)
		if (post == nil) == (item == nil) {
			t.Fatal("a post or a reject, and not both")
		}
		if post != nil && (!number.MatchString(post.ID) || post.Date.At.IsZero() || strings.Contains(post.Title, "ada@example.org")) {
			t.Errorf("%+v", post)
		}
	})
}
