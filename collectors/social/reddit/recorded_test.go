package reddit

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// bodies are the recorded answers of the real Reddit, 2015 to 2026.
func bodies(t *testing.T) (all map[string][]byte) {
	t.Helper()
	all = map[string][]byte{}
	realdata.Each(t, "social-reddit-responses-dev", ".json", func(name string, body []byte) {
		if !strings.HasSuffix(name, "INDEX.json") {
			all[name] = body
		}
	})
	if len(all) != 107 {
		t.Fatalf("%d recorded bodies, want 107", len(all))
	}
	return all
}

// walkAll calls take with every object that stands anywhere in an answer, which is all
// that this knows of Reddit.
func walkAll(answer any, take func(kind string, d data)) {
	switch answer := answer.(type) {
	case []any:
		for _, one := range answer {
			walkAll(one, take)
		}
	case map[string]any:
		kind, _ := answer["kind"].(string)
		if d, ok := answer["data"].(map[string]any); ok && kind != "" {
			take(kind, d)
		}
		for _, one := range answer {
			walkAll(one, take)
		}
	}
}

// objects are all recorded posts and comments, with repetitions, without what stands
// below them.
func objects(t *testing.T) (all []data) {
	t.Helper()
	recorded := bodies(t)
	for _, file := range slices.Sorted(maps.Keys(recorded)) {
		var answer any
		if err := json.Unmarshal(recorded[file], &answer); err != nil {
			t.Fatal(err)
		}
		walkAll(answer, func(kind string, d data) {
			if kind == "t1" || kind == "t3" {
				d = maps.Clone(d)
				delete(d, "replies")
				all = append(all, d)
			}
		})
	}
	return all
}

// Each recorded post and comment can be read, and says what the recording says.
func TestRecordedObjects(t *testing.T) {
	all, names := objects(t), map[string]bool{}
	for _, want := range all {
		raw, err := json.Marshal(data{"kind": want["name"].(string)[:2], "data": want})
		if err != nil {
			t.Fatal(err)
		}
		got, ok := testMapper().thing(raw)
		if !ok || got.post == nil {
			t.Errorf("%s: %+v", got.name, got.reject)
			continue
		}
		p := got.post
		names[p.ID] = true
		author := want["author"].(string)
		switch {
		case p.ID != want["name"] || float64(p.Date.At.Unix()) != want["created_utc"]:
			t.Errorf("%s of %s, not %v of %v", p.ID, p.Date.At, want["name"], want["created_utc"])
		case p.Author.Empty() != (author == "[deleted]") || !p.Author.Empty() && p.Author.Login != "reddit.com/"+strings.ToLower(author):
			t.Errorf("%s: by %+v, not %s", p.ID, p.Author, author)
		case p.Auto != (author == "AutoModerator"):
			t.Errorf("%s: %t that %s is a program", p.ID, p.Auto, author)
		case (p.Kind == collectors.PostComment) != (want["title"] == nil) || (p.ReplyTo == "") != (p.Kind != collectors.PostComment):
			t.Errorf("%s: a %s in answer to %q", p.ID, p.Kind, p.ReplyTo)
		case p.Engagement != nil && p.Kind == collectors.PostProper && float64(p.Engagement.Replies) != want["num_comments"]:
			t.Errorf("%s: %+v, not %v", p.ID, p.Engagement, want["num_comments"])
		}
	}
	if len(all) != 6701 || len(names) != 4803 {
		t.Errorf("%d objects, %d different ones; want 6701, 4803", len(all), len(names))
	}
}

// Of each recorded discussion all comments come up, and all that it leaves out is noted.
func TestRecordedTrees(t *testing.T) {
	trees, left := 0, 0
	for file, body := range bodies(t) {
		var lists []listing
		if json.Unmarshal(body, &lists) != nil || len(lists) != 2 {
			continue
		}
		trees++
		want, missing := map[string]bool{}, map[string]bool{}
		for _, raw := range lists[1].Data.Children {
			var answer any
			if err := json.Unmarshal(raw, &answer); err != nil {
				t.Fatal(err)
			}
			walkAll(answer, func(kind string, d data) {
				switch kind {
				case "t1", "t3":
					want["below t3_x/"+d["name"].(string)] = true
				case "more":
					for _, id := range d["children"].([]any) {
						missing[id.(string)] = true
					}
					if len(d["children"].([]any)) == 0 {
						missing[d["parent_id"].(string)[3:]] = true
					}
				}
			})
		}
		r := &run{Box: outbox.Box{Limit: 1 << 30}}
		tree := &tree{link: "t3_x", met: map[string]bool{}, seen: map[string]bool{}}
		if err := r.branch(tree, lists[1].Data.Children); err != nil {
			t.Fatal(err)
		}
		left += len(missing)
		got := socialtest.Origins([]collectors.Batch{r.Batch})
		if len(got) != len(want) || !maps.Equal(tree.met, want) || len(tree.left)+len(tree.deep) != len(missing) {
			t.Errorf("%s: %d comments of %d, %d left out of %d", file, len(got), len(want), len(tree.left)+len(tree.deep), len(missing))
		}
	}
	if trees < 30 || left < 1000 {
		t.Errorf("%d discussions which leave out %d comments", trees, left)
	}
}

// The recorded posts and comments, behind a server, go into a real store, each once,
// whatever lists show it, and whoever collects again.
func TestRecordedIntoStore(t *testing.T) {
	store, l := warehousetest.Open(t), start(t)
	l.clock = socialtest.NewClock(noon.AddDate(-8, 0, 0)) // what is younger is read again
	l.depth = 1 << 30
	var options Options
	distinct := map[string]bool{}
	for _, d := range objects(t) {
		if distinct[d["name"].(string)] {
			continue
		}
		distinct[d["name"].(string)] = true
		l.things = append(l.things, d)
		if place := d["subreddit"].(string); !slices.Contains(options.Subreddits, place) {
			options.Subreddits = append(options.Subreddits, place)
		}
	}
	bad := post(1, noon, "ada")
	bad["title"] = 7
	l.things = append(l.things, bad)
	options.Subreddits = append(options.Subreddits, "xen")
	options.Searches = []string{"the"}
	found := 0
	for _, d := range l.things {
		if title, ok := d["title"].(string); ok && strings.Contains(title, "the") {
			found++
		}
	}
	for range 2 {
		l.clock.Add(day)
		c := l.with(options)
		c.size, c.batch = 100, 500
		got := socialtest.Collect(t, store, "reddit", c)
		if got.Stored != uint64(len(distinct)) || got.Duplicates != uint64(found) || got.Quarantined != 1 || got.Received != got.Stored+got.Duplicates+got.Quarantined || found < 100 {
			t.Errorf("%+v; %d distinct ones, %d found by a search", got, len(distinct), found)
		}
		if got.Coverage == nil || *got.Coverage != 1 {
			t.Errorf("coverage %v", got.Coverage)
		}
	}
	places, err := warehouse.Rows[placeCount](t.Context(), store.Conn, "SELECT place, count() AS posts FROM golden.posts FINAL GROUP BY place ORDER BY place", nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]uint64{}
	for _, d := range l.things[:len(l.things)-1] {
		want[place(d["subreddit"].(string))]++
	}
	for _, p := range places {
		if want[p.Place] != p.Posts {
			t.Errorf("%d posts of %s, want %d", p.Posts, p.Place, want[p.Place])
		}
	}
	if len(places) != len(want) {
		t.Errorf("%d places, want %d", len(places), len(want))
	}
}

type placeCount struct {
	Place string `ch:"place"`
	Posts uint64 `ch:"posts"`
}
