package link_test

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/message"
	"goldenratio/metrics/resolve/link"
)

// TestTruth plays real histories as patches by mail (see scene) and compares
// what the linker says with what was done. Its constants were set on the first
// two histories; the other two say what they are worth. What is done to the
// patches is not ours to choose: which of them are taken, how format-patch is
// called, when things happen, how subjects are reworded and which later lines
// creep in is drawn from the histories themselves, with the bundles' own hashes
// as seeds; rebases are git's merges; and where a history has both, a pull
// request's commit and what was merged, the one is mailed and the other is the
// commit. Each community also gets the other's mails, of which nothing came.
func TestTruth(t *testing.T) {
	if testing.Short() {
		t.Skip("calls git some ten thousand times")
	}
	names := []string{"mini-os", "xapi-sm", "xapi-xenopsd", "qubes-mirage-firewall"}
	scenes := make([]*scene, len(names))
	t.Run("scenes", func(t *testing.T) {
		for i, name := range names {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				scenes[i] = stage(t, name)
			})
		}
	})
	if slices.Contains(scenes, nil) {
		t.Skip("not all scenes")
	}
	for i, name := range []string{"tuned on", "tested on"} {
		t.Run(name, func(t *testing.T) {
			all := community{truth: map[[2]string]string{}}
			for k, s := range scenes {
				all.addMails(t, s)
				if k/2 == i {
					all.addCommits(s)
				}
			}
			all.check(t)
		})
	}
}

// A community is what the linker gets of several scenes, and what it should say.
type community struct {
	patches []link.Patch
	letters []link.Letter
	commits []link.Commit
	truth   map[[2]string]string // what was done, by Message-ID and SHA
}

func (all *community) addMails(t *testing.T, s *scene) {
	t.Helper()
	for _, m := range s.mails {
		all.patches = append(all.patches, s.patch(t, m))
	}
	for _, m := range s.letters {
		all.letters = append(all.letters, link.Letter{Ref: m.id, Change: s.change(m)})
	}
}

func (all *community) addCommits(s *scene) {
	for _, c := range s.head {
		if !s.gone[c.sha] {
			all.takeCommit(s, c.sha)
		}
	}
	for _, sha := range s.made {
		all.takeCommit(s, sha)
	}
	for _, p := range s.truth {
		all.truth[[2]string{p.id, p.sha}] = cmp.Or(p.how, "plain")
	}
}

func (s *scene) change(m mail) uint64 { return number(fmt.Sprint(s.name, m.unit)) }

func number(text string) uint64 {
	sum := sha256.Sum256([]byte(text))
	return binary.BigEndian.Uint64(sum[:])
}

func person(a collectors.Alias) (id link.Person) {
	sum := sha256.Sum256([]byte(strings.ToLower(a.Address)))
	copy(id[:], sum[:])
	return id
}

var tags = regexp.MustCompile(`^(\s*\[[^\]]*\])+\s*`)

// patch reads a mail with the program's own parser.
func (s *scene) patch(t *testing.T, m mail) link.Patch {
	t.Helper()
	parsed, reject := message.Parse([]byte(m.raw), message.Options{})
	if reject != nil || parsed.Proposal == nil {
		t.Fatalf("mail %s: %+v\n%s", m.id, reject, m.raw)
	}
	p := read(parsed)
	p.Change, p.Version, p.Number = s.change(m), uint16(m.version), uint16(m.number)
	return p
}

// read is a mail's patch, without its place in a change.
func read(m *collectors.Message) link.Patch {
	author := m.Proposal.Author
	if author.Empty() {
		author = m.From
	}
	return link.Patch{
		Message: number(m.ID), Ref: m.ID, Date: uint32(m.Date.At.Unix()), Author: person(author), Subject: tags.ReplaceAllString(m.Subject, ""),
		PatchID: m.Proposal.PatchID, Paths: m.Proposal.Paths, Lines: m.Diff.Added + m.Diff.Removed,
	}
}

func (all *community) takeCommit(s *scene, sha string) {
	k := s.known[sha]
	if len(k.Parents) > 1 {
		return
	}
	c := link.Commit{
		Source: s.name, SHA: sha, Author: person(k.Author), Authored: uint32(k.Authored.At.Unix()), Date: uint32(k.Committed.At.Unix()),
		Subject: k.Subject, PatchID: k.PatchID, Lines: k.Stat.Added + k.Stat.Removed,
	}
	for _, f := range k.Changes {
		c.Paths = append(c.Paths, f.Path)
		if f.Status == "R" {
			c.Paths = append(c.Paths, f.OldPath)
		}
	}
	for _, tr := range k.Trailers {
		if tr.Token == "Link" || tr.Token == "Message-Id" {
			c.Named = append(c.Named, link.Archives{}.Named(tr.Value)...)
		}
	}
	all.commits = append(all.commits, c)
}

// A tally counts links that were right among those that were made, or among
// those that should have been.
type tally struct{ right, all int }

func (n tally) share() float64 { return float64(n.right) / float64(n.all) }

func (n *tally) count(right bool) {
	n.all++
	if right {
		n.right++
	}
}

func (all *community) check(t *testing.T) {
	t.Helper()
	var precision, recall tally
	evidence, done := map[string]tally{}, map[string]tally{}
	found := map[[2]string]bool{}
	names := all.names()
	for _, l := range link.Find(all.patches, all.letters, all.commits) {
		pair := [2]string{names[l.Message], l.SHA}
		how, ok := all.truth[pair]
		found[pair] = true
		precision.count(ok)
		add(evidence, string(l.Evidence), ok)
		if !ok {
			t.Logf("wrong: %s %.2f %s %s %s", l.Evidence, l.Score, pair[0], pair[1], how)
		}
	}
	for pair, how := range all.truth {
		recall.count(found[pair])
		for _, one := range strings.Fields(how) {
			add(done, one, found[pair])
		}
	}
	t.Logf("%d commits, %d patches, %d links: precision %.4f, recall %.4f", len(all.commits), len(all.patches), len(all.truth), precision.share(), recall.share())
	t.Logf("right of those made, by evidence: %v", evidence)
	t.Logf("right of those there are, by what was done: %v", done)
	if precision.share() < 0.98 || recall.share() < 0.91 || len(all.truth) < 250 {
		t.Error("want a precision of 0.98 and a recall of 0.91, of 250 links and more")
	}
}

func (all *community) names() map[uint64]string {
	names := map[uint64]string{}
	for _, p := range all.patches {
		names[p.Message] = p.Ref
	}
	return names
}

func add(counts map[string]tally, key string, right bool) {
	n := counts[key]
	n.count(right)
	counts[key] = n
}
