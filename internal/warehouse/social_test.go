package warehouse_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse/warehousetest"
)

func toot(id string) *collectors.Post {
	return &collectors.Post{
		Network: "mastodon", Place: "social.example.org", ID: id, Kind: collectors.PostQuote, URL: "https://social.example.org/" + id,
		Author: collectors.Alias{Name: "Ada", Login: "social.example.org/ada"}, Title: "Hello", Text: "Hello there", Words: 2, Tags: []string{"xen"},
		Date:   collectors.Dated{At: day(1), Source: collectors.DateNetwork},
		Thread: id, ReplyTo: "0", ReshareOf: "9", Original: collectors.Alias{Login: "social.example.org/bob"}, Own: true, Mention: true, Auto: true,
		Engagement: &collectors.Engagement{Read: day(9), Likes: 4, Reshares: 3, Replies: 2, Views: 1}, Version: 7,
	}
}

func TestEveryRecordOfANetworkHasItsTable(t *testing.T) {
	s := warehousetest.Open(t)
	plain := &collectors.Post{Network: "irc", Place: "#xen", ID: "#xen/1", Kind: collectors.PostJoin, Accepted: true, Version: 1}
	crowd := &collectors.Audience{Network: "mastodon", Account: "@xen@social.example.org", Measure: "followers", Day: day(3), Value: 72, Version: 7}
	write(t, s, "s", nil, collectors.Batch{Items: []collectors.Item{item("a/1", toot("1")), item("b/1", plain), item("a/2", crowd)}, Cursor: collectors.Cursor("1")})
	for query, want := range map[string][]string{
		"SELECT toString(tuple(network, place, id, kind, url, title, words, tags, thread, reply_to, reshare_of)) AS v FROM golden.posts ORDER BY v": {
			"('irc','#xen','#xen/1','join','','',0,[],'','','')", "('mastodon','social.example.org','1','quote','https://social.example.org/1','Hello',2,['xen'],'1','0','9')"},
		"SELECT toString(tuple(own, mention, accepted, auto, engagement_read, likes, reshares, replies, views, version)) AS v FROM golden.posts ORDER BY v": {
			"(false,false,true,false,'1970-01-01 00:00:00',0,0,0,0,1)", "(true,true,false,true,'2020-01-09 12:00:00',4,3,2,1,7)"},
		"SELECT concat(a.login, ' ', b.login) AS v FROM golden.posts p INNER JOIN golden_private.aliases a ON a.alias_id = p.author_alias_id INNER JOIN golden_private.aliases b ON b.alias_id = p.original_alias_id": {
			"social.example.org/ada social.example.org/bob"},
		"SELECT toString(tuple(network, id, text)) AS v FROM golden_private.post_text":                             {"('mastodon','1','Hello there')"},
		"SELECT toString(tuple(network, account, measure, value, date)) AS v FROM golden.audience":                 {"('mastodon','@xen@social.example.org','followers',72,'2020-01-03 12:00:00')"},
		"SELECT toString(tuple(received, stored, duplicates, quarantined)) AS v FROM golden.balance":               {"(3,3,0,0)"},
		"SELECT toString(count()) AS v FROM golden.posts WHERE position(formatRow('JSONEachRow', *), 'there') > 0": {"0"},
	} {
		if got := ask(t, s, query); !cmp.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", query, got, want)
		}
	}
}

// A log that is replaced takes its posts with it, texts and audiences too, but for
// what another origin still has.
func TestGoneWithdrawsPosts(t *testing.T) {
	s := warehousetest.Open(t)
	crowd := &collectors.Audience{Network: "mastodon", Account: "@xen", Measure: "followers", Day: day(3), Value: 72, Version: 7}
	write(t, s, "s", nil, collectors.Batch{Items: []collectors.Item{item("a/1", toot("1")), item("a/2", toot("2")), item("a/3", crowd), item("b/1", toot("2"))}, Cursor: collectors.Cursor("1")})
	write(t, s, "s", nil, collectors.Batch{Gone: []string{"a/"}, Cursor: collectors.Cursor("2")})
	for query, want := range map[string][]string{
		"SELECT id AS v FROM golden.posts FINAL WHERE deleted = 0":             {"2"},
		"SELECT id AS v FROM golden_private.post_text FINAL WHERE deleted = 0": {"2"},
		"SELECT account AS v FROM golden.audience FINAL WHERE deleted = 0":     nil,
	} {
		if got := ask(t, s, query); !cmp.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", query, got, want)
		}
	}
}
