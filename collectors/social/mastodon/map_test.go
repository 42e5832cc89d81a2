package mastodon

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

// mapped is the post that a collector makes of one that stands under a tag.
func mapped(t *testing.T, l *lab, id int, change func(*Options)) *collectors.Post {
	t.Helper()
	l.tagged["xen"] = []int{id}
	batches := socialtest.Gather(t, l.open(t, "", func(o *Options) {
		o.Accounts = nil
		if change != nil {
			change(o)
		}
	}), nil)
	if len(batches) != 1 || len(batches[0].Items) != 1 || batches[0].Items[0].Reject != nil {
		t.Fatalf("%+v", batches)
	}
	return batches[0].Items[0].Record.(*collectors.Post)
}

func TestMapping(t *testing.T) {
	l := newLab(t)
	at := time.Date(2024, 3, 10, 8, 7, 6, 543e6, time.UTC)
	quoted := object{"id": "90", "uri": "https://far.example/9", "visibility": "public", "account": person("3", "Bob@Far.example", "Bob"), "content": "<p>x</p>"}
	l.write(7, at, object{"uri": "https://example.org/users/cat/statuses/7"})
	l.write(8, at, object{"in_reply_to_id": "7", "uri": "https://far.example/8"})
	l.write(9, at, object{
		"in_reply_to_id": "8", "spoiler_text": "News, ask ada@example.org", "quote": object{"state": "accepted", "quoted_status": quoted},
		"content": `<p>The <a href="https://example.org/tags/Xen" class="mention hashtag">#<span>Xen</span></a> hypervisor</p><p class="quote-inline">RE: <a href="https://far.example/9">far</a></p>`,
		"tags":    []object{{"name": "Virtualization"}}, "account": func() object { p := person("2", "ada", "Ada  <ada@example.org>"); p["bot"] = true; return p }(),
	})
	dated := collectors.Dated{At: at, Raw: "2024-03-10T08:07:06Z", Source: collectors.DateNetwork}
	engaged := &collectors.Engagement{Read: noon, Likes: 1, Reshares: 5, Replies: 4}
	version := uint64(noon.UnixMilli())
	reply := &collectors.Post{
		Network: "mastodon", Place: "example.org", ID: "https://example.org/users/ada/statuses/9", Kind: collectors.PostQuote, URL: "https://example.org/@ada/9",
		Author: collectors.Alias{Name: "Ada", Login: "example.org/ada"}, Date: dated, Title: "News, ask <address>", Text: "The #Xen hypervisor\n", Words: 3,
		Tags: []string{"virtualization", "xen"}, Thread: "https://example.org/users/cat/statuses/7", ReplyTo: "https://far.example/8",
		ReshareOf: "https://far.example/9", Original: collectors.Alias{Name: "Bob", Login: "far.example/bob"},
		Own: true, Mention: true, Auto: true, Engagement: engaged, Version: version,
	}
	keep := func(o *Options) { o.KeepText, o.Terms, o.Own = true, []string{"xen"}, []string{"@ADA"} }
	if got := mapped(t, l, 9, keep); !cmp.Equal(got, reply) {
		t.Error(cmp.Diff(got, reply))
	}

	l.write(10, at, object{"reblog": l.posts[9], "uri": "https://far.example/users/bob/statuses/10/activity", "url": "https://far.example/10", "account": person("3", "bob@far.example", "Bob"), "content": ""})
	boost := &collectors.Post{
		Network: "mastodon", Place: "far.example", ID: "https://far.example/users/bob/statuses/10/activity", Kind: collectors.PostReshare, URL: "https://far.example/10",
		Author: collectors.Alias{Name: "Bob", Login: "far.example/bob"}, Date: dated, Thread: "https://far.example/users/bob/statuses/10/activity",
		ReshareOf: reply.ID, Original: reply.Author, Mention: true, Version: version,
	}
	if got := mapped(t, l, 10, keep); !cmp.Equal(got, boost) {
		t.Error(cmp.Diff(got, boost))
	}
	if got := mapped(t, l, 9, func(o *Options) { o.Terms = []string{"linux"} }); got.Mention || got.Own || got.Text != "" {
		t.Errorf("%+v", got)
	}
}

// A quote of what is not shown to everybody does not tell it.
func TestHiddenQuote(t *testing.T) {
	l := newLab(t)
	private := object{"id": "90", "uri": "https://far.example/9", "visibility": "private", "account": person("3", "bob@far.example", "Bob")}
	l.write(1, day(3), object{"quote": object{"state": "accepted", "quoted_status": private}})
	l.write(2, day(3), object{"quote": object{"state": "pending", "quoted_status": nil}})
	l.write(3, day(3), object{"quote": object{"state": "accepted", "quoted_status_id": "90"}})
	for id := 1; id <= 3; id++ {
		if got := mapped(t, l, id, nil); got.Kind != collectors.PostQuote || got.ReshareOf != "" || !got.Original.Empty() {
			t.Errorf("%+v", got)
		}
	}
}

// A thread is followed to its beginning, over what no timeline shows, but not through
// what is hidden, gone, endless or a circle.
func TestThreads(t *testing.T) {
	l := newLab(t)
	l.write(1, day(3), nil)
	for id := 1; id < 50; id++ {
		l.write(id+1, day(3), object{"in_reply_to_id": fmt.Sprint(id)})
	}
	if got := mapped(t, l, 50, nil); got.Thread != "https://example.org/users/ada/statuses/1" || got.ReplyTo != "https://example.org/users/ada/statuses/49" {
		t.Errorf("%+v", got)
	}
	l.write(20, day(3), object{"visibility": "private"})
	if got := mapped(t, l, 50, nil); got.Thread != "" || got.ReplyTo == "" {
		t.Errorf("%+v", got)
	}
	l.write(20, day(3), object{"in_reply_to_id": "40"})
	if got := mapped(t, l, 50, nil); got.Thread != "" || got.ReplyTo == "" {
		t.Errorf("%+v", got)
	}
	delete(l.posts, 49)
	if got := mapped(t, l, 50, nil); got.Thread != "" || got.ReplyTo != "" || got.Kind != collectors.PostComment {
		t.Errorf("%+v", got)
	}
}

// Whatever stands in a status, it is a post without an address in a public column, a
// reject with a constant reason, or not for us.
func TestHostile(t *testing.T) {
	reasons := map[string]bool{}
	for name, more := range map[string]object{
		"types":       {"content": []int{1}},
		"account":     {"account": "ada"},
		"no account":  {"account": nil},
		"no id":       {"id": nil},
		"no uri":      {"uri": ""},
		"long uri":    {"uri": "https://example.org/" + strings.Repeat("x", 10_000)},
		"address":     {"uri": "https://example.org/ada@example.org/1", "url": "https://example.org/ada@example.org/1"},
		"tag":         {"uri": "tag:example.org,2016-11-23:objectId=1:objectType=Status"},
		"script":      {"url": "javascript:alert(1)", "content": "<script>alert('x')</script><p onclick=x>a</p>"},
		"huge":        {"content": strings.Repeat("<blockquote>", 100_000) + "ada@example.org"},
		"control":     {"spoiler_text": "\x1b[31mred\x00", "account": person("2", "a\x1b@b@c/d", "\x1b]0;x\x07 ada@example.org")},
		"acct":        {"account": person("2", "../../etc", "x")},
		"time":        {"created_at": "yesterday"},
		"old time":    {"created_at": "0001-01-01T00:00:00Z"},
		"number":      {"favourites_count": -7, "replies_count": -1},
		"big number":  {"favourites_count": 1e300},
		"tags":        {"tags": []object{{"name": "ada@example.org"}, {"name": strings.Repeat("t", 5000)}}},
		"no tags":     {"tags": "xen"},
		"boost":       {"reblog": object{"visibility": "public"}},
		"visibility":  {"visibility": 1},
		"unsaid":      {"visibility": nil, "spoiler_text": "for few"},
		"half hidden": {"visibility": "public", "reblog": object{"visibility": "private", "uri": "https://example.org/p"}},
	} {
		l := newLab(t)
		l.write(1, day(3), more, "xen")
		for _, b := range socialtest.Gather(t, l.open(t, "", func(o *Options) { o.Accounts, o.Settings = nil, social.Settings{Terms: []string{"x"}} }), nil) {
			for _, item := range b.Items {
				if item.Reject != nil {
					reasons[item.Reject.Reason] = true
					if strings.Contains(string(item.Reject.Bytes), "for few") {
						t.Errorf("%s: it is kept and may be private", name)
					}
					continue
				}
				socialtest.Public(t, name, item.Record.(*collectors.Post))
			}
		}
	}
	if len(reasons) != 1 {
		t.Errorf("reasons are %v", reasons)
	}
}
