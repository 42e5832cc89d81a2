package sample

import "strings"

// work is one piece of work that did not come by mail.
func (t *town) work() {
	s := t.hyper
	if t.hack.chance(0.25) {
		s = t.tools
	}
	w := t.job()
	switch x := t.hack.Float64(); {
	case x < 0.68:
		s.change(t, w)
	case x < 0.82:
		s.addition(t, w)
	case x < 0.87:
		s.rename(t, w)
	case x < 0.88:
		w.edits = []edit{{change{path: "docs/" + t.lex.symbol() + ".png", text: picture(t.hack)}, 0, 0}}
		s.land(t, w)
	case x < 0.93:
		s.revert(t, w)
	default:
		s.topic(t, w)
	}
}

// job is who works on what with whom.
func (t *town) job() *job {
	keeper := t.crowd.as(t.crowd.keepers.pick(t.hack), t.now)
	w := &job{author: keeper, committer: keeper, authored: t.now, subject: t.subject(pick(t.hack, t.lex.lines["part"]))}
	if t.hack.chance(0.75) {
		w.author = t.crowd.as(t.crowd.coders.pick(t.hack), t.now)
		w.authored = t.now - int64(min(t.hack.spread(40, 1.5), 400*24)*float64(hour))
	}
	if t.hack.chance(0.05) {
		w.coauthors = append(w.coauthors, t.crowd.as(t.crowd.coders.other(t.hack, w.author.person), t.now))
	}
	for range t.hack.more(0.5, 3) {
		by := t.crowd.keepers.pick(t.hack)
		if by == w.author.person && t.hack.chance(0.8) {
			continue // few acknowledge their own work
		}
		if tr := (trailer{t.tag(), t.crowd.as(by, t.now)}); !has(w.tags, tr) {
			w.tags = append(w.tags, tr)
		}
	}
	return w
}

// change rewrites lines; of one file it can be reverted.
func (s *shop) change(t *town, w *job) {
	if t.hack.chance(0.5) {
		w.edits = s.edits(t)
		s.land(t, w)
		return
	}
	f := pick(t.hack, s.repo.tree.files)
	before := f.lines
	w.edits = []edit{s.repo.tree.rewrite(t.hack, t.lex, f)}
	s.undo = &undo{w, f, before, f.lines, f.version}
	s.land(t, w)
}

// revert takes the newest change back, and perhaps puts it in again days later:
// two commits with an equal patch, which count as two.
func (s *shop) revert(t *town, w *job) {
	u := s.undo
	s.undo = nil
	if u == nil || u.file.version != u.version {
		s.change(t, w)
		return
	}
	e := u.job.edits[0]
	u.file.set(u.before)
	w.subject = "Revert \"" + u.job.subject + "\""
	w.edits = []edit{{u.file.change(), e.removed, e.added}}
	s.land(t, w)
	again, version := *u.job, u.file.version
	if t.hack.chance(0.6) {
		t.after(24+t.hack.spread(48, 0.5), func() {
			if u.file.version != version {
				return
			}
			u.file.set(u.after)
			again.authored, again.committer = t.now, w.committer
			again.edits = []edit{{u.file.change(), e.added, e.removed}}
			s.land(t, &again)
		})
	}
}

// addition adds a file, which other branches and the other repository can take
// as it is.
func (s *shop) addition(t *town, w *job) {
	path := s.path(t, "")
	if t.hack.chance(0.4) {
		path = s.path(t, "compat")
	}
	f, e := s.repo.tree.create(t.hack, t.lex, path, 8+t.hack.IntN(20))
	w.edits = []edit{e}
	s.land(t, w)
	if s != t.hyper {
		return
	}
	const most = 20
	if s.loose = append(s.loose, pickup{w, path, f.lines, map[string]bool{}}); len(s.loose) > most {
		s.loose = s.loose[1:]
	}
	text, q := f.lines, t.cal.quarter(t.now)
	if strings.HasPrefix(path, "compat/") {
		t.after(12+t.hack.spread(60, 0.5), func() {
			if t.cal.quarter(t.now) == q { // else it is ambiguous when its author was active
				t.tools.adopt(t, w, path, text)
			}
		})
	}
}

// adopt cherry-picks a commit of the other repository.
func (s *shop) adopt(t *town, from *job, path string, text []string) {
	w := *from
	w.committer = t.crowd.as(t.crowd.keepers.pick(t.hack), t.now)
	w.picked = true
	w.edits = []edit{s.repo.tree.adopt(path, text)}
	s.land(t, &w)
}

func (s *shop) rename(t *town, w *job) {
	f := pick(t.hack, s.repo.tree.files)
	var more []string
	if len(f.lines) > 12 && t.hack.chance(0.5) {
		more = s.repo.tree.block(t.hack, t.lex, 1)
	}
	w.edits = []edit{s.repo.tree.move(f, s.path(t, ""), more)}
	s.land(t, w)
}

// topic is a branch of one to three commits that is merged days later, within
// the quarter.
func (s *shop) topic(t *town, w *job) {
	n := 1 + t.hack.IntN(3)
	end := t.now + int64(n)*day + day
	if end >= t.cal.end || t.cal.quarter(end) != t.cal.quarter(t.now) {
		s.change(t, w)
		return
	}
	w.branch, w.side, w.from = "topic", true, s.repo.tips["master"]
	w.committer = w.author
	if t.hack.chance(0.1) { // some work is never finished
		w.branch, w.side = "wip/"+t.lex.symbol(), false
		w.edits = []edit{{change{path: s.path(t, ""), text: t.lex.phrase(t.hack, "code") + "\n"}, 1, 0}}
		s.land(t, w)
		return
	}
	f := &file{path: s.path(t, ""), lines: s.repo.tree.block(t.hack, t.lex, 15)}
	w.edits = []edit{{f.change(), 15, 0}}
	tip := s.land(t, w)
	for k := 1; k < n; k++ {
		t.plan(t.now+int64(k)*day, func() {
			next := *w
			next.subject, next.authored, next.from = t.subject("topic"), t.now, tip
			next.edits = []edit{s.repo.tree.rewrite(t.hack, t.lex, f)}
			tip = s.land(t, &next)
		})
	}
	t.plan(end, func() {
		s.repo.tree.files = append(s.repo.tree.files, f)
		s.repo.commit(record{branch: "master", author: signature{w.author, t.now}, committer: signature{w.author, t.now},
			message: "Merge branch 'topic/" + f.path + "'", merge: tip, changes: []change{f.change()}})
	})
}
