package bluesky

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
)

// A postView is a post as Bluesky shows it: what its author wrote, and what is known
// of it since.
type postView struct {
	URI     string  `json:"uri"`
	Author  profile `json:"author"`
	Record  record  `json:"record"`
	Embed   embed   `json:"embed"`
	Indexed string  `json:"indexedAt"` // when the network saw it
	Labels  []label `json:"labels"`
	Likes   int64   `json:"likeCount"`
	Reposts int64   `json:"repostCount"`
	Quotes  int64   `json:"quoteCount"`
	Replies int64   `json:"replyCount"`
}

// A record is what the author's own server holds.
type record struct {
	Type    string   `json:"$type"`
	Created string   `json:"createdAt"` // by the author's clock, or as the author likes
	Text    string   `json:"text"`
	Tags    []string `json:"tags"`
	Embed   embed    `json:"embed"`
	Reply   struct {
		Root   ref `json:"root"`
		Parent ref `json:"parent"`
	} `json:"reply"`
	Facets []struct {
		Features []struct {
			Type string `json:"$type"`
			Tag  string `json:"tag"`
		} `json:"features"`
	} `json:"facets"`
	Labels struct {
		Values []label `json:"values"`
	} `json:"labels"`
}

type ref struct {
	URI string `json:"uri"`
}

// An embed is what stands below a post: another one, perhaps with pictures, and then
// one level deeper.
type embed struct {
	Record struct {
		ref
		Author profile `json:"author"`
		Record struct {
			ref
			Author profile `json:"author"`
		} `json:"record"`
	} `json:"record"`
}

// quoted is the post that is quoted, and whose it is where that is shown.
func (e embed) quoted() (uri string, author profile) {
	if e.Record.URI != "" {
		return postURI(e.Record.URI), e.Record.Author
	}
	return postURI(e.Record.Record.URI), e.Record.Record.Author
}

// A label is what somebody says of a post or an account.
type label struct {
	Value   string `json:"val"`
	Negated bool   `json:"neg"`
}

// A profile is somebody. The DID stays when the handle changes.
type profile struct {
	DID       string  `json:"did"`
	Handle    string  `json:"handle"`
	Name      string  `json:"displayName"`
	Labels    []label `json:"labels"`
	Followers int64   `json:"followersCount"`
	Posts     int64   `json:"postsCount"`
}

// login is the handle, or the DID of somebody whose handle is not theirs; empty for
// nobody.
func (p profile) login() string {
	if p.Handle != "handle.invalid" && actorPattern.MatchString(p.Handle) {
		return strings.ToLower(p.Handle)
	}
	if actorPattern.MatchString(p.DID) {
		return p.DID
	}
	return ""
}

// A reason says why a post that is not an account's own stands in what it wrote.
type reason struct {
	Type    string  `json:"$type"`
	URI     string  `json:"uri"`
	By      profile `json:"by"`
	Indexed string  `json:"indexedAt"`
}

// An entry is what a list shows.
type entry struct {
	raw    json.RawMessage // the post
	reason *reason         // of a repost
	pinned bool
}

// entryOf reads an entry of what an account wrote. One without a post, or with a
// reason that cannot be read, is all there is to be read.
func entryOf(raw json.RawMessage) entry {
	var e struct {
		Post   json.RawMessage `json:"post"`
		Reason *reason         `json:"reason"`
	}
	switch err := json.Unmarshal(raw, &e); {
	case err != nil || e.Post == nil:
		return entry{raw: raw}
	case e.Reason != nil && strings.HasSuffix(e.Reason.Type, "#reasonPin"):
		return entry{pinned: true}
	}
	return entry{raw: e.Post, reason: e.Reason}
}

// decode reads a post. Of one that is not as it should be it reads what it can.
func decode(raw json.RawMessage) (*postView, error) {
	var v postView
	err := json.Unmarshal(raw, &v)
	return &v, err
}

// sorted is the time by which a list has an entry; the zero time where that cannot be
// told. Lists have by its end what claims to be older than the network.
func (e entry) sorted(v *postView) time.Time {
	if e.reason != nil {
		return parse(e.reason.Indexed)
	}
	created, indexed := parse(v.Record.Created), parse(v.Indexed)
	switch {
	case created.IsZero() || !indexed.IsZero() && created.After(indexed):
		return indexed
	case created.Before(began):
		return time.Time{}
	}
	return created
}

// name is how an entry is known, or else by its content.
func (e entry) name(v *postView) string {
	uri := postURI(v.URI)
	if uri == "" {
		return "?" + outbox.Digest(e.raw)
	}
	if e.reason != nil {
		return redact.Name(e.reason.of(uri))
	}
	return redact.Name(uri)
}

// of is the address of a repost of a post. Servers of before 2025 do not name it, but
// nobody reposts the same twice at a time.
func (r *reason) of(post string) string {
	if repostPattern.MatchString(r.URI) {
		return r.URI
	}
	return "at://" + cmp.Or(r.By.DID, r.By.Handle) + "/app.bsky.feed.repost/?" + post
}

// answered reports whether a post begins a thread in which others wrote.
func (v *postView) answered() bool {
	return v.Replies > 0 && v.Record.Reply.Root.URI == "" && postURI(v.URI) != ""
}

var (
	postPattern   = regexp.MustCompile(`^at://(did:[a-z]+:[A-Za-z0-9._:%-]{1,250})/app\.bsky\.feed\.post/([A-Za-z0-9._:~-]{1,100})$`)
	repostPattern = regexp.MustCompile(`^at://did:[a-z]+:[A-Za-z0-9._:%-]{1,250}/app\.bsky\.feed\.repost/[A-Za-z0-9._:~-]{1,100}$`)
)

// postURI is the address of a post; empty for that of anything else, such as a list.
func postURI(uri string) string {
	if !postPattern.MatchString(uri) {
		return ""
	}
	return uri
}

// parse reads a time; the zero time where there is none.
func parse(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}

// robot reports whether a label says that a program writes.
func robot(labels ...[]label) bool {
	all := slices.Concat(labels...)
	is := func(negated bool) bool {
		return slices.Contains(all, label{Value: "bot", Negated: negated})
	}
	return is(false) && !is(true)
}
