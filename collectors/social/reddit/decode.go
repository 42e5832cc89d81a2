package reddit

import (
	"encoding/json"
	"errors"
	"math"
	"regexp"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
)

// An object is a post or a comment as Reddit shows it. What it has none of is null.
type object struct {
	Name      string  `json:"name"` // t3_abc
	Author    string  `json:"author"`
	Created   float64 `json:"created_utc"`
	Subreddit string  `json:"subreddit"`
	Score     *int64  `json:"score"`

	// Of comments.
	Body   string `json:"body"` // Markdown
	Link   string `json:"link_id"`
	Parent string `json:"parent_id"`
	Hidden bool   `json:"score_hidden"`

	// Of posts.
	Title      string `json:"title"`
	Text       string `json:"selftext"` // Markdown
	URL        string `json:"url"`
	Flair      string `json:"link_flair_text"`
	Adult      bool   `json:"over_18"`
	Replies    *int64 `json:"num_comments"`
	Crossposts *int64 `json:"num_crossposts"`
	Views      *int64 `json:"view_count"`
	Of         string `json:"crosspost_parent"`
	Parents    []struct {
		Author string `json:"author"`
		Title  string `json:"title"`
	} `json:"crosspost_parent_list"`

	// Of what was taken away; moderators see by whom.
	By      string          `json:"removed_by_category"`
	Removed bool            `json:"removed"`
	Spam    bool            `json:"spam"`
	Banned  json.RawMessage `json:"banned_by"` // a name, true, or null
}

// A thing is an object that was received: a post, or why it is none.
type thing struct {
	name   string // or a digest of what has none
	at     time.Time
	post   *collectors.Post
	reject *collectors.Reject
}

// known reports whether it is known when the thing was written.
func (t *thing) known() bool { return !t.at.IsZero() }

// What an object lacks that is no post.
var (
	errNoName = errors.New("it has no name of its kind")
	errNoTime = errors.New("it has no time")
)

// name is that of a comment or a post.
var name = regexp.MustCompile(`^t[13]_[0-9a-zA-Z]{1,20}$`)

// thing reads an object; of kinds other than posts and comments there is none.
func (m mapper) thing(raw json.RawMessage) (t thing, is bool) {
	var head struct {
		Kind string          `json:"kind"`
		Data json.RawMessage `json:"data"`
	}
	var o object
	reason, err := "object that cannot be read", json.Unmarshal(raw, &head)
	if err == nil {
		if head.Kind != "t1" && head.Kind != "t3" {
			return t, false
		}
		err = json.Unmarshal(head.Data, &o)
	}
	t.at = instant(o.Created)
	named := name.MatchString(o.Name) && strings.HasPrefix(o.Name, head.Kind)
	switch {
	case err != nil:
	case !named:
		reason, err = "object without name", errNoName
	case !t.known():
		reason, err = "object without time", errNoTime
	default:
		t.name, t.post = o.Name, m.post(&o)
		return t, true
	}
	if t.name = "?" + outbox.Digest(raw); named {
		t.name = o.Name
	}
	t.reject = outbox.Reject("", reason, err, raw).Reject
	return t, true
}

// instant is a time that Reddit writes as seconds; the zero time for none.
func instant(seconds float64) time.Time {
	const least, most = 631152000, 4133980800 // 1990 to 2100
	if math.IsNaN(seconds) || seconds < least || seconds > most {
		return time.Time{}
	}
	return time.Unix(int64(seconds), 0).UTC()
}

// number is a name without the kind before it.
func number(name string) string {
	_, id, _ := strings.Cut(name, "_")
	return id
}
