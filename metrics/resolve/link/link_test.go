package link_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/metrics/resolve/link"
)

var ann, ben = link.Person{1}, link.Person{2}

// mailed is a patch of change 1, sent on a day; its message is version and
// number, as 21 for v2 1/n.
func mailed(version, number uint16, day uint32, author link.Person, subject string, lines uint32, paths ...string) link.Patch {
	id := uint64(10*version + number)
	return link.Patch{
		Message: id, Ref: fmt.Sprint(id, "@example.org"), Change: 1, Version: version, Number: number, Date: 1_500_000_000 + day*86400,
		Author: author, Subject: subject, PatchID: fmt.Sprint("p", id), Lines: lines, Paths: paths,
	}
}

// committed is a commit of a day.
func committed(sha string, day uint32, author link.Person, subject string, lines uint32, paths ...string) link.Commit {
	return link.Commit{
		Source: "x", SHA: sha, Date: 1_500_000_000 + day*86400, Author: author, Subject: subject, PatchID: "c" + sha, Lines: lines, Paths: paths,
	}
}

func named(c link.Commit, refs ...string) link.Commit { c.Named = refs; return c }
func same(c link.Commit, p link.Patch) link.Commit    { c.PatchID = p.PatchID; return c }
func of(change uint64, id uint64, p link.Patch) link.Patch {
	p.Change, p.Message, p.Ref = change, id, fmt.Sprint(id, "@example.org")
	return p
}

func TestFind(t *testing.T) {
	lock := mailed(1, 1, 0, ann, "x86/door: Lock it", 10, "door.c", "lock.c")
	again := mailed(2, 1, 5, ann, "x86/door: Lock it well", 12, "door.c", "lock.c")
	open := mailed(1, 2, 0, ann, "x86/window: Open it a little", 8, "window.c")
	for _, c := range []struct {
		name    string
		patches []link.Patch
		letters []link.Letter
		commits []link.Commit
		want    string
	}{
		{name: "nothing"},
		{
			name: "named", patches: []link.Patch{lock},
			commits: []link.Commit{named(committed("a", 3, ben, "Something about the door", 9, "lock.c", "door.c"), lock.Ref)}, want: "11 a message-id 1",
		},
		{
			name: "named years later", patches: []link.Patch{lock},
			commits: []link.Commit{named(committed("a", 3000, ben, "door: Lock it", 9, "lock.c", "door.c"), lock.Ref)}, want: "11 a message-id 1",
		},
		{
			name: "a mail that only led to it", patches: []link.Patch{lock},
			commits: []link.Commit{named(committed("a", 3, ben, "Paint the kitchen", 300, "kitchen.c"), lock.Ref)},
		},
		{
			name: "the cover letter: the patch that fits", patches: []link.Patch{lock, open}, letters: []link.Letter{{Ref: "10@example.org", Change: 1}},
			commits: []link.Commit{named(committed("a", 3, ben, "window: open it a little", 8, "window.c"), "10@example.org")}, want: "12 a message-id 1",
		},
		{
			name: "another version: the last before it", patches: []link.Patch{lock, again},
			commits: []link.Commit{named(committed("a", 6, ben, "door: Lock it well", 12, "door.c", "lock.c"), lock.Ref)}, want: "21 a message-id 1",
		},
		{
			name: "the version after it came too late", patches: []link.Patch{lock, again},
			commits: []link.Commit{named(committed("a", 3, ben, "door: Lock it well", 12, "door.c", "lock.c"), lock.Ref)}, want: "11 a message-id 1",
		},
		{
			name: "two names, two patches", patches: []link.Patch{lock, open},
			commits: []link.Commit{named(committed("a", 3, ben, "Lock it, Open it a little", 18, "door.c", "lock.c", "window.c"), lock.Ref, open.Ref)},
			want:    "11 a message-id 1\n12 a message-id 1",
		},
		{
			name: "one diff, cherry-picked", patches: []link.Patch{lock},
			commits: []link.Commit{same(committed("a", 1, ben, "other", 10), lock), same(committed("b", 900, ann, "another", 10), lock)},
			want:    "11 a patch-id 1\n11 b patch-id 1",
		},
		{
			name: "one diff, committed before it was mailed", patches: []link.Patch{again},
			commits: []link.Commit{same(committed("a", 3, ann, "x86/door: Lock it well", 12, "door.c", "lock.c"), again)},
		},
		{
			name: "clocks differ by less than a day", patches: []link.Patch{again},
			commits: []link.Commit{same(committed("a", 4, ann, "x86/door: Lock it well", 12, "door.c", "lock.c"), again)}, want: "21 a patch-id 1",
		},
		{
			name: "another prefix", patches: []link.Patch{lock},
			commits: []link.Commit{committed("a", 3, ann, "[DOOR] XSA-1: lock it.", 10, "door.c", "lock.c")}, want: "11 a subject 1",
		},
		{
			name: "a subject that only one commit has, other files", patches: []link.Patch{lock},
			commits: []link.Commit{committed("a", 3, ann, "door: Lock it", 10, "gate.c")}, want: "11 a subject 0.65",
		},
		{
			name: "a subject that many have, other files", patches: []link.Patch{lock},
			commits: []link.Commit{committed("a", 3, ann, "door: Lock it", 10, "gate.c"), committed("b", 3, ann, "door: Lock it", 10, "wall.c")},
		},
		{
			name: "another author", patches: []link.Patch{lock},
			commits: []link.Commit{committed("a", 3, ben, "door: Lock it soon", 10, "door.c", "lock.c")},
		},
		{
			name: "a year and a day later", patches: []link.Patch{lock},
			commits: []link.Commit{committed("a", 366, ann, "x86/door: Lock it", 10, "door.c", "lock.c")},
		},
		{
			name: "a folder renamed, a word more", patches: []link.Patch{mailed(1, 1, 0, ann, "Lock the green door twice", 10, "old/door.c")},
			commits: []link.Commit{committed("a", 3, ann, "Lock the green door twice now", 10, "new/door.c")}, want: "11 a similarity 0.875",
		},
		{
			name: "two releases are two things", patches: []link.Patch{mailed(1, 1, 0, ann, "Release 1.4.2", 1, "VERSION")},
			commits: []link.Commit{committed("a", 3, ann, "Release 1.4.3", 1, "VERSION")},
		},
		{
			name: "what undoes it is not it", patches: []link.Patch{mailed(1, 1, 0, ann, "Lock the green door twice", 10, "door.c")},
			commits: []link.Commit{committed("a", 3, ann, `Revert "Lock the green door twice"`, 10, "door.c")},
		},
		{
			name: "one commit, one patch: the better one", patches: []link.Patch{lock, of(2, 99, lock)},
			commits: []link.Commit{committed("a", 3, ann, "door: Lock it", 10, "door.c", "lock.c")}, want: "11 a subject 1",
		},
		{
			name: "one patch, one commit: the nearer one", patches: []link.Patch{lock},
			commits: []link.Commit{committed("a", 9, ann, "door: Lock it", 10, "door.c", "lock.c"), committed("b", 3, ann, "door: Lock it", 10, "door.c", "lock.c")},
			want:    "11 b subject 1",
		},
		{
			name: "squashed", patches: []link.Patch{lock, open},
			commits: []link.Commit{committed("a", 3, ann, "door: Lock it", 18, "door.c", "lock.c", "window.c")}, want: "11 a subject 0.819\n12 a similarity 0.477",
		},
		{
			name: "not squashed: no room", patches: []link.Patch{lock, mailed(1, 2, 0, ann, "Oil it", 80, "lock.c")},
			commits: []link.Commit{committed("a", 3, ann, "door: Lock it", 11, "door.c", "lock.c")}, want: "11 a subject 0.977",
		},
		{
			name: "split", patches: []link.Patch{lock},
			commits: []link.Commit{committed("a", 3, ann, "door: Lock it", 6, "door.c"), committed("b", 3, ann, "A new lock", 4, "lock.c")},
			want:    "11 a subject 0.83\n11 b similarity 0.489",
		},
		{
			name: "not split: a day later", patches: []link.Patch{lock},
			commits: []link.Commit{committed("a", 3, ann, "door: Lock it", 6, "door.c"), committed("b", 5, ann, "A new lock", 4, "lock.c")},
			want:    "11 a subject 0.83",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, lines(link.Find(c.patches, c.letters, c.commits))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func lines(links []link.Link) string {
	var all []string
	for _, l := range links {
		all = append(all, fmt.Sprintf("%d %s %s %.3g", l.Message, l.SHA, l.Evidence, l.Score))
	}
	return strings.Join(all, "\n")
}

// TestOrderDoesNotMatter shuffles what Find gets.
func TestOrderDoesNotMatter(t *testing.T) {
	patches, commits := many(2000)
	want := link.Find(slices.Clone(patches), nil, slices.Clone(commits))
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 3 {
		rnd.Shuffle(len(patches), func(i, j int) { patches[i], patches[j] = patches[j], patches[i] })
		rnd.Shuffle(len(commits), func(i, j int) { commits[i], commits[j] = commits[j], commits[i] })
		if diff := cmp.Diff(want, link.Find(slices.Clone(patches), nil, slices.Clone(commits))); diff != "" || len(want) < 900 {
			t.Errorf("%d links\n%s", len(want), diff)
		}
	}
}

// TestOneOfManyEqual links patches and commits that are all alike, in one
// change and in many: every one finds another, and it ends.
func TestOneOfManyEqual(t *testing.T) {
	const n = 3000
	for name, change := range map[string]func(int) uint64{
		"one change":   func(int) uint64 { return 1 },
		"many changes": func(i int) uint64 { return uint64(i) + 1 },
	} {
		var patches []link.Patch
		var commits []link.Commit
		for i := range n {
			patches = append(patches, of(change(i), uint64(i)+1, mailed(1, 1, 0, ann, "Update it", 1, "Makefile")))
			commits = append(commits, named(committed(fmt.Sprint(i), 1, ann, "Update them", 1, "Makefile"), fmt.Sprint(i, "@example.org")))
		}
		once := map[string]bool{}
		for _, l := range link.Find(patches, nil, commits) {
			if once[l.SHA] {
				t.Errorf("%s: %s is linked twice", name, l.SHA)
			}
			once[l.SHA] = true
		}
		if len(once) == 0 {
			t.Errorf("%s: nothing is linked", name)
		}
	}
}
