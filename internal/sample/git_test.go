package sample

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func run(t *testing.T, repo string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "git", append([]string{"-C", repo}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v: %s", args, err, out)
	}
	return string(out)
}

func TestRepositoriesAreSound(t *testing.T) {
	dir, truth := write(t, options(1))
	for _, name := range []string{"hypervisor", "tools"} {
		repo := filepath.Join(dir, name+".git")
		if out := run(t, repo, "fsck", "--full", "--strict"); strings.TrimSpace(out) != "" {
			t.Errorf("fsck %s: %s", name, out)
		}
		items := len(strings.Fields(run(t, repo, "rev-list", "--all"))) + len(strings.Fields(run(t, repo, "tag", "--list")))
		if want := truth.Sources[name].Received; uint64(items) != want {
			t.Errorf("%s has %d commits and tags, the truth says %d", name, items, want)
		}
	}
}

// What git itself counts on the default branches agrees with the truth: every
// commit, its lines, its authors.
func TestGitAgreesWithTruth(t *testing.T) {
	o := options(5)
	o.Commits = 300
	dir, truth := write(t, o)
	cal := newCalendar(o.End, o.Quarters)
	for scope, name := range map[string]string{scopeHyper: "hypervisor", scopeTools: "tools"} {
		got := gitBooks(t, cal, filepath.Join(dir, name+".git"))
		for q, label := range truth.Quarters {
			for kpi, n := range map[string]int{"code_commits": got[q].commits, "code_lines_added": got[q].added, "code_lines_removed": got[q].removed} {
				if want, ok := truth.Find(label, scope, kpi, "value"); !ok || *want.Value != float64(n) {
					t.Errorf("%s %s %s: git has %d, the truth %v", label, scope, kpi, n, *want.Value)
				}
			}
		}
	}
}

// gitBooks is git's own account of each quarter.
func gitBooks(t *testing.T, cal calendar, repo string) []book {
	books := make([]book, cal.quarters()+1)
	q := 0
	for line := range strings.Lines(run(t, repo, "log", "--no-merges", "-M", "--numstat", "--format=%ct", "master")) {
		f := strings.Fields(line)
		if len(f) == 1 {
			at, err := strconv.ParseInt(f[0], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			q = cal.quarter(at)
			books[q].commits++
		} else if len(f) > 2 && f[0] != "-" {
			var added, removed int
			if _, err := fmt.Sscan(f[0], &added); err != nil {
				t.Fatal(err)
			}
			if _, err := fmt.Sscan(f[1], &removed); err != nil {
				t.Fatal(err)
			}
			books[q].added += added
			books[q].removed += removed
		}
	}
	return books
}

// An equal patch in both repositories, a revert that was put in again, a merge,
// a rename, an empty commit: what a history must have to be a test.
func TestHistoryHasTheHardCases(t *testing.T) {
	o := options(2)
	o.Commits = 300
	dir, _ := write(t, o)
	hyper, tools := filepath.Join(dir, "hypervisor.git"), filepath.Join(dir, "tools.git")
	a, b := patches(t, hyper, "master"), patches(t, tools, "master")
	shared, twice := 0, 0
	for id, n := range a {
		if b[id] > 0 {
			shared++
		}
		if n > 1 {
			twice++
		}
	}
	backported := 0
	for id := range patches(t, hyper, "stable-4.4", "^master") {
		if a[id] > 0 {
			backported++
		}
	}
	subjects := run(t, hyper, "log", "--format=%s%n%b", "master")
	for what, ok := range map[string]bool{
		"shared patches":  shared > 0,
		"re-applied":      twice > 0,
		"backports":       backported > 0,
		"merges":          strings.TrimSpace(run(t, hyper, "rev-list", "--count", "--merges", "master")) != "0",
		"renames":         strings.Contains(run(t, hyper, "log", "--summary", "-M", "master"), "rename "),
		"reverts":         strings.Contains(subjects, "Revert \""),
		"empty commits":   strings.Contains(subjects, "Open the development window"),
		"co-developers":   strings.Contains(subjects, "Co-developed-by: "),
		"misspelt tags":   strings.Contains(subjects, "Signed-of-by: ") || strings.Contains(subjects, "Singed-off-by: "),
		"other branches":  strings.Contains(run(t, hyper, "branch", "--list"), "wip/"),
		"candidates":      strings.Contains(run(t, hyper, "tag", "--list"), "-rc2"),
		"no topic branch": !strings.Contains(run(t, hyper, "branch", "--list"), "topic"),
	} {
		if !ok {
			t.Errorf("missing: %s", what)
		}
	}
}

// patches counts commits by patch-id.
func patches(t *testing.T, repo string, revisions ...string) map[string]int {
	t.Helper()
	log := exec.CommandContext(t.Context(), "git", append([]string{"-C", repo, "log", "-p", "--no-merges"}, revisions...)...)
	ids := exec.CommandContext(t.Context(), "git", "patch-id", "--stable")
	var err error
	if ids.Stdin, err = log.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	if err := log.Start(); err != nil {
		t.Fatal(err)
	}
	out, err := ids.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Wait(); err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for line := range strings.Lines(string(out)) {
		id, _, _ := strings.Cut(line, " ")
		n[id]++
	}
	return n
}
