package stackexchange

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/plain"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

// An entry is a question, an answer or a comment, whether the API shows it or a dump.
type entry struct {
	kind     collectors.PostKind
	id       uint64
	question uint64 // that it belongs to
	answer   uint64 // of a comment on one; otherwise 0
	author   person
	at       time.Time
	title    string // plain
	body     string // HTML
	tags     []string
	accepted bool
	likes    int64 // votes may be against it
	replies  uint64
	views    uint64
}

// A person is who wrote an entry; without a number it is nobody any more.
type person struct {
	id   int64
	name string // plain
}

// community is the account of the site's own program.
const community = -1

// A mapper makes posts of a site's entries.
type mapper struct {
	host     string
	settings social.Settings
	read     time.Time // when the numbers were so
	version  uint64
}

// post is an entry as all networks have it.
func (m mapper) post(e entry) *collectors.Post {
	p := &collectors.Post{
		Network: "stackexchange", Place: m.host, ID: m.id(letter(e.kind), e.id), Kind: e.kind, URL: m.url(e),
		Author: m.alias(e.author), Date: collectors.Clocked(e.at, collectors.DateNetwork), Title: e.title, Tags: e.tags,
		Thread: m.id("q", e.question), Accepted: e.accepted, Auto: e.author.id == community, Version: m.version,
		Engagement: &collectors.Engagement{Read: m.read, Likes: uint64(max(0, e.likes)), Replies: e.replies, Views: e.views},
	}
	switch {
	case e.answer != 0:
		p.ReplyTo = m.id("a", e.answer)
	case e.kind != collectors.PostQuestion:
		p.ReplyTo = p.Thread
	}
	p.Own = e.author.id != 0 && m.settings.IsOwn(strconv.FormatInt(e.author.id, 10))
	m.settings.Fill(p, string(plain.HTML([]byte(e.body))))
	return p
}

// letter is how origins, ids and addresses tell the kinds apart.
func letter(kind collectors.PostKind) string {
	switch kind {
	case collectors.PostQuestion:
		return "q"
	case collectors.PostAnswer:
		return "a"
	default:
		return "c"
	}
}

func (m mapper) id(letter string, number uint64) string {
	return fmt.Sprintf("%s/%s/%d", m.host, letter, number)
}

// url is an address that the site itself forwards, without the title that usual ones
// end in.
func (m mapper) url(e entry) string {
	switch e.kind {
	case collectors.PostQuestion, collectors.PostAnswer:
		return "https://" + m.id(letter(e.kind), e.id)
	default:
		return fmt.Sprintf("https://%s/posts/comments/%d", m.host, e.id)
	}
}

func (m mapper) alias(p person) collectors.Alias {
	if p.id == 0 {
		return collectors.Alias{}
	}
	const longest = 200
	return collectors.Alias{
		Name:  redact.Person(redact.Clip(p.name, longest)),
		Login: collectors.Login(m.host, strconv.FormatInt(p.id, 10)),
	}
}

// unescaped is a text that is escaped for HTML.
func unescaped(text string) string { return strings.TrimSpace(html.UnescapeString(text)) }
