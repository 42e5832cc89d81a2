package twitter

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goldenratio/internal/realdata"

	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/warehouse/warehousetest"
)

// recorded are the files of the pack of 2018.
func recorded(t *testing.T) string {
	return filepath.Join(realdata.Unpack(t, "social-perceval-dev"), "social", "perceval-dev", "tests", "data", "twitter")
}

// A census counts tweets without knowing what they are: every object with an author
// and a date, in a list of statuses or inside another as its original.
type census struct {
	shown, originals int
	ids              map[string]bool
	retweets, quotes int
}

func (c *census) take(field string, _ json.RawMessage, of map[string]json.RawMessage) {
	if of["id_str"] == nil || of["user"] == nil || of["created_at"] == nil || field == "quoted_status" {
		return
	}
	c.ids[string(of["id_str"])] = true
	if field == "statuses" {
		c.shown++
	} else {
		c.originals++
	}
	if of["retweeted_status"] != nil {
		c.retweets++
	} else if of["quoted_status_id_str"] != nil {
		c.quotes++
	}
}

// All that was recorded is collected, and accounted for, in a real store.
func TestRecorded(t *testing.T) {
	dir := recorded(t)
	want := census{ids: map[string]bool{}}
	names, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(names) != 4 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		socialtest.Walk(t, text, want.take)
	}
	if want.shown != 65 {
		t.Errorf("%d tweets shown by the pack, which says 61 and two pages of 2", want.shown)
	}
	k := new(socialtest.Harvest).Must(t, of(dir))
	got := census{ids: map[string]bool{}}
	for origin := range k.Items {
		p := k.Post(t, origin)
		got.ids[p.ID] = true
		if strings.HasSuffix(origin, "/retweeted") {
			got.originals++
		} else {
			got.shown++
		}
		switch p.Kind {
		case "reshare":
			got.retweets++
		case "quote":
			got.quotes++
		}
	}
	if got.shown != want.shown || got.originals != want.originals || got.retweets != want.retweets || got.quotes != want.quotes || len(got.ids) != len(want.ids) {
		t.Errorf("%d shown, %d originals, %d retweets, %d quotes, %d ids; want %d, %d, %d, %d, %d", got.shown, got.originals, got.retweets, got.quotes, len(got.ids),
			want.shown, want.originals, want.retweets, want.quotes, len(want.ids))
	}
	s := socialtest.Collect(t, warehousetest.Open(t), "tweets", of(dir))
	if s.Quarantined != 0 || s.Stored != uint64(len(want.ids)) || s.Received != uint64(want.shown+want.originals) || s.Received != s.Stored+s.Duplicates {
		t.Errorf("the store has %+v", s)
	}
}
