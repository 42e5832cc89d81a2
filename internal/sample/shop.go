package sample

import (
	"fmt"
	"strings"
)

// A shop is a repository with those who work on it.
type shop struct {
	repo  *repo
	scope string
	dirs  string   // section of the vocabulary with its directories
	undo  *undo    // the newest change that can be reverted
	loose []pickup // new files that another branch could take, oldest first
}

// An undo is a commit that changed one file, with what it was before.
type undo struct {
	job           *job
	file          *file
	before, after []string
	version       int // the file's, after the change
}

// A pickup is a commit that added one file.
type pickup struct {
	job   *job
	path  string
	text  []string
	taken map[string]bool // the release lines that have it
}

const mailmapHead = "# Name <usual address> <other address>\n"

// A job is one commit before it is written.
type job struct {
	author, committer sender
	authored          int64
	subject           string
	why               string    // what its text says; some phrase where empty
	link              string    // where it was proposed; empty: not noted
	tags              []trailer // by others
	coauthors         []sender
	edits             []edit
	branch            string // "" for the default one
	from              int    // mark of the parent, where it is not the branch's tip
	side              bool   // on a topic branch that will be merged
	picked            bool   // the other repository has the equal patch earlier
}

// found makes the first commit: the tree, .mailmap, a picture.
func (s *shop) found(t *town) {
	keeper := t.crowd.as(t.crowd.keepers.pick(t.hack), t.now)
	w := &job{author: keeper, committer: keeper, authored: t.now, subject: "Initial import"}
	for range 40 {
		_, e := s.repo.tree.create(t.hack, t.lex, s.path(t, ""), 20+t.hack.IntN(20))
		w.edits = append(w.edits, e)
	}
	w.edits = append(w.edits,
		edit{change{path: "docs/logo.png", text: picture(t.hack)}, 0, 0},
		edit{change{path: ".mailmap", text: mailmapHead}, 1, 0},
		edit{change{path: "VERSION", text: "4.0-unstable\n"}, 1, 0})
	s.land(t, w)
}

// picture is a file that git takes for binary.
func picture(d dice) string {
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00")
	for range 200 {
		b = append(b, byte(d.IntN(256)))
	}
	return string(b)
}

// path names a new file in a directory of the shop, or below dir.
func (s *shop) path(t *town, dir string) string {
	if dir == "" {
		dir = pick(t.hack, t.lex.lines[s.dirs])
	}
	ext := ".c"
	switch {
	case strings.HasPrefix(dir, "docs"):
		ext = ".md"
	case strings.HasPrefix(dir, "include"):
		ext = ".h"
	case strings.HasPrefix(dir, "cli"):
		ext = ".py"
	}
	return dir + "/" + t.lex.symbol() + ext
}

// edits are changes of one to three files.
func (s *shop) edits(t *town) []edit {
	var all []edit
	touched := map[*file]bool{}
	for range 1 + t.hack.more(0.35, 2) {
		if f := pick(t.hack, s.repo.tree.files); !touched[f] {
			touched[f] = true
			all = append(all, s.repo.tree.rewrite(t.hack, t.lex, f))
		}
	}
	return all
}

// land writes a commit and counts it, unless it is on a branch of its own.
func (s *shop) land(t *town, w *job) int {
	branch := w.branch
	if branch == "" {
		branch = "master"
	}
	message := t.message(w)
	r := record{branch: branch, author: signature{w.author, w.authored}, committer: signature{w.committer, t.now}, message: message, from: w.from}
	count := landed{at: t.now, authored: w.authored, scope: s.scope, author: w.author.who(), picked: w.picked}
	for _, e := range w.edits {
		r.changes = append(r.changes, e.change)
		count.added += e.added
		count.removed += e.removed
	}
	for _, c := range w.coauthors {
		count.coauthors = append(count.coauthors, c.who())
	}
	for _, tr := range w.tags {
		if tr.token == "Reviewed-by" || tr.token == "Acked-by" {
			count.reviewers = append(count.reviewers, tr.by.who())
		}
	}
	if w.branch == "" || w.side {
		t.tally.commit(count)
	}
	return s.repo.commit(r)
}

// message is a commit's text.
func (t *town) message(w *job) string {
	var b strings.Builder
	why := w.why
	if why == "" {
		why = t.lex.phrase(t.hack, "why")
	}
	fmt.Fprintf(&b, "%s\n\n%s\n\n", w.subject, why)
	line := func(token string, by sender) {
		fmt.Fprintf(&b, "%s: %s\n", misspelt(t.odd, token), by)
	}
	if t.hack.chance(0.06) {
		line("Reported-by", t.crowd.as(t.crowd.talkers.pick(t.hack), t.now))
	}
	for _, c := range w.coauthors {
		line("Co-developed-by", c)
		line("Signed-off-by", c)
	}
	line("Signed-off-by", w.author)
	for _, tr := range w.tags {
		line(tr.token, tr.by)
	}
	if w.committer.person != w.author.person {
		line("Signed-off-by", w.committer)
	}
	if w.link != "" {
		fmt.Fprintf(&b, "Link: %s\n", w.link)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
