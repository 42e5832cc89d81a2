package gharchive

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/forge/github/shape"
	"goldenratio/collectors/redact"
)

// host knows the accounts and the numbers of all that stands in the archive.
const host = "github.com"

// An event is one in either shape.
type event struct {
	id      string // the archive's own
	kind    string // IssuesEvent
	actor   string // a login
	repo    shape.Repo
	name    string // owner/name, then
	at      time.Time
	address string // in old events, of the page that it is about
	payload payload
}

// A payload is what an event is about. In old events some objects are numbers.
type payload struct {
	Action            string            `json:"action"`
	Number            uint64            `json:"number"`
	Issue             json.RawMessage   `json:"issue"`
	PullRequest       json.RawMessage   `json:"pull_request"`
	Comment           json.RawMessage   `json:"comment"`
	CommentID         int64             `json:"comment_id"`
	Review            json.RawMessage   `json:"review"`
	Release           json.RawMessage   `json:"release"`
	After             string            `json:"after"`
	Label             *github.Label     `json:"label"`
	Milestone         *github.Milestone `json:"milestone"`
	RequestedReviewer *github.User      `json:"requested_reviewer"`
}

// wire is an event as it stands in a file. Since 2015 it has repo, before that
// mostly repository; the actor is an object or a login.
type wire struct {
	ID      json.RawMessage `json:"id"`
	Type    string          `json:"type"`
	Actor   json.RawMessage `json:"actor"`
	Payload json.RawMessage `json:"payload"`
	Created string          `json:"created_at"`
	URL     string          `json:"url"`
	Repo    struct {
		ID   int64  `json:"id"`
		Name string `json:"name"`
	} `json:"repo"`
	Repository struct {
		ID    int64  `json:"id"`
		Name  string `json:"name"`
		Owner string `json:"owner"`
	} `json:"repository"`
}

func decode(raw json.RawMessage) (*event, error) {
	var w wire
	if err := json.Unmarshal(raw, &w); err != nil {
		return nil, err
	}
	e := &event{kind: w.Type, name: w.Repo.Name, address: w.URL, repo: shape.Repo{Host: host, ID: w.Repo.ID}}
	if w.Repository.Name != "" {
		e.name, e.repo.ID = w.Repository.Owner+"/"+w.Repository.Name, w.Repository.ID
	}
	if id := strings.Trim(string(w.ID), `"`); id != "null" {
		e.id = id
	}
	var err error
	if e.at, err = instant(w.Created); err != nil {
		return nil, err
	}
	e.actor = login(w.Actor)
	if e.kept() && len(w.Payload) > 0 && w.Payload[0] == '{' {
		err = json.Unmarshal(w.Payload, &e.payload)
	}
	return e, err
}

// kept reports whether events of the kind tell of something that is stored.
func (e *event) kept() bool {
	switch e.kind {
	case "IssuesEvent", "IssueCommentEvent", "PullRequestEvent", "PullRequestReviewEvent", "PullRequestReviewCommentEvent", "ReleaseEvent", "WatchEvent":
		return true
	}
	return false
}

// instant reads a time in any of the ways of the years.
func instant(text string) (at time.Time, err error) {
	for _, layout := range []string{time.RFC3339, "2006/01/02 15:04:05 -0700", "2006-01-02 15:04:05 MST"} {
		if at, err = time.Parse(layout, text); err == nil {
			return at.UTC(), nil
		}
	}
	return at, fmt.Errorf("read time %.40q: %w", text, err)
}

// login is an actor's.
func login(raw json.RawMessage) string {
	var name string
	var account struct {
		Login string `json:"login"`
	}
	if json.Unmarshal(raw, &name) == nil {
		return name
	}
	if json.Unmarshal(raw, &account) == nil {
		return account.Login
	}
	return ""
}

// object reports whether a part of a payload is more than a number.
func object(raw json.RawMessage) bool { return len(raw) > 0 && raw[0] == '{' }

var errNoRepository = errors.New("the event does not tell the repository's number")

// repository is what is known of it: a lot in an event of a pull request, else
// its name, which says nothing against anything else.
func (e *event) repository() *collectors.Repository {
	var pull struct {
		Base struct {
			Repo *github.Repository `json:"repo"`
		} `json:"base"`
	}
	if object(e.payload.PullRequest) && json.Unmarshal(e.payload.PullRequest, &pull) == nil {
		if g := pull.Base.Repo; g.GetID() == e.repo.ID && g.GetDefaultBranch() != "" {
			return shape.Repository(host, g, e.at)
		}
	}
	name := redact.Label(e.name)
	return &collectors.Repository{
		ID: e.repo.Key(), Name: name, URL: "https://" + host + "/" + name,
		Created: forge.Dated(time.Time{}), Version: collectors.Version,
	}
}

// who did it.
func (e *event) who() collectors.Alias {
	return collectors.Alias{Login: collectors.Login(host, e.actor)}
}
