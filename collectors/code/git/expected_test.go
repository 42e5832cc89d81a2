package git

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"goldenratio/collectors"
)

// A turn is what happens to a repository between two runs.
type turn struct {
	name string
	do   func(t *testing.T, dir string)
}

// turns are all that can happen to its history, on days that have commits and on
// others. It begins with six commits of master.
func turns() []turn {
	run := func(args ...string) func(*testing.T, string) {
		return func(t *testing.T, dir string) { git(t, dir, args...) }
	}
	add := func(branch, parent string, from, to int) func(*testing.T, string) {
		return func(t *testing.T, dir string) { extend(t, dir, branch, parent, from, to) }
	}
	return []turn{
		{"nothing", func(*testing.T, string) {}},
		{"new days", add("master", "refs/heads/master^0", 6, 8)},
		{"a topic on old days", add("topic", "refs/heads/master~3", 2, 5)},
		{"tags", run("tag", "v1", "master~2")},
		{"a tag moves", run("tag", "-f", "v1", "topic")},
		{"a branch of what is there", run("branch", "stable", "master~1")},
		{"it goes", run("branch", "-D", "stable")},
		{"master is rewritten", add("master", "refs/heads/master~4", 20, 22)},
		{"and grows", add("master", "refs/heads/master^0", 3, 9)},
		{"a topic goes, its tag stays", run("branch", "-D", "topic")},
		{"master is rewritten, the tag goes, and all is cleaned up", func(t *testing.T, dir string) {
			extend(t, dir, "master", "refs/heads/master~5", 23, 24)
			git(t, dir, "tag", "-d", "v1")
			git(t, dir, "reflog", "expire", "--expire=now", "--all")
			git(t, dir, "gc", "--quiet", "--prune=now")
		}},
		{"the end of it", add("master", "refs/heads/master^0", 30, 31)},
	}
}

// TestExpectedStepByStep: what is added run by run is what one look at the whole
// history finds, whatever happened in between.
func TestExpectedStepByStep(t *testing.T) {
	dir := line(t, 6)
	h := newHarvest()
	h.collect(t, New("", "", Options{Path: dir}, atNoon))
	for _, turn := range turns() {
		turn.do(t, dir)
		h.collect(t, New("", "", Options{Path: dir}, atNoon))
		want := collectPath(t, dir).expected
		got := maps.Clone(h.expected)
		maps.DeleteFunc(got, func(_ time.Time, n uint64) bool { return n == 0 })
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v expected, not %v", turn.name, got, want)
		}
	}
}

// TestLostCommitShows loses a commit on its way into the store, at first, later
// and after a rewrite: its day lacks one, and the source's own account has it.
func TestLostCommitShows(t *testing.T) {
	for name, parent := range map[string]string{"at first": "", "later": "refs/heads/master^0", "after a rewrite": "refs/heads/master~3"} {
		t.Run(name, func(t *testing.T) {
			dir, h := imported(t, ""), newHarvest()
			c := New("", "", Options{Path: dir}, atNoon)
			if parent != "" {
				extend(t, dir, "master", "", 0, 6)
				h.collect(t, c)
			}
			extend(t, dir, "master", parent, 10, 13)
			var lost collectors.Item
			err := c.Collect(context.Background(), h.cursor, func(b collectors.Batch) error {
				if len(b.Items) > 1 {
					lost, b.Items = b.Items[1], slices.Delete(slices.Clone(b.Items), 1, 2)
				}
				return h.take(b)
			})
			if err != nil {
				t.Fatal(err)
			}
			extend(t, dir, "master", "refs/heads/master^0", 13, 14) // on another day
			h.collect(t, c)
			missing(t, h, lost)
			counts, err := c.Count(context.Background())
			if err != nil || !slices.Contains(counts[0].Keys, lost.Origin) {
				t.Errorf("the repository counts %v without it, %v", counts, err)
			}
		})
	}
}

// missing checks that of all days the lost item's alone holds less than it should.
func missing(t *testing.T, h *harvest, lost collectors.Item) {
	t.Helper()
	for d, want := range h.expected {
		got := uint64(0)
		for _, item := range h.items {
			if item.Day.Equal(d) {
				got++
			}
		}
		if short := got < want; short != d.Equal(lost.Day) {
			t.Errorf("%s: %d of %d items", d.Format(time.DateOnly), got, want)
		}
	}
}

func TestTallyAsText(t *testing.T) {
	for _, want := range []tally{{}, {0: 1}, {7305: 1, 7306: 127, 7500: 128, 20500: 1 << 40}} {
		text, err := want.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		got := tally{}
		if err := got.UnmarshalText(text); err != nil || !maps.Equal(got, want) {
			t.Errorf("%v became %s, and that %v, %v", want, text, got, err)
		}
	}
}
