package github

import (
	"context"
	_ "embed" // the questions
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"goldenratio/collectors/forge/github/shape"
	"goldenratio/collectors/outbox"
)

//go:embed discussions.graphql
var discussionsQuery string

// A graph is an answer to a question in GraphQL.
type graph struct {
	Data struct {
		Repository *struct {
			Discussions shape.Nodes `json:"discussions"`
			Discussion  *struct {
				Comments shape.Nodes `json:"comments"`
			} `json:"discussion"`
		} `json:"repository"`
	} `json:"data"`
	Errors []struct {
		Type    string `json:"type"`
		Message string `json:"message"`
	} `json:"errors"`
}

// discussions walks the discussions in the order of their last update. GitHub's
// own cursor names a place in that order, so the next run goes on from there.
func (r *run) discussions(ctx context.Context, v *visit) error {
	for {
		variables := v.variables()
		variables["first"] = min(10, r.limits.page)
		if v.mark.Discussions != "" {
			variables["after"] = v.mark.Discussions
		}
		g, err := r.client.query(ctx, "discussions", variables)
		if err != nil {
			return err
		}
		list := g.Data.Repository.Discussions
		for i, raw := range list.Nodes {
			p, err := r.discussion(ctx, v, raw)
			if err != nil {
				return err
			}
			pass := func() {}
			if i == len(list.Nodes)-1 && list.Page.End != "" {
				pass = func() { v.mark.Discussions = list.Page.End }
			}
			if err := r.add(ctx, p, pass); err != nil {
				return err
			}
		}
		if !list.Page.More {
			return nil
		}
	}
}

// variables name the repository in a question.
func (v *visit) variables() map[string]any {
	owner, name, _ := strings.Cut(v.name, "/")
	return map[string]any{"owner": owner, "name": name}
}

// query asks a question in GraphQL. Its errors come in answers that look like
// successes.
func (c *client) query(ctx context.Context, operation string, variables map[string]any) (*graph, error) {
	path := "graphql"
	if strings.HasSuffix(c.api.BaseURL.Path, "/api/v3/") {
		path = "../graphql" // of an Enterprise server
	}
	body := map[string]any{"query": discussionsQuery, "operationName": operation, "variables": variables}
	p, err := c.ask(ctx, question{path: path, post: body, check: troubled})
	if err != nil {
		return nil, err
	}
	var g graph
	if err := json.Unmarshal(p.body, &g); err != nil || g.Data.Repository == nil {
		return nil, malformed("no answer in GraphQL")
	}
	return &g, nil
}

// troubled is the error that an answer in GraphQL tells of.
func troubled(body []byte) error {
	var g graph
	if json.Unmarshal(body, &g) != nil {
		return malformed("no answer in GraphQL")
	}
	if len(g.Errors) == 0 {
		return nil
	}
	e := &answerError{code: http.StatusUnprocessableEntity, message: g.Errors[0].Message}
	switch g.Errors[0].Type {
	case "RATE_LIMITED":
		e.code = http.StatusTooManyRequests
	case "NOT_FOUND":
		e.code = http.StatusNotFound
	case "FORBIDDEN":
		e.code = http.StatusForbidden
	}
	return e
}

// discussion reads one with its comments and the answers to them.
func (r *run) discussion(ctx context.Context, v *visit, raw json.RawMessage) (*part, error) {
	p := &part{name: v.Origin("discussions", "~"+outbox.Digest(raw))}
	item, d, err := v.Discussion(raw)
	p.take(item, err, v.Origin("discussions"), raw)
	if item.Record == nil {
		return p, nil
	}
	p.name = item.Origin
	for page := d.Responses; ; {
		for _, raw := range page.Nodes {
			v.response(p, d.Number, raw)
		}
		if !page.Page.More {
			return p, nil
		}
		variables := v.variables()
		variables["number"], variables["after"] = d.Number, page.Page.End
		g, err := r.client.query(ctx, "comments", variables)
		if err != nil {
			return nil, err
		}
		if g.Data.Repository.Discussion == nil {
			return p, nil // it was deleted meanwhile
		}
		page = g.Data.Repository.Discussion.Comments
	}
}

// response reads a comment and the answers to it.
func (v *visit) response(p *part, number uint64, raw json.RawMessage) {
	at := v.Origin("discussions", number, "comments")
	item, replies, missing, err := v.Response(number, raw)
	p.take(item, err, at, raw)
	for _, raw := range replies {
		item, _, _, err := v.Response(number, raw)
		p.take(item, err, at, raw)
	}
	if missing > 0 {
		lost := outbox.Reject(item.Origin+"/replies", "too many replies", fmt.Errorf("%d are not listed", missing), nil)
		lost.Day = item.Day
		p.put(lost)
	}
}
