package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/files"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/warehouse/warehousetest"
)

// of is a collector of all tables of a folder.
func of(dir string) *files.Collector {
	noon := time.Date(2024, 7, 1, 12, 0, 0, 0, time.UTC)
	o := Options{Options: files.Options{Paths: []string{"*.csv"}}, Settings: social.Settings{Own: []string{"xen-project"}, KeepText: true}}
	c := New(dir, o, func() time.Time { return noon })
	c.Batch = 3
	return c
}

// followers are those of a page, one row a day.
func followers(from, to int) (text string) {
	for i := from; i <= to; i++ {
		text += fmt.Sprintf("LinkedIn;2024-05-%02d;xen-project;%d;\n", i, 100+i)
	}
	return text
}

const header = "network;date;account;followers;posts\n"

func TestConformance(t *testing.T) {
	open := func(_ *testing.T, dir string) collectors.Collector { return of(dir) }
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "a.csv", header+followers(1, 6)+"LinkedIn;yesterday;xen-project;1;\n"+followers(7, 14))
			return open(t, dir)
		},
		Reopen: open,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "a.csv", "")
			socialtest.Write(t, dir, "b.csv", header)
			return open(t, dir)
		},
		Broken: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "a.csv", "network,date,account,shoe size\n")
			return open(t, dir)
		},
		Grow:    func(t *testing.T, dir string) { socialtest.Write(t, dir, "b.csv", header+followers(20, 21)) },
		Rejects: 1,
	})
}

func TestCrowds(t *testing.T) {
	dir := t.TempDir()
	socialtest.Write(t, dir, "f.csv", "\xef\xbb\xbfDate,Network,Account,Followers,Members,Views\r\n"+
		"2024-06-30,linkedin,xen-project,1200,,\r\n"+
		"2024-06-30T10:00:00Z,Facebook,\"Xen, the group\",,31,7\r\n"+
		"2024-06-30,linkedin,xen-project,,,\r\n"+
		"2024-06-30,linkedin,xen-project,-1,,\r\n"+
		"2024-06-30,linkedin,xen-project,\"1,200\",,\r\n"+
		"2024-06-30,linkedin,ada@example.org,1,,\r\n"+
		"2024-06-30,,xen-project,1,,\r\n"+
		"2024-06-30,linkedin,,1,,\r\n"+
		"2062-16-30,linkedin,xen-project,1,,\r\n"+
		"2024-06-30,linkedin,xen-project\r\n")
	k := new(socialtest.Harvest).Must(t, of(dir))
	for origin, want := range map[string]collectors.Audience{
		"f.csv@line 2/followers": {Network: "linkedin", Account: "xen-project", Measure: "followers", Value: 1200},
		"f.csv@line 3/members":   {Network: "facebook", Account: "Xen, the group", Measure: "members", Value: 31},
		"f.csv@line 3/views":     {Network: "facebook", Account: "Xen, the group", Measure: "views", Value: 7},
	} {
		want.Day, want.Version = time.Date(2024, 6, 30, 0, 0, 0, 0, time.UTC), collectors.Version
		if got, ok := k.Items[origin].Record.(*collectors.Audience); !ok || *got != want || k.Items[origin].Day != want.Day {
			t.Errorf("%s: %+v", origin, got)
		}
	}
	for line := 4; line <= 11; line++ {
		if r := k.Items[fmt.Sprintf("f.csv@line %d", line)].Reject; r == nil || r.Reason != "row that cannot be read" || len(r.Bytes) == 0 {
			t.Errorf("line %d: %+v", line, r)
		}
	}
	if len(k.Items) != 3+8 {
		t.Errorf("%d items", len(k.Items))
	}
}

func TestPosts(t *testing.T) {
	dir := t.TempDir()
	socialtest.Write(t, dir, "p.csv", "network,date,author,name,title,text,url,id,kind,reply_to,reshare_of,original,tags,likes,reshares,replies,views\n"+
		"linkedin,2024-06-01,xen-project,Xen Project,Ask ada@example.org,\"All #new,\nat last\",https://example.org/p/1,,,,,,Xen hypervisor,5,4,3,200\n"+
		"linkedin,2024-06-02 10:30,in/Ada,\"Ada, <ada@example.org>\",,so it is,https://example.org/p/2?u=ada@example.org,,comment,https://example.org/p/1,,,,,,,\n"+
		"facebook,2024-06-03T10:30:00+02:00,,Bob,,passing on,,77,reshare,,66,@Ada,,,,,1\n"+
		"facebook,2024-06-04,ada@example.org,,only words,,,,,,,,,,,,\n"+
		"facebook,2024-06-04,bob,,,,,,,,,,,1,,,\n"+
		"facebook,2024-06-04,bob,,x,,,,poem,,,,,1,,,\n"+
		"facebook,2024-06-04,bob,,x,,,,,,,,,many,,,\n")
	k := new(socialtest.Harvest).Must(t, of(dir))
	post := func(line int) *collectors.Post {
		t.Helper()
		return k.Post(t, fmt.Sprintf("p.csv@line %d", line))
	}
	last := time.Date(2024, 6, 4, 0, 0, 0, 0, time.UTC)
	own := post(2)
	if own.ID != "https://example.org/p/1" || own.Author != (collectors.Alias{Login: "linkedin.com/xen-project", Name: "Xen Project"}) || !own.Own || !own.Mention ||
		own.Title != "Ask <address>" || own.Words != 4 || !slices.Equal(own.Tags, []string{"hypervisor", "new", "xen"}) || own.Thread != own.ID || own.Kind != "post" ||
		*own.Engagement != (collectors.Engagement{Read: last, Likes: 5, Reshares: 4, Replies: 3, Views: 200}) || own.Text != "All #new,\nat last" {
		t.Errorf("%+v, %+v", own, own.Engagement)
	}
	comment := post(4)
	if comment.Kind != collectors.PostComment || comment.Author != (collectors.Alias{Login: "linkedin.com/in-ada", Name: "Ada"}) || comment.ReplyTo != own.ID || comment.Thread != "" ||
		comment.Engagement != nil || strings.Contains(comment.ID+comment.URL, "@") || comment.Date.Raw != "2024-06-02T10:30:00Z" {
		t.Errorf("%+v", comment)
	}
	reshare := post(5)
	if reshare.ReshareOf != "66" || reshare.Original.Login != "facebook.com/ada" || reshare.Author != (collectors.Alias{Name: "Bob"}) || reshare.Words != 0 || reshare.Text != "" ||
		reshare.ID != "77" || reshare.Date.Raw != "2024-06-03T08:30:00Z" || reshare.Engagement.Views != 1 {
		t.Errorf("%+v", reshare)
	}
	if words := post(6); len(words.ID) != 16 || words.Author.Login != "facebook.com/ada" {
		t.Errorf("%+v", words)
	}
	for line := 7; line <= 9; line++ {
		if k.Items[fmt.Sprintf("p.csv@line %d", line)].Reject == nil {
			t.Errorf("line %d is taken", line)
		}
	}
}

// What is no such table fails, and says what would be one.
func TestUnreadable(t *testing.T) {
	for text, want := range map[string]string{
		"network,date,account\n":              "needs one of the columns followers",
		"network,account,followers\n":         `no column "date"`,
		"date,text\n":                         `no column "network"`,
		"network,date,text,<b>\n":             `column "<b>" is unknown`,
		"network,date,account,followers,text": `column "text" is unknown`,
	} {
		dir := t.TempDir()
		socialtest.Write(t, dir, "f.csv", text)
		if err := new(socialtest.Harvest).Take(t, of(dir)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A table that is corrected in its place replaces what it said.
func TestStore(t *testing.T) {
	dir, store := t.TempDir(), warehousetest.Open(t)
	socialtest.Write(t, dir, "a.csv", header+followers(1, 3)+followers(3, 3)+"\"\n")
	got := socialtest.Collect(t, store, "linkedin", of(dir))
	if got.Received != 5 || got.Stored != 3 || got.Duplicates != 1 || got.Quarantined != 1 {
		t.Errorf("%+v", got)
	}
	socialtest.Write(t, dir, "a.csv", header+followers(2, 3))
	if got = socialtest.Collect(t, store, "linkedin", of(dir)); got.Received != 2 || got.Stored != 2 || got.Quarantined != 0 {
		t.Errorf("%+v", got)
	}
}

func TestCheck(t *testing.T) {
	if (Options{Exported: "soon"}).Check() == nil || (Options{}).Check() != nil {
		t.Error("what is right and what is wrong")
	}
}
