package collectors

import (
	"fmt"
	"time"
)

// DateNetwork marks a date that a network's own clock gave, or a log of it.
const DateNetwork DateSource = "network"

// A PostKind says what somebody did on a network, in a forum or in a chat.
type PostKind string

// The kinds. Only forums have questions and answers: a question is what begins a
// thread there that asks for an answer. A reshare has no words of its own, a quote has.
const (
	PostProper   PostKind = "post"
	PostComment  PostKind = "comment"
	PostQuestion PostKind = "question"
	PostAnswer   PostKind = "answer"
	PostReshare  PostKind = "reshare"
	PostQuote    PostKind = "quote"

	// What chats have: what was said, and what else the log of a room tells.
	PostLine   PostKind = "line"
	PostAction PostKind = "action" // said of oneself, as /me does
	PostNotice PostKind = "notice"
	PostJoin   PostKind = "join"
	PostPart   PostKind = "part"
	PostQuit   PostKind = "quit"
	PostNick   PostKind = "nick" // somebody is called otherwise from now on; Original is the new name
	PostTopic  PostKind = "topic"
	PostMode   PostKind = "mode"
	PostKick   PostKind = "kick"   // Original is who was put out
	PostSystem PostKind = "system" // the log itself, or the server, says something
)

// A Post is one of those things, as last seen.
type Post struct {
	Network   string // in lower case: mastodon, bluesky, reddit, hackernews, stackexchange, discourse, twitter, youtube, slack, irc, matrix …
	Place     string // where on it: an instance, a subreddit, a site, a forum, a room
	ID        string // unique on the network, whatever source shows it
	Kind      PostKind
	URL       string
	Author    Alias
	Date      Dated
	Title     string   // addresses replaced
	Text      string   // where configured; private
	Words     uint32   // of its own text
	Tags      []string // in lower case, without #, sorted
	Thread    string   // ID of the post that began it: its own, for one that did
	ReplyTo   string   // ID of what it answers directly
	ReshareOf string   // ID of what it passes on or quotes, where the network tells
	Original  Alias    // whose that is, where the network tells; see also PostNick and PostKick
	Own       bool     // by an account of the community itself
	Mention   bool     // about the project: see social.Terms
	Accepted  bool     // of an answer: whoever asked took it
	Auto      bool     // the network says that a program wrote it

	Engagement *Engagement // nil where the network tells none
	Version    uint64      // the run's start in Unix milliseconds; of logs and exports, Version
	Deleted    bool
}

// Key is the network and the id.
func (p *Post) Key() string { return "post " + p.Network + " " + p.ID }

// Engagement is what others did with a post until it was read.
type Engagement struct {
	Read     time.Time // when: by it the numbers are judged
	Likes    uint64    // likes, favourites, points, hearts
	Reshares uint64    // boosts, reposts, quotes
	Replies  uint64
	Views    uint64
}

// An Audience is how many follow an account, or belong to a place, on one day.
type Audience struct {
	Network string
	Account string // the account's or the place's name: @xen@example.org, r/xen
	Measure string // followers, members, posts, views …
	Day     time.Time
	Value   uint64
	Version uint64 // the run's start in Unix milliseconds; of exports, Version
}

// Key is the network, the account, the measure and the day.
func (a *Audience) Key() string {
	return fmt.Sprintf("audience %s %s %s %s", a.Network, a.Account, a.Measure, a.Day.Format(time.DateOnly))
}
