package hackernews

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
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

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

// A post is one as the search shows it.
type post map[string]any

// A service is a search of our own, which behaves as the published description and the
// recorded answers of the real one say.
type service struct {
	*fetchtest.Server
	most int // posts an answer at most; 0: as many as are asked for

	mu      sync.Mutex
	posts   []post
	between func() // called before each answer
	clock   *socialtest.Clock
}

func start(t testing.TB) *service {
	t.Helper()
	s := &service{clock: socialtest.NewClock(noon)}
	s.Server = fetchtest.Start(t, s, nil)
	return s
}

// collector returns one of a search and an account.
func (s *service) collector() *Collector {
	return s.with(Options{Searches: []string{"xen"}, Settings: social.Settings{Own: []string{"ada"}}})
}

func (s *service) with(o Options) *Collector {
	c := New(s.clock.Place(), o)
	c.home, c.pace, c.sleep, c.size, c.batch = s.URL, 1e6, s.clock.Sleep, 3, 4
	return c
}

// story is one of an instant.
func story(id int, at time.Time, author string) post {
	return post{
		"objectID": strconv.Itoa(id), "_tags": []string{"story", "author_" + author, fmt.Sprint("story_", id)}, "author": author,
		"created_at_i": at.Unix(), "title": fmt.Sprintf("Xen news %d", id), "url": "https://blog.example.org/", "points": 10 * id, "num_comments": id,
		"story_id": nil, "parent_id": nil, "story_text": nil, "comment_text": nil,
	}
}

// comment is one on a story.
func comment(id int, at time.Time, on int) post {
	return post{
		"objectID": strconv.Itoa(id), "_tags": []string{"comment", "author_bob", fmt.Sprint("story_", on)}, "author": "bob",
		"created_at_i": at.Unix(), "title": nil, "url": nil, "points": nil, "num_comments": nil,
		"story_id": on, "parent_id": on, "story_text": nil, "comment_text": "so it is",
	}
}

// days are stories of the past, one a day, the newest so many days ago.
func days(first, n, ago int) (all []post) {
	for i := range n {
		all = append(all, story(first+i, noon.AddDate(0, 0, -ago-n+i), "ada"))
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
	q := req.URL.Query()
	size, err := strconv.Atoi(q.Get("hitsPerPage"))
	if req.URL.Path != "/api/v1/search_by_date" || err != nil || q.Get("queryType") != "prefixNone" {
		http.Error(w, `{"message": "no such thing"}`, http.StatusBadRequest)
		return
	}
	if s.most > 0 {
		size = min(size, s.most)
	}
	found := s.find(q.Get("query"), q.Get("tags"), q.Get("numericFilters"))
	answer := map[string]any{"hits": found[:min(size, len(found))], "nbHits": len(found), "page": 0, "hitsPerPage": size, "query": q.Get("query")}
	w.Header().Set("Date", s.clock.Now().Format(http.TimeFormat))
	_ = json.NewEncoder(w).Encode(answer)
}

var filter = regexp.MustCompile(`^created_at_i(<=|>=)(\d+)$`)

// find are the posts that a question asks for, the newest first.
func (s *service) find(query, tags, filters string) []post {
	found := slices.DeleteFunc(slices.Clone(s.posts), func(p post) bool {
		for one := range strings.SplitSeq(filters, ",") {
			f := filter.FindStringSubmatch(one)
			bound, _ := strconv.ParseInt(f[2], 10, 64)
			if at := created(p); f[1] == "<=" && at > bound || f[1] == ">=" && at < bound {
				return true
			}
		}
		text := strings.ToLower(fmt.Sprint(p["title"], p["story_text"], p["comment_text"], p["url"]))
		return !tagged(p, tags) || !strings.Contains(text, strings.ToLower(query))
	})
	slices.SortStableFunc(found, func(a, b post) int { return cmp.Compare(created(b), created(a)) })
	return found
}

func created(p post) int64 {
	n, _ := strconv.ParseFloat(fmt.Sprint(p["created_at_i"]), 64)
	return int64(n)
}

// tagged reports whether a post has all tags, of those in brackets one.
func tagged(p post, want string) bool {
	has := strings.Fields(strings.Trim(fmt.Sprint(p["_tags"]), "[]"))
	is := func(tag string) bool { return slices.Contains(has, tag) }
	if inside, outside, some := strings.Cut(strings.TrimPrefix(want, "("), ")"); some {
		return slices.ContainsFunc(strings.Split(inside, ","), is) && (outside == "" || is(outside[1:]))
	}
	return !slices.ContainsFunc(strings.Split(want, ","), func(tag string) bool { return !is(tag) })
}
