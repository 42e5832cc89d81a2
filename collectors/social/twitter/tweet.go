package twitter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/social"
)

// A tweet is one as the API had it until 2023 (version 1.1), as account archives have
// it, and as the search of 2009 had it.
type tweet struct {
	IDText  id        `json:"id_str"`
	ID      id        `json:"id"`
	Created string    `json:"created_at"`
	Full    string    `json:"full_text"`
	Text    string    `json:"text"`
	Longer  *tweet    `json:"extended_tweet"`
	Source  string    `json:"source"`
	User    *account  `json:"user"`
	From    string    `json:"from_user"`
	Display string    `json:"from_user_name"`
	Answers id        `json:"in_reply_to_status_id_str"`
	Answer  id        `json:"in_reply_to_status_id"`
	Passed  *whole    `json:"retweeted_status"`
	QuoteID id        `json:"quoted_status_id_str"`
	Quoted  *tweet    `json:"quoted_status"`
	Likes   *number   `json:"favorite_count"`
	Shares  *number   `json:"retweet_count"`
	Quotes  number    `json:"quote_count"`
	Replies *number   `json:"reply_count"`
	Views   *number   `json:"-"` // tables only
	Parts   *entities `json:"entities"`
}

// A whole is a tweet inside another, with its own bytes.
type whole struct {
	tweet
	raw json.RawMessage
}

// UnmarshalJSON implements json.Unmarshaler.
func (w *whole) UnmarshalJSON(raw []byte) error {
	w.raw = bytes.Clone(raw)
	return json.Unmarshal(raw, &w.tweet)
}

type account struct {
	Name    string `json:"screen_name"`
	Display string `json:"name"`
}

type entities struct {
	Hashtags []struct {
		Text string `json:"text"`
	} `json:"hashtags"`
}

// An id is written as a text, or as a number.
type id string

var digits = regexp.MustCompile(`^[0-9]{1,20}$`)

// UnmarshalJSON implements json.Unmarshaler.
func (i *id) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		return nil
	}
	return i.take(strings.Trim(string(raw), `"`))
}

// take reads an id; an empty text is none.
func (i *id) take(text string) error {
	if text != "" && !digits.MatchString(text) {
		return fmt.Errorf("%.50q is no id", text)
	}
	*i = id(text)
	return nil
}

// or is the first of two that is there.
func (i id) or(other id) string {
	if i != "" {
		return string(i)
	}
	return string(other)
}

// A number is bare in the API's answers, quoted in account archives, and `100+` where
// nobody counted further.
type number uint64

// UnmarshalJSON implements json.Unmarshaler.
func (n *number) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		return nil
	}
	return n.take(strings.Trim(string(raw), `"`))
}

// take reads a number.
func (n *number) take(text string) error {
	v, err := strconv.ParseUint(strings.TrimSuffix(text, "+"), 10, 63)
	if err != nil {
		return fmt.Errorf("%.50q is no number", text)
	}
	*n = number(v)
	return nil
}

// What a tweet cannot be without.
var (
	errNoID     = errors.New("no id")
	errNoDate   = errors.New("no date that can be read")
	errNoAuthor = errors.New("an account's archive does not say whose it is: the option account does")
)

// instant reads a date as it is written in the API, in the archives of before 2019, in the
// search of 2009 and in tables; the zero time is one that cannot be read.
func instant(text string) time.Time {
	for _, layout := range [...]string{
		time.RubyDate, "2006-01-02 15:04:05 -0700", time.RFC1123Z, time.RFC3339, time.DateTime, "2006-01-02 15:04", time.DateOnly,
	} {
		if at, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}

// words are a tweet's whole text, as people read it.
func (t *tweet) words() string {
	text := t.Text
	if t.Full != "" {
		text = t.Full
	}
	if t.Longer != nil && t.Longer.Full != "" {
		text = t.Longer.Full
	}
	return html.UnescapeString(text)
}

// author is the account that wrote it: without one in the tweet, the archive's own.
func (t *tweet) author(archive string) (name, display string) {
	switch {
	case t.User != nil:
		return t.User.Name, t.User.Display
	case t.From != "":
		return t.From, t.Display
	}
	return archive, ""
}

// A mapper makes posts of the tweets of one file.
type mapper struct {
	settings social.Settings
	archive  string    // the account whose archive it is, where one was named
	read     time.Time // when the numbers were as they are
}

// post maps a tweet.
func (m mapper) post(t *tweet) (*collectors.Post, error) {
	name, display := t.author(m.archive)
	who, err := Person(name, display)
	if err != nil {
		return nil, err
	}
	p := &collectors.Post{
		Network: Network, ID: t.IDText.or(t.ID), Kind: collectors.PostProper, Author: who, Date: collectors.Clocked(instant(t.Created), collectors.DateNetwork),
		ReplyTo: t.Answers.or(t.Answer), Own: m.settings.IsOwn(name), Auto: Automatic(html.UnescapeString(t.Source)), Version: collectors.Version,
	}
	switch {
	case p.ID == "":
		return nil, errNoID
	case p.Date.At.IsZero():
		return nil, errNoDate
	case p.ReplyTo == "":
		p.Thread = p.ID
	default:
		p.Kind = collectors.PostComment
	}
	p.URL = Link(name, p.ID)
	if t.Parts != nil {
		for _, h := range t.Parts.Hashtags {
			p.Tags = append(p.Tags, h.Text)
		}
	}
	m.settings.Fill(p, t.words())
	if err := t.passes(p); err != nil {
		return nil, err
	}
	m.count(p, t)
	return p, nil
}

// passes says whose words a post passes on or quotes.
func (t *tweet) passes(p *collectors.Post) (err error) {
	named, by := social.Retweet(t.words())
	switch {
	case t.Passed != nil:
		p.Kind, p.ReshareOf = collectors.PostReshare, t.Passed.IDText.or(t.Passed.ID)
		p.Original, err = Person(t.Passed.author(""))
	case by:
		p.Kind = collectors.PostReshare
	case t.Quoted != nil || t.QuoteID != "":
		p.Kind, p.ReshareOf = collectors.PostQuote, string(t.QuoteID)
	}
	if p.Kind == collectors.PostQuote && t.Quoted != nil {
		p.ReshareOf = t.QuoteID.or(id(t.Quoted.IDText.or(t.Quoted.ID)))
		p.Original, err = Person(t.Quoted.author(""))
	}
	if p.Kind == collectors.PostReshare { // it has no words of its own
		p.Words, p.Text = 0, ""
		if p.Original.Empty() {
			p.Original, _ = Person(named, "") // what stands in a text may be no name
		}
	}
	return err
}

// count gives a post its numbers. Those that stand in a retweet are its original's.
func (m mapper) count(p *collectors.Post, t *tweet) {
	if t.Passed != nil || t.Likes == nil && t.Shares == nil && t.Replies == nil && t.Views == nil {
		return
	}
	p.Engagement = &collectors.Engagement{
		Read: m.read, Likes: t.Likes.value(), Reshares: t.Shares.value() + uint64(t.Quotes), Replies: t.Replies.value(), Views: t.Views.value(),
	}
}

// value is a number, 0 where there is none.
func (n *number) value() uint64 {
	if n == nil {
		return 0
	}
	return uint64(*n)
}
