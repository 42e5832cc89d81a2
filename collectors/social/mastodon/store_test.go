package mastodon

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strconv"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// A recording is what is recorded of one instance.
type recording struct {
	*lab

	public map[string]bool // addresses of the posts for everybody, found by a walk that knows no types
	hidden int
}

// recorded makes instances of a pack: everything in it that is a post stands in the
// timelines of two tags.
func recorded(t *testing.T) map[string]*recording {
	t.Helper()
	bodies, from := map[string][]byte{}, map[string]string{}
	realdata.Each(t, "social-mastodon-social-dev", ".json", func(name string, body []byte) {
		if bytes.HasSuffix([]byte(name), []byte("INDEX.json")) {
			var index []struct{ File, URI string }
			if err := json.Unmarshal(body, &index); err != nil {
				t.Fatal(err)
			}
			for _, e := range index {
				from[e.File] = e.URI
			}
			return
		}
		bodies[name[bytes.LastIndexByte([]byte(name), '/')+1:]] = body
	})
	all := map[string]*recording{}
	for file, body := range bodies {
		u, err := url.Parse(from[file])
		if err != nil || u.Host == "" {
			t.Fatalf("%s: where is it from? %v", file, err)
		}
		r := all[u.Host]
		if r == nil {
			r = &recording{lab: newLab(t), public: map[string]bool{}}
			all[u.Host] = r
			r.domain, r.v1, r.v2 = u.Host, object{"uri": u.Host}, object{"domain": u.Host}
		}
		r.take(t, u.Path, body)
	}
	return all
}

// take puts a body where it belongs.
func (r *recording) take(t *testing.T, path string, body []byte) {
	t.Helper()
	switch path {
	case "/api/v1/instance/", "/api/v1/instance":
		r.v1 = json.RawMessage(body)
	case "/api/v2/instance/", "/api/v2/instance":
		r.v2 = json.RawMessage(body)
	case "/api/v1/accounts/verify_credentials":
		r.accounts["halcy"] = fields(t, body)
	}
	socialtest.Walk(t, body, func(_ string, raw json.RawMessage, of map[string]json.RawMessage) {
		if of["uri"] != nil && of["content"] != nil && of["visibility"] != nil {
			r.post(t, raw)
		}
	})
}

func (r *recording) post(t *testing.T, body json.RawMessage) {
	t.Helper()
	post := fields(t, body)
	id, err := strconv.Atoi(post["id"].(string))
	if err != nil {
		t.Fatal(err)
	}
	if r.posts[id] == nil {
		r.tagged["one"], r.tagged["two"] = append(r.tagged["one"], id), append(r.tagged["two"], id)
		if v := post["visibility"]; v == "public" || v == "unlisted" {
			r.public[post["uri"].(string)] = true
		} else {
			r.hidden++
		}
	}
	r.posts[id] = body
}

func fields(t *testing.T, body []byte) (all object) {
	t.Helper()
	if err := json.Unmarshal(body, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

type cell struct {
	Value string `ch:"v"`
}

// Everything that was recorded goes through the collector into a real store, which
// then holds each post for everybody once.
func TestRecorded(t *testing.T) {
	store := warehousetest.Open(t)
	public, hidden := map[string]uint64{}, 0
	for host, r := range recorded(t) {
		c := r.open(t, "", func(o *Options) {
			o.Tags, o.Accounts, o.KeepText = []string{"one", "two"}, nil, true
			if r.accounts["halcy"] != nil {
				o.Accounts = []string{"@halcy"}
			}
		})
		c.size = pageSize
		got := socialtest.Collect(t, store, host, socialtest.Watch(c, func(b collectors.Batch) {
			for _, item := range b.Items {
				known(t, item, host)
			}
		}))
		n := uint64(len(r.public))
		if got.Received != 2*n || got.Stored != n || got.Duplicates != n || got.Quarantined != 0 || got.Coverage == nil || *got.Coverage != 1 {
			t.Errorf("%s: %d are recorded, the store has %+v", host, n, got)
		}
		public[host], hidden = n, hidden+r.hidden
	}
	if public["mastodon.social"] < 10 || public["icosahedron.website"] < 30 || hidden < 20 {
		t.Errorf("recorded are %v, and %d for few", public, hidden)
	}
	rows, err := warehouse.Rows[cell](t.Context(), store.Conn, "SELECT concat(account, ' ', measure) AS v FROM golden.audience WHERE value > 0 ORDER BY v", nil)
	if err != nil || len(rows) != 2 || rows[0].Value != "@halcy@mastodon.social followers" {
		t.Errorf("%v, %v", rows, err)
	}
}

// known checks what every recorded post has.
func known(t *testing.T, item collectors.Item, host string) {
	t.Helper()
	if item.Reject != nil {
		t.Errorf("%s: %s", item.Origin, item.Reject.Detail)
		return
	}
	p := item.Record.(*collectors.Post)
	socialtest.Public(t, p.ID, p)
	if p.Author.Login == "" || p.URL == "" || p.Date.At.IsZero() || p.Place == "" || p.Text == "" && p.Words > 0 || p.Kind == collectors.PostComment && p.ReplyTo == p.ID {
		t.Errorf("%s: %+v", host, p)
	}
	if p.Kind == collectors.PostQuote && p.Place == "icosahedron.website" && (p.ReshareOf == "" || p.Original.Empty()) {
		t.Errorf("a quote of nothing: %+v", p)
	}
}
