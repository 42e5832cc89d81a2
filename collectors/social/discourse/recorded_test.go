package discourse

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strings"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// recorded are bodies that real forums answered, of 2013 to 2020, by their files' names.
func recorded(t *testing.T, pack, folder string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	realdata.Each(t, pack, folder, func(name string, body []byte) {
		if strings.HasSuffix(name, ".json") {
			all[strings.TrimSuffix(path.Base(name), ".json")] = body
		}
	})
	return all
}

// objects are the posts anywhere in a body, found without knowing more of its shape.
func objects(t *testing.T, body []byte) (found []json.RawMessage) {
	t.Helper()
	socialtest.Walk(t, body, func(_ string, raw json.RawMessage, of map[string]json.RawMessage) {
		if of["cooked"] != nil && of["post_number"] != nil {
			found = append(found, raw)
		}
	})
	return found
}

// ids are the numbers of posts, once each.
func ids(t *testing.T, posts []json.RawMessage) map[float64]bool {
	t.Helper()
	found := map[float64]bool{}
	for _, raw := range posts {
		var fields map[string]any
		if err := json.Unmarshal(raw, &fields); err != nil {
			t.Fatal(err)
		}
		found[fields["id"].(float64)] = true
	}
	return found
}

// Every post that was ever recorded can be read, and says what the recording says.
func TestRecordedPosts(t *testing.T) {
	bodies := recorded(t, "social-discourse-api-dev", "spec/fixtures/")
	if len(bodies) != 53 {
		t.Errorf("%d bodies", len(bodies))
	}
	for name, body := range recorded(t, "social-perceval-dev", "tests/data/discourse/") {
		bodies["perceval "+name] = body
	}
	count, likes, wordless := 0, uint64(0), 0
	for name, body := range bodies {
		m := mapper{host: "forum.example.org", now: noon}
		for _, raw := range objects(t, body) {
			p, err := decode(raw)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			rec := m.post(p)
			count++
			likes += rec.Engagement.Likes
			if rec.Words == 0 {
				wordless++ // a picture, and what somebody else said
			}
			var fields map[string]any
			if err := json.Unmarshal(raw, &fields); err != nil {
				t.Fatal(err)
			}
			if rec.ID != fmt.Sprintf("forum.example.org/%.0f", fields["id"]) || rec.Author.Login != "forum.example.org/"+strings.ToLower(fmt.Sprint(fields["username"])) ||
				rec.Date.At.IsZero() || rec.Deleted || rec.Kind == collectors.PostSystem {
				t.Errorf("%s: %+v", name, rec)
			}
		}
	}
	if count != 43 || likes != 32 || wordless != 2 {
		t.Errorf("%d posts, %d likes, %d without a word", count, likes, wordless)
	}
}

// replay is a forum that answers as those did that were recorded: with a list of
// topics, and with topics.
func replay(t *testing.T, list []byte, topics func(id string) []byte) string {
	t.Helper()
	return fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		dir, name := path.Split(req.URL.Path)
		body := []byte(nil)
		switch {
		case name == "latest.json" && req.URL.Query().Get("page") == "0":
			body = list
		case name == "latest.json":
			body = []byte(`{"topic_list": {"topics": []}}`)
		case name == "posts.json":
			body = []byte(`{"post_stream": {"posts": []}}`)
		case dir == "/t/":
			body = topics(strings.TrimSuffix(name, ".json"))
		}
		if body == nil {
			http.NotFound(w, req)
			return
		}
		_, _ = w.Write(body)
	}), nil).URL
}

// What real forums answered is collected end to end into a real store, which then
// holds what a count that knows nothing of the shapes finds.
func TestRecordedForums(t *testing.T) {
	perceval, api := recorded(t, "social-perceval-dev", "tests/data/discourse/"), recorded(t, "social-discourse-api-dev", "spec/fixtures/")
	store := warehousetest.Open(t)
	for name, forum := range map[string]struct {
		list   []byte
		topics func(id string) []byte
		want   int
	}{
		"perceval": {perceval["discourse_topics"], func(id string) []byte { return perceval["discourse_topic_"+id] }, 20},
		"pinned":   {perceval["discourse_topics_pinned"], func(id string) []byte { return perceval["discourse_topic_"+id] }, 20},
		"no-date":  {perceval["discourse_topics_last_posted_at_null"], func(string) []byte { return perceval["discourse_posts"] }, 4},
		"sandbox":  {api["latest"], func(string) []byte { return api["topic"] }, 4},
	} {
		t.Run(name, func(t *testing.T) {
			l := start(t)
			served := []json.RawMessage{}
			url := replay(t, forum.list, func(id string) []byte {
				body := forum.topics(id)
				served = append(served, objects(t, body)...)
				return body
			})
			c := l.collector(func(o *Options) { o.URL = url })
			s := socialtest.Collect(t, store, name, c)
			if n := len(ids(t, served)); n != forum.want || s.Stored != uint64(n) || s.Received != s.Stored+s.Duplicates+s.Quarantined || s.Quarantined != 0 {
				t.Errorf("%d posts served: %+v", n, s)
			}
		})
	}
	audience(t, store)
}

// audience checks that a forum's members are kept, once a day.
func audience(t *testing.T, store *warehouse.Store) {
	t.Helper()
	l := start(t)
	l.fill()
	for range 2 {
		if s := socialtest.Collect(t, store, "lab", l.collector()); s.Received != 14 || s.Quarantined != 1 || s.Duplicates != 0 {
			t.Errorf("%+v", s)
		}
	}
	type crowd struct {
		Value uint64 `ch:"value"`
	}
	rows, err := warehouse.Rows[crowd](t.Context(), store.Conn, "SELECT value FROM golden.audience FINAL WHERE source = 'lab' AND measure = 'members'", nil)
	if err != nil || len(rows) != 1 || rows[0].Value != 72 {
		t.Errorf("%v, %v", rows, err)
	}
}
