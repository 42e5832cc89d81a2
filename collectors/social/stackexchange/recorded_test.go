package stackexchange

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"testing"

	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// recorded are answers of the real API, of 2016, by their files' names.
func recorded(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	realdata.Each(t, "social-perceval-dev", "tests/data/stackexchange/", func(name string, body []byte) {
		all[strings.TrimPrefix(path.Base(name), "stackexchange_")] = body
	})
	return all
}

// numbers notes what has a number of its own anywhere in an answer, without knowing
// more of it.
func numbers(t *testing.T, answer []byte, found map[string]bool) {
	t.Helper()
	socialtest.Walk(t, answer, func(_ string, _ json.RawMessage, of map[string]json.RawMessage) {
		for field, letter := range map[string]string{"comment_id": "c", "answer_id": "a", "question_id": "q"} {
			if of[field] != nil && (field != "question_id" || of["answer_id"] == nil) {
				found[fmt.Sprintf("stackoverflow.com/%s/%s", letter, of[field])] = true
			}
		}
	})
}

// What the real API answered is collected end to end into a real store, which then
// holds what a count that knows nothing of its shapes finds.
func TestRecorded(t *testing.T) {
	store, answers := warehousetest.Open(t), recorded(t)
	for name, pages := range map[string][]string{
		"one page": {"question"}, "two pages": {"question_page", "question_page_2"}, "a pause": {"question_backoff_page", "question_page_2"},
	} {
		t.Run(name, func(t *testing.T) {
			want := map[string]bool{}
			for _, page := range pages {
				numbers(t, answers[page], want)
			}
			l, asked := start(t), 0
			replay := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
				if !strings.HasSuffix(req.URL.Path, "/questions") {
					l.ServeHTTP(w, req)
					return
				}
				_, _ = w.Write(answers[pages[min(asked, len(pages)-1)]])
				asked++
			}), nil)
			c := l.collector(func(o *Options) { o.Tags = []string{"python"} })
			c.home = replay.URL
			source := strings.ReplaceAll(name, " ", "-")
			s := socialtest.Collect(t, store, source, c)
			if s.Stored != uint64(len(want)) || s.Received != s.Stored+s.Duplicates+s.Quarantined || s.Quarantined != 0 || asked != len(pages) {
				t.Errorf("%d pages, %d things: %+v", asked, len(want), s)
			}
			if waited := len(l.clock.Waits()) > 0; waited != (name == "a pause") {
				t.Errorf("waits %q", l.clock.Waits())
			}
		})
	}
}

// What Perceval made of the two pages are questions as the API shows them.
func TestRecordedQuestions(t *testing.T) {
	var all []json.RawMessage
	if err := json.Unmarshal(recorded(t)["question_parse"], &all); err != nil {
		t.Fatal(err)
	}
	l := start(t)
	c := l.collector()
	c.home = fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if !strings.HasSuffix(req.URL.Path, "/questions") {
			l.ServeHTTP(w, req)
			return
		}
		_ = json.NewEncoder(w).Encode(thing{"items": all, "has_more": false})
	}), nil).URL
	k := harvest().Must(t, c)
	q, a := k.Posts["q/1"], k.Posts["a/2"]
	if len(all) != 2 || len(k.Origins) != 6 || len(k.Posts) != 5 || q.Author.Login != "stackoverflow.com/3" || q.Engagement.Views != 17 ||
		a.Author.Name != "zhquan_example_2" || a.Date.Raw != "2016-04-07T02:11:06Z" {
		t.Errorf("%d items: %s\n%+v\n%+v", len(k.Origins), k.IDs(), q, a)
	}
}

// A dump is collected into a real store; a second look at it stores nothing, and a
// dump that takes its place takes its posts away.
func TestStore(t *testing.T) {
	store, dir := warehousetest.Open(t), t.TempDir()
	sample(t, dir)
	for range 2 {
		if s := socialtest.Collect(t, store, "dump", unloads(dir)); s.Received != 10 || s.Stored != 9 || s.Quarantined != 1 {
			t.Errorf("%+v", s)
		}
	}
	put(t, dir, "Posts.xml", attributes("Id", 1, "PostTypeId", 1, "CreationDate", on(1), "LastActivityDate", on(30), "Score", 5, "Title", "Xen", "Tags", "<xen>"))
	if s := socialtest.Collect(t, store, "dump", unloads(dir)); s.Received != 2 || s.Stored != 2 {
		t.Errorf("after it was replaced: %+v", s)
	}
	type held struct {
		ID    string `ch:"id"`
		Likes uint64 `ch:"likes"`
	}
	rows, err := warehouse.Rows[held](t.Context(), store.Conn, "SELECT id, likes FROM golden.posts FINAL WHERE source = 'dump' AND deleted = 0 ORDER BY id", nil)
	if want := []held{{"unix.stackexchange.com/c/1", 4}, {"unix.stackexchange.com/q/1", 5}}; err != nil || !slices.Equal(rows, want) {
		t.Errorf("held then: %v, %v", rows, err)
	}
}
