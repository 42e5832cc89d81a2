package matrix

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

const (
	network = "matrix"
	maxID   = 255 // bytes of an id, by the specification
)

// An event is one of a room's.
type event struct {
	ID       string  `json:"event_id"`
	Type     string  `json:"type"`
	Sender   string  `json:"sender"`
	Subject  *string `json:"state_key"`
	Time     int64   `json:"origin_server_ts"` // milliseconds
	Redacts  string  `json:"redacts"`          // in older rooms
	Content  content `json:"content"`
	Unsigned struct {
		Because  json.RawMessage `json:"redacted_because"`
		Previous content         `json:"prev_content"`
		Relates  struct {
			Replace *struct {
				Sender  string  `json:"sender"`
				Content content `json:"content"`
			} `json:"m.replace"`
		} `json:"m.relations"`
	} `json:"unsigned"`
}

type content struct {
	Kind       string  `json:"msgtype"`
	Body       string  `json:"body"`
	New        *edited `json:"m.new_content"`
	Redacts    string  `json:"redacts"`
	Membership string  `json:"membership"`
	Display    string  `json:"displayname"`
	Topic      string  `json:"topic"`
	Relates    struct {
		Kind  string `json:"rel_type"`
		Event string `json:"event_id"`
		Reply struct {
			Event string `json:"event_id"`
		} `json:"m.in_reply_to"`
	} `json:"m.relates_to"`
}

type edited struct {
	Body string `json:"body"`
}

// An edit is the last one of a message.
type edit struct{ by, body string }

// What an event cannot be without.
var (
	errNoID     = errors.New("no id that could be one")
	errNoDate   = errors.New("no time")
	errNoSender = errors.New("no sender that could be one")
	errNoKind   = errors.New("a message without msgtype")
)

// decode reads an event.
func decode(raw json.RawMessage) (*event, error) {
	e := &event{}
	if err := json.Unmarshal(raw, e); err != nil {
		return nil, err
	}
	switch {
	case !strings.HasPrefix(e.ID, "$") || len(e.ID) > maxID:
		return nil, errNoID
	case collectors.Clocked(e.at(), collectors.DateNetwork).At.IsZero():
		return nil, errNoDate
	}
	return e, nil
}

// at is when it happened, by the clock of its homeserver.
func (e *event) at() time.Time { return time.UnixMilli(e.Time).UTC() }

// redacts is what a redaction takes back.
func (e *event) redacts() string {
	if e.Redacts != "" {
		return e.Redacts
	}
	return e.Content.Redacts
}

// said reports whether a kind is something that people answer and react to.
func said(kind collectors.PostKind) bool {
	return kind == collectors.PostLine || kind == collectors.PostAction || kind == collectors.PostNotice
}

// A mapper makes posts of the events of one room.
type mapper struct {
	settings social.Settings
	now      time.Time
	room     string
	names    map[string]string // as members call themselves now
}

// person is the account of an id: @ada:example.org. Its login is the address that all
// homeservers know it by, below matrix.to.
func (m mapper) person(user, display string) (collectors.Alias, error) {
	const most = 200
	if local, server, ok := strings.Cut(user, ":"); !ok || len(local) < 2 || strings.LastIndexByte(user, '@') != 0 || server == "" || len(user) > maxID || strings.ContainsAny(user, " \t\r\n<>\x00") {
		return collectors.Alias{}, errNoSender
	}
	if display == "" {
		display = m.names[user]
	}
	login := collectors.Login("matrix.to", strings.ReplaceAll(user, "/", "=2f"))
	return collectors.Alias{Login: login, Name: redact.Person(redact.Clip(display, most))}, nil
}

// post maps an event; nil where it is of a kind that is not kept.
func (m mapper) post(e *event, last edit) (*collectors.Post, error) {
	kind, err := e.kind()
	if kind == "" || err != nil {
		return nil, err
	}
	who, err := m.person(e.Sender, e.called(kind))
	if err != nil {
		return nil, err
	}
	id := redact.Label(e.ID)
	p := &collectors.Post{
		Network: network, Place: redact.Label(m.room), ID: id, Kind: kind, Author: who, Date: collectors.Clocked(e.at(), collectors.DateNetwork),
		URL: "https://matrix.to/#/" + url.PathEscape(redact.Label(m.room)) + "/" + url.PathEscape(id), Own: m.settings.IsOwn(e.Sender),
		Auto: kind == collectors.PostNotice, Version: collectors.VersionAt(m.now), Deleted: said(kind) && e.Unsigned.Because != nil,
	}
	if to := e.Content.Relates; said(kind) {
		p.ReplyTo = redact.Label(to.Reply.Event)
		switch {
		case to.Kind == "m.thread":
			p.Thread = redact.Label(to.Event)
		case p.ReplyTo == "":
			p.Thread = p.ID
		}
	}
	p.Title = e.Content.Topic
	m.settings.Fill(p, e.words(last))
	if p.Original, err = m.other(e, kind); err != nil {
		return nil, err
	}
	return p, nil
}

// words are what a message says after its last edit, which only its author can make.
func (e *event) words(last edit) string {
	if e.Type != "m.room.message" || !spoken(e.Content.Kind) {
		return ""
	}
	if last.by == e.Sender {
		return last.body
	}
	if r := e.Unsigned.Relates.Replace; r != nil && r.Sender == e.Sender && r.Content.New != nil {
		return r.Content.New.Body
	}
	return e.Content.Body
}

// spoken reports whether a message's body is what somebody wrote, not a file's name.
func spoken(kind string) bool { return kind == "m.text" || kind == "m.notice" || kind == "m.emote" }

// kind is what an event is; empty for what is not kept.
func (e *event) kind() (collectors.PostKind, error) {
	switch e.Type {
	case "m.room.message":
		switch {
		case e.Content.Kind == "m.emote":
			return collectors.PostAction, nil
		case e.Content.Kind == "m.notice":
			return collectors.PostNotice, nil
		case e.Content.Kind == "" && e.Unsigned.Because == nil:
			return "", errNoKind
		}
		return collectors.PostLine, nil
	case "m.room.encrypted", "m.sticker":
		return collectors.PostLine, nil
	case "m.room.topic":
		return collectors.PostTopic, nil
	case "m.room.member":
		return e.membership()
	}
	return "", nil
}

// membership is what a change of somebody's membership is. Invitations are not kept,
// answered or not, nor are changes of a picture.
func (e *event) membership() (collectors.PostKind, error) {
	before, now := e.Unsigned.Previous, e.Content
	was := before.Membership == "join" || before.Membership == "" // not all servers tell
	switch {
	case e.Subject == nil:
		return "", fmt.Errorf("a membership of nobody: %w", errNoSender)
	case now.Membership == "join" && before.Membership != "join":
		return collectors.PostJoin, nil
	case now.Membership == "join" && before.Display != now.Display:
		return collectors.PostNick, nil
	case now.Membership == "ban", now.Membership == "leave" && was && *e.Subject != e.Sender:
		return collectors.PostKick, nil
	case now.Membership == "leave" && was:
		return collectors.PostPart, nil
	}
	return "", nil
}

// called is how the sender was called then, where an event of its kind tells.
func (e *event) called(kind collectors.PostKind) string {
	switch kind {
	case collectors.PostNick, collectors.PostPart:
		return e.Unsigned.Previous.Display
	case collectors.PostJoin:
		return e.Content.Display
	}
	return ""
}

// other is whom a kick put out, and how somebody is called from now on.
func (m mapper) other(e *event, kind collectors.PostKind) (collectors.Alias, error) {
	switch kind {
	case collectors.PostKick:
		return m.person(*e.Subject, e.Unsigned.Previous.Display)
	case collectors.PostNick:
		return m.person(*e.Subject, e.Content.Display)
	}
	return collectors.Alias{}, nil
}
