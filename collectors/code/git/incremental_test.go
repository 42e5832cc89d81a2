package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

// line makes a repository whose master has n commits, one a day.
func line(t testing.TB, n int) string {
	t.Helper()
	dir := imported(t, "")
	extend(t, dir, "master", "", 0, n)
	return dir
}

// extend adds the commits [from, to) to a branch; the first has the parent
// named, if any.
func extend(t testing.TB, dir, branch, parent string, from, to int) {
	t.Helper()
	var s story
	for i := from; i < to; i++ {
		who := fmt.Sprintf("Ann <ann@example.org> %d +0000", 1400000000+86400*i)
		lines := []string{file("100644", fmt.Sprintf("f%d", i), strings.Repeat("x\n", i+1))}
		if i == from && parent != "" {
			lines = append([]string{"from " + parent}, lines...)
		}
		s.commit(branch, who, who, fmt.Sprintf("%s %d", branch, i), lines...)
	}
	importInto(t, dir, s.String())
}

func TestIncremental(t *testing.T) {
	dir := line(t, 5)
	h := newHarvest()
	c := New("", "", Options{Path: dir}, atNoon)
	h.collect(t, c)
	extend(t, dir, "master", "refs/heads/master^0", 5, 8)
	extend(t, dir, "topic", "refs/heads/master~2", 8, 9)
	h.collect(t, c)
	if len(h.order) != 9 || len(h.commits) != 9 || h.present() != 8 {
		t.Errorf("%d emitted, %d commits, %d on the default branch", len(h.order), len(h.commits), h.present())
	}
	if last := h.batches[len(h.batches)-1]; len(last.Expected) != 4 || len(last.State) != 2 {
		t.Errorf("a second run states %d days and %d records anew", len(last.Expected), len(last.State))
	}
	covered(t, h)
	n := len(h.batches)
	h.collect(t, c)
	if last := h.batches[n]; len(h.batches) != n+1 || len(last.Items)+len(last.State)+len(last.Expected) != 0 {
		t.Errorf("nothing is new: %+v", h.batches[n:])
	}
}

func TestRewrittenHistory(t *testing.T) {
	dir := line(t, 6)
	git(t, dir, "tag", "v1", "master~3")
	git(t, dir, "branch", "doomed", "master~1")
	h := newHarvest()
	c := New("", "", Options{Path: dir}, atNoon)
	h.collect(t, c)
	old := strings.TrimSpace(git(t, dir, "rev-parse", "master"))

	extend(t, dir, "master", "refs/heads/master~3", 10, 12) // forced
	git(t, dir, "branch", "-D", "doomed")
	git(t, dir, "tag", "-f", "v1", "master")
	later := New("", "", Options{Path: dir}, func() time.Time { return noon.Add(time.Hour) })
	h.collect(t, later)

	if h.present() != 5 || h.onBranch[old] {
		t.Errorf("%d on the default branch, the old tip among them: %v", h.present(), h.onBranch[old])
	}
	if r := h.refs["refs/heads/doomed"]; !r.Deleted || r.Version != uint64(noon.Add(time.Hour).UnixMilli()) {
		t.Errorf("deleted branch: %+v", r)
	}
	tip := strings.TrimSpace(git(t, dir, "rev-parse", "master"))
	if v := h.tags["v1"]; v.SHA != tip || h.refs["refs/tags/v1"].SHA != tip {
		t.Errorf("moved tag: %+v", v)
	}
	if n := h.expected[day(h.commits[old].Committed.At)]; n != 0 {
		t.Errorf("%d items expected on the day of a commit that is gone", n)
	}
}

func TestObjectsGone(t *testing.T) {
	dir := line(t, 6)
	h := newHarvest()
	c := New("", "", Options{Path: dir}, atNoon)
	h.collect(t, c)
	extend(t, dir, "master", "refs/heads/master~3", 10, 12)
	git(t, dir, "reflog", "expire", "--expire=now", "--all")
	git(t, dir, "gc", "--quiet", "--prune=now")
	h.collect(t, c)
	if len(h.commits) != 8 {
		t.Errorf("%d commits", len(h.commits))
	}
}

// TestResume ends a walk after each of its batches and takes it up again, with
// the repository moved on in between: the rows are those of an undisturbed run.
func TestResume(t *testing.T) {
	dir := line(t, 7)
	extend(t, dir, "side", "refs/heads/master~3", 20, 23)
	git(t, dir, "tag", "-a", "-m", "one", "v1", "master~2")
	var s story // of a date that is plausible when it is taken up again, not when it began
	tomorrow := fmt.Sprintf("Ann <ann@example.org> %d +0000", noon.Add(24*time.Hour+time.Minute).Unix())
	s.commit("side", ann, tomorrow, "from tomorrow", "from refs/heads/side^0")
	importInto(t, dir, s.String())
	small := func(at time.Time) *Collector {
		c := New("", "", Options{Path: dir}, func() time.Time { return at })
		c.batchItems, c.longest = 1, 2
		return c
	}
	whole := newHarvest()
	whole.collect(t, small(noon))
	for stop := 1; stop < len(whole.batches); stop++ {
		h := newHarvest()
		killed := errors.New("killed")
		err := small(noon).Collect(context.Background(), nil, h.until(stop, killed))
		if err != killed {
			t.Fatalf("batch %d: emit's error became %v", stop, err)
		}
		h.collect(t, small(noon.Add(time.Hour)))
		same(t, fmt.Sprintf("batch %d", stop), whole, h)
		if len(h.order) != len(whole.order) {
			t.Errorf("batch %d: %d commits emitted, not %d", stop, len(h.order), len(whole.order))
		}
	}
}

func same(t *testing.T, name string, want, got *harvest) {
	t.Helper()
	for _, d := range []string{
		cmp.Diff(want.items, got.items), cmp.Diff(want.refs, got.refs), cmp.Diff(want.tags, got.tags),
		cmp.Diff(want.onBranch, got.onBranch), cmp.Diff(want.expected, got.expected),
	} {
		if d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// TestResumeElsewhere takes an unfinished walk up after its tips are gone.
func TestResumeElsewhere(t *testing.T) {
	dir := line(t, 6)
	h := newHarvest()
	c := New("", "", Options{Path: dir}, atNoon)
	c.batchItems = 2
	killed := errors.New("killed")
	if err := c.Collect(context.Background(), nil, h.until(1, killed)); err != killed {
		t.Fatal(err)
	}
	extend(t, dir, "master", "refs/heads/master~5", 10, 12)
	git(t, dir, "reflog", "expire", "--expire=now", "--all")
	git(t, dir, "gc", "--quiet", "--prune=now")
	h.collect(t, c)
	for sha := range strings.Lines(git(t, dir, "rev-list", "--all")) {
		if h.commits[strings.TrimSpace(sha)] == nil {
			t.Errorf("commit %s is missing", sha)
		}
	}
	if h.present() != 3 {
		t.Errorf("%d on the default branch", h.present())
	}
}

func TestOrderIsTheSameForAnyWorkers(t *testing.T) {
	dir := line(t, 40)
	var want []string
	for workers := 1; workers <= 4; workers++ {
		h := newHarvest()
		c := New("", "", Options{Path: dir}, atNoon)
		c.workers, c.longest, c.batchItems = workers, 3, 7
		h.collect(t, c)
		if want == nil {
			want = h.order
		}
		if !slices.Equal(want, h.order) {
			t.Errorf("%d workers: another order", workers)
		}
	}
	oldest := strings.TrimSpace(git(t, dir, "rev-list", "--max-parents=0", "master"))
	if want[0] != oldest {
		t.Errorf("begins with %s, not with the oldest commit", want[0])
	}
}

func TestCancel(t *testing.T) {
	dir := line(t, 30)
	for stop := 1; stop < 5; stop++ {
		ctx, cancel := context.WithCancel(context.Background())
		c := New("", "", Options{Path: dir}, atNoon)
		c.batchItems, c.longest = 2, 3
		n := 0
		err := c.Collect(ctx, nil, func(collectors.Batch) error {
			if n++; n == stop {
				cancel()
			}
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after %d batches: %v", n, err)
		}
		cancel()
	}
}

func TestTags(t *testing.T) {
	dir := line(t, 3)
	git(t, dir, "tag", "light", "master~1")
	git(t, dir, "tag", "-a", "-m", "release", "v1", "master~2")
	git(t, dir, "tag", "-a", "-m", "again", "v1-again", "v1")
	blob := strings.TrimSpace(gitIn(t, dir, "key", "hash-object", "-w", "--stdin"))
	git(t, dir, "tag", "-a", "-m", "a key", "key", blob)
	raw := func(name, tagger, end string) {
		id := strings.TrimSpace(git(t, dir, "rev-parse", "master"))
		text := "object " + id + "\ntype commit\ntag " + name + "\n" + tagger + "\nmessage\n" + end
		sha := strings.TrimSpace(gitIn(t, dir, text, "hash-object", "-w", "-t", "tag", "--literally", "--stdin"))
		git(t, dir, "update-ref", "refs/tags/"+name, sha)
	}
	raw("signed", "tagger Ann <ann@example.org> 1500000000 +0000\n", "-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n")
	raw("old", "", "")

	h := collectPath(t, dir)
	id := func(rev string) string { return strings.TrimSpace(git(t, dir, "rev-parse", rev)) }
	tagger := collectors.Alias{Name: "Con Mitter", Address: "con@example.org"}
	ann := collectors.Alias{Name: "Ann", Address: "ann@example.org"}
	now := uint64(noon.UnixMilli())
	dated := func(at int64, offset int16, raw string, s collectors.DateSource) collectors.Dated {
		return collectors.Dated{At: time.Unix(at, 0).UTC(), Offset: offset, Raw: raw, Source: s}
	}
	tagged := dated(1400000060, -210, "1400000060 -0330", collectors.DateTag)
	want := map[string]*collectors.Tag{
		"light":    {Name: "light", SHA: id("master~1"), Date: dated(1400086400, 0, "1400086400 +0000", collectors.DateCommit), Version: now},
		"v1":       {Name: "v1", SHA: id("master~2"), Tagger: tagger, Date: tagged, Version: now},
		"v1-again": {Name: "v1-again", SHA: id("master~2"), Tagger: tagger, Date: tagged, Version: now},
		"key":      {Name: "key", Tagger: tagger, Date: tagged, Version: now},
		"signed":   {Name: "signed", SHA: id("master"), Tagger: ann, Date: dated(1500000000, 0, "1500000000 +0000", collectors.DateTag), Signed: true, Version: now},
		"old":      {Name: "old", SHA: id("master"), Date: dated(1400172800, 0, "1400172800 +0000", collectors.DateCommit), Version: now},
	}
	if d := cmp.Diff(want, h.tags); d != "" {
		t.Error(d)
	}
	covered(t, h)

	git(t, dir, "tag", "-d", "light")
	h.collect(t, New("", "", Options{Path: dir}, atNoon))
	if !h.tags["light"].Deleted || !h.refs["refs/tags/light"].Deleted {
		t.Error("a deleted tag is not said to be")
	}
}

func TestDefaultBranch(t *testing.T) {
	tips := func(names ...string) map[string]string {
		m := map[string]string{}
		for _, n := range names {
			m[n] = strings.Repeat("1", 40)
		}
		return m
	}
	const local, theirs, topic = "refs/heads/main", "refs/remotes/origin/main", "refs/heads/topic"
	for _, c := range []struct {
		name       string
		refs       refs
		configured string
		want       string
		fails      string
	}{
		{name: "head", refs: refs{tips: tips(local, topic), head: local}, want: local},
		{name: "configured", refs: refs{tips: tips(local, topic), head: local}, configured: "topic", want: topic},
		{name: "configured at the origin", refs: refs{tips: tips(theirs, topic), head: topic}, configured: "main", want: theirs},
		{name: "no such branch", refs: refs{tips: tips(local), head: local}, configured: "x", fails: `there are "main"`},
		{name: "same as the origin's", refs: refs{tips: tips(local, theirs), head: local, origins: theirs}, want: local},
		{name: "topic checked out", refs: refs{tips: tips(local, theirs, topic), head: topic, origins: theirs}, want: theirs},
		{name: "detached", refs: refs{tips: tips(local, topic)}, want: local},
		{name: "only one", refs: refs{tips: tips(topic)}, want: topic},
		{name: "unclear", refs: refs{tips: tips(topic, "refs/heads/other")}, fails: "name one"},
		{name: "empty", refs: refs{}, configured: "x"},
		{name: "only tags", refs: refs{tips: tips("refs/tags/v1")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.refs.defaultBranch(c.configured)
			if got != c.want || (err != nil) != (c.fails != "") || err != nil && !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

func TestDefaultBranchChanges(t *testing.T) {
	dir := line(t, 4)
	extend(t, dir, "next", "refs/heads/master~2", 10, 11)
	h := newHarvest()
	h.collect(t, New("", "", Options{Path: dir}, atNoon))
	h.collect(t, New("", "", Options{Path: dir, Branch: "next"}, func() time.Time { return noon.Add(time.Hour) }))
	if h.present() != 3 || h.refs["refs/heads/master"].Default || !h.refs["refs/heads/next"].Default {
		t.Errorf("%d on the default branch; %+v", h.present(), h.refs)
	}
}

func TestSpanOfPath(t *testing.T) {
	dir := line(t, 3)
	h := collectPath(t, dir)
	newest := time.Unix(1400000000+2*86400, 0).UTC()
	if !h.span.Until.Equal(newest) {
		t.Errorf("until %s, the newest commit is of %s", h.span.Until, newest)
	}
	fetched := filepath.Join(dir, "FETCH_HEAD")
	if err := os.WriteFile(fetched, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[time.Time]time.Time{noon.Add(-time.Hour): noon.Add(-time.Hour), noon.Add(time.Hour): noon} {
		if err := os.Chtimes(fetched, at, at); err != nil {
			t.Fatal(err)
		}
		h.collect(t, New("", "", Options{Path: dir}, atNoon))
		if !h.span.Until.Equal(want) {
			t.Errorf("fetched at %s: until %s", at, h.span.Until)
		}
	}
}

func TestPathIsNotWritten(t *testing.T) {
	dir := line(t, 3)
	before := tree(t, dir)
	collectPath(t, dir)
	if d := cmp.Diff(before, tree(t, dir)); d != "" {
		t.Error(d)
	}
}

func tree(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	all := map[string]time.Time{}
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil {
			all[path] = info.ModTime()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
