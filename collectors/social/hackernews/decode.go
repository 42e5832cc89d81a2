package hackernews

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/plain"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

// A hit is a post as the search shows it. Numbers are null where there are none.
type hit struct {
	ID      string   `json:"objectID"`
	Tags    []string `json:"_tags"` // story, ask_hn, author_ada, story_1
	Author  string   `json:"author"`
	Created int64    `json:"created_at_i"`

	Title   string `json:"title"`
	URL     string `json:"url"`
	Story   string `json:"story_text"`   // HTML
	Comment string `json:"comment_text"` // HTML

	StoryID  *uint64 `json:"story_id"`
	ParentID *uint64 `json:"parent_id"`
	Points   *int64  `json:"points"`
	Replies  *int64  `json:"num_comments"`
}

// What an object lacks that is no post.
var (
	errNoID   = errors.New("it has no number")
	errNoTime = errors.New("it has no time")
	errNoKind = errors.New("its tags do not say what it is")
)

var number = regexp.MustCompile(`^[0-9]{1,20}$`)

// A mapper makes posts of what the search shows at one time.
type mapper struct {
	settings social.Settings
	now      time.Time
}

// post reads a post; what cannot be read becomes an item with the end of its origin.
func (m mapper) post(raw json.RawMessage) (*collectors.Post, *collectors.Item) {
	var h hit
	err := json.Unmarshal(raw, &h)
	known := number.MatchString(h.ID)
	reason := "object that cannot be read"
	switch {
	case err != nil:
	case !known:
		reason, err = "object without number", errNoID
	case collectors.Clocked(time.Unix(h.Created, 0), collectors.DateNetwork).At.IsZero():
		reason, err = "object without time", errNoTime
	case h.kind() == "":
		reason, err = "object of an unknown kind", errNoKind
	}
	if err == nil {
		return m.fill(&h), nil
	}
	end := "?" + outbox.Digest(raw)
	if known {
		end = h.ID
	}
	item := outbox.Reject(end, reason, err, raw)
	return nil, &item
}

// kind is what the tags say; empty for what is none of ours.
func (h *hit) kind() collectors.PostKind {
	for _, tag := range h.Tags {
		switch tag {
		case "comment":
			return collectors.PostComment
		case "story", "poll", "job":
			return collectors.PostProper
		}
	}
	return ""
}

// names are tags that people would search for; others say what else is told.
var names = []string{"ask_hn", "show_hn", "launch_hn", "poll", "job"}

// site is the host that knows the accounts.
const site = "news.ycombinator.com"

func (m mapper) fill(h *hit) *collectors.Post {
	p := &collectors.Post{
		Network: "hackernews", Place: site, ID: h.ID, Kind: h.kind(), URL: "https://" + site + "/item?id=" + h.ID,
		Author: collectors.Alias{Login: collectors.Login(site, redact.Label(h.Author))},
		Date:   collectors.Clocked(time.Unix(h.Created, 0), collectors.DateNetwork),
		Title:  h.Title, Thread: h.ID, Own: m.settings.IsOwn(h.Author),
		Engagement: m.engagement(h), Version: collectors.VersionAt(m.now),
	}
	text := h.Story
	if p.Kind == collectors.PostComment {
		text, p.Thread, p.ReplyTo = h.Comment, id(h.StoryID), id(h.ParentID)
	}
	for _, tag := range h.Tags {
		if slices.Contains(names, tag) {
			p.Tags = append(p.Tags, tag)
		}
	}
	m.settings.Fill(p, string(plain.HTML([]byte(text))))
	p.Mention = p.Mention || m.settings.Mentions(h.URL)
	return p
}

// engagement is what others did; comments have none that the search would tell.
func (m mapper) engagement(h *hit) *collectors.Engagement {
	if h.Points == nil && h.Replies == nil {
		return nil
	}
	return &collectors.Engagement{Read: m.now, Likes: count(h.Points), Replies: count(h.Replies)}
}

// count is a number of votes, which may be below 0, as one that is none less than none.
func count(n *int64) uint64 {
	if n == nil {
		return 0
	}
	return uint64(max(0, *n))
}

// id is a post's number; empty for none.
func id(n *uint64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatUint(*n, 10)
}
