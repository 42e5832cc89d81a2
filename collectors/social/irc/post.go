package irc

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

const maxNick = 64 // bytes; networks allow 30, bridges from elsewhere more

// check says whether those who are named can be somebody.
func (e event) check() error {
	anonymous := e.kind == system || e.nick == "" && (e.kind == collectors.PostNotice || e.kind == collectors.PostTopic)
	if !anonymous && !isNick(e.nick) {
		return errNick
	}
	untold := e.kind == collectors.PostNick && e.other == "" // BotBot lost some of the new names
	if !untold && (e.kind == collectors.PostNick || e.kind == collectors.PostKick) && !isNick(e.other) {
		return errNick
	}
	return nil
}

// isNick reports whether somebody can be called so. Nothing that could be an address,
// or that is not seen, is in a nick.
func isNick(nick string) bool {
	never := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.C) || strings.ContainsRune("!@<>:,/*?\"\uFFFD", r)
	}
	return nick != "" && len(nick) <= maxNick && !strings.ContainsFunc(nick, never) && redact.Addresses(nick) == nick
}

// isServer reports whether it is a server that does something: nobody can have a dot
// in a nick.
func isServer(nick string) bool { return strings.Contains(nick, ".") }

// formatting is what clients write into texts for colours and weights.
var formatting = regexp.MustCompile("\x03(?:\\d{1,2}(?:,\\d{1,2})?)?|[\x00-\x08\x0b-\x1f\x7f]")

// services are programs of the networks themselves.
func isService(nick string) bool {
	switch strings.ToLower(nick) {
	case "chanserv", "nickserv", "memoserv", "botserv", "hostserv", "operserv", "saslserv":
		return true
	}
	return false
}

// make makes a post of an event.
func (l *log) make(at time.Time, e event) *collectors.Post {
	text := strings.TrimSpace(formatting.ReplaceAllString(e.text, ""))
	p := &collectors.Post{
		Network: "irc", Place: l.place, ID: l.id(at, e), Kind: e.kind,
		Author: l.alias(e.nick), Original: l.alias(e.other),
		Date: collectors.Clocked(at, collectors.DateNetwork),
		Own:  l.IsOwn(e.nick), Auto: l.auto(e), Version: collectors.Version,
	}
	if e.kind == collectors.PostTopic {
		p.Title = text
	}
	l.Fill(p, text)
	p.Mention = p.Mention && said(e.kind)
	return p
}

// said reports whether an event of a kind has words.
func said(kind collectors.PostKind) bool {
	switch kind {
	case collectors.PostLine, collectors.PostAction, collectors.PostNotice, collectors.PostTopic:
		return true
	}
	return false
}

// auto reports whether a program is known to have written it: a bot, the network's
// own services, its servers.
func (l *log) auto(e event) bool {
	named := func(bot string) bool { return strings.EqualFold(bot, e.nick) }
	return e.nick == "" || isService(e.nick) || slices.ContainsFunc(l.Bots, named)
}

func (l *log) alias(nick string) collectors.Alias {
	return collectors.Alias{Login: collectors.Login(strings.ToLower(l.Network), nick)}
}

// id tells a line by what it says, when, and how often within that instant.
func (l *log) id(at time.Time, e event) string {
	sum := sha256.New()
	for _, part := range []string{string(e.kind), strings.ToLower(e.nick), strings.ToLower(e.other), e.text} {
		fmt.Fprintf(sum, "%d %s", len(part), part)
	}
	digest := hex.EncodeToString(sum.Sum(nil)[:8])
	if !at.Equal(l.state.Last) {
		l.state.Last, l.state.Said = at, map[string]int{}
	}
	l.state.Said[digest]++
	id := l.place + " " + at.UTC().Format(time.RFC3339) + " " + digest
	if n := l.state.Said[digest]; n > 1 {
		id = fmt.Sprintf("%s %d", id, n)
	}
	return id
}
