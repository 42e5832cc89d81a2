package irc

import (
	"strings"

	"goldenratio/collectors"
)

const (
	join   = collectors.PostJoin
	part   = collectors.PostPart
	quit   = collectors.PostQuit
	system = collectors.PostSystem
)

// supybot reads what Supybot and Limnoria write behind the time:
//
//	<ada> hello
//	* ada waves
//	-ada- psst
//	*** ada <ada!~a@example.org> has joined #xen
func supybot(text string) (event, error) {
	what, is := strings.CutPrefix(text, "*** ")
	if !is {
		return spoken(text)
	}
	nick, what, _ := strings.Cut(what, " ")
	if strings.HasPrefix(what, "<") { // the nick with user and host
		_, what, _ = strings.Cut(what, "> ")
	}
	e := event{nick: nick}
	switch {
	case strings.HasPrefix(what, "has joined "):
		e.kind = join
	case strings.HasPrefix(what, "has left "):
		e.kind = part
	case what == "has quit IRC", strings.HasPrefix(what, "has quit IRC "):
		e.kind = quit
	case follows(&e.other, what, "is now known as "):
		e.kind = collectors.PostNick
	case follows(&e.other, what, "was kicked by "):
		e.kicked()
	case strings.HasPrefix(what, "sets mode: "):
		e.kind = collectors.PostMode
	case strings.HasPrefix(what, "invited "):
		return event{kind: system}, nil
	case follows(&e.text, what, "changes topic to "):
		e.kind, e.text = collectors.PostTopic, strings.Trim(e.text, `"`)
	default:
		return e, errForm
	}
	return e, nil
}

// spoken reads what people say, as most logs write it.
func spoken(text string) (e event, err error) {
	switch {
	case strings.HasPrefix(text, "<"):
		nick, said, ok := strings.Cut(text[1:], ">")
		if !ok || said != "" && said[0] != ' ' {
			return e, errForm
		}
		return event{kind: collectors.PostLine, nick: ranked(nick), text: strings.TrimPrefix(said, " ")}, nil
	case strings.HasPrefix(text, "* "):
		nick, done, _ := strings.Cut(text[2:], " ")
		return event{kind: collectors.PostAction, nick: ranked(nick), text: done}, nil
	case strings.HasPrefix(text, "-"):
		nick, said, ok := strings.Cut(text[1:], "- ")
		nick, _, _ = strings.Cut(nick, ":") // the channel that it went to
		if !ok {
			return e, errForm
		}
		return event{kind: collectors.PostNotice, nick: nick, text: said}, nil
	}
	return e, errForm
}

// botbot reads what BotBot writes behind the time. What happens stands as if somebody
// had done it: `* ada joined the channel`.
func botbot(text string) (event, error) {
	e, err := spoken(text)
	if err != nil || e.kind != collectors.PostAction {
		return e, err
	}
	switch {
	case strings.HasPrefix(text, "* -- "):
		return event{kind: system}, nil
	case e.nick == "NOTICE:":
		return event{kind: collectors.PostNotice, text: e.text}, nil
	case e.nick == "TOPIC:":
		return event{kind: collectors.PostTopic, text: e.text}, nil
	case e.text == "joined the channel":
		return event{kind: join, nick: e.nick}, nil
	case e.text == "has left the channel":
		return event{kind: part, nick: e.nick}, nil
	case e.text == "has quit":
		return event{kind: quit, nick: e.nick}, nil
	case follows(&e.other, e.text, "is now known as "):
		return event{kind: collectors.PostNick, nick: e.nick, other: e.other}, nil
	}
	return e, nil
}

// irssi reads what irssi writes behind the time.
func irssi(text string) (event, error) {
	if what, is := strings.CutPrefix(text, "-!- "); is {
		return client(what, " changed the topic of ", " to: "), nil
	}
	return spoken(strings.TrimPrefix(text, " "))
}

// weechat reads what WeeChat writes behind the time: who, a tab and what. Who is an
// arrow or a dash where the network says something.
func weechat(text string) (event, error) {
	who, what, ok := strings.Cut(text, "\t")
	if !ok {
		return event{}, errForm
	}
	switch strings.TrimSpace(who) {
	case "-->", "<--", "--", "=!=", "":
		return client(what, " has changed topic for ", ` to "`), nil
	case "*":
		nick, done, _ := strings.Cut(what, " ")
		return event{kind: collectors.PostAction, nick: ranked(nick), text: done}, nil
	}
	return event{kind: collectors.PostLine, nick: ranked(who), text: what}, nil
}

// client reads what clients say of what happens. They also tell much else, of
// themselves and of the server.
func client(what, topic, to string) event {
	nick, rest, _ := strings.Cut(what, " ")
	if strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "[") { // user and host
		_, rest, _ = strings.Cut(rest, " ")
	}
	e := event{nick: nick}
	switch {
	case strings.HasPrefix(rest, "has joined "):
		e.kind = join
	case strings.HasPrefix(rest, "has left "):
		e.kind = part
	case rest == "has quit", strings.HasPrefix(rest, "has quit "):
		e.kind = quit
	case follows(&e.other, rest, "is now known as "):
		e.kind = collectors.PostNick
	case follows(&e.other, rest, "was kicked from "):
		_, e.other, _ = strings.Cut(e.other, " by ")
		e.kicked()
	case follows(&e.other, rest, "has kicked "):
		e.kind = collectors.PostKick
		e.other, _, _ = strings.Cut(e.other, " ")
	case strings.HasPrefix(" "+rest, topic):
		e.kind = collectors.PostTopic
		_, e.text, _ = strings.Cut(rest, to)
		e.text = strings.Trim(e.text, `"`)
	case strings.HasPrefix(nick, "mode/"), nick == "Mode":
		e.kind = collectors.PostMode
		e.nick = what[strings.LastIndexByte(what, ' ')+1:]
	default:
		return event{kind: system}
	}
	return e
}

// kicked turns an event round in which other is who did it, with the reason.
func (e *event) kicked() {
	by, _, _ := strings.Cut(e.other, " ")
	e.kind, e.nick, e.other = collectors.PostKick, by, e.nick
}

// follows reports whether a text begins so, and what follows.
func follows(rest *string, text, beginning string) bool {
	after, ok := strings.CutPrefix(text, beginning)
	if ok {
		*rest = after
	}
	return ok
}

// ranked is a nick without the sign of its rank in the channel.
func ranked(nick string) string { return strings.TrimLeft(nick, "@+%&~! ") }
