package sample

import (
	"fmt"
	"time"
)

// post gives a letter its shape, writes a copy for each list, and counts it.
// starts says that it begins a thread. It returns who it is from, to each way
// of counting: a list that veils From names the sender in Reply-To.
func (t *town) post(l *letter, starts bool) who {
	l.at = t.now
	t.shape(l)
	w := l.from.who()
	if !l.robot {
		t.tally.message(t.now, w, l.lists, starts)
	}
	for _, list := range l.lists.names() {
		t.file(list, l)
	}
	return w
}

func (t *town) file(list string, l *letter) {
	a, mail := t.archives[list], l.render(list)
	envelope := l.from.address.text
	a.add(l.at, envelope, mail)
	if t.odd.chance(1.0 / 400) { // delivered twice
		a.add(l.at, envelope, mail)
		a.ledger.Duplicates++
	}
	if t.odd.chance(1.0 / 2500) { // what a full disk left of a mail
		a.add(l.at, "MAILER-DAEMON", []byte(t.lex.phrase(t.odd, "sentence")+"\n"))
		a.ledger.Quarantined++
	}
}

// shape decides how a letter looks: encodings, and the oddities of archives.
func (t *town) shape(l *letter) {
	if l.flaw != noID {
		l.id = t.messageID(l)
	}
	switch {
	case l.robot || l.form != plainForm:
	case l.from.windows:
		l.form = windowsForm
	default:
		l.form = pick(t.odd, []form{plainForm, plainForm, plainForm, plainForm, eightBitForm, eightBitForm, quotedForm, base64Form, htmlForm})
	}
	l.obscured = t.month(t.now) == 7
	if !l.obscured && l.lists == onUsers && t.cal.quarter(t.now) >= t.cal.quarters()/2 && l.from.address.text[len(l.from.address.text)-4:] == ".net" {
		l.veiled = true
	}
	if l.flaw == noFlaw && t.odd.chance(1.0/1000) {
		l.flaw = noDate + flaw(t.odd.IntN(int(flaws-noDate)))
	}
}

// month counts from the sample's start.
func (t *town) month(at int64) int {
	a, b := time.Unix(t.cal.start(), 0).UTC(), time.Unix(at, 0).UTC()
	return (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month())
}

func (t *town) messageID(l *letter) string {
	t.letters++
	return fmt.Sprintf("%s.%x@mail%d.example.net", time.Unix(l.at, 0).UTC().Format("20060102150405"), t.letters, l.from.person.id%5)
}

// prose is some lines of text of a mail's own, none of them twice.
func (t *town) prose(sentences int) []string {
	var lines []string
	stock := t.lex.lines["sentence"]
	order := t.talk.Perm(len(stock))
	for i := range min(sentences, len(stock)) {
		if i > 0 && i%3 == 0 {
			lines = append(lines, "")
		}
		if t.talk.chance(0.05) {
			lines = append(lines, t.lex.phrase(t.talk, "from"))
		} else {
			lines = append(lines, t.lex.fill(t.talk, stock[order[i]]))
		}
	}
	return lines
}

// reaction is prose under what it answers to.
func (t *town) reaction(th *thread, from sender, sentences int) []string {
	var lines []string
	if len(th.said) > 0 && t.talk.chance(0.85) {
		lines = append(lines, "On "+time.Unix(th.last, 0).UTC().Format("Mon, 2 Jan 2006")+", "+th.speaker+" wrote:")
		for _, s := range th.said {
			lines = append(lines, "> "+s)
		}
		lines = append(lines, "")
	}
	lines = append(lines, t.prose(sentences)...)
	return append(lines, "", from.names[0])
}
