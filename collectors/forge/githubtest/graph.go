package githubtest

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"goldenratio/internal/sample/hub"
)

// A question is one in GraphQL. Only its variables are looked at: whether its text
// is one that GitHub understands is for its schema to say. Everything that there
// is to say of a discussion is answered, so that an answer can hold more than was
// asked for.
type question struct {
	Variables struct {
		Owner, Name string
		Number      uint64
		First       int
		After       string
	} `json:"variables"`
}

// graph is POST /graphql, of which there are discussions.
func (s *Server) graph(q *query) *answer {
	if who(q.Request) == "" {
		return failed(401, "This endpoint requires you to be authenticated.", "graphql/guides/forming-calls-with-graphql#authenticating-with-graphql")
	}
	var asked question
	text, err := io.ReadAll(q.Body)
	if err == nil {
		err = json.Unmarshal(text, &asked)
	}
	if err != nil {
		return failed(400, "Problems parsing JSON", "graphql")
	}
	name := strings.ToLower(asked.Variables.Owner + "/" + asked.Variables.Name)
	for _, r := range s.seen(q.Request, name) {
		if strings.ToLower(r.Name) == name {
			q.repo = r
			return found(object{"data": object{"repository": q.discussed(&asked)}})
		}
	}
	return found(object{"data": object{"repository": nil}, "errors": []any{object{
		"type": "NOT_FOUND", "path": []string{"repository"}, "message": "Could not resolve to a Repository with the name '" + name + "'.",
	}}})
}

// discussed answers for one discussion or for a page of all.
func (q *query) discussed(asked *question) object {
	if n := asked.Variables.Number; n != 0 {
		for _, t := range q.talks() {
			if t.Number == n {
				return object{"discussion": object{"comments": q.said(t, asked.Variables.After, 0)}}
			}
		}
		return object{"discussion": nil}
	}
	all := q.talks()
	at, id, ok := position(asked.Variables.After)
	all = slices.DeleteFunc(all, func(t *ticket) bool {
		return ok && cmp.Or(cmp.Compare(t.Updated.Unix(), at), cmp.Compare(t.ID, id)) <= 0
	})
	part, nodes, end := all[:min(asked.Variables.First, len(all))], []any{}, asked.Variables.After
	for _, t := range part {
		nodes, end = append(nodes, q.discussion(t)), cursor(t.Updated, t.ID)
	}
	return object{"discussions": object{"totalCount": len(q.repo.Talks), "nodes": nodes, "pageInfo": object{"hasNextPage": len(all) > len(part), "endCursor": orNull(end)}}}
}

// talks are the discussions in the order of their last update.
func (q *query) talks() []*ticket {
	var all []*ticket
	for _, t := range q.repo.Talks {
		all = append(all, &ticket{t, t.State()})
	}
	slices.SortFunc(all, func(a, b *ticket) int { return cmp.Or(a.Updated.Compare(b.Updated), cmp.Compare(a.ID, b.ID)) })
	return all
}

func (q *query) discussion(t *ticket) object {
	labels := []any{}
	for _, name := range t.Labels {
		labels = append(labels, object{"name": name})
	}
	return object{
		"number": t.Number, "title": t.Title, "url": page(q.repo) + "/discussions/" + number(t), "createdAt": stamp(t.At), "updatedAt": stamp(t.Updated),
		"closedAt": moment(t.Closed), "stateReason": orNull(strings.ToUpper(t.Reason)), "author": actor(t.Author),
		"labels": object{"nodes": labels}, "comments": q.said(t, "", 0),
	}
}

// said are the comments on a discussion from a place on, fifty at a time, or the
// replies to one of them, a hundred.
func (q *query) said(t *ticket, after string, under uint64) object {
	all := slices.DeleteFunc(t.acts(only(hub.Comment)), func(d done) bool { return d.Under != under })
	total, most := len(all), 50
	if under != 0 {
		most = 100
	}
	if _, id, ok := position(after); ok {
		all = slices.DeleteFunc(all, func(d done) bool { return d.ID <= id })
	}
	part, nodes, end := all[:min(most, len(all))], []any{}, ""
	for _, d := range part {
		node := object{"databaseId": d.ID, "createdAt": stamp(d.At), "updatedAt": stamp(d.Changed()), "authorAssociation": standing(d.By), "author": actor(d.By)}
		if under == 0 {
			node["replies"] = q.said(t, "", d.ID)
		}
		nodes, end = append(nodes, node), cursor(d.At, d.ID)
	}
	return object{"totalCount": total, "nodes": nodes, "pageInfo": object{"hasNextPage": len(all) > len(part), "endCursor": orNull(end)}}
}

// actor is an account as GraphQL names it: programs without their suffix.
func actor(p *hub.Person) any {
	switch {
	case p == nil:
		return nil
	case p.Robot:
		return object{"__typename": "Bot", "login": strings.TrimSuffix(p.Login, "[bot]")}
	}
	return object{"__typename": "User", "login": p.Login}
}
