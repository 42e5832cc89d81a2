package shape

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/redact"
)

// A Discussion is one as the GraphQL API shows it: REST has none.
type Discussion struct {
	Number    uint64    `json:"number"`
	Title     string    `json:"title"`
	URL       string    `json:"url"`
	Created   time.Time `json:"createdAt"`
	Updated   time.Time `json:"updatedAt"`
	Closed    time.Time `json:"closedAt"`
	Reason    string    `json:"stateReason"`
	Author    *Actor    `json:"author"`
	Labels    Nodes     `json:"labels"`
	Responses Nodes     `json:"comments"`
}

// Nodes are a page of a connection. They are read one by one, so that a bad one
// spoils no other.
type Nodes struct {
	Total int `json:"totalCount"`
	Page  struct {
		More bool   `json:"hasNextPage"`
		End  string `json:"endCursor"`
	} `json:"pageInfo"`
	Nodes []json.RawMessage `json:"nodes"`
}

// An Actor is an account in GraphQL.
type Actor struct {
	Type  string `json:"__typename"`
	Login string `json:"login"`
}

// actor is an account's alias. Programs have a suffix in REST that they lack
// here.
func (r Repo) actor(a *Actor) collectors.Alias {
	if a == nil {
		return collectors.Alias{}
	}
	login := a.Login
	if a.Type == "Bot" && !strings.HasSuffix(login, "[bot]") {
		login += "[bot]"
	}
	return collectors.Alias{Login: collectors.Login(r.Host, login)}
}

// Discussion is a discussion; its comments are read off what is returned beside
// it.
func (r Repo) Discussion(raw []byte) (collectors.Item, *Discussion, error) {
	var g Discussion
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, nil, err
	}
	if g.Number == 0 {
		return collectors.Item{}, nil, errNoID
	}
	i := &collectors.Issue{
		Repository: r.Key(), Kind: collectors.IssueDiscussion, Number: g.Number, URL: redact.Text(g.URL), Title: redact.Text(g.Title), Author: r.actor(g.Author),
		Opened: forge.Dated(g.Created), Closed: g.Closed.UTC(), Labels: named(g.Labels), Comments: count(g.Responses.Total), Version: collectors.VersionAt(g.Updated),
	}
	if !g.Closed.IsZero() {
		i.Reason = redact.Label(strings.ToLower(g.Reason))
	}
	return item(r.Origin("discussions", g.Number), i.Opened.At, i), &g, nil
}

func named(n Nodes) (names []string) {
	for _, raw := range n.Nodes {
		var label struct {
			Name string `json:"name"`
		}
		if decode(raw, &label) == nil && label.Name != "" {
			names = append(names, redact.Label(label.Name))
		}
	}
	return sorted(names)
}

// Response is a comment on a discussion; replies are the answers to it, of which
// missing were not listed.
func (r Repo) Response(number uint64, raw []byte) (_ collectors.Item, replies []json.RawMessage, missing int, err error) {
	var g struct {
		ID       int64     `json:"databaseId"`
		Created  time.Time `json:"createdAt"`
		Updated  time.Time `json:"updatedAt"`
		Standing string    `json:"authorAssociation"`
		Author   *Actor    `json:"author"`
		Replies  Nodes     `json:"replies"`
	}
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, nil, 0, err
	}
	if g.ID == 0 {
		return collectors.Item{}, nil, 0, errNoID
	}
	a := &collectors.Act{
		Repository: r.Key(), IssueKind: collectors.IssueDiscussion, Number: number, Kind: collectors.ActComment, ID: "discussion-" + strconv.FormatInt(g.ID, 10),
		Author: r.actor(g.Author), Date: forge.Dated(g.Created), Standing: redact.Label(g.Standing), Version: max(collectors.VersionAt(g.Created), collectors.VersionAt(g.Updated)),
	}
	return item(r.Origin("discussions", "comments", g.ID), a.Date.At, a), g.Replies.Nodes, max(0, g.Replies.Total-len(g.Replies.Nodes)), nil
}
