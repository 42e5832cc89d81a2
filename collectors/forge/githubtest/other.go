package githubtest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"goldenratio/internal/sample/hub"
)

// releases is GET …/releases, newest first.
func (s *Server) releases(q *query) *answer {
	all := slices.Clone(q.repo.Releases)
	slices.Reverse(all)
	return list(q, all, 0, func(r *hub.Release) any { return q.release(r) })
}

func (q *query) release(r *hub.Release) object {
	api := fmt.Sprintf("%s/releases/%d", q.s.api(q.repo), r.ID)
	return object{
		"id": r.ID, "node_id": node("RE", r.ID), "tag_name": r.Tag, "target_commitish": q.repo.Branch, "name": orNull(r.Title), "body": nil, "draft": false,
		"prerelease": r.Candidate, "author": q.s.user(r.By), "created_at": stamp(r.At), "published_at": stamp(r.At), "assets": []any{},
		"url": api, "assets_url": api + "/assets", "upload_url": api + "/assets{?name,label}", "html_url": page(q.repo) + "/releases/tag/" + r.Tag,
		"tarball_url": q.s.api(q.repo) + "/tarball/" + r.Tag, "zipball_url": q.s.api(q.repo) + "/zipball/" + r.Tag,
	}
}

// stargazers is GET …/stargazers, oldest first, of which 400 pages are shown.
func (s *Server) stargazers(q *query) *answer {
	dated := strings.Contains(q.Header.Get("Accept"), "star+json")
	return list(q, q.repo.Stars, 400, func(star hub.Star) any {
		if !dated {
			return s.user(star.By)
		}
		return object{"starred_at": stamp(star.At), "user": s.user(star.By)}
	})
}

// visits are those of the last two weeks; traffic is for those who may push.
func (q *query) visits() []hub.Visits {
	since := q.s.options.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, -14)
	return slices.DeleteFunc(slices.Clone(q.repo.Visits), func(v hub.Visits) bool { return v.Day.Before(since) })
}

func (q *query) traffic(name string, of func(hub.Visits) (count, uniques uint64)) *answer {
	if who(q.Request) == "" {
		return failed(403, "Must have push access to repository", "rest/metrics/traffic")
	}
	days, all, ones := []any{}, uint64(0), uint64(0)
	for _, v := range q.visits() {
		count, uniques := of(v)
		all, ones = all+count, ones+uniques
		days = append(days, object{"timestamp": stamp(v.Day), "count": count, "uniques": uniques})
	}
	return found(object{"count": all, "uniques": ones, name: days})
}

func (s *Server) trafficViews(q *query) *answer {
	return q.traffic("views", func(v hub.Visits) (count, uniques uint64) { return v.Views, v.Visitors })
}

func (s *Server) trafficClones(q *query) *answer {
	return q.traffic("clones", func(v hub.Visits) (count, uniques uint64) { return v.Clones, v.Cloners })
}

// referrers and paths are the most popular of the last two weeks.
func (s *Server) referrers(q *query) *answer {
	return q.popular(func(all uint64) object {
		return object{"referrer": "news.example.org", "count": all, "uniques": all/2 + 1}
	})
}

func (s *Server) paths(q *query) *answer {
	return q.popular(func(all uint64) object {
		return object{"path": "/" + q.repo.Name, "title": q.repo.Name, "count": all, "uniques": all/2 + 1}
	})
}

func (q *query) popular(one func(views uint64) object) *answer {
	if who(q.Request) == "" {
		return failed(403, "Must have push access to repository", "rest/metrics/traffic")
	}
	all := uint64(0)
	for _, v := range q.visits() {
		all += v.Views
	}
	if all == 0 {
		return found([]any{})
	}
	return found([]any{one(all)})
}

// runs is GET …/actions/runs, newest first; with a filter it ends at a thousand.
func (s *Server) runs(q *query) *answer {
	all := slices.Clone(q.repo.Runs)
	slices.SortFunc(all, func(a, b *hub.Run) int { return b.At.Compare(a.At) })
	filtered := false
	for name, of := range map[string]func(*hub.Run) string{
		"branch": func(r *hub.Run) string { return r.Branch }, "event": func(r *hub.Run) string { return r.Event },
		"status": func(r *hub.Run) string { return r.Outcome },
	} {
		if want := q.FormValue(name); want != "" {
			filtered = true
			all = slices.DeleteFunc(all, func(r *hub.Run) bool { return of(r) != want })
		}
	}
	if within := q.FormValue("created"); within != "" {
		filtered = true
		all = slices.DeleteFunc(all, func(r *hub.Run) bool { return !covers(within, r.At) })
	}
	total := len(all)
	if filtered {
		all = all[:min(1000, len(all))]
	}
	part, a := pageOf(q, all, 0)
	if a != nil {
		return a
	}
	rendered := []any{}
	for _, r := range part {
		rendered = append(rendered, q.run(r))
	}
	a = found(object{"total_count": total, "workflow_runs": rendered})
	q.link(a, len(all), 0)
	return a
}

// oneRun is GET …/actions/runs/{id}.
func (s *Server) oneRun(q *query) *answer {
	for _, r := range q.repo.Runs {
		if strconv.FormatUint(r.ID, 10) == q.PathValue("id") {
			return found(q.run(r))
		}
	}
	return missing()
}

// covers reports whether a search's range of dates holds a moment: >=X, <=X,
// X..Y with * for an open end, days or times.
func covers(within string, at time.Time) bool {
	from, to, span := strings.Cut(within, "..")
	switch {
	case strings.HasPrefix(within, ">="):
		from, to = within[2:], "*"
	case strings.HasPrefix(within, ">"):
		return !at.Before(edge(within[1:], true).Add(time.Second))
	case strings.HasPrefix(within, "<="):
		from, to = "*", within[2:]
	case strings.HasPrefix(within, "<"):
		return at.Before(edge(within[1:], false))
	case !span:
		to = from
	}
	return (from == "*" || !at.Before(edge(from, false))) && (to == "*" || !at.After(edge(to, true)))
}

// edge is the first or last second that a date or time stands for.
func edge(text string, last bool) time.Time {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t
	}
	t, _ := time.Parse(time.DateOnly, text)
	if last {
		t = t.Add(24*time.Hour - time.Second)
	}
	return t
}

func (q *query) run(r *hub.Run) object {
	api := fmt.Sprintf("%s/actions/runs/%d", q.s.api(q.repo), r.ID)
	status, outcome := "completed", orNull(r.Outcome)
	if r.Outcome == "" {
		status = "in_progress"
	}
	head := q.s.place(q.repo)
	if r.Fork != "" {
		head["full_name"], head["id"] = r.Fork, q.repo.ID+1_000_000
	}
	o := object{
		"id": r.ID, "node_id": node("WFR", r.ID), "name": r.Name, "head_branch": r.Branch, "head_sha": r.SHA, "path": ".github/workflows/" + r.Name + ".yml",
		"run_number": r.ID % 100_000, "run_attempt": r.Attempt, "event": r.Event, "display_title": r.Name, "status": status, "conclusion": outcome, "workflow_id": 1,
		"check_suite_id": r.ID, "check_suite_node_id": node("CS", r.ID), "pull_requests": []any{}, "actor": q.s.user(r.By), "triggering_actor": q.s.user(r.By),
		"created_at": stamp(r.At), "updated_at": stamp(r.Ended), "run_started_at": stamp(r.At), "repository": q.s.place(q.repo), "head_repository": head,
		"head_commit": nil, "url": api, "html_url": fmt.Sprintf("%s/actions/runs/%d", page(q.repo), r.ID), "check_suite_url": q.s.api(q.repo) + "/check-suites/1",
		"workflow_url": q.s.api(q.repo) + "/actions/workflows/1", "previous_attempt_url": nil,
	}
	for name, path := range map[string]string{"jobs": "jobs", "logs": "logs", "artifacts": "artifacts", "cancel": "cancel", "rerun": "rerun"} {
		o[name+"_url"] = api + "/" + path
	}
	return o
}
