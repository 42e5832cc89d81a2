package youtube

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

const network = "youtube"

// A number is written as a text.
type number uint64

// UnmarshalJSON implements json.Unmarshaler.
func (n *number) UnmarshalJSON(raw []byte) error {
	v, err := strconv.ParseUint(strings.Trim(string(raw), `"`), 10, 63)
	if err != nil {
		return fmt.Errorf("%.50q is no number", raw)
	}
	*n = number(v)
	return nil
}

// value is a number, 0 where there is none.
func (n *number) value() uint64 {
	if n == nil {
		return 0
	}
	return uint64(*n)
}

// A channel is one as the service shows it.
type channel struct {
	ID      string `json:"id"`
	Snippet struct {
		Handle string `json:"customUrl"`
	} `json:"snippet"`
	Statistics struct {
		Subscribers *number `json:"subscriberCount"`
		Hidden      bool    `json:"hiddenSubscriberCount"`
		Videos      *number `json:"videoCount"`
		Views       *number `json:"viewCount"`
	} `json:"statistics"`
	Content struct {
		Lists struct {
			Uploads string `json:"uploads"`
		} `json:"relatedPlaylists"`
	} `json:"contentDetails"`
}

type video struct {
	ID      string `json:"id"`
	Snippet struct {
		Published   time.Time `json:"publishedAt"`
		Channel     string    `json:"channelId"`
		By          string    `json:"channelTitle"`
		Title       string    `json:"title"`
		Description string    `json:"description"`
		Tags        []string  `json:"tags"`
	} `json:"snippet"`
	Statistics struct {
		Views    *number `json:"viewCount"`
		Likes    *number `json:"likeCount"`
		Comments *number `json:"commentCount"`
	} `json:"statistics"`
}

// A thread is a comment with some of the answers to it.
type thread struct {
	ID      string `json:"id"`
	Snippet struct {
		Video   string          `json:"videoId"`
		Top     json.RawMessage `json:"topLevelComment"`
		Replies uint64          `json:"totalReplyCount"`
	} `json:"snippet"`
	Answers struct {
		Comments []json.RawMessage `json:"comments"`
	} `json:"replies"`
}

type comment struct {
	ID      string `json:"id"`
	Snippet struct {
		Original string `json:"textOriginal"`
		Display  string `json:"textDisplay"`
		By       string `json:"authorDisplayName"`
		Channel  struct {
			ID string `json:"value"`
		} `json:"authorChannelId"`
		Likes     uint64    `json:"likeCount"`
		Published time.Time `json:"publishedAt"`
	} `json:"snippet"`
}

// What nothing can be without.
var (
	errNoID      = errors.New("no id")
	errNoDate    = errors.New("no date")
	errNoChannel = errors.New("an author whose channel has no valid id")

	id = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,100}$`)
)

// A mapper makes posts of what one run sees.
type mapper struct {
	settings social.Settings
	now      time.Time
	own      map[string]bool // ids of the community's channels
}

// person is a channel as an author. One that is gone has no id.
func person(channel, title string) (collectors.Alias, error) {
	const most = 200
	switch {
	case channel == "":
		return collectors.Alias{}, nil
	case !channelID.MatchString(channel):
		return collectors.Alias{}, errNoChannel
	}
	return collectors.Alias{Login: collectors.Login("youtube.com", channel), Name: redact.Person(redact.Clip(strings.TrimPrefix(title, "@"), most))}, nil
}

// post is what videos and comments have in common.
func (m mapper) post(name, channel, title string, at time.Time) (*collectors.Post, error) {
	date := collectors.Clocked(at, collectors.DateNetwork)
	switch {
	case !id.MatchString(name):
		return nil, errNoID
	case date.At.IsZero():
		return nil, errNoDate
	}
	who, err := person(channel, title)
	called := "" // by a handle, which is one account's; titles are anybody's
	if strings.HasPrefix(title, "@") {
		called = title
	}
	return &collectors.Post{
		Network: network, ID: name, Author: who, Date: date, Own: m.own[channel] || m.settings.IsOwn(channel) || m.settings.IsOwn(called),
		Version: collectors.VersionAt(m.now),
	}, err
}

// video reads a video.
func (m mapper) video(raw json.RawMessage) (*collectors.Post, error) {
	var v video
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, err
	}
	p, err := m.post(v.ID, v.Snippet.Channel, v.Snippet.By, v.Snippet.Published)
	if err != nil {
		return nil, err
	}
	p.Kind, p.Title, p.Tags, p.Thread = collectors.PostProper, v.Snippet.Title, v.Snippet.Tags, v.ID
	p.URL = "https://www.youtube.com/watch?v=" + v.ID
	m.settings.Fill(p, v.Snippet.Description)
	p.Engagement = &collectors.Engagement{Read: m.now, Likes: v.Statistics.Likes.value(), Replies: v.Statistics.Comments.value(), Views: v.Statistics.Views.value()}
	return p, nil
}

// comment reads a comment on a video, which answers it or another comment.
func (m mapper) comment(raw json.RawMessage, video, answers string) (*collectors.Post, error) {
	var c comment
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, err
	}
	p, err := m.post(c.ID, c.Snippet.Channel.ID, c.Snippet.By, c.Snippet.Published)
	if err != nil {
		return nil, err
	}
	if !id.MatchString(video) {
		return nil, errNoID
	}
	text := c.Snippet.Original
	if text == "" {
		text = c.Snippet.Display
	}
	p.Kind, p.Thread, p.ReplyTo = collectors.PostComment, video, answers
	p.URL = "https://www.youtube.com/watch?v=" + video + "&lc=" + c.ID
	m.settings.Fill(p, text)
	p.Engagement = &collectors.Engagement{Read: m.now, Likes: c.Snippet.Likes}
	return p, nil
}
