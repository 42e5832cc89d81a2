package sample

import "strings"

// A thread is a conversation as far as the next reply needs to know it.
type thread struct {
	subject string
	by      *person     // who started it
	start   *start      // nil for patches and what robots begin
	change  *submission // nil for what is no patch
	lists   lists
	ids     []string        // the first and the newest
	seen    map[lists]int64 // when each list last had something of it
	last    int64           // when the newest was written
	speaker string          // by whom
	said    []string        // and what
	left    int             // replies still to come
}

// discuss starts a discussion or asks a question. No list set: by who asks.
func (t *town) discuss(p *person, on lists) {
	from := t.crowd.as(p, t.now)
	if on == 0 {
		on = onUsers
		if p.coder && t.talk.chance(0.8) {
			on = onDevel
		}
		if t.talk.chance(0.05) {
			on = onDevel | onUsers
		}
	}
	section := "question"
	if on&onDevel != 0 {
		section = "discussion"
	}
	th := &thread{subject: t.lex.phrase(t.talk, section), by: p, lists: on}
	body := append(t.prose(2+t.talk.IntN(8)), "", from.names[0])
	l := &letter{from: from, subject: th.subject, body: body, lists: on}
	patch := t.talk.chance(0.02)
	if patch { // a patch by what it holds, not by its subject
		l.body = append(l.body, "")
		l.body = append(l.body, t.diff("common/"+t.lex.symbol()+".c")...)
		l.form = eightBitForm
	}
	w := t.post(l, true)
	if patch {
		th.change = t.tally.propose(t.now, w, on)
		th.change.versions = []string{l.id}
	} else {
		th.start = t.tally.open(t.now, w, on)
	}
	th.heard(l)
	t.expect(th)
}

// expect plans the replies: some threads never get one.
func (t *town) expect(th *thread) {
	silence := 0.05
	if th.lists == onUsers {
		silence = 0.12
	}
	if t.talk.chance(0.07) {
		t.after(t.talk.spread(6, 1), func() { t.followUp(th, th.by) })
	}
	if !t.talk.chance(silence) {
		th.left = 1 + t.talk.more(0.64, 40)
		t.after(min(t.talk.spread(5, 1.7), 40*24), func() { t.converse(th) })
	}
}

// converse is one reply and the plan for the next.
func (t *town) converse(th *thread) {
	p := t.crowd.talkers.other(t.talk, th.by)
	if len(th.ids) > 1 && t.talk.chance(0.35) {
		p = th.by
	}
	t.followUp(th, p)
	if th.left--; th.left > 0 {
		t.after(min(0.05+t.talk.spread(7, 1.4), 40*24), func() { t.converse(th) })
	}
}

func (t *town) followUp(th *thread, p *person) {
	from := t.crowd.as(p, t.now)
	t.reply(th, &letter{from: from, body: t.reaction(th, from, 1+t.talk.IntN(6))})
}

// reply posts a letter as an answer to a thread's newest mail.
func (t *town) reply(th *thread, l *letter) {
	l.subject = "Re: " + th.subject
	l.lists = th.lists
	if th.lists == onDevel|onUsers && t.odd.chance(0.3) {
		l.lists = pick(t.odd, []lists{onDevel, onUsers})
	} else if th.lists == onUsers && t.odd.chance(0.03) {
		l.lists = onDevel | onUsers
	}
	l.parent, l.references = th.ids[len(th.ids)-1], th.ids
	if th.start != nil {
		t.estrange(th, l)
	}
	w := t.post(l, false)
	if !l.robot {
		t.tally.answer(th.start, t.now, w)
		th.change.respond(t.now, w)
	}
	th.heard(l)
}

// estrange makes a reply one of those that are harder to place. All still
// belong to the thread: the subject occurs nowhere else and the list had
// something of the thread less than 30 days before.
func (t *town) estrange(th *thread, l *letter) {
	single := l.lists == onDevel || l.lists == onUsers
	near := single && th.seen[l.lists] > t.now-25*day && th.seen[l.lists] < t.now
	switch x := t.odd.Float64(); {
	case x < 0.02 && near: // the mail program sets no references
		l.parent, l.references = "", nil
	case x < 0.035 && near: // the parent went to the author alone
		l.parent, l.references = t.stranger(), nil
	case x < 0.045: // the parent is not on the list, the thread's start is
		l.parent = t.stranger()
		l.references = []string{th.ids[0], l.parent}
	case x < 0.065:
		l.subject = pick(t.odd, []string{"AW: ", "SV: ", "RE: ", "Antw: "}) + th.subject
	case x < 0.0655 && single: // no Message-ID, which copies on two lists would need
		l.flaw = noID
	}
}

// stranger is the Message-ID of a mail that no list has.
func (t *town) stranger() string {
	t.letters++
	return strings.ReplaceAll(t.lex.symbol(), "_", ".") + "@elsewhere.example.com"
}

// orphan answers something that never came to the list: a message, no thread.
func (t *town) orphan() {
	on := pick(t.odd, []lists{onDevel, onUsers})
	l := &letter{
		from: t.crowd.as(t.crowd.talkers.pick(t.talk), t.now), lists: on, parent: t.stranger(),
		subject: "Re: " + t.lex.phrase(t.talk, "question"), body: t.prose(3),
	}
	t.post(l, false)
}

// report is the robot's weekly mail.
func (t *town) report() {
	l := &letter{from: t.robot, robot: true, lists: onDevel,
		subject: t.lex.fill(t.odd, "test report {sym}: {n} passed, {n} failed"),
		body:    []string{t.lex.fill(t.odd, "passed: {n}"), t.lex.fill(t.odd, "failed: {n}")}}
	t.post(l, true)
}

// heard remembers what the next reply refers to.
func (th *thread) heard(l *letter) {
	if th.seen == nil {
		th.seen = map[lists]int64{}
	}
	for _, on := range []lists{onDevel, onUsers} {
		if l.lists&on != 0 {
			th.seen[on] = l.at
		}
	}
	if l.flaw != noID {
		const most = 8
		ids := append([]string{}, th.ids...)
		if len(ids) == most {
			ids = append(ids[:1], ids[2:]...)
		}
		th.ids = append(ids, l.id)
	}
	th.last, th.speaker, th.said = l.at, l.from.name, nil
	for _, s := range l.body {
		if s != "" && s[0] != '>' && !strings.HasSuffix(s, "wrote:") && len(th.said) < 3 {
			th.said = append(th.said, s)
		}
	}
}
