package slack

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
)

const (
	network = "slack"
	maxName = 300     // bytes
	maxSize = 1 << 20 // bytes of a message, as JSON
)

// A message is what an export has of one.
type message struct {
	Type     string     `json:"type"`
	Subtype  string     `json:"subtype"`
	User     string     `json:"user"`
	Bot      string     `json:"bot_id"`
	Username string     `json:"username"` // of bots
	Text     string     `json:"text"`
	TS       string     `json:"ts"`
	Thread   string     `json:"thread_ts"`
	Replies  uint64     `json:"reply_count"`
	Reaction []reaction `json:"reactions"`
	Topic    string     `json:"topic"`
	Purpose  string     `json:"purpose"`
	Profile  struct {
		Real    string `json:"real_name"`
		Display string `json:"display_name"`
	} `json:"user_profile"` // of those who are not in users.json
	Comment struct {
		User string `json:"user"`
		Text string `json:"comment"`
	} `json:"comment"`
}

type reaction struct {
	Count uint64 `json:"count"`
}

var (
	errForm = errors.New("message of no known form")
	errSize = errors.New("message too large")
	errTime = errors.New("message without a time")
)

// item makes an item of a message.
func (e *export) item(c channel, raw []byte) collectors.Item {
	post, err := e.post(c, raw)
	if err != nil {
		return outbox.Reject("", reason(err), err, raw)
	}
	return collectors.Item{Day: collectors.Day(post.Date.At), Record: post}
}

// reason is a constant phrase for an error.
func reason(err error) string {
	for _, known := range []error{errSize, errTime} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return errForm.Error()
}

// post reads a message.
func (e *export) post(c channel, raw []byte) (*collectors.Post, error) {
	if len(raw) > maxSize {
		return nil, errSize
	}
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, err
	}
	if m.Type != "message" {
		return nil, errForm
	}
	at, err := instant(m.TS)
	if err != nil {
		return nil, err
	}
	if m.Subtype == "file_comment" && m.User == "" {
		m.User, m.Text = m.Comment.User, m.Comment.Text
	}
	p := &collectors.Post{
		Network: network, Place: e.place(c), ID: e.id(c, m.TS), Kind: kind(m.Subtype), URL: e.url(c, m.TS),
		Author: e.author(m), Date: collectors.Clocked(at, collectors.DateNetwork),
		Own: e.IsOwn(m.User) || e.IsOwn(e.users[m.User].Name), Auto: e.auto(m),
		Version: e.version(), Deleted: m.Subtype == "tombstone",
	}
	p.Thread = p.ID
	if _, err := instant(m.Thread); err == nil && m.Thread != m.TS {
		p.Thread, p.ReplyTo = e.id(c, m.Thread), e.id(c, m.Thread)
	}
	e.fill(p, m)
	return p, nil
}

// fill gives a post its words, and what others did with them.
func (e *export) fill(p *collectors.Post, m message) {
	text := ""
	switch p.Kind {
	case collectors.PostLine, collectors.PostAction:
		text = e.plain(m.Text)
		p.Engagement = e.engagement(m)
	case collectors.PostTopic:
		text = e.plain(m.Topic + m.Purpose)
		p.Title = text
	}
	e.Fill(p, text)
	p.Mention = p.Mention && text != ""
}

func (e *export) engagement(m message) *collectors.Engagement {
	if e.read.IsZero() {
		return nil
	}
	n := &collectors.Engagement{Read: e.read, Replies: m.Replies}
	for _, r := range m.Reaction {
		n.Likes += r.Count
	}
	return n
}

// kind is what somebody did. What Slack itself says, of pins, edits, renamed channels
// and what else it may invent, is the system's.
func kind(subtype string) collectors.PostKind {
	switch strings.Replace(subtype, "group_", "channel_", 1) {
	case "", "thread_broadcast", "reply_broadcast", "bot_message", "file_share", "file_comment", "file_mention", "tombstone":
		return collectors.PostLine
	case "me_message":
		return collectors.PostAction
	case "channel_join":
		return collectors.PostJoin
	case "channel_leave":
		return collectors.PostPart
	case "channel_topic", "channel_purpose":
		return collectors.PostTopic
	}
	return collectors.PostSystem
}

// author is who wrote a message. A bot that is known by a name only could have
// anybody's; it is nobody.
func (e *export) author(m message) collectors.Alias {
	id := m.User
	if id == "" {
		id = m.Bot
	}
	alias := e.alias(id)
	if alias.Name == "" && alias.Login != "" {
		alias.Name = user{Real: m.Profile.Real, Name: m.Username + m.Profile.Display}.called()
	}
	return alias
}

// auto reports whether a program is known to have written a message.
func (e *export) auto(m message) bool {
	return m.Bot != "" || m.Subtype == "bot_message" || m.User == slackbot || e.users[m.User].Bot || kind(m.Subtype) == collectors.PostSystem
}

func (e *export) id(c channel, ts string) string { return e.Workspace + "/" + c.ID + "/" + ts }

// url is where a message is shown to members.
func (e *export) url(c channel, ts string) string {
	return "https://" + e.Workspace + "/archives/" + c.ID + "/p" + strings.Replace(ts, ".", "", 1)
}

var (
	stamp = regexp.MustCompile(`^(\d{9,11})\.(\d{6})$`)
	ids   = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)
)

func isID(id string) bool { return ids.MatchString(id) }

// instant reads a message's time, which is its name, too.
func instant(ts string) (time.Time, error) {
	m := stamp.FindStringSubmatch(ts)
	if m == nil {
		return time.Time{}, errTime
	}
	seconds, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		return time.Time{}, errTime
	}
	return time.Unix(seconds, 0), nil
}

// marked is what Slack writes between angle brackets.
var marked = regexp.MustCompile(`<([^<>|]*)(?:\|([^<>]*))?>`)

// plain is a text as it is shown.
func (e *export) plain(text string) string {
	text = marked.ReplaceAllStringFunc(redact.Clip(text, maxSize), func(found string) string {
		what, label, _ := strings.Cut(found[1:len(found)-1], "|")
		switch {
		case strings.HasPrefix(what, "@"):
			if name := e.users[what[1:]].called(); name != "" {
				label = name
			}
			return "@" + label
		case strings.HasPrefix(what, "#"), strings.HasPrefix(what, "!"):
			if label == "" {
				label = what[1:]
			}
			return strings.TrimPrefix(label, "#")
		case label != "":
			return label
		}
		return strings.TrimPrefix(what, "mailto:")
	})
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
}
