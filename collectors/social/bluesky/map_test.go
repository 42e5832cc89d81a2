package bluesky

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

// mapped is what a collector makes of a post that a search finds.
func mapped(t *testing.T, p object, change func(*Options)) *collectors.Post {
	t.Helper()
	s := newSky(t)
	s.found("xen", day(3), p)
	return only(t, socialtest.Gather(t, s.open(t, "", func(o *Options) {
		o.Accounts = nil
		if change != nil {
			change(o)
		}
	}), nil))
}

// only is the one post that there is.
func only(t *testing.T, batches []collectors.Batch) (found *collectors.Post) {
	t.Helper()
	for _, b := range batches {
		for _, item := range b.Items {
			if item.Reject != nil || found != nil {
				t.Fatalf("%+v", item)
			}
			found = item.Record.(*collectors.Post)
		}
	}
	if found == nil {
		t.Fatal("no post")
	}
	return found
}

func TestMapping(t *testing.T) {
	when := time.Date(2024, 3, 3, 9, 8, 7, 6e6, time.UTC)
	quoted := object{"uri": at("cat.example.org", "q"), "cid": "c"}
	p := post("ada.example.org", "a", when, object{
		"text":   "The #Xen hypervisor, by ada@example.org",
		"facets": []object{{"index": object{"byteStart": 4, "byteEnd": 8}, "features": []object{{"$type": "app.bsky.richtext.facet#tag", "tag": "Xen"}, {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.org"}}}},
		"tags":   []string{"Virtualization"},
		"reply":  object{"root": object{"uri": at("bob.example.org", "root")}, "parent": object{"uri": at("cat.example.org", "parent")}},
		"embed":  object{"$type": "app.bsky.embed.record", "record": quoted},
	}, object{
		"replyCount": 4, "author": person("ada.example.org", "Ada <ada@example.org>"), "labels": []object{{"val": "bot", "src": "did:plc:adaexampleorg"}},
		"embed": object{"$type": "app.bsky.embed.record#view", "record": object{"$type": "app.bsky.embed.record#viewRecord", "uri": quoted["uri"], "author": person("cat.example.org", "Cat"), "value": object{}}},
	})
	dated := collectors.Dated{At: when, Raw: "2024-03-03T09:08:07Z", Source: collectors.DateNetwork}
	version := uint64(noon.UnixMilli())
	want := &collectors.Post{
		Network: "bluesky", Place: "bsky.app", ID: at("ada.example.org", "a"), Kind: collectors.PostQuote, URL: "https://bsky.app/profile/did:plc:adaexampleorg/post/a",
		Author: collectors.Alias{Name: "Ada", Login: "bsky.app/ada.example.org"}, Date: dated, Text: "The #Xen hypervisor, by ada@example.org", Words: 5,
		Tags: []string{"virtualization", "xen"}, Thread: at("bob.example.org", "root"), ReplyTo: at("cat.example.org", "parent"),
		ReshareOf: at("cat.example.org", "q"), Original: collectors.Alias{Name: "Cat", Login: "bsky.app/cat.example.org"},
		Own: true, Mention: true, Auto: true, Version: version,
		Engagement: &collectors.Engagement{Read: noon, Likes: 1, Reshares: 5, Replies: 4},
	}
	keep := func(o *Options) { o.KeepText, o.Terms, o.Own = true, []string{"xen"}, []string{"@Ada.example.org"} }
	if got := mapped(t, p, keep); !cmp.Equal(got, want) {
		t.Error(cmp.Diff(got, want))
	}

	for key, uri := range map[string]string{
		"r1": "at://did:plc:bobexampleorg/app.bsky.feed.repost/r1",
		"":   "at://did:plc:bobexampleorg/app.bsky.feed.repost/?" + at("ada.example.org", "a"),
	} {
		s := newSky(t)
		s.profiles["bob.example.org"] = person("bob.example.org", "Bob")
		s.repost("bob.example.org", key, day(5), p)
		again := &collectors.Post{
			Network: "bluesky", Place: "bsky.app", ID: uri, Kind: collectors.PostReshare, URL: want.URL,
			Author: collectors.Alias{Name: "Name of bob.example.org", Login: "bsky.app/bob.example.org"}, Thread: uri, ReshareOf: want.ID, Original: want.Author,
			Date: collectors.Clocked(day(5), collectors.DateNetwork), Own: true, Mention: true, Version: version,
		}
		if got := only(t, socialtest.Gather(t, s.open(t, "", func(o *Options) { o.Searches, o.Accounts = nil, []string{"bob.example.org"} }), nil)); !cmp.Equal(got, again) {
			t.Error(cmp.Diff(got, again))
		}
	}
}

// Quotes stand one level deeper beside pictures; what is hidden is quoted all the
// same; a list or a feed is no post.
func TestQuotes(t *testing.T) {
	cat := object{"uri": at("cat.example.org", "q")}
	deeper := post("ada.example.org", "a", day(3), object{"embed": object{"record": object{"record": cat}, "media": object{}}}, object{
		"embed": object{"record": object{"record": object{"uri": cat["uri"], "author": person("cat.example.org", "Cat")}}, "media": object{}}})
	if got := mapped(t, deeper, nil); got.Kind != collectors.PostQuote || got.ReshareOf != cat["uri"] || got.Original.Name != "Cat" {
		t.Errorf("%+v", got)
	}
	detached := post("ada.example.org", "a", day(3), object{"embed": object{"record": cat}}, object{
		"embed": object{"record": object{"$type": "app.bsky.embed.record#viewDetached", "uri": cat["uri"], "detached": true}}})
	if got := mapped(t, detached, nil); got.Kind != collectors.PostQuote || got.ReshareOf != cat["uri"] || !got.Original.Empty() {
		t.Errorf("%+v", got)
	}
	feed := post("ada.example.org", "a", day(3), object{"embed": object{"record": object{"uri": "at://did:plc:x/app.bsky.feed.generator/y"}}}, nil)
	if got := mapped(t, feed, nil); got.Kind != collectors.PostProper || got.ReshareOf != "" {
		t.Errorf("%+v", got)
	}
}

// A date is the author's claim where it can be true.
func TestDates(t *testing.T) {
	seen := day(3)
	for claim, want := range map[string]time.Time{
		"2024-03-01T12:00:00.123456Z":   time.Date(2024, 3, 1, 12, 0, 0, 123456000, time.UTC),
		"2024-03-01T12:00:00+02:00":     time.Date(2024, 3, 1, 10, 0, 0, 0, time.UTC),
		instant(seen.Add(time.Minute)):  seen.Add(time.Minute),
		instant(seen.Add(time.Hour)):    seen,
		"2010-03-01T12:00:00Z":          seen,
		"0000-01-01T00:00:00.000+00:00": seen,
		"yesterday":                     seen,
		"":                              seen,
	} {
		p := post("ada.example.org", "a", seen, object{"createdAt": claim}, object{"indexedAt": instant(seen)})
		if got := mapped(t, p, nil).Date.At; !got.Equal(want) {
			t.Errorf("%q is %s, want %s", claim, got, want)
		}
	}
}

// Somebody whose handle is not theirs is known by the DID, and a robot by what it says
// of itself, unless that was taken back.
func TestPeople(t *testing.T) {
	who := person("ada.example.org", "Ada")
	who["handle"] = "handle.invalid"
	if got := mapped(t, post("ada.example.org", "a", day(3), nil, object{"author": who}), nil); got.Author.Login != "bsky.app/did:plc:adaexampleorg" || got.Auto {
		t.Errorf("%+v", got)
	}
	for _, c := range []struct {
		record, author object
		auto           bool
	}{
		{object{"labels": object{"$type": "com.atproto.label.defs#selfLabels", "values": []object{{"val": "bot"}}}}, object{}, true},
		{nil, object{"labels": []object{{"val": "bot"}}}, true},
		{nil, object{"labels": []object{{"val": "bot"}, {"val": "bot", "neg": true}}}, false},
		{nil, object{"labels": []object{{"val": "!no-unauthenticated"}}}, false},
	} {
		who := person("ada.example.org", "Ada")
		maps.Copy(who, c.author)
		if got := mapped(t, post("ada.example.org", "a", day(3), c.record, object{"author": who}), nil); got.Auto != c.auto {
			t.Errorf("%v: %t", c, got.Auto)
		}
	}
}

// Whatever stands in a post, it is one without an address in a public column, or a
// reject with a constant reason.
func TestHostile(t *testing.T) {
	reasons := map[string]int{}
	for name, p := range map[string]any{
		"number":       7,
		"text":         "post",
		"list":         []int{},
		"nothing":      nil,
		"types":        post("a.example.org", "k", day(3), object{"text": []int{1}}, nil),
		"tags":         post("a.example.org", "k", day(3), object{"tags": []string{"ada@example.org", strings.Repeat("t", 5000)}}, nil),
		"no tags":      post("a.example.org", "k", day(3), object{"tags": "xen"}, nil),
		"facets":       post("a.example.org", "k", day(3), object{"facets": object{}}, nil),
		"embed":        post("a.example.org", "k", day(3), object{"embed": 7}, nil),
		"uri":          post("a.example.org", "k", day(3), nil, object{"uri": "javascript:alert(1)"}),
		"long uri":     post("a.example.org", strings.Repeat("k", 10_000), day(3), nil, nil),
		"another kind": post("a.example.org", "k", day(3), object{"$type": "app.bsky.feed.like"}, nil),
		"no date":      post("a.example.org", "k", day(3), object{"createdAt": "x"}, object{"indexedAt": "y"}),
		"author":       post("a.example.org", "k", day(3), nil, object{"author": object{"handle": "a@b.example/c", "did": "x", "displayName": "\x1b[31m ada@example.org"}}),
		"no author":    post("a.example.org", "k", day(3), nil, object{"author": nil}),
		"counts":       post("a.example.org", "k", day(3), nil, object{"likeCount": -3, "replyCount": -1}),
		"big count":    post("a.example.org", "k", day(3), nil, object{"likeCount": 1e300}),
		"references":   post("a.example.org", "k", day(3), object{"reply": object{"root": object{"uri": "ada@example.org"}, "parent": object{"uri": "x"}}}, nil),
		"huge":         post("a.example.org", "k", day(3), object{"text": strings.Repeat("<b>\x00&#64;\u202e ", 200_000) + "ada@example.org"}, nil),
	} {
		s := newSky(t)
		s.found("xen", day(3), p)
		for _, b := range socialtest.Gather(t, s.open(t, "", func(o *Options) { o.Accounts, o.Settings = nil, social.Settings{Terms: []string{"x"}} }), nil) {
			for _, item := range b.Items {
				if item.Reject != nil {
					reasons[item.Reject.Reason]++
					continue
				}
				public(t, name, item.Record.(*collectors.Post))
			}
		}
	}
	if len(reasons) != 1 || reasons["post that cannot be read"] != 13 {
		t.Errorf("rejects are %v", reasons)
	}
}

// A feed and a thread in which nothing is as it should be.
func TestHostileFeed(t *testing.T) {
	const xen = "xen.example.org"
	for name, entry := range map[string]any{
		"number":    7,
		"no post":   object{"post": 7},
		"nothing":   object{},
		"reason":    object{"post": post(xen, "k", day(3), nil, nil), "reason": 7},
		"nobody":    object{"post": post(xen, "k", day(3), nil, nil), "reason": object{"$type": "app.bsky.feed.defs#reasonRepost", "indexedAt": instant(day(3))}},
		"no moment": object{"post": post(xen, "k", day(3), nil, nil), "reason": object{"$type": "app.bsky.feed.defs#reasonRepost", "by": person(xen, "Xen")}},
	} {
		s := newSky(t)
		s.profiles[xen] = person(xen, "Xen")
		s.posts = append(s.posts, &shown{at: day(3), feed: xen, entry: entry})
		got := socialtest.Texts(t, socialtest.Gather(t, s.open(t, "", func(o *Options) { o.Searches = nil }), nil))
		for _, reason := range got {
			if reason != "post that cannot be read" {
				t.Errorf("%s: %s", name, reason)
			}
		}
		if len(got) != 1 {
			t.Errorf("%s: %v", name, got)
		}
	}
	s := newSky(t)
	s.profiles[xen] = person(xen, "Xen")
	s.wrote(xen, day(3), post(xen, "top", day(3), nil, object{"replyCount": 3}))
	s.threads[at(xen, "top")] = []byte(`{"thread": {"replies": [7, {"post": 8}, {"replies": {}}, {"post": null}]}}`)
	got := socialtest.Texts(t, socialtest.Gather(t, s.open(t, "", func(o *Options) { o.Searches = nil }), nil))
	if len(got) != 4 || got["thread "+at(xen, "top")] != "post that cannot be read" {
		t.Errorf("%v", got)
	}
}

// public looks for dangers where everybody may look; the address leads to Bluesky
// alone.
func public(t *testing.T, name string, p *collectors.Post) {
	t.Helper()
	socialtest.Public(t, name, p)
	if !strings.HasPrefix(p.URL, "https://bsky.app/profile/did:") {
		t.Errorf("%s: the address is %q", name, p.URL)
	}
}
