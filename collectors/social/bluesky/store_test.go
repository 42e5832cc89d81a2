package bluesky

import (
	"encoding/json"
	"path"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse/warehousetest"
)

// posts are those in a body, by their addresses, found by a walk that knows no types.
func posts(t *testing.T, body []byte) map[string]json.RawMessage {
	t.Helper()
	found := map[string]json.RawMessage{}
	socialtest.Walk(t, body, func(_ string, raw json.RawMessage, of map[string]json.RawMessage) {
		if of["uri"] != nil && of["author"] != nil && of["record"] != nil && of["indexedAt"] != nil {
			found[string(of["uri"])] = raw
		}
	})
	return found
}

// Two recorded threads are answers to what their authors wrote, and a third body, of
// the interface that is to come, has the same posts in a list, as a search shows them.
// All go through the collector into a real store.
func TestRecorded(t *testing.T) {
	s := newSky(t)
	s.hits = 1000
	var options Options
	received, unique := 0, map[string]json.RawMessage{}
	realdata.Each(t, "social-bluesky-thread-dev", "samples/", func(name string, body []byte) {
		found := posts(t, body)
		received += len(found)
		for uri, raw := range found {
			unique[uri] = raw
		}
		if path.Base(name) == "getPostThreadV2.unspecced.json" {
			for _, raw := range found {
				v, err := decode(raw)
				if err != nil {
					t.Fatal(err)
				}
				s.found("recorded", entry{}.sorted(v), raw)
			}
			return
		}
		options.Accounts = append(options.Accounts, s.recorded(t, body))
	})
	c := s.open(t, "", func(o *Options) { o.Searches, o.Accounts, o.KeepText = []string{"recorded"}, options.Accounts, true })
	c.size = pageSize
	kinds := map[collectors.PostKind]int{}
	look := func(b collectors.Batch) {
		for _, item := range b.Items {
			if item.Reject != nil {
				t.Errorf("%s: %s", item.Origin, item.Reject.Detail)
				continue
			}
			p := item.Record.(*collectors.Post)
			known(t, item.Origin, p)
			kinds[p.Kind]++
		}
	}
	got := socialtest.Collect(t, warehousetest.Open(t), "bsky", socialtest.Watch(c, look))
	if received != 295 || got.Received != uint64(received) || got.Stored != uint64(len(unique)) || got.Duplicates != uint64(received-len(unique)) || got.Quarantined != 0 || got.Coverage == nil || *got.Coverage != 1 {
		t.Errorf("%d are recorded, %d of them are others; the store has %+v", received, len(unique), got)
	}
	if kinds[collectors.PostProper] < 2 || kinds[collectors.PostComment] < 250 {
		t.Errorf("kinds are %v", kinds)
	}
}

// known checks what every recorded post has.
func known(t *testing.T, origin string, p *collectors.Post) {
	t.Helper()
	public(t, origin, p)
	if p.Author.Login == "" || p.Date.At.IsZero() || p.Thread == "" || (p.Kind == collectors.PostComment) != (p.ReplyTo != "") || p.Text == "" && p.Words > 0 {
		t.Errorf("%+v", p)
	}
}

// recorded makes a thread of a body, and what its author wrote of the post above it.
func (s *sky) recorded(t *testing.T, body []byte) (handle string) {
	t.Helper()
	var top struct {
		Thread struct {
			Post json.RawMessage `json:"post"`
		} `json:"thread"`
	}
	if err := json.Unmarshal(body, &top); err != nil {
		t.Fatal(err)
	}
	v, err := decode(top.Thread.Post)
	if err != nil {
		t.Fatal(err)
	}
	s.profiles[v.Author.Handle] = object{"did": v.Author.DID, "handle": v.Author.Handle, "followersCount": 72, "postsCount": 9}
	s.posts = append(s.posts, &shown{at: entry{}.sorted(v), feed: v.Author.Handle, entry: object{"post": top.Thread.Post}})
	s.threads[v.URI] = body
	return v.Author.Handle
}
