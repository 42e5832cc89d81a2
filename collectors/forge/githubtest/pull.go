package githubtest

import (
	"fmt"
	"strings"

	"goldenratio/internal/sample/hub"
)

// renderPull is a pull request as /pulls lists it.
func (q *query) renderPull(t *ticket) object {
	api, html := q.s.api(q.repo)+"/pulls/"+number(t), page(q.repo)+"/"+t.path()
	issue := q.s.api(q.repo) + "/issues/" + number(t)
	o := object{
		"id": t.ID, "node_id": node("PR", t.ID), "number": t.Number, "title": t.Title, "body": orNull(t.Body), "state": t.status(), "locked": false,
		"user": q.s.user(t.Author), "labels": q.labels(t), "milestone": q.milestone(t), "assignee": nil, "assignees": []any{}, "active_lock_reason": nil,
		"requested_reviewers": []any{}, "requested_teams": []any{}, "draft": t.Draft, "author_association": standing(t.Author), "auto_merge": nil,
		"created_at": stamp(t.At), "updated_at": stamp(t.Updated), "closed_at": moment(t.Closed), "merged_at": moment(t.Merged),
		"merge_commit_sha": orNull(t.mergeCommit()), "head": q.branch(t, "topic-"+number(t), t.Head), "base": q.branch(t, t.Change.Base, strings.Repeat("b", 40)),
		"url": api, "html_url": html, "diff_url": html + ".diff", "patch_url": html + ".patch", "issue_url": issue, "commits_url": api + "/commits",
		"review_comments_url": api + "/comments", "review_comment_url": q.s.api(q.repo) + "/pulls/comments{/number}", "comments_url": issue + "/comments",
		"statuses_url": q.s.api(q.repo) + "/statuses/" + t.Head,
	}
	links := object{}
	for name, href := range map[string]string{
		"self": api, "html": html, "issue": issue, "comments": issue + "/comments", "review_comments": api + "/comments",
		"review_comment": q.s.api(q.repo) + "/pulls/comments{/number}", "commits": api + "/commits", "statuses": q.s.api(q.repo) + "/statuses/" + t.Head,
	} {
		links[name] = object{"href": href}
	}
	o["_links"] = links
	return o
}

// mergeCommit is what GitHub calls so: of an open change a trial merge, which
// becomes no commit of the branch.
func (t *ticket) mergeCommit() string {
	switch {
	case !t.Merged.IsZero():
		return t.Change.MergeSHA
	case t.Closed.IsZero():
		return fmt.Sprintf("%040x", t.ID)
	}
	return ""
}

func (q *query) branch(t *ticket, ref, sha string) object {
	owner, _, _ := strings.Cut(q.repo.Name, "/")
	return object{"label": owner + ":" + ref, "ref": ref, "sha": sha, "user": q.s.user(t.Author), "repo": q.s.describe(q.repo)}
}

// pull is GET …/pulls/{number}, which knows more than the list.
func (s *Server) pull(q *query) *answer {
	t := q.find()
	if t == nil || t.Change == nil {
		return missing()
	}
	o := q.renderPull(t)
	for name, value := range (object{
		"merged": !t.Merged.IsZero(), "merged_by": s.user(t.MergedBy), "mergeable": nil, "rebaseable": nil, "mergeable_state": "unknown", "maintainer_can_modify": false,
		"comments": t.Comments, "review_comments": t.Remarks, "commits": len(t.commits()),
		"additions": t.Change.Added, "deletions": t.Change.Removed, "changed_files": t.Change.Files,
	}) {
		o[name] = value
	}
	return found(o)
}

// commits is GET …/pulls/{number}/commits, which ends at 250.
func (s *Server) commits(q *query) *answer {
	return q.under(true, func(t *ticket) *answer {
		all := t.commits()
		return list(q, all[:min(250, len(all))], 0, func(d done) any { return q.commit(d) })
	})
}

// commits are those of the newest version: one that was pushed with force takes
// the place of all before.
func (t *ticket) commits() []done {
	var all []done
	for _, d := range t.acts(only(hub.Commit, hub.Push)) {
		if d.Kind == hub.Push {
			all = nil
		}
		all = append(all, d)
	}
	return all
}

func (q *query) commit(d done) object {
	api := q.s.api(q.repo) + "/commits/" + d.SHA
	who := signature(d)
	return object{
		"sha": d.SHA, "node_id": node("C", d.ID), "url": api, "html_url": page(q.repo) + "/commit/" + d.SHA, "comments_url": api + "/comments",
		"author": q.s.user(d.By), "committer": q.s.user(d.By), "parents": []any{},
		"commit": object{
			"author": who, "committer": who, "message": d.Text, "comment_count": 0, "url": q.s.api(q.repo) + "/git/commits/" + d.SHA,
			"tree":         object{"sha": d.SHA, "url": q.s.api(q.repo) + "/git/trees/" + d.SHA},
			"verification": object{"verified": false, "reason": "unsigned", "signature": nil, "payload": nil, "verified_at": nil},
		},
	}
}

func signature(d done) object {
	if d.By == nil {
		return object{"name": "Somebody", "email": "somebody@example.org", "date": stamp(d.At)}
	}
	return object{"name": d.By.Name, "email": d.By.Email(), "date": stamp(d.At)}
}

// under answers with something of the ticket that the path names; change says
// that it has to be a pull request.
func (q *query) under(change bool, of func(*ticket) *answer) *answer {
	t := q.find()
	if t == nil || change && t.Change == nil {
		return missing()
	}
	return of(t)
}
