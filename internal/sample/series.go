package sample

import (
	"fmt"
	"strings"
)

// A series is patches on their way from the author to the repository.
type series struct {
	from    sender
	part    string
	topic   string // of the cover letter
	patches []*patch
	version int
	posted  int64 // when the newest version was
	threads []*thread
	shop    *shop
	change  *submission
}

// A patch is what will be a commit: its text, the tags given by mail, and what it
// does to the files.
type patch struct {
	subject, why string
	tags         []trailer
	edits        []proposal
	id           string // Message-ID of its newest mail
}

// A trailer is a line such as Reviewed-by at the end of a commit message.
type trailer struct {
	token string
	by    sender
}

func (tr trailer) String() string { return tr.token + ": " + tr.by.String() }

// submit begins a series.
func (t *town) submit(p *person) {
	s := &series{from: t.crowd.as(p, t.now), shop: t.hyper}
	if t.hack.chance(0.15) {
		s.shop = t.tools
	}
	s.part = pick(t.hack, t.lex.lines["part"])
	s.topic = s.part + ": rework " + t.lex.symbol()
	touched := map[*file]bool{} // each patch has files of its own: they apply in any order
	for range 1 + t.hack.more(0.42, 7) {
		p := &patch{subject: t.subject(s.part), why: t.lex.phrase(t.hack, "why")}
		for range 1 + t.hack.more(0.35, 2) {
			if f := pick(t.hack, s.shop.repo.tree.files); !touched[f] || len(p.edits) == 0 {
				touched[f] = true
				p.edits = append(p.edits, s.shop.repo.tree.propose(t.hack, t.lex, f))
			}
		}
		s.patches = append(s.patches, p)
	}
	t.version(s)
}

// subject is a commit's first line; no two are alike.
func (t *town) subject(part string) string {
	return part + ": " + pick(t.hack, t.lex.lines["act"]) + " " + t.lex.symbol() + pick(t.hack, t.lex.lines["tail"])
}

// version posts the series, or its next version, and plans what comes of it.
func (t *town) version(s *series) {
	s.version++
	s.posted, s.threads = t.now, nil
	v := ""
	if s.version > 1 {
		v = fmt.Sprintf(" v%d", s.version)
	}
	if len(s.patches) == 1 {
		t.patch(s, 0, "[PATCH"+v+"] ", nil)
	} else {
		cover := &thread{by: s.from.person, lists: onDevel, subject: fmt.Sprintf("[PATCH%s 0/%d] %s", v, len(s.patches), s.topic)}
		l := &letter{from: s.from, subject: cover.subject, body: t.prose(4), lists: onDevel, form: eightBitForm}
		w := t.post(l, true)
		cover.heard(l)
		t.sent(s, cover, l, w)
		for k := range s.patches {
			t.plan(t.now+int64(k)+1, func() { t.patch(s, k, fmt.Sprintf("[PATCH%s %d/%d] ", v, k+1, len(s.patches)), cover) })
		}
	}
	t.reviews(s, s.version)
}

// sent notes a mail of a series; the first of a version stands for it.
func (t *town) sent(s *series, th *thread, l *letter, by who) {
	if s.change == nil {
		s.change = t.tally.propose(t.now, by, l.lists)
	}
	if len(s.threads) == 0 {
		s.change.versions = append(s.change.versions, l.id)
	}
	th.change = s.change
	s.threads = append(s.threads, th)
}

// patch posts one patch as git sends it, below its cover letter if there is one.
func (t *town) patch(s *series, k int, prefix string, cover *thread) {
	p := s.patches[k]
	t.renew(s, p)
	th := &thread{by: s.from.person, lists: onDevel, subject: prefix + p.subject}
	l := &letter{from: s.from, subject: th.subject, lists: onDevel, form: sentForm}
	l.body = append(l.body, p.why, "", "Signed-off-by: "+s.from.String())
	for _, tr := range p.tags {
		l.body = append(l.body, tr.String())
	}
	l.body = append(l.body, p.diff()...)
	l.body = append(l.body, "-- ", "2.1.4")
	if cover != nil {
		l.parent, l.references = cover.ids[0], cover.ids[:1]
		th.ids = cover.ids[:1:1]
	}
	w := t.post(l, cover == nil)
	th.heard(l)
	p.id = l.id
	t.sent(s, th, l, w)
}

// renew makes a patch fit the files as they are now; for a later version its
// author sometimes thinks of something better.
func (t *town) renew(s *series, p *patch) {
	better := s.version > 1 && t.hack.chance(0.4)
	for i, e := range p.edits {
		if better || e.find() < 0 {
			p.edits[i] = s.shop.repo.tree.propose(t.hack, t.lex, e.file)
		}
	}
}

// diff is all that a patch does, below the line that ends its text.
func (p *patch) diff() []string {
	lines, diffs := []string{"---"}, []string{}
	added, removed := 0, 0
	for _, e := range p.edits {
		lines = append(lines, fmt.Sprintf(" %s | %d %s%s", e.file.path, len(e.added)+len(e.removed),
			strings.Repeat("+", len(e.added)), strings.Repeat("-", len(e.removed))))
		added, removed = added+len(e.added), removed+len(e.removed)
		diffs = append(diffs, e.diff()...)
	}
	lines = append(lines, fmt.Sprintf(" %d file(s) changed, %d insertion(s)(+), %d deletion(s)(-)", len(p.edits), added, removed), "")
	return append(lines, diffs...)
}

// diff is a patch that somebody shows while he talks; it becomes no commit.
func (t *town) diff(path string) []string {
	added, kept := 1+t.hack.IntN(8), 3
	lines := []string{"---", fmt.Sprintf(" %s | %d %s", path, added+1, "++++-"),
		fmt.Sprintf(" 1 file changed, %d insertions(+), 1 deletion(-)", added), "",
		fmt.Sprintf("diff --git a/%s b/%s", path, path), "index 1234567..89abcde 100644",
		"--- a/" + path, "+++ b/" + path,
		fmt.Sprintf("@@ -%d,%d +%d,%d @@", 10, 2*kept+1, 10, 2*kept+added)}
	code := func(mark string, n int) {
		for range n {
			lines = append(lines, mark+"    "+t.lex.phrase(t.hack, "code"))
		}
	}
	code(" ", kept)
	code("-", 1)
	code("+", added)
	code(" ", kept)
	return lines
}

// reviews plans the answers to a version and what follows from them.
func (t *town) reviews(s *series, version int) {
	if t.odd.chance(0.3) {
		t.after(1+2*t.odd.Float64(), func() { t.verdict(s) })
	}
	last := 0.0
	for range t.hack.count(1.7) {
		wait := min(t.hack.spread(20, 1.4), 60*24)
		last = max(last, wait)
		t.after(wait, func() {
			if s.version == version {
				t.review(s)
			}
		})
	}
	t.after(last+min(t.hack.spread(60, 0.9), 60*24), func() { t.decide(s) })
}

// verdict is the robot's answer.
func (t *town) verdict(s *series) {
	l := &letter{from: t.robot, robot: true, body: []string{t.lex.fill(t.odd, "tests passed: {n}")}}
	t.reply(s.threads[0], l)
}

// review is one mail about one of the patches, perhaps with a tag.
func (t *town) review(s *series) {
	from := &t.crowd.coders
	if t.hack.chance(0.7) {
		from = &t.crowd.keepers
	}
	by := t.crowd.as(from.other(t.hack, s.from.person), t.now)
	k := t.hack.IntN(len(s.patches))
	th := s.threads[len(s.threads)-len(s.patches)+k]
	body := t.reaction(th, by, 1+t.hack.IntN(4))
	if t.hack.chance(0.5) {
		tr := trailer{t.tag(), by}
		if p := s.patches[k]; !has(p.tags, tr) {
			p.tags = append(p.tags, tr)
			body = append(body[:len(body)-1], misspelt(t.odd, tr.token)+": "+by.String(), "", by.names[0])
		}
	}
	t.reply(th, &letter{from: by, body: body})
	if t.hack.chance(0.5) {
		t.after(t.hack.spread(8, 1.2), func() { t.followUp(th, s.from.person) })
	}
}

func has(tags []trailer, one trailer) bool {
	for _, tr := range tags {
		if tr.by.person == one.by.person && tr.token == one.token {
			return true
		}
	}
	return false
}

func (t *town) tag() string {
	return pick(t.hack, []string{"Reviewed-by", "Reviewed-by", "Acked-by", "Acked-by", "Tested-by"})
}

// misspelt is now and then a token as people have typed it.
func misspelt(d dice, token string) string {
	if !d.chance(0.03) {
		return token
	}
	switch token {
	case "Signed-off-by":
		return pick(d, []string{"Singed-off-by", "Signed-of-by", "Signed-Off-By"})
	case "Reviewed-by":
		return pick(d, []string{"Reviewed-By", "Reveiwed-by", "reviewed-by"})
	case "Acked-by":
		return "Acked-By"
	}
	return token
}

// decide ends a version: another one, into the repository, or nothing more.
func (t *town) decide(s *series) {
	switch {
	case s.version < 5 && t.hack.chance(0.35):
		t.version(s)
	case t.hack.chance(0.85):
		t.apply(s)
	}
}

// apply commits the series, with the tags given by mail. What does not fit the
// files any more the keeper mends: the commit differs from the mail. Some keepers
// note where a patch came from.
func (t *town) apply(s *series) {
	keeper := t.crowd.as(t.crowd.keepers.pick(t.hack), t.now)
	for k, p := range s.patches {
		t.plan(t.now+int64(k), func() {
			w := &job{author: s.from, committer: keeper, authored: s.posted, subject: p.subject, why: p.why, tags: p.tags}
			for _, e := range p.edits {
				if e.find() < 0 {
					w.edits = append(w.edits, s.shop.repo.tree.rewrite(t.hack, t.lex, e.file))
				} else {
					w.edits = append(w.edits, e.realise())
				}
			}
			if keeper.person.id%3 == 0 {
				w.link = "https://lists.example.org/" + listDevel + "/" + p.id + "/"
			}
			s.change.land(t.now, keeper.who(), landing{p.id, s.shop.repo, s.shop.land(t, w)})
		})
	}
	if t.hack.chance(0.4) {
		t.after(0.2, func() {
			t.reply(s.threads[0], &letter{from: keeper, body: []string{"Applied, thanks.", "", keeper.names[0]}})
		})
	}
}
