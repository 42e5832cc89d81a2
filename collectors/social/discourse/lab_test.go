package discourse

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social/socialtest"
)

type thing = map[string]any

// A lab is a forum of our own: what it serves, pages and refuses follows the published
// description of the real ones.
type lab struct {
	*fetchtest.Server
	below string // where it lies on its server; empty: at the root

	mu      sync.Mutex
	topics  []thing // as lists show them, with their posts beside
	closed  map[int]bool
	members any
	login   bool           // wanted for everything
	between func(page int) // called before each page of a list
	per     int            // topics a page
	chunk   int            // posts that a topic comes with
	clock   *socialtest.Clock
	allowed int // requests in ten seconds; 0: as many as one likes
	window  []time.Time
	away    time.Time
	rude    int // requests in spite of being told to wait
}

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

func start(t testing.TB) *lab {
	t.Helper()
	l := &lab{clock: socialtest.NewClock(noon), per: 3, chunk: 2, members: 72, closed: map[int]bool{}}
	l.Server = fetchtest.Start(t, l, nil)
	return l
}

func (l *lab) collector(more ...func(*Options)) *Collector {
	o := Options{URL: l.URL + l.below, RequestsPerSecond: 1e6}
	for _, change := range more {
		change(&o)
	}
	c := New(l.clock.Place(), o)
	c.sleep, c.batch = l.clock.Sleep, 5
	return c
}

func (l *lab) host() string { return strings.TrimPrefix(l.URL, "http://") + l.below }

// harvest calls posts by their numbers.
func (l *lab) harvest() *socialtest.Harvest { return &socialtest.Harvest{Trim: l.host() + "/"} }

// ServeHTTP implements http.Handler.
func (l *lab) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	path, inside := strings.CutPrefix(req.URL.Path, l.below)
	parts := strings.Split(strings.Trim(strings.TrimSuffix(path, ".json"), "/"), "/")
	switch {
	case !inside || !strings.HasSuffix(path, ".json"):
		refuse(w, http.StatusNotFound, "not_found", "The requested URL or resource could not be found.", 0)
	case l.limited():
		refuse(w, http.StatusTooManyRequests, "rate_limit", "Slow down, you're making too many requests.", 10)
	case req.Header.Get("Api-Key") != "" && req.Header.Get("Api-Key") != "s3cret":
		refuse(w, http.StatusForbidden, "invalid_access", "You are not permitted to view the requested resource.", 0)
	case l.login && req.Header.Get("Api-Username") != "reader":
		refuse(w, http.StatusForbidden, "not_logged_in", "You need to be logged in to do that.", 0)
	case parts[0] == "categories":
		answer(w, categoryList())
	case parts[0] == "about":
		answer(w, thing{"about": thing{"stats": thing{"users_count": l.members}}})
	case parts[0] == "latest":
		l.list(w, req, 0)
	case parts[0] == "c":
		l.list(w, req, atoi(parts[len(parts)-1]))
	case parts[0] == "t":
		l.topic(w, req, atoi(parts[1]), len(parts) == 3)
	default:
		refuse(w, http.StatusNotFound, "not_found", "no such route", 0)
	}
}

// limited counts a request, and says whether it was one too many.
func (l *lab) limited() bool {
	if l.allowed == 0 {
		return false
	}
	if l.clock.Now().Before(l.away) {
		l.rude++
	}
	l.window = slices.DeleteFunc(l.window, func(at time.Time) bool { return !at.After(l.clock.Now().Add(-10 * time.Second)) })
	if len(l.window) >= l.allowed {
		l.away = l.clock.Now().Add(10 * time.Second)
		return true
	}
	l.window = append(l.window, l.clock.Now())
	return false
}

func refuse(w http.ResponseWriter, code int, kind, message string, wait int) {
	w.WriteHeader(code)
	said := thing{"errors": []string{message}, "error_type": kind}
	if wait > 0 {
		said["extras"] = thing{"wait_seconds": wait}
	}
	_ = json.NewEncoder(w).Encode(said)
}

func answer(w http.ResponseWriter, value any) { _ = json.NewEncoder(w).Encode(value) }

// categoryList is general (1) and hardware (2) with xen in it (3).
func categoryList() thing {
	within := []thing{{"id": 3, "slug": "xen", "parent_category_id": 2, "topic_url": "/t/about-xen/903"}}
	return thing{"category_list": thing{"categories": []thing{
		{"id": 1, "slug": "general", "topic_url": "/t/about-general/901"},
		{"id": 2, "slug": "hardware", "topic_url": nil, "subcategory_list": within},
	}}}
}

// list serves topics by their latest activity, those that are pinned first.
func (l *lab) list(w http.ResponseWriter, req *http.Request, category int) {
	if l.closed[category] {
		refuse(w, http.StatusForbidden, "invalid_access", "You are not permitted to view the requested resource.", 0)
		return
	}
	page := atoi(req.URL.Query().Get("page"))
	if l.between != nil {
		l.between(page)
	}
	var found []thing
	for _, t := range l.topics {
		if in := t["category_id"]; category == 0 || in == category || category == 2 && in == 3 {
			found = append(found, t)
		}
	}
	slices.SortStableFunc(found, func(a, b thing) int { return strings.Compare(fmt.Sprint(b["bumped_at"]), fmt.Sprint(a["bumped_at"])) })
	slices.SortStableFunc(found, func(a, b thing) int { return pinned(b) - pinned(a) })
	listed := []thing{}
	for _, t := range found[min(len(found), page*l.per):min(len(found), (page+1)*l.per)] {
		short := thing{}
		for key, value := range t {
			if key != "posts" {
				short[key] = value
			}
		}
		listed = append(listed, short)
	}
	answer(w, thing{"users": []thing{}, "topic_list": thing{"per_page": l.per, "topics": listed}})
}

func pinned(t thing) int {
	if t["pinned"] == true {
		return 1
	}
	return 0
}

func (l *lab) topic(w http.ResponseWriter, req *http.Request, id int, more bool) {
	for _, t := range l.topics {
		if t["id"] != id || l.closed[-id] {
			continue
		}
		posts, _ := t["posts"].([]thing)
		if more {
			answer(w, thing{"id": id, "post_stream": thing{"posts": wanted(posts, req.URL.Query()["post_ids[]"])}})
			return
		}
		whole, ids := thing{}, []any{}
		for key, value := range t {
			whole[key] = value
		}
		for _, p := range posts {
			ids = append(ids, p["id"])
		}
		whole["post_stream"] = thing{"posts": posts[:min(len(posts), l.chunk)], "stream": ids}
		delete(whole, "posts")
		answer(w, whole)
		return
	}
	refuse(w, http.StatusNotFound, "not_found", "The requested URL or resource could not be found.", 0)
}

func wanted(posts []thing, ids []string) []thing {
	found := []thing{}
	for _, p := range posts {
		if slices.Contains(ids, fmt.Sprint(p["id"])) && p["lost"] == nil {
			found = append(found, p)
		}
	}
	return found
}

func atoi(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// What stands in the forum is written down so: at is in minutes after the first of
// January.

func at(minutes int) string {
	return time.Date(2024, 1, 1, 0, minutes, 0, 0, time.UTC).Format("2006-01-02T15:04:05.000Z")
}

// says is a post; the number of an author stands for an account.
func says(id, number, minutes int, who string, more thing) thing {
	p := thing{
		"id": id, "post_number": number, "post_type": 1, "username": who, "name": strings.ToUpper(who) + " Example", "user_id": 7, "created_at": at(minutes),
		"cooked": "<p>So it is.</p>", "reply_to_post_number": nil, "reply_count": 0, "actions_summary": []thing{}, "action_code": nil, "deleted_at": nil,
	}
	maps.Copy(p, more)
	return p
}

// begins puts a topic with its posts, or replaces it.
func (l *lab) begins(id, category, bumped int, more thing, posts ...thing) {
	t := thing{
		"id": id, "title": fmt.Sprint("topic ", id), "slug": "topic", "category_id": category, "created_at": posts[0]["created_at"], "last_posted_at": nil,
		"bumped_at": at(bumped), "views": 40, "posts_count": len(posts), "tags": []string{"Xen"}, "archetype": "regular", "posts": posts,
	}
	maps.Copy(t, more)
	l.topics = append(slices.DeleteFunc(l.topics, func(old thing) bool { return old["id"] == id }), t)
}
