package git

import (
	"bufio"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"goldenratio/internal/realdata"
)

// total is what git itself says of one commit.
type total struct {
	added, removed, files, renames, binary int
}

// numstat parses `git log --numstat` line by line: another command and another
// format than the collector's.
func numstat(t *testing.T, dir string) map[string]total {
	t.Helper()
	cmd := exec.Command("git", "-C", dir, "log", "--branches", "--tags", "--numstat", "-M", "-l1000", "--format=commit %H")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	all := map[string]total{}
	sha := ""
	in := bufio.NewScanner(out)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		if id, ok := strings.CutPrefix(in.Text(), "commit "); ok {
			sha = id
			all[sha] = total{}
			continue
		}
		f := strings.SplitN(in.Text(), "\t", 3)
		if len(f) != 3 {
			continue
		}
		s := all[sha]
		s.files++
		added, err := strconv.Atoi(f[0])
		removed, _ := strconv.Atoi(f[1])
		if err != nil && !strings.Contains(f[2], " => ") {
			s.binary++ // a patch does not show that a file that was only renamed is binary
		}
		s.added += added
		s.removed += removed
		if strings.Contains(f[2], " => ") {
			s.renames++
		}
		all[sha] = s
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRealHistory(t *testing.T) {
	for _, c := range []struct {
		name          string
		head, commits int
	}{
		{"mini-os", 578, 593},
		{"xapi-sm", 1357, 1551},
		{"qubes-mirage-firewall", 437, 437},
		{"xapi-xenopsd", 8167, 8666},
	} {
		t.Run(c.name, func(t *testing.T) {
			if testing.Short() && c.commits > 5000 {
				t.Skip("a long history")
			}
			dir := bundle(t, c.name)
			h := collectPath(t, dir)
			if len(h.commits) != c.commits || len(h.order) != c.commits {
				t.Errorf("%d commits, %d emitted, want %d", len(h.commits), len(h.order), c.commits)
			}
			if h.present() != c.head {
				t.Errorf("%d on the default branch, want %d", h.present(), c.head)
			}
			want := numstat(t, dir)
			for sha, w := range want {
				if got := totals(h, sha); got != w {
					t.Errorf("%s: %+v, git says %+v", sha, got, w)
				}
			}
			if len(want) != len(h.commits) {
				t.Errorf("%d commits, git has %d", len(h.commits), len(want))
			}
			covered(t, h)
		})
	}
}

func totals(h *harvest, sha string) total {
	c := h.commits[sha]
	if c == nil {
		return total{added: -1}
	}
	s := total{added: int(c.Stat.Added), removed: int(c.Stat.Removed), files: int(c.Stat.Files)}
	for _, f := range c.Changes {
		if f.Status == "R" {
			s.renames++
		} else if f.Binary {
			s.binary++
		}
	}
	return s
}

// covered checks that the items received by day are those expected.
func covered(t *testing.T, h *harvest) {
	t.Helper()
	got := map[time.Time]uint64{}
	for _, it := range h.items {
		if !it.Day.IsZero() {
			got[it.Day]++
		}
	}
	for d, n := range h.expected {
		if got[d] != n {
			t.Errorf("%s: %d items, %d expected", d.Format(time.DateOnly), got[d], n)
		}
		delete(got, d)
	}
	for d, n := range got {
		t.Errorf("%s: %d items, none expected", d.Format(time.DateOnly), n)
	}
}

func TestRealPatchIDs(t *testing.T) {
	for _, name := range []string{"mini-os", "xapi-sm"} {
		t.Run(name, func(t *testing.T) {
			dir := bundle(t, name)
			h := collectPath(t, dir)
			samePatchIDs(t, dir, h)
		})
	}
}

// samePatchIDs compares all patch-ids with those of git patch-id.
func samePatchIDs(t *testing.T, dir string, h *harvest) {
	t.Helper()
	patches := gitIn(t, dir, strings.Join(h.order, "\n")+"\n", "diff-tree", "--stdin", "--root", "-r", "-p", "-M", "-l1000", "--full-index")
	want := map[string]string{}
	for line := range strings.Lines(gitIn(t, dir, patches, "patch-id", "--stable")) {
		f := strings.Fields(line)
		want[f[1]] = f[0]
	}
	ids := 0
	for sha, c := range h.commits {
		if c.PatchID != want[sha] {
			t.Errorf("%s: patch-id %q, git says %q", sha, c.PatchID, want[sha])
		}
		if c.PatchID != "" {
			ids++
		}
	}
	if ids != len(want) || ids == 0 {
		t.Errorf("%d patch-ids, git has %d", ids, len(want))
	}
}

func TestBundleAsURL(t *testing.T) {
	file := realdata.Path(t, "mini-os-dev.bundle")
	cache := t.TempDir()
	h := newHarvest()
	c := New("", cache, Options{URL: file}, atNoon)
	h.collect(t, c)
	if len(h.commits) != 593 || h.present() != 578 || len(h.tags) != 150 {
		t.Errorf("%d commits, %d on the default branch, %d tags", len(h.commits), h.present(), len(h.tags))
	}
	if h.span == nil || !h.span.Until.Equal(noon) || !h.span.From.IsZero() {
		t.Errorf("span %+v", h.span)
	}
	n := len(h.order)
	h.collect(t, c)
	if len(h.order) != n {
		t.Errorf("%d more commits from an unchanged bundle", len(h.order)-n)
	}
}
