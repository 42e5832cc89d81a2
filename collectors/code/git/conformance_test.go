package git

import (
	"fmt"
	"strings"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
)

func TestConformance(t *testing.T) {
	open := func(_ *testing.T, dir string) collectors.Collector {
		c := New(dir, "", Options{Path: "."}, atNoon)
		c.batchItems, c.longest = 2, 3
		return c
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			git(t, dir, "init", "--quiet", "--bare", "--initial-branch=master")
			extend(t, dir, "master", "", 0, 15)
			git(t, dir, "tag", "v1", "master~3")
			maintain(t, dir, "ONE", "TWO")
			maintain(t, dir, "TWO", "THREE")
			return open(t, dir)
		},
		Reopen: open,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			git(t, dir, "init", "--quiet", "--bare")
			return open(t, dir)
		},
		Broken: open, // an empty folder
		Grow: func(t *testing.T, dir string) {
			extend(t, dir, "master", "refs/heads/master^0", 15, 16)
			maintain(t, dir, "ONE")
		},
	})
}

// TestPositionOfAnotherList gives a walk a position that counts in a list which
// is not this one, as after another git ordered it: it begins again.
func TestPositionOfAnotherList(t *testing.T) {
	dir := line(t, 5)
	tip := strings.TrimSpace(git(t, dir, "rev-parse", "master"))
	h := newHarvest()
	h.cursor = collectors.Cursor(fmt.Sprintf(`{"format":1,"walk":{"started":%d,"tips":{"refs/heads/master":%q},`+
		`"default":"refs/heads/master","phase":"commits","list":"other","at":3}}`, noon.UnixMilli(), tip))
	h.collect(t, New("", "", Options{Path: dir}, atNoon))
	if len(h.commits) != 5 || h.present() != 5 {
		t.Errorf("%d commits, %d on the default branch", len(h.commits), h.present())
	}
}
