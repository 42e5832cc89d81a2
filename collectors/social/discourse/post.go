package discourse

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/plain"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

// What types of posts there are beside those that people write (1), by number. What
// moderators do, and what the forum itself notes (3), has a code; without one a
// moderator wrote a post as others do.
const (
	moderated = 2
	whisper   = 4
)

// liked is the number of likes among what can be done with a post.
const liked = 2

// A post is one as a forum shows it.
type post struct {
	ID          uint64    `json:"id"`
	Number      uint64    `json:"post_number"` // in its topic, from 1
	Type        int       `json:"post_type"`
	Code        string    `json:"action_code"`
	Username    string    `json:"username"`
	Name        string    `json:"name"`
	UserID      int64     `json:"user_id"`
	Created     time.Time `json:"created_at"`
	Cooked      string    `json:"cooked"` // HTML
	ReplyTo     uint64    `json:"reply_to_post_number"`
	Replies     uint64    `json:"reply_count"`
	Accepted    bool      `json:"accepted_answer"`
	Hidden      bool      `json:"hidden"`
	UserDeleted bool      `json:"user_deleted"`
	Deleted     time.Time `json:"deleted_at"`
	Actions     []action  `json:"actions_summary"`
}

type action struct {
	ID    int    `json:"id"`
	Count uint64 `json:"count"`
}

// decode reads a post.
func decode(raw json.RawMessage) (p post, err error) {
	if err := json.Unmarshal(raw, &p); err != nil {
		return p, err
	}
	if p.ID == 0 || p.Created.IsZero() {
		return p, errNoHead
	}
	return p, nil
}

func (p post) likes() (n uint64) {
	for _, a := range p.Actions {
		if a.ID == liked {
			n += a.Count
		}
	}
	return n
}

// A mapper makes posts of those of one topic.
type mapper struct {
	base, host string
	settings   social.Settings
	now        time.Time

	topic    topic
	question bool
	first    uint64            // number of the post that began it
	asker    string            // account
	ids      map[uint64]uint64 // of its posts, by their number in the topic
}

func (r *run) mapper(t topic) mapper {
	m := mapper{
		base: r.api.base, host: r.api.host, settings: r.options.Settings, now: r.now,
		topic: t, question: r.asks(t.ID, t.Category), ids: map[uint64]uint64{},
	}
	for _, raw := range t.Stream.Posts {
		if p, err := decode(raw); err == nil {
			m.ids[p.Number] = p.ID
			if p.Number == 1 {
				m.first, m.asker = p.ID, p.Username
			}
		}
	}
	if m.first == 0 && len(t.Stream.IDs) > 0 {
		m.first = t.Stream.IDs[0]
	}
	return m
}

// post is a post as all networks have it.
func (m mapper) post(p post) *collectors.Post {
	rec := &collectors.Post{
		Network: "discourse", Place: m.host, ID: m.id(p.ID), Kind: m.kind(p), URL: fmt.Sprintf("%s/t/%d/%d", m.base, m.topic.ID, p.Number),
		Author: m.person(p), Date: collectors.Clocked(p.Created, collectors.DateNetwork), Tags: m.tags(), Thread: m.id(m.first),
		Own: m.settings.IsOwn(p.Username), Auto: p.UserID < 0, Version: collectors.VersionAt(m.now), Deleted: p.UserDeleted || !p.Deleted.IsZero(),
		Engagement: &collectors.Engagement{Read: m.now, Likes: p.likes(), Replies: p.Replies},
	}
	switch {
	case rec.Kind == collectors.PostSystem:
		rec.Auto, rec.ReplyTo = true, rec.Thread
	case p.Number == 1:
		rec.Title = m.topic.Title
		rec.Engagement.Views, rec.Engagement.Replies = m.topic.Views, uint64(max(0, m.topic.count()-1))
	default:
		rec.ReplyTo = m.answers(p)
		rec.Accepted = p.Accepted || m.topic.Accepted != nil && m.topic.Accepted.Number == p.Number
	}
	if m.first == 0 {
		rec.Thread = rec.ID
	}
	m.settings.Fill(rec, p.text())
	return rec
}

// kind tells questions from answers: those are replies by somebody else.
func (m mapper) kind(p post) collectors.PostKind {
	switch {
	case p.Type > moderated || p.Type == moderated && p.Code != "":
		return collectors.PostSystem
	case p.Number == 1 && m.question:
		return collectors.PostQuestion
	case p.Number == 1:
		return collectors.PostProper
	case m.question && p.Username != "" && p.Username != m.asker:
		return collectors.PostAnswer
	default:
		return collectors.PostComment
	}
}

// answers is the id of what a post replies to; what is gone is taken for the first.
func (m mapper) answers(p post) string {
	if id := m.ids[p.ReplyTo]; id != 0 {
		return m.id(id)
	}
	if m.first == 0 {
		return ""
	}
	return m.id(m.first)
}

func (m mapper) id(number uint64) string { return fmt.Sprintf("%s/%d", m.host, number) }

// person is who wrote a post; nobody, where the account is gone.
func (m mapper) person(p post) collectors.Alias {
	if p.Username == "" {
		return collectors.Alias{}
	}
	const longest = 200
	login := redact.Label(redact.Clip(p.Username, longest))
	return collectors.Alias{Name: redact.Person(redact.Clip(p.Name, longest)), Login: collectors.Login(m.host, login)}
}

// tags are the topic's: texts, or objects that have a name.
func (m mapper) tags() (all []string) {
	for _, raw := range m.topic.Tags {
		var tag string
		var named struct {
			Name string `json:"name"`
		}
		switch {
		case json.Unmarshal(raw, &tag) == nil:
			all = append(all, tag)
		case json.Unmarshal(raw, &named) == nil:
			all = append(all, named.Name)
		}
	}
	return all
}

var quotes = strings.NewReplacer("<aside", "<blockquote", "</aside>", "</blockquote>")

// text is what somebody wrote: quotes and previews of links are others' words, and of
// what is hidden there is a notice only.
func (p post) text() string {
	if p.Hidden {
		return ""
	}
	return string(plain.HTML([]byte(quotes.Replace(p.Cooked))))
}
