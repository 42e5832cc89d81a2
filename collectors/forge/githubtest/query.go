package githubtest

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"goldenratio/internal/sample/hub"
)

// A query is one request that is being answered.
type query struct {
	*http.Request
	s    *Server
	repo *hub.Repository
}

// table lists what can be asked. What is below a repository is reached by its
// name and, as links have it, by its number.
func (s *Server) table() *http.ServeMux {
	mux := http.NewServeMux()
	for path, handle := range s.elsewhere() {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { handle(&query{Request: r, s: s}).write(w) })
	}
	for path, handle := range s.inside() {
		within := func(w http.ResponseWriter, r *http.Request) { s.within(r, handle).write(w) }
		mux.HandleFunc("GET /repos/{owner}/{repo}"+path, within)
		mux.HandleFunc("GET /repositories/{repository}"+path, within)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { missing().write(w) })
	return mux
}

func (s *Server) elsewhere() map[string]func(*query) *answer {
	return map[string]func(*query) *answer{
		"GET /users/{user}":                          s.profile,
		"GET /users/{owner}/repos":                   s.owned,
		"GET /orgs/{owner}/repos":                    s.owned,
		"POST /graphql":                              s.graph,
		"GET /search/issues":                         s.searchIssues,
		"POST /app/installations/{id}/access_tokens": s.admitApp,
	}
}

func (s *Server) inside() map[string]func(*query) *answer {
	return map[string]func(*query) *answer{
		"":                           s.repository,
		"/issues":                    s.issues,
		"/issues/{number}":           s.issue,
		"/issues/{number}/timeline":  s.timeline,
		"/pulls/{number}":            s.pull,
		"/pulls/{number}/comments":   s.remarks,
		"/pulls/{number}/commits":    s.commits,
		"/releases":                  s.releases,
		"/stargazers":                s.stargazers,
		"/traffic/views":             s.trafficViews,
		"/traffic/clones":            s.trafficClones,
		"/traffic/popular/referrers": s.referrers,
		"/traffic/popular/paths":     s.paths,
		"/actions/runs/{id}":         s.oneRun,
		"/actions/runs":              s.runs,
	}
}

func (a *answer) write(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.code)
	_, _ = w.Write(a.body)
}

// within finds the repository of a request and lets handle answer.
func (s *Server) within(r *http.Request, handle func(*query) *answer) *answer {
	name := strings.ToLower(r.PathValue("owner") + "/" + r.PathValue("repo"))
	number, _ := strconv.ParseUint(r.PathValue("repository"), 10, 64)
	for _, repo := range s.hub.Repositories {
		if strings.ToLower(repo.Name) != name && repo.ID != number {
			continue
		}
		switch {
		case !s.visible(repo, r):
			return missing()
		case s.blocked[repo.ID]:
			return takenDown()
		}
		return handle(&query{Request: r, s: s, repo: repo})
	}
	if id, ok := s.moved[name]; ok {
		return s.redirect(r, id)
	}
	return missing()
}

// visible reports whether somebody may know that a repository is there.
func (s *Server) visible(repo *hub.Repository, r *http.Request) bool {
	return !s.hidden[repo.ID] && (!repo.Private || who(r) != "")
}

func takenDown() *answer {
	a := found(object{"message": "Repository access blocked", "block": object{"reason": "dmca", "created_at": "2020-01-01T00:00:00Z", "html_url": "https://github.com/github/dmca"}})
	a.code = http.StatusUnavailableForLegalReasons
	return a
}

// redirect leads from a repository's former name to its number.
func (s *Server) redirect(r *http.Request, id uint64) *answer {
	_, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/repos/"), "/")
	_, rest, _ = strings.Cut(rest, "/")
	to := s.options.Base + strings.TrimSuffix(fmt.Sprintf("/repositories/%d/%s", id, rest), "/")
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	a := found(object{"message": "Moved Permanently", "url": to, "documentation_url": "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects"})
	a.code = http.StatusMovedPermanently
	a.header.Set("Location", to)
	return a
}

// size is per_page: 30, at most 100.
func (q *query) size() int {
	n, err := strconv.Atoi(q.FormValue("per_page"))
	if err != nil || n < 1 {
		return 30
	}
	return min(n, 100)
}

func (q *query) page() int {
	n, err := strconv.Atoi(q.FormValue("page"))
	if err != nil {
		return 1
	}
	return max(n, 1)
}

// since is the moment from which on things are asked for; zero for all.
func (q *query) since() time.Time {
	t, err := time.Parse(time.RFC3339, q.FormValue("since"))
	if err != nil {
		return time.Time{}
	}
	return t
}

// descending reads the direction, which is otherwise as given.
func (q *query) descending(otherwise bool) bool {
	switch q.FormValue("direction") {
	case "asc":
		return false
	case "desc":
		return true
	}
	return otherwise
}

// list answers one page of all by page numbers. deepest, where not 0, is the
// last page that there is.
func list[T any](q *query, all []T, deepest int, render func(T) any) *answer {
	part, a := pageOf(q, all, deepest)
	if a != nil {
		return a
	}
	rendered := make([]any, len(part))
	for i, one := range part {
		rendered[i] = render(one)
	}
	a = found(rendered)
	q.link(a, len(all), deepest)
	return a
}

// pageOf cuts a page out of all.
func pageOf[T any](q *query, all []T, deepest int) ([]T, *answer) {
	if deepest > 0 && q.page() > deepest {
		return nil, failed(http.StatusUnprocessableEntity, "In order to keep the API fast for everyone, pagination is limited for this resource.", "v3/#pagination")
	}
	from := min((q.page()-1)*q.size(), len(all))
	return all[from:min(from+q.size(), len(all))], nil
}

// link sets the Link header of a page.
func (q *query) link(a *answer, n, deepest int) {
	last := (n + q.size() - 1) / q.size()
	if deepest > 0 {
		last = min(last, deepest)
	}
	var links []string
	add := func(rel string, page int) {
		links = append(links, fmt.Sprintf("<%s>; rel=%q", q.address(url.Values{"page": {strconv.Itoa(page)}}), rel))
	}
	page := q.page()
	if page > 1 {
		add("prev", page-1)
	}
	if page < last {
		add("next", page+1)
		add("last", last)
	}
	if page > 1 {
		add("first", 1)
	}
	if len(links) > 0 {
		a.header.Set("Link", strings.Join(links, ", "))
	}
}

// address is the request's own with other parameters. A repository is named by
// its number there.
func (q *query) address(with url.Values) string {
	path := q.URL.Path
	if q.repo != nil {
		path = strings.TrimPrefix(path, "/repos/"+q.PathValue("owner")+"/"+q.PathValue("repo"))
		path = strings.TrimPrefix(path, "/repositories/"+q.PathValue("repository"))
		path = fmt.Sprintf("/repositories/%d%s", q.repo.ID, path)
	}
	values := q.URL.Query()
	for name, value := range with {
		values[name] = value
		if value[0] == "" {
			delete(values, name)
		}
	}
	return q.s.options.Base + path + "?" + values.Encode()
}

// cursor and position are two ways of writing where a list is to go on.
func cursor(at time.Time, id uint64) string {
	return base64.URLEncoding.EncodeToString(fmt.Appendf(nil, "cursor:v2:%d:%d", at.Unix(), id))
}

func position(cursor string) (at int64, id uint64, ok bool) {
	text, err := base64.URLEncoding.DecodeString(cursor)
	if err != nil {
		return 0, 0, false
	}
	n, err := fmt.Sscanf(string(text), "cursor:v2:%d:%d", &at, &id)
	return at, id, err == nil && n == 2
}
