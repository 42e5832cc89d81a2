package stackexchange

import (
	"compress/gzip"
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
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

type thing = map[string]any

// A lab is an API of our own: what it serves, pages and refuses follows the published
// description of the real one.
type lab struct {
	*fetchtest.Server

	mu        sync.Mutex
	questions []thing
	apart     map[string][]thing // lists that questions do not come with, by path
	key       string             // that it knows
	clock     *socialtest.Clock
	between   func(page int) // called before each page of questions
	quota     int
	backoff   float64 // with every answer
	away      time.Time
	rude      int // requests in spite of being told to wait
	throttle  int // how many requests are too many
}

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

func start(t testing.TB) *lab {
	t.Helper()
	l := &lab{clock: socialtest.NewClock(noon), quota: 300, apart: map[string][]thing{}}
	l.Server = fetchtest.Start(t, l, nil)
	return l
}

// collector returns one of the questions with the tag xen.
func (l *lab) collector(more ...func(*Options)) *Collector {
	o := Options{Tags: []string{"xen"}, RequestsPerSecond: 1e6, Settings: social.Settings{Own: []string{"9"}}}
	for _, change := range more {
		change(&o)
	}
	c := New(l.clock.Place(), o)
	c.home, c.sleep, c.batch, c.size = l.URL, l.clock.Sleep, 5, 3
	return c
}

// harvest calls posts of Stack Overflow by their letters and numbers.
func harvest() *socialtest.Harvest { return &socialtest.Harvest{Trim: "stackoverflow.com/"} }

// ServeHTTP implements http.Handler.
func (l *lab) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	query := req.URL.Query()
	if l.clock.Now().Before(l.away) {
		l.rude++
	}
	path, _ := strings.CutPrefix(req.URL.Path, "/2.3")
	switch {
	case l.key != query.Get("key"):
		refuse(w, 400, "bad_parameter", "`key` "+query.Get("key")+" doesn't match a known application")
	case l.throttle > 0:
		l.throttle--
		l.away = l.clock.Now().Add(30 * time.Second)
		refuse(w, 502, "throttle_violation", "too many requests from this IP, more requests available in 30 seconds")
	case path == "/filters/create" && strings.Contains(query.Get("include"), "question.answers"):
		l.answer(w, query.Get("key"), []thing{{"filter": "!abc", "filter_type": "safe"}}, false)
	case query.Get("filter") != "!abc" || query.Get("site") == "":
		refuse(w, 400, "bad_parameter", "filter")
	case path == "/questions" || path == "/search/advanced":
		l.list(w, req)
	default:
		l.page(w, req, l.apart[path])
	}
}

func refuse(w http.ResponseWriter, id int, name, message string) {
	w.WriteHeader(http.StatusBadRequest)
	_ = json.NewEncoder(w).Encode(thing{"error_id": id, "error_name": name, "error_message": message})
}

// list serves questions by their last activity.
func (l *lab) list(w http.ResponseWriter, req *http.Request) {
	query := req.URL.Query()
	page, since := atoi(query.Get("page")), atoi(query.Get("min"))
	if page > 25 && l.key == "" {
		refuse(w, 403, "access_denied", "page above 25 requires access token or app key")
		return
	}
	if l.between != nil {
		l.between(page)
	}
	var found []thing
	for _, q := range l.questions {
		tags, _ := q["tags"].([]string)
		text := fmt.Sprint(q["title"], q["body"])
		if !slices.Contains(tags, query.Get("tagged")) && (query.Get("q") == "" || !strings.Contains(text, query.Get("q"))) || activity(q) < since {
			continue
		}
		found = append(found, q)
	}
	slices.SortStableFunc(found, func(a, b thing) int { return activity(a) - activity(b) })
	l.page(w, req, found)
}

func (l *lab) page(w http.ResponseWriter, req *http.Request, all []thing) {
	query := req.URL.Query()
	page, size := max(1, atoi(query.Get("page"))), max(1, atoi(query.Get("pagesize")))
	from, to := min(len(all), (page-1)*size), min(len(all), page*size)
	l.answer(w, query.Get("key"), all[from:to], to < len(all))
}

// answer is packed always, whatever was asked for.
func (l *lab) answer(w http.ResponseWriter, _ string, items []thing, more bool) {
	l.quota--
	wrapped := thing{"items": items, "has_more": more, "quota_max": 300, "quota_remaining": l.quota}
	if l.backoff > 0 {
		wrapped["backoff"] = l.backoff
		l.away = l.clock.Now().Add(time.Duration(l.backoff * float64(time.Second)))
	}
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	text, _ := json.Marshal(wrapped)
	_, _ = z.Write(text)
	_ = z.Close()
}

func activity(q thing) int {
	n, _ := q["last_activity_date"].(int)
	return n
}

func atoi(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// What stands in the lab is written down so: at is in minutes after the first of
// January.

func at(minutes int) int {
	return int(time.Date(2024, 1, 1, 0, minutes, 0, 0, time.UTC).Unix())
}

func user(id int) thing {
	return thing{"user_id": id, "user_type": "registered", "display_name": fmt.Sprintf("User &amp; %d", id)}
}

// asks puts a question, or replaces it.
func (l *lab) asks(id, minutes int, more thing) {
	q := thing{
		"question_id": id, "title": fmt.Sprint("number ", id), "body": "<p>How does Xen do it?</p>", "tags": []string{"xen"}, "score": 1, "view_count": 20,
		"creation_date": at(minutes), "last_activity_date": at(minutes), "owner": user(id % 7), "answer_count": 0, "comment_count": 0,
	}
	maps.Copy(q, more)
	l.questions = append(slices.DeleteFunc(l.questions, func(old thing) bool { return old["question_id"] == id }), q)
}

func says(field string, id, minutes, who int, more thing) thing {
	o := thing{field: id, "body": "<p>So.</p>", "creation_date": at(minutes), "score": 2, "owner": user(who)}
	maps.Copy(o, more)
	return o
}
