package gitlab

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch/fetchtest"
)

// An object is one as GitLab's API shows it.
type object map[string]any

// A lab is a GitLab of our own: what it serves, pages and refuses follows the
// published description of the real one's API.
type lab struct {
	*fetchtest.Server
	token string // that it wants; empty: none
	below string // where it lies on its server; empty: at the root

	mu       sync.Mutex
	projects []object
	lists    map[string][]object // by path below the API
	people   map[string]object   // pages, by the path below the API
	moved    map[string]string   // what a project was called before, and is now
	between  func(path string)   // called before each page
	refuses  string              // what GraphQL answers to everything; empty: it answers
	clock    time.Time
	window   []time.Time   // of the requests of the last minute
	allowed  int           // requests a minute; 0: as many as one likes
	rude     int           // requests in spite of being told to wait
	patience time.Duration // how long somebody is sent away
	away     time.Time     // until then
	waits    []string      // why the collector said that it waits
}

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

func start(t testing.TB) *lab {
	t.Helper()
	l := &lab{clock: noon}
	l.Server = fetchtest.Start(t, l, nil)
	l.clear()
	return l
}

// clear empties the GitLab.
func (l *lab) clear() {
	l.projects, l.lists, l.people, l.moved = nil, map[string][]object{}, map[string]object{}, map[string]string{}
}

// collector returns one of all projects of the group demo.
func (l *lab) collector(projects ...string) *Collector {
	if projects == nil {
		projects = []string{"demo/**"}
	}
	place := collectors.Place{Now: l.now, Waiting: func(until time.Time, why string) { l.waits = append(l.waits, why) }}
	c := New(place, Options{URL: l.URL + l.below, Projects: projects, RequestsPerSecond: 1e6})
	c.sleep = l.sleep
	c.batch, c.size = 5, 3
	return c
}

func (l *lab) now() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.clock
}

// sleep lets the clock jump.
func (l *lab) sleep(ctx context.Context, d time.Duration) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clock = l.clock.Add(d)
	return ctx.Err()
}

// ServeHTTP implements http.Handler.
func (l *lab) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	path, inside := strings.CutPrefix(req.URL.EscapedPath(), l.below+"/api/v4/")
	if graph := req.URL.Path == l.below+"/api/graphql"; !inside && !graph {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	if l.between != nil {
		l.between(path)
	}
	w.Header().Set("Date", l.clock.Format(http.TimeFormat))
	switch {
	case l.limited(w):
		w.WriteHeader(http.StatusTooManyRequests)
	case l.token != "" && req.Header.Get("Private-Token") != l.token:
		w.WriteHeader(http.StatusUnauthorized)
	case !inside:
		l.graphql(w, req)
	default:
		l.rest(w, req, path)
	}
}

// limited counts a request, and says whether it was one too many.
func (l *lab) limited(w http.ResponseWriter) bool {
	if l.allowed == 0 {
		return false
	}
	if l.clock.Before(l.away) {
		l.rude++
	}
	old := l.clock.Add(-time.Minute)
	l.window = slices.DeleteFunc(l.window, func(at time.Time) bool { return !at.After(old) })
	if len(l.window) >= l.allowed {
		l.away = l.clock.Add(l.patience)
		w.Header().Set("Retry-After", strconv.Itoa(int(l.patience.Seconds())))
		return true
	}
	l.window = append(l.window, l.clock)
	left := l.allowed - len(l.window)
	w.Header().Set("RateLimit-Limit", strconv.Itoa(l.allowed))
	w.Header().Set("RateLimit-Remaining", strconv.Itoa(left))
	w.Header().Set("RateLimit-Reset", strconv.FormatInt(l.window[0].Add(time.Minute).Unix(), 10))
	return false
}

func (l *lab) rest(w http.ResponseWriter, req *http.Request, path string) {
	parts := strings.Split(path, "/")
	for i := range parts {
		parts[i], _ = url.PathUnescape(parts[i])
	}
	switch {
	case parts[0] == "users" && l.people[path] != nil:
		answer(w, l.people[path])
	case parts[0] == "groups" && len(parts) == 3:
		l.page(w, req, l.inGroup(parts[1]))
	case parts[0] == "projects" && len(parts) == 2:
		l.project(w, req, parts[1])
	default:
		all, ok := l.lists[path]
		if !ok && !l.known(parts) {
			http.Error(w, `{"message":"404 Not found"}`, http.StatusNotFound)
			return
		}
		l.page(w, req, all)
	}
}

func (l *lab) project(w http.ResponseWriter, req *http.Request, name string) {
	if now := l.moved[name]; now != "" {
		http.Redirect(w, req, l.below+"/api/v4/projects/"+url.PathEscape(now), http.StatusMovedPermanently)
		return
	}
	for _, p := range l.projects {
		if p["path_with_namespace"] == name || fmt.Sprint(p["id"]) == name {
			answer(w, p)
			return
		}
	}
	http.Error(w, `{"message":"404 Project Not Found"}`, http.StatusNotFound)
}

// known reports whether a list without objects is there: one of a project, or of
// an issue.
func (l *lab) known(parts []string) bool {
	for _, p := range l.projects {
		if fmt.Sprint(p["id"]) != parts[1] {
			continue
		}
		return len(parts) == 3 || slices.ContainsFunc(l.lists[strings.Join(parts[:3], "/")], func(o object) bool { return fmt.Sprint(o["iid"]) == parts[3] })
	}
	return false
}

func (l *lab) inGroup(group string) (all []object) {
	for _, p := range l.projects {
		if strings.HasPrefix(fmt.Sprint(p["path_with_namespace"]), group+"/") {
			all = append(all, p)
		}
	}
	return all
}

// page serves a page of a list, filtered and in order as was asked for.
func (l *lab) page(w http.ResponseWriter, req *http.Request, all []object) {
	query := req.URL.Query()
	var found []object
	for _, o := range all {
		if after, err := time.Parse(time.RFC3339, query.Get("updated_after")); err == nil && stamp(o, "updated_at").Before(after) {
			continue
		}
		if query.Get("confidential") == "false" && o["confidential"] == true || query.Get("ref") != "" && o["ref"] != query.Get("ref") {
			continue
		}
		found = append(found, o)
	}
	if by := query.Get("order_by"); by == "updated_at" || by == "created_at" {
		slices.SortStableFunc(found, func(a, b object) int { return stamp(a, by).Compare(stamp(b, by)) })
	}
	number, size := atoi(query.Get("page"), 1), atoi(query.Get("per_page"), 20)
	from, to := min(len(found), (number-1)*size), min(len(found), number*size)
	w.Header().Set("X-Total", strconv.Itoa(len(found)))
	if to < len(found) {
		query.Set("page", strconv.Itoa(number+1))
		w.Header().Set("X-Next-Page", strconv.Itoa(number+1))
		w.Header().Set("Link", fmt.Sprintf(`<%s%s?%s>; rel="next"`, l.URL, req.URL.EscapedPath(), query.Encode()))
	}
	answer(w, append([]object{}, found[from:to]...))
}

// graphql answers the two questions that are asked: what there is, and how large a
// merge request is, of which the latter is the object's own "size".
func (l *lab) graphql(w http.ResponseWriter, req *http.Request) {
	var asked struct {
		Variables struct {
			Project, After, Number string
			Size                   int
			Issues, Changes        bool
		}
	}
	if err := json.NewDecoder(req.Body).Decode(&asked); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if l.refuses != "" {
		answer(w, object{"errors": []object{{"message": l.refuses}}})
		return
	}
	v := asked.Variables
	field, name := "issues", "issues"
	if v.Changes {
		field, name = "mergeRequests", "merge_requests"
	}
	for _, p := range l.projects {
		if p["path_with_namespace"] == v.Project && v.Number != "" {
			answer(w, object{"data": object{"project": object{"mergeRequest": l.sizeOf(p, v.Number)}}})
			return
		}
		if p["path_with_namespace"] == v.Project {
			answer(w, object{"data": object{"project": object{field: connection(l.lists[fmt.Sprintf("projects/%v/%s", p["id"], name)], v.After, v.Size)}}})
			return
		}
	}
	answer(w, object{"data": object{"project": nil}})
}

// sizeOf is what GraphQL tells of a merge request; nil for one that is not there.
func (l *lab) sizeOf(p object, number string) object {
	for _, o := range l.lists[fmt.Sprintf("projects/%v/merge_requests", p["id"])] {
		if fmt.Sprint(o["iid"]) == number {
			return object{"diffStatsSummary": o["size"]}
		}
	}
	return nil
}

func connection(all []object, after string, size int) object {
	all = slices.DeleteFunc(slices.Clone(all), func(o object) bool { return o["confidential"] == true })
	from := atoi(after, 0)
	to := min(len(all), from+size)
	nodes := []object{}
	for _, o := range all[from:to] {
		nodes = append(nodes, object{"iid": fmt.Sprint(o["iid"])})
	}
	return object{"count": len(all), "nodes": nodes, "pageInfo": object{"hasNextPage": to < len(all), "endCursor": strconv.Itoa(to)}}
}

func answer(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value)
}

func stamp(o object, key string) time.Time {
	at, _ := time.Parse(time.RFC3339, fmt.Sprint(o[key]))
	return at
}

func atoi(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return otherwise
}

// What stands in the GitLab is written down so: at is in minutes after the first
// of January.

func at(minutes int) string {
	return time.Date(2024, 1, 1, 0, minutes, 0, 0, time.UTC).Format("2006-01-02T15:04:05.000Z")
}

func user(login string) object {
	return object{"id": 7, "username": login, "name": strings.ToUpper(login[:1]) + login[1:] + " Example", "state": "active"}
}

func (l *lab) addProject(id int, name string) {
	l.projects = append(l.projects, object{
		"id": id, "path_with_namespace": name, "web_url": "https://gitlab.example.org/" + name, "default_branch": "main", "visibility": "public",
		"star_count": 3, "forks_count": 1, "created_at": at(0), "issues_access_level": "enabled", "merge_requests_access_level": "enabled",
		"builds_access_level": "enabled", "releases_access_level": "enabled",
	})
}

// put adds an object to a list, or replaces the one of its number.
func (l *lab) put(list string, o object) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.set(list, o)
}

func (l *lab) set(list string, o object) {
	for i, old := range l.lists[list] {
		if old["iid"] != nil && old["iid"] == o["iid"] {
			l.lists[list][i] = o
			return
		}
	}
	l.lists[list] = append(l.lists[list], o)
}

func issue(number, opened, updated int, more object) object {
	o := object{
		"id": 1000 + number, "iid": number, "title": fmt.Sprint("number ", number), "state": "opened", "author": user("ada"), "created_at": at(opened),
		"updated_at": at(updated), "web_url": fmt.Sprintf("https://gitlab.example.org/demo/one/-/issues/%d", number), "labels": []string{},
	}
	for key, value := range more {
		o[key] = value
	}
	return o
}

func said(id, minutes int, who, body string, more object) object {
	o := object{"id": id, "body": body, "author": user(who), "created_at": at(minutes), "updated_at": at(minutes), "system": false, "type": nil}
	for key, value := range more {
		o[key] = value
	}
	return o
}

func system(id, minutes int, who, body string) object {
	return said(id, minutes, who, body, object{"system": true})
}
