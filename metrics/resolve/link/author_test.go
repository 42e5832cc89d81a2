package link_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const day = 24 * 60 * 60

// propose makes the versions of a series and mails them. It returns the
// Message-IDs of the last one's patches, and of all mails sent, cover letters
// and earlier versions too.
func (s *scene) propose(series []commit, base commit, sent int64) (last, all []string) {
	versions := 1
	for versions < 4 && s.chance(.4) {
		versions++
	}
	at := make([]int64, versions+1)
	at[versions] = sent
	for v := versions - 1; v > 0; v-- {
		at[v] = at[v+1] - day - int64(s.rnd.IntN(20*day))
	}
	for v := 1; v <= versions; v++ {
		draft, from := series, base
		if v < versions {
			draft = s.earlier(series, base)
		}
		if old := s.older(base); old.sha != base.sha {
			if moved, ok := s.rebase(draft, old); ok {
				draft, from = moved, old
			}
		}
		last = s.send(v, versions, draft, from, at[v])
		all = append(all, last...)
		all = append(all, s.id(v, 0))
	}
	return last, all
}

// older is a commit up to 20 before: authors do not always have the newest.
func (s *scene) older(c commit) commit {
	steps := s.rnd.IntN(21)
	out, err := s.try("", nil, "rev-parse", "--verify", "-q", fmt.Sprintf("%s~%d", c.sha, steps))
	if err != nil {
		return c
	}
	old := strings.TrimSpace(out)
	return commit{sha: old, tree: strings.TrimSpace(s.git("", nil, "rev-parse", old+"^{tree}"))}
}

// earlier is a series before review: other subjects, a file forgotten, the last
// patch not written yet.
func (s *scene) earlier(series []commit, base commit) []commit {
	drafts := make([]commit, 0, len(series))
	onto := base
	for i, c := range series {
		if i > 0 && i == len(series)-1 && s.chance(.2) {
			break
		}
		if s.chance(.3) {
			c.message = s.reworded(c)
		}
		d, ok := s.pick(c, onto)
		if !ok {
			return series
		}
		if paths := s.paths(onto.tree, d.tree); len(paths) > 1 && s.chance(.3) {
			d.tree = s.with(d.tree, s.entry(onto.tree, draw(s, paths)))
		}
		d.parent = onto.sha
		d = s.write(d)
		drafts, onto = append(drafts, d), d
	}
	return drafts
}

var (
	cut       = regexp.MustCompile(`(?m)^From [0-9a-f]{40} Mon Sep 17 00:00:00 2001\n`)
	dateLine  = regexp.MustCompile(`(?m)^Date: .*\n`)
	algorithm = []string{"--diff-algorithm=myers", "--minimal", "--patience", "--histogram"}
	renames   = []string{"-M", "-C", "--no-renames"}
)

// id is the Message-ID of a mail of the unit that is being played.
func (s *scene) id(version, number int) string {
	return fmt.Sprintf("%s.%d+%d-%d@mail.example.org", s.name, s.units, version, number)
}

// send mails a version and returns its patches' Message-IDs. What format-patch
// does is left to chance; the dates are those of sending, as send-email has it.
func (s *scene) send(version, versions int, series []commit, base commit, at int64) (ids []string) {
	args := []string{
		"format-patch", "--stdout", "-U" + strconv.Itoa(1+s.rnd.IntN(10)), draw(s, algorithm), draw(s, renames),
	}
	if version > 1 {
		args = append(args, "-v"+strconv.Itoa(version))
	}
	sender := series[0].author
	if s.chance(.2) {
		sender = s.another(sender)
	}
	args = append(args, fmt.Sprintf("--from=%s <%s>", sender.name, sender.mail))
	cover := len(series) > 1 && s.chance(.7)
	if cover {
		args = append(args, "--cover-letter")
	}
	mails := cut.Split(s.git("", nil, append(args, base.sha+".."+series[len(series)-1].sha)...), -1)[1:]
	for i, raw := range mails {
		number := i + 1
		if cover {
			number = i
		}
		date := time.Unix(at+int64(i), 0).UTC().Format(time.RFC1123Z)
		raw = dateLine.ReplaceAllLiteralString(raw, "")
		m := mail{s.units, version, number, s.id(version, number), fmt.Sprintf("Message-ID: <%s>\nDate: %s\n%s", s.id(version, number), date, raw)}
		if number == 0 {
			s.letters = append(s.letters, m)
			continue
		}
		s.mails = append(s.mails, m)
		ids = append(ids, m.id)
	}
	if len(ids) != len(series) {
		s.t.Fatalf("%d mails of %d patches", len(ids), len(series))
	}
	return ids
}
