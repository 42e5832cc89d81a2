package git

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

// A story is a git fast-import stream, written commit by commit.
type story struct{ strings.Builder }

// commit adds one to a branch; lines are fast-import's from, merge and file
// commands.
func (s *story) commit(branch, author, committer, message string, lines ...string) {
	fmt.Fprintf(s, "commit refs/heads/%s\nauthor %s\ncommitter %s\ndata %d\n%s\n", branch, author, committer, len(message), message)
	for _, l := range lines {
		s.WriteString(l + "\n")
	}
}

// file is a fast-import command that writes a file.
func file(mode, path, content string) string {
	return fmt.Sprintf("M %s inline %s\ndata %d\n%s", mode, path, len(content), content)
}

const (
	ann = "Ann Author <ann@example.org> 1400000000 +0200"
	con = "Con Mitter <con@example.org> 1400000060 -0330"
)

// bySubject finds a commit of a harvest.
func (h *harvest) bySubject(t testing.TB, subject string) *collectors.Commit {
	t.Helper()
	for _, c := range h.commits {
		if c.Subject == subject {
			return c
		}
	}
	t.Fatalf("no commit %q", subject)
	return nil
}

func TestCommit(t *testing.T) {
	var s story
	s.commit("master", ann, con, "add a file\n\nAsked for by bob@example.org.\n\nSinged-off-by: Ann Author <ann@example.org>\n",
		file("100644", "a.txt", "one\ntwo\n"))
	h := collectPath(t, imported(t, s.String()))
	got := *h.bySubject(t, "add a file")
	got.SHA, got.PatchID = "", ""
	want := collectors.Commit{
		Author:    collectors.Alias{Name: "Ann Author", Address: "ann@example.org"},
		Committer: collectors.Alias{Name: "Con Mitter", Address: "con@example.org"},
		Authored:  collectors.Dated{At: time.Unix(1400000000, 0).UTC(), Offset: 120, Raw: "1400000000 +0200", Source: collectors.DateCommit},
		Committed: collectors.Dated{At: time.Unix(1400000060, 0).UTC(), Offset: -210, Raw: "1400000060 -0330", Source: collectors.DateCommit},
		Subject:   "add a file",
		BodyLines: 3,
		Stat:      collectors.Diffstat{Files: 1, Added: 2},
		Changes:   []collectors.FileChange{{Path: "a.txt", Status: "A", Added: 2}},
		Trailers: []collectors.Trailer{{Token: "Signed-off-by", Raw: "Singed-off-by",
			Alias: collectors.Alias{Name: "Ann Author", Address: "ann@example.org"}}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestChanges(t *testing.T) {
	long := strings.Repeat("a line of some length\n", 50)
	var s story
	s.commit("master", ann, con, "before",
		file("100644", "old", long), file("100644", "mode", "m\n"), file("100644", "binary", "a\x00b"),
		file("120000", "link", "old"), file("100644", "gone", "g\n"), file("100644", "pure", long+"pure\n"),
		"M 160000 1111111111111111111111111111111111111111 sub")
	s.commit("master", ann, con, "after",
		"R old new", file("100644", "new", long+"more"), file("100755", "mode", "m\n"), file("100644", "binary", "a\x00c"),
		file("100644", "link", "no link\n"), "D gone", "R pure dir/pure", file("100644", "empty", ""),
		"M 160000 2222222222222222222222222222222222222222 sub", file("100644", "no-newline", "x"))
	dir := imported(t, s.String())
	h := collectPath(t, dir)
	c := h.bySubject(t, "after")
	want := []collectors.FileChange{
		{Path: "binary", Status: "M", Binary: true},
		{Path: "dir/pure", OldPath: "pure", Status: "R"},
		{Path: "empty", Status: "A"},
		{Path: "gone", Status: "D", Removed: 1},
		{Path: "link", Status: "T", Added: 1, Removed: 1},
		{Path: "mode", Status: "M"},
		{Path: "new", OldPath: "old", Status: "R", Added: 1},
		{Path: "no-newline", Status: "A", Added: 1},
		{Path: "sub", Status: "M", Module: true, Added: 1, Removed: 1},
	}
	got := slices.SortedFunc(slices.Values(c.Changes), func(a, b collectors.FileChange) int { return strings.Compare(a.Path, b.Path) })
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if want := (collectors.Diffstat{Files: 9, Added: 4, Removed: 3}); c.Stat != want {
		t.Errorf("%+v, want %+v", c.Stat, want)
	}
	samePatchIDs(t, dir, h)
}

func TestMergesHaveNoDiff(t *testing.T) {
	var s story
	s.commit("master", ann, con, "root", file("100644", "f", "f\n"))
	for _, b := range []string{"one", "two", "three"} {
		s.commit(b, ann, con, b, "from refs/heads/master", file("100644", b, b+"\n"))
	}
	s.commit("master", ann, con, "octopus", "merge refs/heads/one", "merge refs/heads/two", "merge refs/heads/three",
		file("100644", "one", "one\n"), file("100644", "evil", "of the merge's own\n"))
	s.commit("master", ann, con, "nothing changed")
	h := collectPath(t, imported(t, s.String()))
	c := h.bySubject(t, "octopus")
	if len(c.Parents) != 4 || len(c.Changes) != 0 || c.PatchID != "" || c.Stat != (collectors.Diffstat{}) {
		t.Errorf("octopus merge: %+v", c)
	}
	if c := h.bySubject(t, "nothing changed"); c.PatchID != "" || len(c.Changes) != 0 {
		t.Errorf("empty commit: %+v", c)
	}
	if len(h.commits) != 6 || h.present() != 6 {
		t.Errorf("%d commits, %d on the default branch", len(h.commits), h.present())
	}
}

func TestOddCommits(t *testing.T) {
	for _, c := range []struct {
		name, author, committer, message, encoding string

		check func(*collectors.Commit) bool
		flags []string
	}{
		{"latin name", "J\xe9r\xf4me <j@example.org> 1400000000 +0000", con, "odd", "",
			func(c *collectors.Commit) bool { return c.Author.Name == "Jérôme" }, []string{flagNotUTF8}},
		{"declared charset", "J\xbfrg <j@example.org> 1400000000 +0000", con, "odd \xa4", "ISO-8859-15",
			func(c *collectors.Commit) bool { return c.Subject == "odd €" && c.Author.Name == "J¿rg" }, nil},
		{"unknown charset", ann, con, "odd \x80", "x-no-such",
			func(c *collectors.Commit) bool { return c.Subject == "odd €" }, []string{flagNotUTF8, flagCharset}},
		{"empty name", "<a@example.org> 1400000000 +0000", "<> 1400000000 +0000", "odd", "",
			func(c *collectors.Commit) bool { return c.Author.Name == "" && c.Committer.Empty() }, nil},
		{"1970", "Ann <a@example.org> 0 +0000", "Con <c@example.org> 17 +0000", "odd", "",
			func(c *collectors.Commit) bool {
				return c.Committed.At.IsZero() && c.Committed.Raw == "17 +0000" && c.Committed.Source == collectors.DateNone
			}, []string{flagDate}},
		{"future", ann, "Con <c@example.org> 4102444800 +0000", "odd", "",
			func(c *collectors.Commit) bool { return c.Committed.At.IsZero() && !c.Authored.At.IsZero() }, []string{flagDate}},
		{"beyond numbers", ann, "Con <c@example.org> 99999999999999999999 +0000", "odd", "",
			func(c *collectors.Commit) bool { return c.Committed.At.IsZero() }, []string{flagDate}},
		{"absurd offset", "Ann <a@example.org> 1400000000 +1700", "Con <c@example.org> 1400000000 -7530000", "odd", "",
			func(c *collectors.Commit) bool {
				return c.Authored.Offset == 0 && c.Authored.Raw == "1400000000 +1700" && c.Committed.Offset == 0
			}, []string{flagOffset}},
		{"nepal", "Ann <a@example.org> 1400000000 +0545", con, "odd", "",
			func(c *collectors.Commit) bool { return c.Authored.Offset == 345 }, nil},
		{"no message", ann, con, "", "", func(c *collectors.Commit) bool { return c.Subject == "" }, []string{flagNoSubject}},
		{"two lines", ann, con, "\n\nodd\nsubject\n\nbody\nmore\n\n", "",
			func(c *collectors.Commit) bool { return c.Subject == "odd subject" && c.BodyLines == 2 }, nil},
		{"address", ann, con, "thank bob@example.org", "",
			func(c *collectors.Commit) bool { return !strings.Contains(c.Subject, "@") }, nil},
		{"broken author", "nobody at all", con, "odd", "",
			func(c *collectors.Commit) bool { return c.Author.Name == "nobody at all" && c.Authored.At.IsZero() },
			[]string{flagDate, flagIdentity, flagOffset}},
		{"brackets", "A <b> <c> <a@example.org>> 1400000000 +0000", con, "odd", "",
			func(c *collectors.Commit) bool { return c.Author.Address == "b" && !c.Authored.At.IsZero() }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := imported(t, "")
			raw := "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor " + c.author + "\ncommitter " + c.committer + "\n"
			if c.encoding != "" {
				raw += "encoding " + c.encoding + "\n"
			}
			gitIn(t, dir, "", "hash-object", "-w", "-t", "tree", "--stdin")
			sha := strings.TrimSpace(gitIn(t, dir, raw+"\n"+c.message, "hash-object", "-w", "-t", "commit", "--literally", "--stdin"))
			git(t, dir, "update-ref", "refs/heads/master", sha)
			h := collectPath(t, dir)
			got := h.commits[sha]
			if got == nil {
				t.Fatal("not collected")
			}
			if !c.check(got) || !slices.Equal(got.Flags, slices.Sorted(slices.Values(c.flags))) {
				t.Errorf("%+v", got)
			}
			covered(t, h)
		})
	}
}

func TestHostileNames(t *testing.T) {
	paths := []string{"new\nline", "tab\there", `quo"te`, "e\x1bsc", "latin-\xe9", "utf-é", "-dash", " space ", "diff --git a b", `back\351`}
	var s story
	var lines []string
	for _, p := range paths {
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\x1b", `\033`, "\xe9", "\\351", "é", "é").Replace(p)
		lines = append(lines, file("100644", `"`+quoted+`"`, "content of "+quoted+"\n@@ -1 +1 @@\ndiff --git a/x b/x\n"))
	}
	s.commit("master", ann, con, "names", lines...)
	s.commit("master", ann, con, "rename", `R "new\nline" "\033[31m"`)
	dir := imported(t, s.String())
	for _, ref := range []string{"refs/heads/quo\"te'$(x)", "refs/heads/latin-\xe9", "refs/tags/-dash", "refs/tags/é;<b>"} {
		git(t, dir, "update-ref", ref, "refs/heads/master")
	}
	h := collectPath(t, dir)
	var got []string
	for _, c := range h.bySubject(t, "names").Changes {
		got = append(got, c.Path)
	}
	want := append([]string(nil), paths...)
	want[4] = `latin-\351`
	slices.Sort(got)
	slices.Sort(want)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	r := h.bySubject(t, "rename").Changes
	if len(r) != 1 || r[0].Path != "\x1b[31m" || r[0].OldPath != "new\nline" {
		t.Errorf("rename: %+v", r)
	}
	for _, name := range []string{`refs/heads/quo"te'$(x)`, `refs/heads/latin-\351`, "refs/tags/-dash", "refs/tags/é;<b>"} {
		if h.refs[name] == nil {
			t.Errorf("no ref %q", name)
		}
	}
	samePatchIDs(t, dir, h)
	n := len(h.order)
	h.collect(t, New("", "", Options{Path: dir}, atNoon))
	if len(h.order) != n {
		t.Error("an odd branch name looks new at every run")
	}
}

func TestHugeCommit(t *testing.T) {
	var s story
	lines := []string{file("100644", "long", strings.Repeat("x y", 1<<20)), file("100644", "nul", strings.Repeat("n\n", 8000)+"\x00 a\n")}
	for i := range 3000 {
		lines = append(lines, file("100644", fmt.Sprintf("d%d/f%d", i%50, i), "1\n2\n"))
	}
	s.commit("master", ann, con, "huge "+strings.Repeat("subject ", 1000), lines...)
	s.commit("master", ann, con, "next", file("100644", "long", strings.Repeat("xy", 1<<20)+"\n"))
	dir := imported(t, s.String())
	h := newHarvest()
	c := New("", "", Options{Path: dir}, atNoon)
	c.maxFiles = 1000
	h.collect(t, c)
	huge := h.commits[h.order[0]]
	if len(huge.Changes) != 1000 || huge.Stat.Files != 3002 || huge.Stat.Added != 1+8001+2*3000 || !slices.Contains(huge.Flags, flagFiles) {
		t.Errorf("%d changes, %+v, %v", len(huge.Changes), huge.Stat, huge.Flags)
	}
	if len(huge.Subject) > maxSubject {
		t.Errorf("subject of %d bytes", len(huge.Subject))
	}
	samePatchIDs(t, dir, h)
}

// TestPicks: a commit says which ones it was taken from, in the words of git, of
// Xen and of Linux.
func TestPicks(t *testing.T) {
	a, b := strings.Repeat("a1", 20), strings.Repeat("b2", 20)
	for text, want := range map[string][]string{
		"x\n\n(cherry picked from commit " + a + ")\n":                                                    {a},
		"x\n\nBody.\n(cherry picked from commit " + a + ")\n(cherry picked from commit " + b + ")\n":      {a, b},
		"x\n\n(backported from commit " + a + ")":                                                         {a},
		"x\n\nmaster commit: " + a + "\nmaster date: 2020-01-01 00:00:00 +0000\n":                         {a},
		"x\n\ncommit " + a + " upstream.\n\nBody.":                                                        {a},
		"x\n\n[ Upstream commit " + b + " ]\n":                                                            {b},
		"x\n\nSee (cherry picked from commit " + a + ") as it was.\n(cherry picked from commit 12345678)": nil,
	} {
		var got []string
		for _, p := range picks(text) {
			if p.Token != "Cherry-picked-from" {
				t.Errorf("%+v", p)
			}
			got = append(got, p.Value)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	var s story
	s.commit("master", ann, con, "x\n\nAcked-by: Con <con@example.org>\n(cherry picked from commit "+a+")\n", file("100644", "a", "a"))
	c := collectPath(t, imported(t, s.String())).bySubject(t, "x")
	if len(c.Trailers) != 2 || c.Trailers[1].Value != a {
		t.Errorf("%+v", c.Trailers)
	}
}
