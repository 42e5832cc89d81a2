package hackernews

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// recorded are the posts in 24 answers of the real search, of 2015; a post may be in
// several.
func recorded(t *testing.T) (hits []json.RawMessage) {
	t.Helper()
	realdata.Each(t, "social-hackernews-algolia-dev", "fixtures.json", func(_ string, body []byte) {
		var answers []struct {
			URL   string `json:"url"`
			Reply struct {
				Hits []json.RawMessage `json:"hits"`
			} `json:"reply"`
		}
		if err := json.Unmarshal(body, &answers); err != nil {
			t.Fatal(err)
		}
		for _, a := range answers {
			if strings.HasPrefix(a.URL, "/api/v1/search") {
				hits = append(hits, a.Reply.Hits...)
			}
		}
	})
	return hits
}

// numbers are the ids of the posts, once each, counted without knowing more of them.
func numbers(t *testing.T, hits []json.RawMessage) (ids []string, posts []post) {
	t.Helper()
	for _, raw := range hits {
		var p post
		if err := json.Unmarshal(raw, &p); err != nil {
			t.Fatal(err)
		}
		if id := p["objectID"].(string); !slices.Contains(ids, id) {
			ids, posts = append(ids, id), append(posts, p)
		}
	}
	return ids, posts
}

// Each recorded post can be read, and says what the recording says.
func TestRecordedPosts(t *testing.T) {
	hits := recorded(t)
	if ids, _ := numbers(t, hits); len(hits) != 24 || len(ids) != 18 {
		t.Fatalf("%d posts in the recording, %d different ones", len(hits), len(ids))
	}
	for _, raw := range hits {
		p, reject := testMapper().post(raw)
		if reject != nil {
			t.Errorf("%s: %v", reject.Origin, reject.Reject)
			continue
		}
		var want post
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		comment := want["comment_text"] != nil
		switch {
		case p.Date.At.Format("2006-01-02T15:04:05.000Z") != want["created_at"]:
			t.Errorf("%s: dated %s, not %v", p.ID, p.Date.At, want["created_at"])
		case p.Author.Login != "news.ycombinator.com/"+strings.ToLower(want["author"].(string)):
			t.Errorf("%s: by %s, not %v", p.ID, p.Author.Login, want["author"])
		case comment != (p.Kind == collectors.PostComment) || comment != (p.ReplyTo != "") || p.Thread == "":
			t.Errorf("%s: %s in answer to %q in %q", p.ID, p.Kind, p.ReplyTo, p.Thread)
		case float64(p.Engagement.Likes) != max(0, want["points"].(float64)):
			t.Errorf("%s: %d points, not %v", p.ID, p.Engagement.Likes, want["points"])
		}
	}
}

// The recorded posts, behind a server, go into a real store, each once, whatever
// questions show it, and whoever collects again.
func TestRecordedIntoStore(t *testing.T) {
	ids, posts := numbers(t, recorded(t))
	store, s := warehousetest.Open(t), start(t)
	s.posts = posts
	options := Options{Searches: []string{"a", "apple"}, Settings: social.Settings{Own: []string{"pg"}}}
	shown := 0
	for _, stream := range options.streams() {
		shown += len(s.find(stream.query, stream.tags, "created_at_i>=0"))
	}
	for range 2 {
		got := socialtest.Collect(t, store, "hn", s.with(options))
		if got.Received != uint64(shown) || got.Stored != uint64(len(ids)) || got.Duplicates != got.Received-got.Stored || got.Quarantined != 0 || got.Duplicates < 5 {
			t.Errorf("%+v; %d posts, shown %d times", got, len(ids), shown)
		}
		if got.Coverage == nil || *got.Coverage != 1 {
			t.Errorf("coverage %v", got.Coverage)
		}
	}
	kinds, err := warehouse.Rows[kindCount](t.Context(), store.Conn, "SELECT toString(kind) AS kind, count() AS posts, countIf(own) AS own FROM golden.posts FINAL GROUP BY kind ORDER BY kind", nil)
	if err != nil {
		t.Fatal(err)
	}
	var want []kindCount
	for _, kind := range []string{"comment", "post"} {
		c := kindCount{Kind: kind}
		for _, p := range posts {
			if (p["comment_text"] != nil) == (kind == "comment") {
				c.Posts++
				if p["author"] == "pg" {
					c.Own++
				}
			}
		}
		want = append(want, c)
	}
	if !slices.Equal(kinds, want) {
		t.Errorf("%+v, want %+v", kinds, want)
	}
}

type kindCount struct {
	Kind  string `ch:"kind"`
	Posts uint64 `ch:"posts"`
	Own   uint64 `ch:"own"`
}
