package githubtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"goldenratio/internal/sample/hub"
)

// below are the addresses that a repository's description spells out.
func below() map[string]string {
	return map[string]string{
		"archive": "{archive_format}{/ref}", "assignees": "{/user}", "blobs": "git/blobs{/sha}", "branches": "{/branch}", "collaborators": "{/collaborator}",
		"comments": "{/number}", "commits": "{/sha}", "compare": "compare/{base}...{head}", "contents": "contents/{+path}", "contributors": "", "deployments": "",
		"downloads": "", "events": "", "forks": "", "git_commits": "git/commits{/sha}", "git_refs": "git/refs{/sha}", "git_tags": "git/tags{/sha}", "hooks": "",
		"issue_comment": "issues/comments{/number}", "issue_events": "issues/events{/number}", "issues": "{/number}", "keys": "{/key_id}", "labels": "{/name}",
		"languages": "", "merges": "", "milestones": "{/number}", "notifications": "{?since,all,participating}", "pulls": "{/number}", "releases": "{/id}",
		"stargazers": "", "statuses": "statuses/{sha}", "subscribers": "", "subscription": "", "tags": "", "teams": "", "trees": "git/trees{/sha}",
	}
}

func (s *Server) api(r *hub.Repository) string { return s.options.Base + "/repos/" + r.Name }

func page(r *hub.Repository) string { return "https://github.com/" + r.Name }

// place is a repository's name and addresses, as other answers have it.
func (s *Server) place(r *hub.Repository) object {
	owner, name, _ := strings.Cut(r.Name, "/")
	o := object{
		"id": r.ID, "node_id": node("R", r.ID), "name": name, "full_name": r.Name, "private": r.Private, "fork": r.Parent != "",
		"owner": s.owner(owner, 1, "Organization"), "html_url": page(r), "url": s.api(r), "description": nil,
	}
	for what, path := range below() {
		if !strings.Contains(path, "/") || strings.HasPrefix(path, "{") {
			path = what + path
		}
		o[what+"_url"] = s.api(r) + "/" + path
	}
	return o
}

// describe is a repository with its figures, in the middle of other answers.
func (s *Server) describe(r *hub.Repository) raw {
	return view(&query{s: s, repo: r}, "description", func() raw { return found(s.full(r)).body })
}

// full is the same on its own.
func (s *Server) full(r *hub.Repository) object {
	o := s.place(r)
	open := 0
	for _, t := range r.Tickets {
		if t.State().Closed.IsZero() {
			open++
		}
	}
	for name, value := range (object{
		"created_at": stamp(r.Created), "updated_at": stamp(r.Created), "pushed_at": stamp(r.Created), "default_branch": r.Branch,
		"archived": r.Archived, "disabled": false, "visibility": visibility(r), "homepage": nil, "language": "C", "mirror_url": nil, "license": nil, "topics": []string{},
		"size": 1, "forks": r.Forks, "forks_count": r.Forks, "stargazers_count": len(r.Stars), "watchers": len(r.Stars), "watchers_count": len(r.Stars),
		"subscribers_count": r.Watchers, "network_count": r.Forks, "open_issues": open, "open_issues_count": open,
		"has_issues": true, "has_projects": true, "has_wiki": false, "has_pages": false, "has_downloads": true, "has_discussions": len(r.Talks) > 0,
		"clone_url": page(r) + ".git", "git_url": "git://github.com/" + r.Name + ".git", "ssh_url": "git@github.com:" + r.Name + ".git", "svn_url": page(r),
		"permissions": object{"admin": true, "push": true, "pull": true},
	}) {
		o[name] = value
	}
	return o
}

func visibility(r *hub.Repository) string {
	if r.Private {
		return "private"
	}
	return "public"
}

// repository is GET /repos/{owner}/{repo}.
func (s *Server) repository(q *query) *answer {
	o := s.full(q.repo)
	if q.repo.Parent != "" {
		for _, r := range s.hub.Repositories {
			if r.Name == q.repo.Parent {
				o["parent"], o["source"] = s.describe(r), s.describe(r)
			}
		}
	}
	return found(o)
}

// owned is GET /orgs/{org}/repos and GET /users/{user}/repos.
func (s *Server) owned(q *query) *answer {
	all := s.seen(q.Request, strings.ToLower(q.PathValue("owner"))+"/")
	if len(all) == 0 && !s.owns(q.PathValue("owner")) {
		return missing()
	}
	return list(q, all, 0, func(r *hub.Repository) any { return s.describe(r) })
}

// seen are the repositories that a request may know of, by name.
func (s *Server) seen(r *http.Request, prefix string) []*hub.Repository {
	all := slices.DeleteFunc(slices.Clone(s.hub.Repositories), func(repo *hub.Repository) bool {
		return !strings.HasPrefix(strings.ToLower(repo.Name), prefix) || !s.visible(repo, r)
	})
	slices.SortFunc(all, func(a, b *hub.Repository) int { return strings.Compare(a.Name, b.Name) })
	return all
}

func (s *Server) owns(owner string) bool {
	return slices.ContainsFunc(s.hub.Owners, func(o string) bool { return strings.EqualFold(o, owner) })
}

// admitApp gives an app a token for an hour, as if its signature were right. It is
// for servers that take every token.
func (s *Server) admitApp(q *query) *answer {
	token := fmt.Sprintf("ghs_%s_%d", q.PathValue("id"), s.requests)
	a := found(object{"token": token, "expires_at": stamp(s.options.Now().Add(3600e9)), "permissions": object{"issues": "read", "metadata": "read"}, "repository_selection": "all"})
	a.code = http.StatusCreated
	return a
}
