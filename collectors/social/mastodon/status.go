package mastodon

import (
	"encoding/json"
	"time"

	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
)

// A status is a post as Mastodon writes it.
type status struct {
	ID         string  `json:"id"` // on the instance
	URI        string  `json:"uri"`
	URL        string  `json:"url"`
	CreatedAt  string  `json:"created_at"`
	ReplyTo    string  `json:"in_reply_to_id"`
	Visibility string  `json:"visibility"`
	Spoiler    string  `json:"spoiler_text"`
	Content    string  `json:"content"`
	Account    account `json:"account"`
	Reblog     *status `json:"reblog"`
	Quote      *quote  `json:"quote"`
	Tags       []tag   `json:"tags"`
	Favourites int64   `json:"favourites_count"`
	Reblogs    int64   `json:"reblogs_count"`
	Quotes     int64   `json:"quotes_count"`
	Replies    int64   `json:"replies_count"`
}

// A quote is what a post quotes; it may be shown in part, or not at all.
type quote struct {
	Status *status `json:"quoted_status"`
}

type tag struct {
	Name string `json:"name"`
}

// An account is somebody of the instance, or of another one.
type account struct {
	ID        string `json:"id"`
	Acct      string `json:"acct"` // name, or name@host
	Name      string `json:"display_name"`
	Bot       bool   `json:"bot"`
	Followers int64  `json:"followers_count"`
	Statuses  int64  `json:"statuses_count"`
}

// decode reads a status. Of one that is not as it should be it reads what it can.
func decode(raw json.RawMessage) (*status, error) {
	var s status
	err := json.Unmarshal(raw, &s)
	return &s, err
}

// public reports whether a post is certainly for everybody.
func (s *status) public() bool {
	return (s.Visibility == "public" || s.Visibility == "unlisted") && (s.Reblog == nil || s.Reblog.public())
}

// hidden reports whether a post is certainly not for everybody.
func (s *status) hidden() bool {
	return !s.public() && s.Visibility != "" && (s.Reblog == nil || s.Reblog.Visibility != "")
}

// created is when a post was written; the zero time where that cannot be read.
func (s *status) created() time.Time {
	at, err := time.Parse(time.RFC3339, s.CreatedAt)
	if err != nil || at.Year() < firstYear || at.Year() > lastYear {
		return time.Time{}
	}
	return at.UTC()
}

// Years in which a post can have been written; there were none of this kind before.
const (
	firstYear = 2008
	lastYear  = 2100
)

// name is how a post is known on its instance, or else by its content.
func (s *status) name(raw json.RawMessage) string {
	if s.ID == "" || len(s.ID) > 100 {
		return "?" + outbox.Digest(raw)
	}
	return redact.Origin(s.ID)
}
