package x

import (
	"encoding/json"
	"errors"
	"html"
	"regexp"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/twitter"
)

// network is the network's name in posts: that of its archives.
const network = twitter.Network

// A tweet is a post as version 2 of the API has it.
type tweet struct {
	ID           string    `json:"id"`
	Text         string    `json:"text"`
	Created      time.Time `json:"created_at"`
	Author       string    `json:"author_id"`
	Conversation string    `json:"conversation_id"`
	Refers       []struct {
		Kind string `json:"type"`
		ID   string `json:"id"`
	} `json:"referenced_tweets"`
	Entities entities `json:"entities"`
	Note     *struct {
		Text     string   `json:"text"`
		Entities entities `json:"entities"`
	} `json:"note_tweet"` // the whole text, where text is its beginning
	Metrics *struct {
		Reposts uint64 `json:"retweet_count"`
		Replies uint64 `json:"reply_count"`
		Likes   uint64 `json:"like_count"`
		Quotes  uint64 `json:"quote_count"`
		Views   uint64 `json:"impression_count"`
	} `json:"public_metrics"`
}

type entities struct {
	Hashtags []struct {
		Tag string `json:"tag"`
	} `json:"hashtags"`
}

// An author is an account.
type author struct {
	ID      string `json:"id"`
	Name    string `json:"username"`
	Display string `json:"name"`
	Metrics *struct {
		Followers uint64 `json:"followers_count"`
		Posts     uint64 `json:"tweet_count"`
	} `json:"public_metrics"`
}

// Surroundings are what came with a page: accounts and posts that its posts refer to,
// by id.
type surroundings struct {
	people map[string]author
	posts  map[string]neighbour
}

// A neighbour is a post that came along.
type neighbour struct {
	ID     string `json:"id"`
	Author string `json:"author_id"`

	raw json.RawMessage
}

// gather reads surroundings. What cannot be read is as if it had not come: it was not
// asked for by itself.
func gather(p page) surroundings {
	s := surroundings{people: map[string]author{}, posts: map[string]neighbour{}}
	for _, raw := range p.Includes.Users {
		var a author
		if json.Unmarshal(raw, &a) == nil {
			s.people[a.ID] = a
		}
	}
	for _, raw := range p.Includes.Tweets {
		n := neighbour{raw: raw}
		if json.Unmarshal(raw, &n) == nil {
			s.posts[n.ID] = n
		}
	}
	return s
}

// person is the account with an id; empty where it did not come, as one that was
// suspended.
func (s surroundings) person(id string) (collectors.Alias, error) {
	a := s.people[id]
	return twitter.Person(a.Name, a.Display)
}

// writer is whose a post is that came with the page.
func (s surroundings) writer(id string) (collectors.Alias, error) {
	return s.person(s.posts[id].Author)
}

// What a post cannot be without.
var (
	errNoID   = errors.New("no id")
	errNoDate = errors.New("no date")
	number    = regexp.MustCompile(`^[0-9]{1,20}$`)
)

// A mapper makes posts of what one run sees.
type mapper struct {
	settings social.Settings
	now      time.Time
}

// post reads a post.
func (m mapper) post(around surroundings, raw json.RawMessage) (*collectors.Post, error) {
	var t tweet
	if err := json.Unmarshal(raw, &t); err != nil {
		return nil, err
	}
	switch {
	case !number.MatchString(t.ID):
		return nil, errNoID
	case collectors.Clocked(t.Created, collectors.DateNetwork).At.IsZero():
		return nil, errNoDate
	}
	who, err := around.person(t.Author)
	if err != nil {
		return nil, err
	}
	name := around.people[t.Author].Name
	p := &collectors.Post{
		Network: network, ID: t.ID, Kind: collectors.PostProper, URL: twitter.Link(name, t.ID), Author: who,
		Date: collectors.Clocked(t.Created, collectors.DateNetwork), Own: m.settings.IsOwn(name), Version: collectors.VersionAt(m.now),
	}
	if number.MatchString(t.Conversation) {
		p.Thread = t.Conversation
	}
	text, marks := t.Text, t.Entities
	if t.Note != nil {
		text, marks = t.Note.Text, t.Note.Entities
	}
	for _, h := range marks.Hashtags {
		p.Tags = append(p.Tags, h.Tag)
	}
	m.settings.Fill(p, html.UnescapeString(text))
	if err := t.refers(p, around); err != nil {
		return nil, err
	}
	if t.Metrics != nil && p.Kind != collectors.PostReshare { // a repost shows its original's
		p.Engagement = &collectors.Engagement{
			Read: m.now, Likes: t.Metrics.Likes, Reshares: t.Metrics.Reposts + t.Metrics.Quotes, Replies: t.Metrics.Replies, Views: t.Metrics.Views,
		}
	}
	return p, nil
}

// refers says what a post answers, quotes or passes on. One that quotes in an answer is
// a quote that answers.
func (t *tweet) refers(p *collectors.Post, around surroundings) (err error) {
	for _, to := range t.Refers {
		switch {
		case !number.MatchString(to.ID):
			return errNoID
		case to.Kind == "replied_to":
			if p.ReplyTo = to.ID; p.Kind == collectors.PostProper {
				p.Kind = collectors.PostComment
			}
		case to.Kind == "quoted" && p.Kind != collectors.PostReshare:
			p.Kind, p.ReshareOf = collectors.PostQuote, to.ID
			p.Original, err = around.writer(to.ID)
		case to.Kind == "retweeted":
			p.Kind, p.ReshareOf, p.Thread = collectors.PostReshare, to.ID, p.ID
			p.Words, p.Text = 0, "" // it has no words of its own
			p.Original, err = around.writer(to.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
