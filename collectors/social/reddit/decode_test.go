package reddit

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

// published are posts as Reddit shows them, without their times, and what they are.
var published = map[string]struct {
	raw  string
	want collectors.Post
}{
	"post": {
		`"name": "t3_abc", "author": "Ada", "subreddit": "Xen", "title": "#Xen at ada@example.org", "selftext": "Two&#x200B; words\n\n>!and more!<\n&gt; theirs",
		 "url": "https://www.reddit.com/r/Xen/comments/abc/xen_at/", "score": 12, "num_comments": 3, "num_crossposts": 2, "view_count": null, "link_flair_text": "Release", "over_18": true`,
		collectors.Post{
			Place: "r/Xen", ID: "t3_abc", Kind: collectors.PostProper, URL: "https://www.reddit.com/comments/abc", Title: "#Xen at <address>",
			Text: "Two words\n\nand more\n> theirs", Words: 4, Tags: []string{"nsfw", "release", "xen"}, Thread: "t3_abc",
			Author: collectors.Alias{Login: "reddit.com/ada"}, Own: true, Mention: true, Engagement: &collectors.Engagement{Read: noon, Likes: 12, Reshares: 2, Replies: 3},
		},
	},
	"post on a page of one's own, far away from the terms": {
		`"name": "t3_abd", "author": "bob", "subreddit": "u_bob", "title": "Tea", "url": "https://www.reddit.com/r/xen/comments/abd/tea/", "score": -3, "num_comments": 0`,
		collectors.Post{
			Place: "u/bob", ID: "t3_abd", Kind: collectors.PostProper, URL: "https://www.reddit.com/comments/abd", Title: "Tea", Thread: "t3_abd",
			Author: collectors.Alias{Login: "reddit.com/bob"}, Engagement: &collectors.Engagement{Read: noon},
		},
	},
	"link": {
		`"name": "t3_abe", "author": "[deleted]", "subreddit": "linux", "title": "News", "url": "https://xen.example.org/news", "score": 1`,
		collectors.Post{
			Place: "r/linux", ID: "t3_abe", Kind: collectors.PostProper, URL: "https://www.reddit.com/comments/abe", Title: "News", Thread: "t3_abe",
			Mention: true, Engagement: &collectors.Engagement{Read: noon, Likes: 1},
		},
	},
	"crosspost": {
		`"name": "t3_abf", "author": "bob", "subreddit": "linux", "title": "News", "score": 1, "crosspost_parent": "t3_abe", "crosspost_parent_list": [{"author": "Ada", "title": "News"}]`,
		collectors.Post{
			Place: "r/linux", ID: "t3_abf", Kind: collectors.PostReshare, URL: "https://www.reddit.com/comments/abf", Title: "News", Thread: "t3_abf", ReshareOf: "t3_abe",
			Author: collectors.Alias{Login: "reddit.com/bob"}, Original: collectors.Alias{Login: "reddit.com/ada"}, Engagement: &collectors.Engagement{Read: noon, Likes: 1},
		},
	},
	"crosspost with a title of its own": {
		`"name": "t3_abg", "author": "bob", "subreddit": "linux", "title": "Xen news", "crosspost_parent": "t3_abe", "crosspost_parent_list": [{"author": "[deleted]", "title": "News"}]`,
		collectors.Post{
			Place: "r/linux", ID: "t3_abg", Kind: collectors.PostQuote, URL: "https://www.reddit.com/comments/abg", Title: "Xen news", Thread: "t3_abg", ReshareOf: "t3_abe",
			Author: collectors.Alias{Login: "reddit.com/bob"}, Mention: true,
		},
	},
	"comment": {
		`"name": "t1_c1", "author": "bob", "subreddit": "xen", "body": "I run Xen", "score": 4, "num_comments": 99, "link_id": "t3_abc", "parent_id": "t1_c0", "score_hidden": false, "edited": 1700000000.0`,
		collectors.Post{
			Place: "r/xen", ID: "t1_c1", Kind: collectors.PostComment, URL: "https://www.reddit.com/comments/abc/_/c1", Text: "I run Xen", Words: 3, Thread: "t3_abc", ReplyTo: "t1_c0",
			Author: collectors.Alias{Login: "reddit.com/bob"}, Mention: true, Engagement: &collectors.Engagement{Read: noon, Likes: 4},
		},
	},
	"robot's comment, its score hidden": {
		`"name": "t1_c2", "author": "AutoModerator", "distinguished": "moderator", "subreddit": "xen", "body": "Welcome", "score": 1, "link_id": "t3_abc", "parent_id": "t3_abc", "score_hidden": true`,
		collectors.Post{
			Place: "r/xen", ID: "t1_c2", Kind: collectors.PostComment, URL: "https://www.reddit.com/comments/abc/_/c2", Text: "Welcome", Words: 1, Thread: "t3_abc", ReplyTo: "t3_abc",
			Author: collectors.Alias{Login: "reddit.com/automoderator"}, Auto: true,
		},
	},
	"comment that its author took away": {
		`"name": "t1_c3", "author": "[deleted]", "subreddit": "xen", "body": "[deleted]", "score": 1, "link_id": "t3_abc", "parent_id": "t3_abc"`,
		collectors.Post{
			Place: "r/xen", ID: "t1_c3", Kind: collectors.PostComment, URL: "https://www.reddit.com/comments/abc/_/c3", Thread: "t3_abc", ReplyTo: "t3_abc",
			Engagement: &collectors.Engagement{Read: noon, Likes: 1}, Deleted: true,
		},
	},
	"comment about the word": {
		`"name": "t1_c4", "author": null, "subreddit": "xen", "body": "[deleted] is what it says", "link_id": "nonsense", "parent_id": "t4_mail"`,
		collectors.Post{Place: "r/xen", ID: "t1_c4", Kind: collectors.PostComment, Text: "[deleted] is what it says", Words: 5},
	},
}

func TestPost(t *testing.T) {
	for name, c := range published {
		c.want.Network, c.want.Version = "reddit", collectors.VersionAt(noon)
		c.want.Date = collectors.Dated{At: at, Raw: "2024-03-01T10:00:00Z", Source: collectors.DateNetwork}
		got, ok := testMapper().thing(json.RawMessage(fmt.Sprintf(`{"kind": %q, "data": {"created_utc": %d.0, %s}}`, c.want.ID[:2], at.Unix(), c.raw)))
		if !ok || got.reject != nil || got.name != c.want.ID || !cmp.Equal(got.post, &c.want) {
			t.Errorf("%s: %+v\n%s", name, got.reject, cmp.Diff(&c.want, got.post))
		}
	}
}

// However Reddit says that something was taken away, it is.
func TestGone(t *testing.T) {
	for raw, want := range map[string]bool{
		`"removed_by_category": "moderator"`:             true,
		`"removed_by_category": "deleted"`:               true,
		`"removed_by_category": null`:                    false,
		`"removed": true`:                                true,
		`"spam": true`:                                   true,
		`"banned_by": "AutoModerator"`:                   true,
		`"banned_by": true`:                              true,
		`"banned_by": null, "removed": false`:            false,
		`"author": "[deleted]", "selftext": "[removed]"`: true,
		`"author": "[deleted]", "selftext": ""`:          false,
		`"author": "ada", "selftext": "[removed]"`:       false,
	} {
		got, _ := testMapper().thing(json.RawMessage(fmt.Sprintf(`{"kind": "t3", "data": {"name": "t3_a", "created_utc": %d, %s}}`, at.Unix(), raw)))
		if got.post == nil || got.post.Deleted != want {
			t.Errorf("%s: %+v", raw, got)
		}
	}
}

func TestRejects(t *testing.T) {
	for raw, want := range map[string]string{
		`{"kind": "t3", "data": {"name": "t3_a", "created_utc": 1700000000, "score": "12"}}`: "t3_a object that cannot be read",
		`{"kind": "t3", "data": {"name": "t3_a", "created_utc": "1700000000"}}`:              "t3_a object that cannot be read",
		`{"kind": "t1", "data": {"name": "t1_a", "created_utc": 1700000000, "body": ["x"]}}`: "t1_a object that cannot be read",
		`{"kind": "t3", "data": {"name": "t3_a"}}`:                                           "t3_a object without time",
		`{"kind": "t3", "data": {"name": "t3_a", "created_utc": 1e300}}`:                     "t3_a object without time",
		`{"kind": "t3", "data": {"name": "t1_a", "created_utc": 1700000000}}`:                "? object without name",
		`{"kind": "t3", "data": {"name": "t3_../a", "created_utc": 1700000000}}`:             "? object without name",
		`{"kind": "t3", "data": null}`:                                                       "? object without name",
		`{"kind": "t3", "data": []}`:                                                         "? object that cannot be read",
		`{"kind": 3, "data": {}}`:                                                            "? object that cannot be read",
		`"t3_a"`:                                                                             "? object that cannot be read",
	} {
		got, ok := testMapper().thing(json.RawMessage(raw))
		if !ok || got.reject == nil {
			t.Errorf("%s: %+v", raw, got)
			continue
		}
		name := got.name
		if strings.HasPrefix(name, "?") {
			name = "?"
		}
		if got := name + " " + got.reject.Reason; got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
	for _, raw := range []string{`{"kind": "t5", "data": {}}`, `{"kind": "more", "data": {"children": ["a"]}}`, `{}`} {
		if got, ok := testMapper().thing(json.RawMessage(raw)); ok {
			t.Errorf("%s is received: %+v", raw, got)
		}
	}
}

// Whatever stands in it, a post has no address in a public column.
func TestHostile(t *testing.T) {
	evil := "\x00<script>\u202e ada@example.org</script>" + strings.Repeat("x", 1<<20)
	for _, kind := range []string{"t1", "t3"} {
		raw, err := json.Marshal(data{"kind": kind, "data": data{
			"name": kind + "_a", "created_utc": at.Unix(), "author": evil, "title": evil, "body": evil, "selftext": evil, "subreddit": evil, "url": evil,
			"link_flair_text": evil, "link_id": evil, "parent_id": evil, "crosspost_parent": "t3_b", "crosspost_parent_list": []any{data{"author": evil}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		got, _ := testMapper().thing(raw)
		if got.post == nil {
			t.Fatal(got.reject)
		}
		got.post.Text = "" // private
		if shown := fmt.Sprintf("%+v", got.post); strings.Contains(shown, "ada@example.org") || len(shown) > 10_000 {
			t.Errorf("%.300q", shown)
		}
	}
}

func FuzzThing(f *testing.F) {
	for _, c := range published {
		f.Add(fmt.Appendf(nil, `{"kind": %q, "data": {"created_utc": %d.0, %s}}`, c.want.ID[:2], at.Unix(), c.raw))
	}
	f.Add([]byte(`{"kind": "more", "data": {"parent_id": "t1_a", "children": []}}`))
	f.Add([]byte(`{"kind": "t1", "data": {"replies": {"data": {"children": [{"kind": "more", "data": {"children": ["a"]}}]}}}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		one, is := testMapper().thing(raw)
		if is && ((one.post == nil) == (one.reject == nil) || one.name == "") {
			t.Fatalf("%+v", one)
		}
		if one.post != nil && (!name.MatchString(one.post.ID) || !one.known() || strings.Contains(one.post.Title, "ada@example.org")) {
			t.Errorf("%+v", one.post)
		}
		var r run
		tree := &tree{link: "t3_a", met: map[string]bool{}, seen: map[string]bool{}}
		r.Limit = 1 << 30
		if err := r.branch(tree, []json.RawMessage{raw}); err != nil {
			t.Error(err)
		}
	})
}
