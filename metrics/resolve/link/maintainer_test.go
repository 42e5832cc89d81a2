package link_test

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
)

// play mails a run and commits it, or never does. Which of its commits one mail
// proposes, and which of them end in one commit, is drawn: several in one mail
// are split, several mails in one commit are squashed.
func (s *scene) play(run []commit) {
	s.units++
	base := s.base(run[0])
	for _, c := range run {
		s.gone[c.sha] = true
	}
	proposed, wanted, how := single(run), single(run), ""
	switch {
	case len(run) > 1 && s.chance(.3):
		proposed, how = s.join(proposed), "split "
	case len(run) > 1 && s.chance(.3):
		wanted, how = s.join(wanted), "squash "
	}
	sent := run[len(run)-1].committed + s.pause()
	ids, all := s.propose(s.chain(run, proposed), base, sent)
	if s.chance(.2) {
		return // nobody took it
	}
	if len(wanted) > 1 && s.chance(.1) {
		k := s.rnd.IntN(len(wanted))
		wanted = slices.Delete(wanted, k, k+1)
		how += "drop "
	}
	s.take(run, base, proposed, wanted, ids, all, sent, how)
}

// single is every commit for itself.
func single(run []commit) (groups [][]int) {
	for i := range run {
		groups = append(groups, []int{i})
	}
	return groups
}

// join makes two neighbours one.
func (s *scene) join(groups [][]int) [][]int {
	k := s.rnd.IntN(len(groups) - 1)
	both := slices.Concat(groups[k], groups[k+1])
	return slices.Replace(groups, k, k+2, both)
}

// chain makes commits of groups of a run; one that joins several has the
// message of one of them.
func (s *scene) chain(run []commit, groups [][]int) (out []commit) {
	for _, g := range groups {
		c := run[g[len(g)-1]]
		if len(g) > 1 {
			c.message = run[draw(s, g)].message
			c.parent = run[g[0]].parent
			c = s.write(c)
		}
		if len(out) > 0 && c.parent != out[len(out)-1].sha {
			c.parent = out[len(out)-1].sha
			c = s.write(c)
		}
		out = append(out, c)
	}
	return out
}

// take commits groups of a run.
func (s *scene) take(run []commit, base commit, proposed, wanted [][]int, ids, all []string, sent int64, how string) {
	onto := base
	if s.chance(.1) {
		onto = s.renamed(run, base)
		how += "rename "
	}
	committer, date := s.another(run[0].author), sent+s.lag()
	trailers, applied, picked := s.chance(1./3), s.chance(.5), s.chance(.05)
	for n, g := range wanted {
		c := run[g[len(g)-1]]
		c.parent, c.message = run[g[0]].parent, run[g[0]].message
		next, ok := s.pick(s.write(c), onto)
		if !ok {
			continue // it does not apply there
		}
		did := how
		if s.chance(.25) {
			if fixed := s.fixup(next, onto); fixed != next.tree {
				next.tree = fixed
				did += "fixup "
			}
		}
		if s.chance(.3) {
			next.message = s.reworded(next)
			did += "reword "
		}
		mailed := s.mailed(proposed, g, ids)
		if trailers {
			next.message = strings.TrimSpace(next.message) + "\n\n" + s.trailer(mailed[0], all)
			did += "trailer "
		}
		next.parent, next.committer, next.committed = onto.sha, committer, date+int64(n)
		if applied { // git am takes the mail's date
			next.authored = sent + int64(slices.Index(ids, mailed[0]))
		}
		onto = s.write(next)
		s.done(onto, mailed, did)
		if picked {
			s.cherry(onto, mailed, did)
		}
	}
}

// mailed are the mails that proposed a group.
func (s *scene) mailed(proposed [][]int, group []int, ids []string) (out []string) {
	for i, p := range proposed {
		if slices.ContainsFunc(p, func(k int) bool { return slices.Contains(group, k) }) {
			out = append(out, ids[i])
		}
	}
	return out
}

func (s *scene) done(c commit, mailed []string, how string) {
	s.made = append(s.made, c.sha)
	for _, id := range mailed {
		s.truth = append(s.truth, pair{id, c.sha, how})
	}
}

// cherry puts a commit onto another branch as well.
func (s *scene) cherry(c commit, mailed []string, how string) {
	stable := s.older(draw(s, s.head))
	if copied, ok := s.pick(c, stable); ok {
		copied.committed += day + int64(s.rnd.IntN(60*day))
		s.done(s.write(copied), mailed, how+"cherry ")
	}
}

// renamed is the base after somebody has moved one of the run's files.
func (s *scene) renamed(run []commit, base commit) commit {
	paths := s.paths(base.tree, run[len(run)-1].tree)
	all := strings.Split(strings.TrimRight(s.git("", nil, "ls-tree", "-r", "-z", "--name-only", base.tree), "\x00"), "\x00")
	old := draw(s, paths)
	to := path.Join(path.Dir(draw(s, all)), path.Base(old))
	if slices.Contains(all, to) || !slices.Contains(all, old) {
		return base
	}
	entry, _, _ := strings.Cut(s.entry(base.tree, old), "\t")
	moved := run[0]
	moved.tree = s.with(base.tree, "0 0000000000000000000000000000000000000000\t"+old, entry+"\t"+to)
	moved.parent, moved.message = base.sha, "Move files"
	return s.write(moved)
}

// fixup is the tree of a commit with the lines that the next real commit to
// touch one of its files changed there.
func (s *scene) fixup(c, onto commit) string {
	paths := s.paths(onto.tree, c.tree)
	date := c.committed
	for _, f := range s.head {
		if f.committed <= date || f.parent == "" || s.gone[f.sha] {
			continue
		}
		for _, change := range s.known[f.sha].Changes {
			if !slices.Contains(paths, change.Path) {
				continue
			}
			if fixed, ok := s.pick(f, c); ok {
				return s.with(c.tree, s.entry(fixed.tree, change.Path))
			}
			return c.tree
		}
	}
	return c.tree
}

// reworded is a message with another subject, as people of this history word
// them: with another prefix, none, another case or stop.
func (s *scene) reworded(c commit) string {
	subject := c.subject()
	bare := subject[len(prefix.FindString(subject)):]
	switch k := s.rnd.IntN(10); {
	case k < 5 && len(s.habits) > 0:
		subject = draw(s, s.habits) + bare
	case k < 7 && bare != "":
		subject = bare
	case k < 9:
		subject = swapCase(subject)
	default:
		subject = strings.TrimSuffix(subject, ".")
		if subject == c.subject() {
			subject += "."
		}
	}
	return subject + "\n\n" + c.body()
}

func swapCase(subject string) string {
	r := []rune(subject)
	if unicode.IsUpper(r[0]) {
		r[0] = unicode.ToLower(r[0])
	} else {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}

// trailer names the patch, or some other mail of its series, as tools do.
func (s *scene) trailer(id string, all []string) string {
	if s.chance(.4) {
		id = draw(s, all)
	}
	return fmt.Sprintf(draw(s, []string{
		"Link: https://lore.kernel.org/r/%s",
		"Link: https://lore.kernel.org/xen-devel/%s/T/#u",
		"Message-Id: <%s>",
		"Message-ID: %s",
		"Link: https://patch.msgid.link/%s",
		"Link: https://lists.example.org/archive/%s.html",
	}), draw(s, []string{id, url.PathEscape(id)}))
}
