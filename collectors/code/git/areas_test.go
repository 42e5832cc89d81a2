package git

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

// maintain commits a MAINTAINERS file with these areas to master.
func maintain(t testing.TB, dir string, areas ...string) {
	t.Helper()
	var s story
	s.commit("master", ann, con, "maintainers", "from refs/heads/master^0", maintainers(areas...))
	importInto(t, dir, s.String())
}

// maintainers is a fast-import command that writes MAINTAINERS. An area is a
// name, perhaps with @ and whoever looks after it.
func maintainers(areas ...string) string {
	text := ""
	for _, a := range areas {
		name, who, _ := strings.Cut(a, "@")
		text += fmt.Sprintf("%s\nM:\t%s@example.org\nF:\t%s/\n\n", name, who+"x", strings.ToLower(name))
	}
	return file("100644", "MAINTAINERS", text)
}

// told shows the areas that a harvest has, in the order of versions.
func (h *harvest) told() []string {
	all := slices.SortedFunc(maps.Values(h.areas), func(a, b *collectors.Area) int {
		return strings.Compare(fmt.Sprintf("%05d %s", a.Depth, a.Key()), fmt.Sprintf("%05d %s", b.Depth, b.Key()))
	})
	var out []string
	for _, a := range all {
		if a.Deleted {
			continue
		}
		text := fmt.Sprintf("%d %s", a.Depth, a.Name)
		for _, m := range a.Maintainers {
			text += " " + m.Address
		}
		if a.Gone {
			text += " gone"
		}
		out = append(out, text)
	}
	return out
}

// TestAreas follows a file over the first parents: what a branch did counts
// when it is merged.
func TestAreas(t *testing.T) {
	var s story
	s.commit("master", ann, con, "0", file("100644", "a", "a\n"))
	s.commit("master", ann, con, "1", maintainers("A", "B"))
	s.commit("side", ann, con, "side", "from refs/heads/master", maintainers("A", "B", "C@c"))
	s.commit("master", ann, con, "2", file("100644", "a", "b\n"))
	s.commit("master", ann, con, "3", "merge refs/heads/side", maintainers("A", "B", "C@c"))
	s.commit("master", ann, con, "4", maintainers("A@a", "C@c"))
	s.commit("master", ann, con, "5", "D MAINTAINERS", file("120000", "CODEOWNERS", "a"), file("100644", ".github/CODEOWNERS", "docs/ d@example.org\n"))
	h := collectPath(t, imported(t, s.String()))
	want := []string{
		"1 A x@example.org", "1 B x@example.org", "3 C cx@example.org", "4 A ax@example.org", "4 B gone",
		"5 docs d@example.org", "5 A gone", "5 C gone",
	}
	if diff := cmp.Diff(want, h.told()); diff != "" {
		t.Error(diff)
	}
	for _, a := range h.areas {
		if a.Date.At.IsZero() || a.Version != uint64(noon.UnixMilli()) {
			t.Errorf("%+v", a)
		}
	}
}

// TestAreasInSteps moves the default branch on, back, aside and below a merge:
// what is stored then is what a first run finds.
func TestAreasInSteps(t *testing.T) {
	dir := line(t, 2)
	h, at := newHarvest(), noon
	for i, step := range []func(){
		func() { maintain(t, dir, "A", "B") },
		func() { maintain(t, dir, "A", "B", "C") },
		func() { extend(t, dir, "master", "refs/heads/master^0", 2, 4) },
		func() { maintain(t, dir, "A") },
		func() { git(t, dir, "update-ref", "refs/heads/master", "master~1") },
		func() {
			git(t, dir, "update-ref", "refs/heads/master", "master~3")
			maintain(t, dir, "D@d")
		},
		func() { // the old branch becomes the second parent
			var s story
			s.commit("new", ann, con, "other", "from refs/heads/master~2", maintainers("E"))
			s.commit("new", ann, con, "merge", "merge refs/heads/master", maintainers("D", "E"))
			importInto(t, dir, s.String())
			git(t, dir, "update-ref", "refs/heads/master", "new")
		},
		func() { git(t, dir, "symbolic-ref", "HEAD", "refs/heads/none"); git(t, dir, "branch", "-D", "new") },
		func() { git(t, dir, "branch", "-D", "master") },
	} {
		step()
		at = at.Add(time.Hour)
		now := func() time.Time { return at }
		h.collect(t, New("", "", Options{Path: dir}, now))
		fresh := newHarvest()
		fresh.collect(t, New("", "", Options{Path: dir}, now))
		if diff := cmp.Diff(fresh.told(), h.told()); diff != "" {
			t.Errorf("step %d: -at once +in steps\n%s", i, diff)
		}
		if i == 4 && len(h.told()) != 3 {
			t.Errorf("%q", h.told())
		}
	}
	if len(h.told()) != 0 || len(h.areas) < 6 {
		t.Errorf("without a branch there are areas: %q", h.told())
	}
}

func TestHostOf(t *testing.T) {
	for source, want := range map[string]string{
		"https://GitHub.com/x/y.git": "github.com", "ssh://git@example.org:22/x": "example.org", "git@example.org:x/y": "example.org",
		"example.org:x": "example.org", "/srv/x.git": "", "packs/x.bundle": "", "file:///srv/x": "",
	} {
		if got := hostOf(source); got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}
