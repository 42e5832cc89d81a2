package x

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

type object = map[string]any

// A service is an API of our own, which behaves as the published description says.
type service struct {
	*fetchtest.Server

	mu      sync.Mutex
	posts   []object
	users   map[string]object // by id
	most    int               // posts of a timeline that are shown
	refused bool              // nobody may ask for counts
	between func()            // called before each answer
	clock   *socialtest.Clock
}

func start(t testing.TB) *service {
	t.Helper()
	s := &service{clock: socialtest.NewClock(noon), most: 3200, users: map[string]object{
		"1": {"id": "1", "username": "xen_org", "name": "Xen", "public_metrics": object{"followers_count": 72, "tweet_count": 9}},
		"2": {"id": "2", "username": "Ada", "name": "Ada <ada@example.org>"},
	}}
	s.Server = fetchtest.Start(t, s, nil)
	return s
}

// with is a collector with small pages and batches.
func (s *service) with(o Options) *Collector {
	o.Token = "s3cret"
	c := New(s.clock.Place(), o)
	c.home, c.pace, c.sleep, c.size, c.deep, c.batch = s.URL, 1e6, s.clock.Sleep, 3, s.most, 4
	return c
}

// collector is one of a search and an account.
func (s *service) collector() *Collector {
	return s.with(Options{Searches: []string{"xen"}, Settings: social.Settings{Own: []string{"@xen_org"}}})
}

// post is one of an instant.
func post(id int, at time.Time, author, text string) object {
	return object{
		"id": strconv.Itoa(id), "created_at": at.UTC().Format(time.RFC3339), "author_id": author, "text": text, "conversation_id": strconv.Itoa(id),
		"public_metrics": object{"retweet_count": 2, "reply_count": 3, "like_count": id, "quote_count": 1, "impression_count": 500},
	}
}

// days are posts of the past by the own account, one a day, the newest so many days ago.
func days(first, n, ago int) (all []object) {
	for i := range n {
		all = append(all, post(first+i, noon.AddDate(0, 0, -ago-n+i).Add(-time.Hour), "1", "Xen news"))
	}
	return all
}

// ServeHTTP implements http.Handler.
func (s *service) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.between != nil {
		s.between()
	}
	w.Header().Set("Date", s.clock.Now().Format(http.TimeFormat))
	q, path := req.URL.Query(), req.URL.Path
	if req.Header.Get("Authorization") != "Bearer s3cret" {
		http.Error(w, `{"title": "Unauthorized"}`, http.StatusUnauthorized)
		return
	}
	var answer object
	switch {
	case path == "/2/users/by":
		answer = s.by(strings.Split(q.Get("usernames"), ","))
	case path == "/2/tweets/counts/recent" && s.refused:
		http.Error(w, `{"title": "Forbidden"}`, http.StatusForbidden)
		return
	case path == "/2/tweets/counts/recent":
		answer = s.count(s.find(q.Get("query"), "", s.clock.Now().Add(-window)))
	case path == "/2/tweets/search/recent":
		answer = s.page(s.find(q.Get("query"), "", s.clock.Now().Add(-window)), q.Get("max_results"), q.Get("next_token"))
	default:
		id, ok := strings.CutPrefix(path, "/2/users/")
		id, tweets := strings.CutSuffix(id, "/tweets")
		since, err := time.Parse(time.RFC3339, cmp.Or(q.Get("start_time"), "2006-01-01T00:00:00Z"))
		if !ok || !tweets || err != nil {
			http.Error(w, `{"title": "Invalid Request"}`, http.StatusBadRequest)
			return
		}
		found := s.find("", id, since)
		answer = s.page(found[:min(len(found), s.most)], q.Get("max_results"), q.Get("pagination_token"))
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func (s *service) by(names []string) object {
	var found, lost []object
	for _, name := range names {
		at := slices.IndexFunc([]string{"1", "2"}, func(id string) bool {
			return s.users[id] != nil && strings.EqualFold(fmt.Sprint(s.users[id]["username"]), name)
		})
		if at < 0 {
			lost = append(lost, object{"value": name, "title": "Not Found Error"})
		} else {
			found = append(found, s.users[[]string{"1", "2"}[at]])
		}
	}
	return object{"data": found, "errors": lost}
}

// find are the posts with a word or of an author since an instant, the newest first.
func (s *service) find(word, author string, since time.Time) (found []object) {
	for _, p := range s.posts {
		text := strings.ToLower(fmt.Sprint(p["text"]))
		if strings.Contains(text, word) && (author == "" || p["author_id"] == author) && !created(p).Before(since) {
			found = append(found, p)
		}
	}
	slices.SortStableFunc(found, func(a, b object) int { return created(b).Compare(created(a)) })
	return found
}

func created(p object) time.Time {
	at, _ := time.Parse(time.RFC3339, fmt.Sprint(p["created_at"]))
	return at
}

// page is what follows a post, which is what the token names, so that pages do not
// shift. Behind the first page is an empty one.
func (s *service) page(found []object, size, token string) object {
	most, err := strconv.Atoi(size)
	if err != nil {
		return object{}
	}
	last, empty := strings.CutPrefix(token, "empty-")
	if empty {
		return object{"meta": object{"result_count": 0, "next_token": "after-" + last}}
	}
	if last, ok := strings.CutPrefix(token, "after-"); ok {
		at := slices.IndexFunc(found, func(p object) bool { return p["id"] == last })
		found = found[at+1:]
	}
	answer := object{"data": found[:min(most, len(found))], "includes": s.around(found[:min(most, len(found))])}
	if len(found) > most {
		next := fmt.Sprint("after-", found[most-1]["id"])
		if token == "" {
			next = fmt.Sprint("empty-", found[most-1]["id"])
		}
		answer["meta"] = object{"next_token": next}
	}
	return answer
}

// around is what posts refer to.
func (s *service) around(posts []object) object {
	var users, others []object
	for _, p := range posts {
		refs, _ := p["referenced_tweets"].([]object)
		for _, ref := range refs {
			for _, other := range s.posts {
				if other["id"] == ref["id"] {
					others = append(others, other)
				}
			}
		}
	}
	for _, id := range []string{"1", "2"} {
		if slices.ContainsFunc(append(slices.Clone(posts), others...), func(p object) bool { return p["author_id"] == id }) && s.users[id] != nil {
			users = append(users, s.users[id])
		}
	}
	return object{"users": users, "tweets": others}
}

// count is how many there are by day; the first day is cut.
func (s *service) count(found []object) object {
	var all []object
	for at := s.clock.Now().Add(-window); at.Before(s.clock.Now()); at = collectors.Day(at).AddDate(0, 0, 1) {
		n := 0
		for _, p := range found {
			if collectors.Day(created(p)).Equal(collectors.Day(at)) {
				n++
			}
		}
		all = append(all, object{"start": at.Format(time.RFC3339), "end": collectors.Day(at).AddDate(0, 0, 1).Format(time.RFC3339), "tweet_count": n})
	}
	return object{"data": all, "meta": object{"total_tweet_count": len(found)}}
}
