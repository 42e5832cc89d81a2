package twitter

import (
	"fmt"
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

func noon() time.Time { return time.Date(2020, 3, 1, 12, 0, 0, 0, time.UTC) }

// of is a collector of all files of a folder.
func of(dir string, change ...func(*Options)) *files.Collector {
	o := Options{Options: files.Options{Paths: []string{"*"}}, Settings: social.Settings{Own: []string{"@xen_org"}}}
	for _, c := range change {
		c(&o)
	}
	c := New(dir, o, noon)
	c.Batch = 3
	return c
}

// lines are some tweets of May 2009, one a line.
func lines(from, to int) (text string) {
	for i := from; i <= to; i++ {
		text += fmt.Sprintf(`{"id":%d,"id_str":"%d","created_at":"Fri May %02d 10:00:00 +0000 2009","text":"number %d","favorite_count":%d,"user":{"screen_name":"Ada"}}`+"\n", 1e9+i, 1000000000+i, i, i, i)
	}
	return text
}

func TestConformance(t *testing.T) {
	open := func(_ *testing.T, dir string) collectors.Collector { return of(dir) }
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "a.jsonl", lines(1, 9)+"{\"id\": \n"+lines(10, 14))
			return open(t, dir)
		},
		Reopen: open,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "a.jsonl", "")
			socialtest.Write(t, dir, "b.csv", "id,date,author,text\n")
			socialtest.Write(t, dir, "c.js", "window.YTD.tweets.part0 = []")
			return open(t, dir)
		},
		Broken: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "a.js", "[{}, ")
			return open(t, dir)
		},
		Grow:    func(t *testing.T, dir string) { socialtest.Write(t, dir, "b.jsonl", lines(15, 16)) },
		Rejects: 1,
	})
}

// A file that is replaced loses what it no longer holds, in a real store too, and an
// original that two retweets show is one post.
func TestStore(t *testing.T) {
	dir := t.TempDir()
	original := `"retweeted_status":{"id_str":"7","created_at":"Fri May 01 10:00:00 +0000 2009","text":"Xen","user":{"screen_name":"xen_org"}}`
	socialtest.Write(t, dir, "a.jsonl", lines(1, 3)+strings.ReplaceAll(lines(4, 5), `"user"`, original+`,"user"`)+"{}\n")
	store := warehousetest.Open(t)
	got := socialtest.Collect(t, store, "tweets", of(dir))
	if got.Received != 8 || got.Stored != 6 || got.Duplicates != 1 || got.Quarantined != 1 {
		t.Errorf("%+v", got)
	}
	socialtest.Write(t, dir, "a.jsonl", lines(2, 3))
	if got = socialtest.Collect(t, store, "tweets", of(dir)); got.Received != 2 || got.Stored != 2 {
		t.Errorf("after the file was replaced: %+v", got)
	}
}
