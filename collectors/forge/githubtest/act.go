package githubtest

import (
	"fmt"
	"slices"
	"strings"

	"goldenratio/internal/sample/hub"
)

func (q *query) comment(d done) object {
	api := q.s.api(q.repo) + "/issues"
	return object{
		"id": d.ID, "node_id": node("IC", d.ID), "url": fmt.Sprintf("%s/comments/%d", api, d.ID), "issue_url": api + "/" + number(d.of),
		"html_url": fmt.Sprintf("%s/%s#issuecomment-%d", page(q.repo), d.of.path(), d.ID), "user": q.s.user(d.By), "body": d.Text,
		"created_at": stamp(d.At), "updated_at": stamp(d.Changed()), "author_association": standing(d.By), "performed_via_github_app": nil,
	}
}

// event is an act that is no text.
func (q *query) event(d done) object {
	o := object{
		"id": d.ID, "node_id": node("EV", d.ID), "url": fmt.Sprintf("%s/issues/events/%d", q.s.api(q.repo), d.ID), "actor": q.s.user(d.By),
		"event": eventName(d.Kind), "commit_id": nil, "commit_url": nil, "created_at": stamp(d.At), "performed_via_github_app": nil,
	}
	switch d.Kind {
	case hub.Closed:
		o["state_reason"] = orNull(d.Subject)
	case hub.Merged, hub.Push:
		o["commit_id"], o["commit_url"] = d.SHA, q.s.api(q.repo)+"/commits/"+d.SHA
	case hub.Requested:
		o["review_requester"], o["requested_reviewer"] = q.s.user(d.By), q.s.user(d.Person)
	case hub.Dismissal:
		o["dismissed_review"] = object{"review_id": d.Under, "state": d.before(), "dismissal_message": d.Text}
	case hub.Labelled, hub.Unlabelled:
		o["label"] = object{"name": d.Subject, "color": "ededed"}
	case hub.Milestone:
		o["milestone"] = object{"title": d.Subject}
	}
	return o
}

// past is everything that was done to one ticket but for comments on lines: the
// commits first, as GitHub has them.
func (t *ticket) past() []func(*query) object {
	var all []func(*query) object
	for _, d := range t.commits() {
		all = append(all, func(q *query) object { return q.committed(d) })
	}
	for _, d := range t.acts(func(k hub.Kind) bool { return k != hub.LineComment && k != hub.Commit }) {
		all = append(all, func(q *query) object { return q.moment(d) })
	}
	return all
}

// timeline is GET …/issues/{number}/timeline.
func (s *Server) timeline(q *query) *answer {
	return q.under(false, func(t *ticket) *answer {
		return list(q, t.past(), 0, func(one func(*query) object) any { return one(q) })
	})
}

func (q *query) moment(d done) object {
	switch {
	case d.Kind == hub.Comment:
		o := q.comment(d)
		o["event"], o["actor"] = "commented", q.s.user(d.By)
		return o
	case isReview(d.Kind):
		o := q.review(d)
		o["event"] = "reviewed"
		o["state"] = strings.ToLower(fmt.Sprint(o["state"]))
		return o
	}
	return q.event(d)
}

// committed is a commit as the timeline has it: without id or account.
func (q *query) committed(d done) object {
	who := signature(d)
	return object{
		"event": "committed", "sha": d.SHA, "node_id": node("C", d.ID), "url": q.s.api(q.repo) + "/git/commits/" + d.SHA,
		"html_url": page(q.repo) + "/commit/" + d.SHA, "author": who, "committer": who, "message": d.Text, "parents": []any{},
		"tree":         object{"sha": d.SHA, "url": q.s.api(q.repo) + "/git/trees/" + d.SHA},
		"verification": object{"verified": false, "reason": "unsigned", "signature": nil, "payload": nil, "verified_at": nil},
	}
}

func (q *query) review(d done) object {
	pull := q.s.api(q.repo) + "/pulls/" + number(d.of)
	html := fmt.Sprintf("%s/%s#pullrequestreview-%d", page(q.repo), d.of.path(), d.ID)
	return object{
		"id": d.ID, "node_id": node("PRR", d.ID), "user": q.s.user(d.By), "body": d.Text, "state": verdict(d), "html_url": html, "pull_request_url": pull,
		"submitted_at": stamp(d.At), "commit_id": orNull(d.SHA), "author_association": standing(d.By),
		"_links": object{"html": object{"href": html}, "pull_request": object{"href": pull}},
	}
}

func verdict(d done) string {
	switch {
	case slices.ContainsFunc(d.of.Acts, func(a *hub.Act) bool { return a.Kind == hub.Dismissal && a.Under == d.ID }):
		return "DISMISSED"
	case d.Kind == hub.Approval:
		return "APPROVED"
	case d.Kind == hub.ChangesRequested:
		return "CHANGES_REQUESTED"
	}
	return "COMMENTED"
}

// before is what a review said that was dismissed.
func (d done) before() string {
	for _, a := range d.of.Acts {
		if a.ID == d.Under && a.Kind == hub.Approval {
			return "approved"
		}
	}
	return "changes_requested"
}

// remarks is GET …/pulls/{number}/comments.
func (s *Server) remarks(q *query) *answer {
	return q.under(true, func(t *ticket) *answer {
		return list(q, q.arranged(t.acts(only(hub.LineComment))), 0, func(d done) any { return q.remark(d) })
	})
}

func (q *query) remark(d done) object {
	pull := q.s.api(q.repo) + "/pulls/" + number(d.of)
	api := fmt.Sprintf("%s/pulls/comments/%d", q.s.api(q.repo), d.ID)
	html := fmt.Sprintf("%s/%s#discussion_r%d", page(q.repo), d.of.path(), d.ID)
	return object{
		"id": d.ID, "node_id": node("PRRC", d.ID), "url": api, "pull_request_review_id": d.Under, "diff_hunk": "@@ -1 +1 @@", "path": "main.c",
		"commit_id": d.SHA, "original_commit_id": d.SHA, "position": 1, "original_position": 1, "subject_type": "line",
		"user": q.s.user(d.By), "body": d.Text, "created_at": stamp(d.At), "updated_at": stamp(d.Changed()), "html_url": html,
		"pull_request_url": pull, "author_association": standing(d.By),
		"_links": object{"self": object{"href": api}, "html": object{"href": html}, "pull_request": object{"href": pull}},
	}
}
