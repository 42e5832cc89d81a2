package twitter

import (
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/social/socialtest"
)

const sample = `{"statuses": [
 {"id_str": "1005", "id": 1005, "created_at": "Sat Jun 09 02:38:00 +0000 2018",
  "text": "RT @xen_org: Xen &amp; #Unikraft", "source": "<a href=\"http://twitter.com\" rel=\"nofollow\">Twitter Web Client</a>",
  "user": {"screen_name": "Ada", "name": "Ada <ada@example.org> Example"}, "retweet_count": 9, "favorite_count": 0,
  "entities": {"hashtags": [{"text": "Unikraft"}]},
  "retweeted_status": {"id_str": "1004", "created_at": "Thu Jun 07 07:48:00 +0000 2018", "text": "Xen &amp; #Unikraft, cut…",
   "extended_tweet": {"full_text": "Xen &amp; #Unikraft, all five words"},
   "source": "<a href=\"https://dlvr.it\">dlvr.it</a>", "user": {"screen_name": "xen_org", "name": "Xen"},
   "retweet_count": 9, "quote_count": 2, "favorite_count": 11, "reply_count": 3}},
 {"id": 1006, "created_at": "Sat Jun 09 03:00:00 +0000 2018", "full_text": "@xen_org yes, see https://example.org/#part",
  "user": {"screen_name": "bob"}, "in_reply_to_status_id_str": "1004", "retweet_count": "100+", "favorite_count": "7"},
 {"id_str": "1007", "created_at": "Sat Jun 09 04:00:00 +0000 2018", "text": "well said",
  "user": {"screen_name": "cy"}, "quoted_status_id_str": "1004", "quoted_status": {"id_str": "1004", "user": {"screen_name": "xen_org"}}},
 {"id_str": "1008", "created_at": "Sat Jun 09 05:00:00 +0000 2018", "text": "nobody's", "user": {}}
], "search_metadata": {"count": 100}}`

func TestMapping(t *testing.T) {
	dir := t.TempDir()
	socialtest.Write(t, dir, "p.json", sample)
	k := new(socialtest.Harvest).Must(t, of(dir, func(o *Options) { o.KeepText, o.Terms = true, []string{"unikraft"} }))
	if len(k.Posts) != 5 || len(k.Rejects) != 0 {
		t.Fatalf("%+v", k)
	}
	retweet, original, reply, quote := k.Post(t, "p.json@1"), k.Post(t, "p.json@1/retweeted"), k.Post(t, "p.json@2"), k.Post(t, "p.json@3")
	newest := time.Date(2018, 6, 9, 5, 0, 0, 0, time.UTC)

	if retweet.Kind != collectors.PostReshare || retweet.ReshareOf != "1004" || retweet.Original.Login != "twitter.com/xen_org" ||
		retweet.Words != 0 || retweet.Text != "" || retweet.Engagement != nil || !retweet.Mention || retweet.Own || retweet.Auto ||
		retweet.Author != (collectors.Alias{Login: "twitter.com/ada", Name: "Ada Example"}) || retweet.Thread != "1005" || !slices.Equal(retweet.Tags, []string{"unikraft"}) {
		t.Errorf("retweet %+v", retweet)
	}
	if original.Kind != collectors.PostProper || !original.Own || !original.Auto || original.Words != 6 || original.Text != "Xen & #Unikraft, all five words" ||
		*original.Engagement != (collectors.Engagement{Read: newest, Likes: 11, Reshares: 11, Replies: 3}) || original.URL != "https://twitter.com/xen_org/status/1004" ||
		original.Date.Raw != "2018-06-07T07:48:00Z" || original.Network != "twitter" {
		t.Errorf("original %+v, %+v", original, original.Engagement)
	}
	if !k.Items["p.json@1/retweeted"].Day.IsZero() || k.Items["p.json@1"].Day.Format(time.DateOnly) != "2018-06-09" {
		t.Errorf("%+v", k.Items)
	}
	if reply.Kind != collectors.PostComment || reply.ReplyTo != "1004" || reply.Thread != "" || reply.ID != "1006" || reply.Mention ||
		reply.Engagement.Likes != 7 || reply.Engagement.Reshares != 100 || len(reply.Tags) != 0 {
		t.Errorf("reply %+v, %+v", reply, reply.Engagement)
	}
	if quote.Kind != collectors.PostQuote || quote.ReshareOf != "1004" || quote.Original.Login != "twitter.com/xen_org" || quote.Engagement != nil || quote.Words != 2 {
		t.Errorf("quote %+v", quote)
	}
	if nobody := k.Post(t, "p.json@4"); !nobody.Author.Empty() || nobody.URL != "https://twitter.com/i/web/status/1008" {
		t.Errorf("%+v", nobody)
	}
}

// An original that does not say whose it is is not the archive's own.
func TestNobody(t *testing.T) {
	dir := t.TempDir()
	socialtest.Write(t, dir, "t.js", `[{"id":"2","created_at":"2009-05-12T13:00:00Z","text":"RT","retweeted_status":{"id":"1","created_at":"2009-05-11T13:00:00Z","text":"Xen"}}]`)
	k := new(socialtest.Harvest).Must(t, of(dir, func(o *Options) { o.Account = "xen_org" }))
	if own, other := k.Post(t, "t.js@1"), k.Post(t, "t.js@1/retweeted"); own.Author.Login != "twitter.com/xen_org" || !other.Author.Empty() || other.Own {
		t.Errorf("%+v, %+v", own, other)
	}
}

// Every form of archive that there was.
func TestForms(t *testing.T) {
	account := func(o *Options) { o.Account, o.Exported = "xen_org", "2019-01-01" }
	for name, c := range map[string]struct{ file, text, author, date string }{
		"2009":       {"s.json", `{"results":[{"id":1,"from_user":"Ada","from_user_name":"Ada L","created_at":"Tue, 12 May 2009 13:00:00 +0000","text":"RT @xen_org: Xen 3.4","source":"&lt;a href=&quot;x&quot;&gt;twitterfeed&lt;/a&gt;"}],"max_id":1}`, "twitter.com/ada", "2009-05-12T13:00:00Z"},
		"2013":       {"t.js", "Grailbird.data.tweets_2009_05 = \n [ {\"id\":1,\"id_str\":\"1\",\"created_at\":\"2009-05-12 13:00:00 +0000\",\"text\":\"RT @xen_org: Xen 3.4\",\"source\":\"IFTTT\",\"user\":{\"screen_name\":\"ada\"}}];\n", "twitter.com/ada", "2009-05-12T13:00:00Z"},
		"2019":       {"t.js", "window.YTD.tweets.part0 = [\n {\"tweet\": {\"id\":\"1\",\"created_at\":\"Tue May 12 13:00:00 +0000 2009\",\"full_text\":\"RT @xen_org: Xen 3.4\",\"favorite_count\":\"0\",\"source\":\"IFTTT\"}}]", "twitter.com/xen_org", "2009-05-12T13:00:00Z"},
		"lines":      {"t.jsonl", "\xef\xbb\xbf" + `{"id":1,"created_at":"Tue May 12 13:00:00 +0000 2009","text":"RT @xen_org: Xen 3.4","source":"dlvr.it","user":{"screen_name":"ada"}}`, "twitter.com/ada", "2009-05-12T13:00:00Z"},
		"spread":     {"t.json", "{\n\"id\":1,\"created_at\":\"Tue May 12 13:00:00 +0000 2009\",\n\"text\":\"RT @xen_org: Xen 3.4\",\"source\":\"dlvr.it\",\"user\":{\"screen_name\":\"ada\"}\n}\n", "twitter.com/ada", "2009-05-12T13:00:00Z"},
		"tweets.csv": {"tweets.csv", "\"tweet_id\",\"in_reply_to_status_id\",\"in_reply_to_user_id\",\"timestamp\",\"source\",\"text\",\"retweeted_status_id\",\"retweeted_status_user_id\",\"retweeted_status_timestamp\",\"expanded_urls\"\n\"1\",\"\",\"\",\"2009-05-12 13:00:00 +0000\",\"<a href=\"\"x\"\">twitterfeed</a>\",\"RT @xen_org: Xen 3.4\",\"\",\"\",\"\",\"\"\n", "twitter.com/xen_org", "2009-05-12T13:00:00Z"},
		"table":      {"own.csv", "id;date;author;text;source;views\n1;2009-05-12T13:00:00Z;Ada;RT @xen_org: Xen 3.4;twitterfeed;4\n", "twitter.com/ada", "2009-05-12T13:00:00Z"},
	} {
		dir := t.TempDir()
		socialtest.Write(t, dir, c.file, c.text)
		k := new(socialtest.Harvest).Must(t, of(dir, account))
		for origin := range k.Items {
			p := k.Post(t, origin)
			if p.ID != "1" || p.Author.Login != c.author || p.Date.Raw != c.date || p.Kind != collectors.PostReshare || p.Original.Login != "twitter.com/xen_org" || !p.Auto || p.Words != 0 {
				t.Errorf("%s: %s %+v", name, origin, p)
			}
			if e := p.Engagement; e != nil && !e.Read.Equal(time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)) {
				t.Errorf("%s: read %s", name, e.Read)
			}
		}
		if len(k.Posts) != 1 || len(k.Rejects) != 0 {
			t.Errorf("%s: %+v", name, k)
		}
	}
}

func TestTable(t *testing.T) {
	dir := t.TempDir()
	socialtest.Write(t, dir, "t.csv", "id,date,author,name,text,likes,reshares,replies,views,reply_to,quote_of,reshare_of,original\n"+
		"1,2009-05-12T13:00:00Z,Ada,Ada L,\"a #Tag,\nand more\",1,2,3,4,,,,\n"+
		"2,2009-05-13T13:00:00Z,bob,,yes,,,,,1,,,\n"+
		"3,2009-05-13 14:00,bob,,so,,,,,,1,,\n"+
		"4,2009-05-13T15:00:00Z,bob,,a #Tag,,,,,,,1,Ada\n"+
		"5,2009-05-13T15:00:00Z,bob,,x,many,,,,,,,\n"+
		"6,yesterday,bob,,x,,,,,,,,\n"+
		",2009-05-13T15:00:00Z,bob,,x,,,,,,,,\n"+
		"8,2009-05-13T15:00:00Z\n"+
		"9,2009-05-13T15:00:00Z,not a name,,x,,,,,,,,\n")
	k := new(socialtest.Harvest).Must(t, of(dir))
	first := k.Post(t, "t.csv@line 2")
	if *first.Engagement != (collectors.Engagement{Read: time.Date(2009, 5, 13, 15, 0, 0, 0, time.UTC), Likes: 1, Reshares: 2, Replies: 3, Views: 4}) || first.Author.Name != "Ada L" || first.Words != 4 {
		t.Errorf("%+v", first)
	}
	for origin, want := range map[string]collectors.PostKind{"t.csv@line 4": collectors.PostComment, "t.csv@line 5": collectors.PostQuote, "t.csv@line 6": collectors.PostReshare} {
		if p := k.Post(t, origin); p.Kind != want || p.Engagement != nil {
			t.Errorf("%s: %+v", origin, p)
		}
	}
	if p := k.Post(t, "t.csv@line 6"); p.ReshareOf != "1" || p.Original.Login != "twitter.com/ada" {
		t.Errorf("%+v", p)
	}
	for _, origin := range []string{"t.csv@line 7", "t.csv@line 8", "t.csv@line 9", "t.csv@line 10", "t.csv@line 11"} {
		if k.Rejects[origin] == "" {
			t.Errorf("%s is taken", origin)
		}
	}
	if len(k.Posts) != 4 {
		t.Errorf("%d posts", len(k.Posts))
	}
}

// What cannot be a file of tweets fails, with a reason that helps.
func TestUnreadable(t *testing.T) {
	for text, want := range map[string]string{
		"id,date,text,shoe size\n":          `column "shoe size" is unknown`,
		"id,date\n":                         `no column "text"`,
		"id,tweet_id,date,text\n":           "hold the same",
		`[{"id":"1"}, `:                     "unexpected EOF",
		`{"data":[{"id":"1"}],"meta":{}}`:   "version 2",
		`[] and more`:                       "stands behind",
		"window.YTD.tweets.part0 = nothing": "neither [ nor {",
		"{\n\"id\": 1":                      "value 1",
		`[{"tweet":{"id":"1","created_at":"2009-05-12T13:00:00Z","full_text":"whose?"}}]`: "the option account",
		"id,date,text\n1,2009-05-13T15:00:00Z,whose?\n":                                   "the option account",
		"[\"" + strings.Repeat("x", maxValue+1<<20) + "\"]":                               errTooLarge.Error(),
	} {
		dir := t.TempDir()
		socialtest.Write(t, dir, "f", text)
		if err := new(socialtest.Harvest).Take(t, of(dir)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v", text, err)
		}
	}
}

// One bad object costs that object, whatever is in it, and an address reaches no
// public column.
func TestHostile(t *testing.T) {
	bad := []string{
		`7`, `"text"`, `null`, `[]`, `{}`, `{"id":{}}`, `{"id":"x"}`, `{"id":1.5}`, `{"id":"1","text":7}`, `{"id":"1","created_at":"soon","user":{}}`,
		`{"id":"1","created_at":"Tue May 12 13:00:00 +0000 2009","user":{"screen_name":"a/b"}}`,
		`{"id":"1","created_at":"Tue May 12 13:00:00 +0000 2009","user":{"screen_name":"ada@example.org"}}`,
		`{"id":"1","created_at":"Tue May 12 13:00:00 +0000 2009","user":{"name":"no name"}}`,
		`{"id":"1","created_at":"Tue May 12 13:00:00 +0000 2009","favorite_count":-1,"user":{}}`,
		`{"delete":{"status":{"id":1}}}`,
	}
	good := `{"id":"99","created_at":"Tue May 12 13:00:00 +0000 2009","text":"<b>\u0000ada@example.org</b> #ada@example.org ` + strings.Repeat("x", 100000) +
		`","entities":{"hashtags":[{"text":"ada@example.org"}]},"user":{"screen_name":"bob","name":"bob@example.org\u001b[31m"}}`
	dir := t.TempDir()
	socialtest.Write(t, dir, "a.json", "["+strings.Join(append(slices.Clone(bad), good), ",")+"]")
	socialtest.Write(t, dir, "b.jsonl", good+"\n"+strings.Join(bad, "\n")+"\n{cut")
	k := new(socialtest.Harvest).Must(t, of(dir))
	posts := 0
	for _, item := range k.Items {
		if p, ok := item.Record.(*collectors.Post); ok {
			posts++
			if public := p.Title + p.URL + p.Author.Name + strings.Join(p.Tags, ""); strings.Contains(public, "@example.org") {
				t.Errorf("%q", public)
			}
		}
	}
	if posts != 2 || len(k.Rejects) != 2*len(bad)+1 {
		t.Errorf("%d posts, %d rejects: %v", posts, len(k.Rejects), k.Rejects)
	}
}

func TestCheck(t *testing.T) {
	if err := (Options{Account: "xen_org", Exported: "2018-06-09"}).Check(); err != nil {
		t.Error(err)
	}
	for _, bad := range []Options{{Account: "@xen_org"}, {Exported: "June"}} {
		if bad.Check() == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

func FuzzEntries(f *testing.F) {
	f.Add(sample)
	f.Add(lines(1, 2) + "{")
	f.Add("window.YTD.tweets.part0 = [{\"tweet\":{}}];")
	f.Add("tweet_id,timestamp,text\n1,2009-05-12 13:00:00 +0000,\"x\n")
	f.Fuzz(func(t *testing.T, text string) {
		m := mapper{archive: "xen_org"}
		places := map[string]bool{}
		_ = entries(strings.NewReader(text), func(e entry) error {
			if places[e.place] || (e.tweet == nil) != (e.err != nil) {
				t.Fatalf("%+v", e)
			}
			places[e.place] = true
			if e.tweet == nil {
				return nil
			}
			if item := m.item(e.tweet, e.raw); (item.Record == nil) == (item.Reject == nil) {
				t.Fatalf("%+v", item)
			}
			return nil
		})
	})
}
