package git

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

// TestNoAddressLeaves plants addresses where a repository's owner can, beside
// names that differ in nothing else.
func TestNoAddressLeaves(t *testing.T) {
	var s story
	s.commit("master", ann, con, "ask eve at people.test\n\nBody.\n\nSeen-by: a robot at\n people.test\nX-Note: kim&#64;people.test",
		file("100644", "who/kim@people.test.c", "kim"), file("100644", "who/eve@people.test.c", "eve"))
	s.commit("master", ann, con, "areas", file("100644", "MAINTAINERS",
		"KIM <kim@people.test>\nM:\tKim <kim@people.test>\nS:\tAsk kim@people.test\nF:\twho/kim@people.test.c\nF:\twho/eve@people.test.c\nN:\tkim@people.test\n"))
	s.commit("master", ann, con, "rename", "R who/kim@people.test.c who/lena%40people.test.c")
	dir := imported(t, s.String())
	for _, ref := range []string{"heads/kim@people.test", "heads/eve@people.test", "tags/kim@people.test", "tags/eve@people.test"} {
		git(t, dir, "update-ref", "refs/"+ref, "refs/heads/master")
	}
	h := collectPath(t, dir)
	for _, b := range h.batches {
		for _, it := range b.Items {
			clean(t, it.Origin, it.Record.Key(), public(it.Record))
		}
		for _, r := range b.State {
			clean(t, r.Key(), public(r))
		}
	}
	for _, a := range h.areas {
		if len(h.areas) != 1 || len(a.Paths) != 2 || len(a.Maintainers) != 1 || a.Maintainers[0].Address != "kim@people.test" {
			t.Errorf("area %+v", a)
		}
	}
	if len(h.refs) != 5 || len(h.tags) != 2 {
		t.Errorf("%d refs and %d tags: names ran together", len(h.refs), len(h.tags))
	}
	for _, c := range h.commits {
		if len(c.Changes) == 2 && c.Changes[0].Path == c.Changes[1].Path {
			t.Errorf("two paths became %q", c.Changes[0].Path)
		}
	}

	git(t, dir, "update-ref", "-d", "refs/tags/kim@people.test")
	h.collect(t, New("", "", Options{Path: dir}, atNoon))
	deleted := 0
	for _, tag := range h.tags {
		if tag.Deleted {
			deleted++
		}
	}
	if len(h.tags) != 2 || deleted != 1 {
		t.Errorf("%d tags, %d deleted", len(h.tags), deleted)
	}
}

// public is what of a record is stored outside the private database.
func public(r collectors.Record) string {
	switch r := r.(type) {
	case *collectors.Commit:
		text := fmt.Sprint(r.Subject, r.Parents, r.Authored.Raw, r.Committed.Raw, r.Changes, r.Flags)
		for _, t := range r.Trailers {
			text += t.Token + t.Raw + t.Value
		}
		return text
	case *collectors.Area:
		return fmt.Sprint(r.File, r.Name, r.Status, r.Paths, r.Excluded, r.Expressions, r.Date.Raw)
	case *collectors.Tag:
		return r.Name + r.Date.Raw
	}
	return fmt.Sprint(r)
}

func clean(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(text, "people.test") {
			t.Errorf("an address in %q", text)
		}
	}
}

// TestDeletedTag finds that a deleted tag takes its own item with it and no
// other's.
func TestDeletedTag(t *testing.T) {
	dir := line(t, 2)
	for _, tag := range []string{"v1", "v1.0", "v1@", "v1-rc", "v1,"} {
		git(t, dir, "tag", tag)
	}
	h := collectPath(t, dir)
	items := len(h.items)
	git(t, dir, "tag", "-d", "v1")
	h.collect(t, New("", "", Options{Path: dir}, atNoon))
	if d := cmp.Diff([]string{"refs/tags/v1:"}, h.batches[len(h.batches)-1].Gone); d != "" {
		t.Error(d)
	}
	if len(h.items) != items-1 {
		t.Errorf("%d of %d items are left", len(h.items), items)
	}
	git(t, dir, "tag", "v1")
	h.collect(t, New("", "", Options{Path: dir}, atNoon))
	if len(h.items) != items {
		t.Errorf("%d items with the tag back, not %d", len(h.items), items)
	}
}

func TestForgedParent(t *testing.T) {
	raw := "tree x\nparent " + strings.Repeat("a", 40) + "\nauthor A <a@example.org> 1 +0000\nparent kim@people.test\n\nsubject"
	if c := parseCommit("x", []byte(raw), false, noon); len(c.Parents) != 1 {
		t.Errorf("parents %q", c.Parents)
	}
}
