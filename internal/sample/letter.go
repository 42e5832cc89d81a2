package sample

import (
	"fmt"
	"strings"
	"time"
)

// A letter is one mail before it is written: what it says, and in which of the
// shapes that real archives hold it is to be said.
type letter struct {
	at         int64
	id         string // without brackets; empty for none
	from       sender
	subject    string   // without list tags
	parent     string   // In-Reply-To
	references []string // oldest first
	body       []string
	lists      lists
	form       form
	flaw       flaw
	robot      bool // a program wrote it
	veiled     bool // the list put its own address in From (DMARC)
	obscured   bool // the users' archive is in Pipermail's form: `user at domain`, few headers
}

// A form is how a body is encoded.
type form int

const (
	plainForm form = iota
	eightBitForm
	quotedForm
	base64Form
	windowsForm
	htmlForm // multipart/alternative
	sentForm // as git sends patches
	forms
)

// A flaw is what is wrong with a mail.
type flaw int

const (
	noFlaw flaw = iota
	noID
	noDate
	badDate
	epochDate
	futureDate
	flaws
)

// render writes the copy that one list keeps.
func (l *letter) render(list string) []byte {
	c := *l
	c.obscured = l.obscured && list == listUsers
	return c.copy(list)
}

func (l *letter) copy(list string) []byte {
	var b strings.Builder
	head := func(name, value string) { fmt.Fprintf(&b, "%s: %s\n", name, value) }
	if !l.obscured {
		l.received(head)
	}
	head("From", l.fromHeader(list))
	if l.veiled {
		head("Reply-To", encodeName(l.from.name, l.form)+" <"+l.from.address.text+">")
	}
	if !l.obscured {
		head("To", strings.Join(l.recipients(), ",\n\t"))
	}
	if date := l.date(); date != "" {
		head("Date", date)
	}
	head("Subject", l.subjectHeader(list))
	if l.id != "" {
		head("Message-ID", "<"+l.id+">")
	}
	if l.parent != "" {
		head("In-Reply-To", "<"+l.parent+">")
	}
	if len(l.references) > 0 {
		head("References", "<"+strings.Join(l.references, ">\n <")+">")
	}
	if !l.obscured {
		l.listHeaders(head, list)
	}
	l.content(&b, list)
	return []byte(b.String())
}

func (l *letter) received(head func(name, value string)) {
	t := time.Unix(l.at, 0).UTC()
	head("Received", fmt.Sprintf("from mail.example.net (mail.example.net [192.0.2.%d])\n\tby lists.example.org (Postfix) with ESMTPS id %08X;\n\t%s",
		l.from.address.id%250+1, uint32(l.at)*2654435761, t.Format("Mon, 2 Jan 2006 15:04:05 -0700 (MST)")))
}

func (l *letter) listHeaders(head func(name, value string), list string) {
	head("List-Id", "<"+list+".lists.example.org>")
	head("Precedence", "list")
	if l.robot {
		head("Auto-Submitted", "auto-generated")
	}
}

func (l *letter) fromHeader(list string) string {
	switch name := l.from.name; {
	case l.obscured:
		return strings.Replace(l.from.address.text, "@", " at ", 1) + " (" + encodeName(name, l.form) + ")"
	case l.veiled:
		return encodeName(name+" via "+list, l.form) + " <" + list + "@lists.example.org>"
	case l.from.address.id%9 == 0 && name == ascii(name): // the older form
		return l.from.address.text + " (" + name + ")"
	default:
		return encodeName(name, l.form) + " <" + l.from.address.text + ">"
	}
}

func (l *letter) recipients() []string {
	var to []string
	for _, list := range l.lists.names() {
		to = append(to, list+"@lists.example.org")
	}
	return to
}

// subjectHeader has the tag that the users' list adds behind the reply prefix.
func (l *letter) subjectHeader(list string) string {
	s := l.subject
	if list == listUsers {
		if rest, ok := strings.CutPrefix(s, "Re: "); ok {
			s = "Re: [" + listUsers + "] " + rest
		} else {
			s = "[" + listUsers + "] " + s
		}
	}
	return encodeText(s, l.form)
}

// date is the Date header's value; empty for none. What is wrong in it is so
// plainly wrong that repair leads to the envelope's date, which is the true one.
func (l *letter) date() string {
	switch l.flaw {
	case noDate:
		return ""
	case badDate:
		return "Someday, 32 Foo 20xx 25:61"
	case epochDate:
		return "Thu, 01 Jan 1970 00:00:00 +0000"
	case futureDate:
		return "Fri, 01 Jan 2038 09:00:00 +0100"
	}
	t := time.Unix(l.at, 0).In(time.FixedZone("", l.from.zone*60))
	switch l.from.person.id % 7 {
	case 0:
		return t.Format("Mon, 02 Jan 2006 15:04:05 -0700 (LMT)")
	case 1:
		return t.Format("2 Jan 2006 15:04:05 -0700")
	case 2:
		return t.UTC().Format("Mon, 2 Jan 2006 15:04:05 GMT")
	}
	return t.Format("Mon, 2 Jan 2006 15:04:05 -0700")
}
