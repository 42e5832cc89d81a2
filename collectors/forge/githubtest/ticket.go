package githubtest

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

func number(t *ticket) string { return strconv.FormatUint(t.Number, 10) }

func (t *ticket) status() string {
	if t.Closed.IsZero() {
		return "open"
	}
	return "closed"
}

// path is where people see a ticket.
func (t *ticket) path() string {
	if t.Change != nil {
		return "pull/" + number(t)
	}
	return "issues/" + number(t)
}

// renderIssue is a ticket as /issues shows it: pull requests are issues there.
func (q *query) renderIssue(t *ticket) object {
	api := q.s.api(q.repo) + "/issues/" + number(t)
	o := object{
		"id": t.ID, "node_id": node("I", t.ID), "number": t.Number, "title": t.Title, "body": orNull(t.Body), "state": t.status(), "state_reason": orNull(t.Reason),
		"user": q.s.user(t.Author), "labels": q.labels(t), "milestone": q.milestone(t), "assignee": nil, "assignees": []any{}, "locked": false,
		"comments": t.Comments, "created_at": stamp(t.At), "updated_at": stamp(t.Updated), "closed_at": moment(t.Closed),
		"author_association": standing(t.Author), "performed_via_github_app": nil,
		"url": api, "repository_url": q.s.api(q.repo), "labels_url": api + "/labels{/name}", "comments_url": api + "/comments",
		"events_url": api + "/events", "timeline_url": api + "/timeline", "html_url": page(q.repo) + "/" + t.path(),
	}
	if t.Change != nil {
		o["draft"] = t.Draft
		o["pull_request"] = object{
			"url": q.s.api(q.repo) + "/pulls/" + number(t), "html_url": page(q.repo) + "/" + t.path(),
			"diff_url": page(q.repo) + "/" + t.path() + ".diff", "patch_url": page(q.repo) + "/" + t.path() + ".patch", "merged_at": moment(t.Merged),
		}
	}
	return o
}

// issue is GET …/issues/{number}, which knows who closed it.
func (s *Server) issue(q *query) *answer {
	return q.under(false, func(t *ticket) *answer {
		o := q.renderIssue(t)
		o["closed_by"] = s.user(t.ClosedBy)
		return found(o)
	})
}

func (q *query) labels(t *ticket) []any {
	all := []any{}
	for _, name := range t.Labels {
		all = append(all, q.label(name))
	}
	return all
}

func (q *query) label(name string) object {
	id := uint64(len(name)) + 1000
	return object{"id": id, "node_id": node("LA", id), "url": q.s.api(q.repo) + "/labels/" + url.PathEscape(name), "name": name, "description": nil, "color": "ededed", "default": false}
}

func (q *query) milestone(t *ticket) any {
	if t.Milestone == "" {
		return nil
	}
	api := q.s.api(q.repo) + "/milestones/1"
	return object{
		"id": 1, "node_id": node("MI", 1), "number": 1, "title": t.Milestone, "description": nil, "state": "open", "creator": nil, "open_issues": 0, "closed_issues": 0,
		"url": api, "labels_url": api + "/labels", "html_url": page(q.repo) + "/milestone/1", "due_on": nil, "closed_at": nil,
		"created_at": stamp(q.repo.Created), "updated_at": stamp(q.repo.Created),
	}
}

// sorted are the tickets that a list is of, in its order.
func (q *query) sorted(descending bool) []*ticket {
	key := strings.Join([]string{"list", q.FormValue("state"), q.FormValue("sort"), strconv.FormatBool(descending)}, " ")
	return view(q, key, func() []*ticket {
		all := slices.DeleteFunc(slices.Clone(q.tickets()), func(t *ticket) bool { return !q.wanted(t) })
		slices.SortFunc(all, func(a, b *ticket) int { return cmp.Or(q.when(a).Compare(q.when(b)), cmp.Compare(a.ID, b.ID)) })
		if descending {
			slices.Reverse(all)
		}
		return all
	})
}

func (q *query) wanted(t *ticket) bool {
	switch q.FormValue("state") {
	case "all":
		return true
	case "closed":
		return !t.Closed.IsZero()
	}
	return t.Closed.IsZero()
}

func (q *query) when(t *ticket) time.Time {
	if q.FormValue("sort") == "updated" {
		return t.Updated
	}
	return t.At
}

// issues is GET …/issues. It can be paged through by numbers up to ten thousand
// items, and by cursors, which the links have.
func (s *Server) issues(q *query) *answer {
	descending := q.descending(true)
	all := q.sorted(descending)
	if since := q.since(); !since.IsZero() {
		all = from(q, all, since, descending)
	}
	if after := q.FormValue("after"); after != "" {
		at, id, ok := position(after)
		if !ok {
			return failed(http.StatusUnprocessableEntity, "Invalid cursor.", "rest/issues/issues#list-repository-issues")
		}
		all = q.behind(all, at, id, descending)
	} else {
		if q.page()*q.size() >= 10_000 {
			return failed(http.StatusUnprocessableEntity, "Pagination with the page parameter is not supported for large datasets, please use cursor based pagination (after/before)", "rest/issues/issues#list-repository-issues")
		}
		all = all[min((q.page()-1)*q.size(), len(all)):]
	}
	part := all[:min(q.size(), len(all))]
	rendered := make([]any, len(part))
	for i, t := range part {
		rendered[i] = q.renderIssue(t)
	}
	a := found(rendered)
	if len(all) > len(part) {
		t := part[len(part)-1]
		next := url.Values{"after": {cursor(q.when(t), t.ID)}, "page": {strconv.Itoa(q.page() + 1)}}
		a.header.Set("Link", fmt.Sprintf("<%s>; rel=%q", q.address(next), "next"))
	}
	return a
}

// from are the tickets that were updated at a moment or later.
func from(q *query, all []*ticket, since time.Time, descending bool) []*ticket {
	if q.FormValue("sort") != "updated" {
		return slices.DeleteFunc(slices.Clone(all), func(t *ticket) bool { return t.Updated.Before(since) })
	}
	if descending {
		n, _ := slices.BinarySearchFunc(all, since, func(t *ticket, at time.Time) int {
			if t.Updated.Before(at) {
				return 1
			}
			return -1
		})
		return all[:n]
	}
	n, _ := slices.BinarySearchFunc(all, since, func(t *ticket, at time.Time) int { return t.Updated.Compare(at) })
	return all[n:]
}

// behind are the tickets that follow a position.
func (q *query) behind(all []*ticket, at int64, id uint64, descending bool) []*ticket {
	n, exact := slices.BinarySearchFunc(all, id, func(t *ticket, id uint64) int {
		c := cmp.Or(cmp.Compare(q.when(t).Unix(), at), cmp.Compare(t.ID, id))
		if descending {
			return -c
		}
		return c
	})
	if exact {
		n++
	}
	return all[n:]
}

// searchIssues is GET /search/issues for what counting needs: a repository, a kind
// and a state.
func (s *Server) searchIssues(q *query) *answer {
	var kind, state, name string
	for _, word := range strings.Fields(q.FormValue("q")) {
		switch key, value, _ := strings.Cut(word, ":"); {
		case key == "repo":
			name = strings.ToLower(value)
		case value == "open" || value == "closed":
			state = value
		case key == "is" || key == "type":
			kind = value
		}
	}
	for _, r := range s.seen(q.Request, name) {
		if strings.ToLower(r.Name) != name {
			continue
		}
		q.repo = r
		all := slices.DeleteFunc(slices.Clone(q.tickets()), func(t *ticket) bool {
			return kind == "pr" && t.Change == nil || kind == "issue" && t.Change != nil || state != "" && t.status() != state
		})
		return q.results(all)
	}
	return failed(http.StatusUnprocessableEntity, "Validation Failed", "v3/search/")
}

// results is a page of a search, which ends at a thousand.
func (q *query) results(all []*ticket) *answer {
	part, a := pageOf(q, all[:min(1000, len(all))], 0)
	if a != nil {
		return a
	}
	items := []any{}
	for _, t := range part {
		o := q.renderIssue(t)
		o["score"] = 1.0
		items = append(items, o)
	}
	a = found(object{"total_count": len(all), "incomplete_results": false, "search_type": "lexical", "items": items})
	repo := q.repo
	q.repo = nil
	q.link(a, min(1000, len(all)), 0)
	q.repo = repo
	return a
}
