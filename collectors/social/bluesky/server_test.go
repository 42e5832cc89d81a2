package bluesky

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social/socialtest"
)

// noon is when the tests collect, unless they say otherwise.
var noon = time.Date(2024, 3, 31, 12, 0, 0, 0, time.UTC)

type object map[string]any

// A sky is a server that does what its lexicons say: sessions that expire, searches
// that show no more than so many hits, by an offset, with what is new on top; feeds by
// time; threads; refusals with a word.
type sky struct {
	*fetchtest.Server

	hits     int // that a search shows
	posts    []*shown
	profiles map[string]object          // by handle
	threads  map[string]json.RawMessage // by the address of the post that begins them
	password string
	good     int // questions until a token expires; 0: it does not
	logins   int
	renewals int
	asked    int
	hook     func() // before an answer
	clock    *socialtest.Clock
}

// A shown post stands in searches, and in the feed of whoever wrote or reposted it.
type shown struct {
	at    time.Time
	words string // for searches
	feed  string // whose
	entry any    // as feeds have it
	post  any
}

func newSky(t *testing.T) *sky {
	t.Helper()
	s := &sky{hits: 12}
	s.Server = fetchtest.Start(t, http.HandlerFunc(s.answer), nil)
	s.clear()
	return s
}

// clear empties it.
func (s *sky) clear() {
	s.posts, s.profiles, s.threads = nil, map[string]object{}, map[string]json.RawMessage{}
	s.password, s.clock = "app-pass-word", socialtest.NewClock(noon)
}

// open is a collector of a search and an account, whose clock stands but for its sleep.
func (s *sky) open(t *testing.T, dir string, change func(*Options)) *Collector {
	t.Helper()
	o := Options{URL: s.URL, Searches: []string{"xen"}, Accounts: []string{"@xen.example.org"}, Identifier: "gr.example.org", Password: "app-pass-word"}
	if change != nil {
		change(&o)
	}
	if err := o.Check(); err != nil {
		t.Fatal(err)
	}
	place := s.clock.Place()
	place.Dir = dir
	c := New(place, o)
	c.batch, c.size, c.perSecond, c.sleep = 3, 4, 1e6, s.clock.Sleep
	return c
}

func (s *sky) answer(w http.ResponseWriter, r *http.Request) {
	if s.hook != nil {
		s.hook()
	}
	method := strings.TrimPrefix(r.URL.Path, "/xrpc/")
	w.Header().Set("RateLimit-Limit", "3000")
	switch bearer := r.Header.Get("Authorization"); {
	case method == "com.atproto.server.createSession":
		s.login(w, r)
		return
	case method == "com.atproto.server.refreshSession":
		s.renew(w, r, bearer)
		return
	case bearer == "" && method == "app.bsky.feed.searchPosts":
		refuse(w, http.StatusForbidden, "Forbidden", "Request forbidden by administrative rules.")
		return
	case bearer != "" && bearer != fmt.Sprintf("Bearer access %d", s.logins+s.renewals) || s.expired():
		refuse(w, http.StatusBadRequest, "ExpiredToken", "Token has expired")
		return
	}
	switch method {
	case "app.bsky.feed.searchPosts":
		s.search(w, r)
	case "app.bsky.feed.getAuthorFeed":
		s.feed(w, r)
	case "app.bsky.feed.getPostThread":
		s.thread(w, r)
	case "app.bsky.actor.getProfile":
		if who := s.profiles[r.FormValue("actor")]; who != nil {
			send(w, who)
			return
		}
		refuse(w, http.StatusBadRequest, "InvalidRequest", "Profile not found")
	default:
		refuse(w, http.StatusNotImplemented, "MethodNotImplemented", "Method Not Implemented")
	}
}

func (s *sky) expired() bool {
	s.asked++
	return s.good > 0 && s.asked%s.good == 0
}

func (s *sky) login(w http.ResponseWriter, r *http.Request) {
	var with struct{ Identifier, Password string }
	if json.NewDecoder(r.Body).Decode(&with) != nil || with.Identifier != "gr.example.org" || with.Password != s.password {
		refuse(w, http.StatusUnauthorized, "AuthenticationRequired", "Invalid identifier or password")
		return
	}
	s.logins++
	s.tokens(w)
}

func (s *sky) renew(w http.ResponseWriter, r *http.Request, bearer string) {
	switch {
	case bearer != fmt.Sprintf("Bearer refresh %d", s.logins+s.renewals):
		refuse(w, http.StatusBadRequest, "ExpiredToken", "Token has been revoked")
	case r.ContentLength != 0:
		refuse(w, http.StatusBadRequest, "InvalidRequest", "A request body was provided when none was expected")
	default:
		s.renewals++
		s.tokens(w)
	}
}

func (s *sky) tokens(w http.ResponseWriter) {
	n := s.logins + s.renewals
	send(w, object{"accessJwt": fmt.Sprint("access ", n), "refreshJwt": fmt.Sprint("refresh ", n), "handle": "gr.example.org", "did": "did:plc:gr"})
}

// latest are the posts that match, the latest first.
func (s *sky) latest(match func(*shown) bool) (all []*shown) {
	for _, p := range s.posts {
		if match(p) {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b *shown) int { return b.at.Compare(a.at) })
	return all
}

// search shows a page by an offset, which shifts with what is new.
func (s *sky) search(w http.ResponseWriter, r *http.Request) {
	since, until := parse(r.FormValue("since")), parse(r.FormValue("until"))
	if r.FormValue("sort") != "latest" {
		refuse(w, http.StatusBadRequest, "InvalidRequest", "sort")
		return
	}
	found := s.latest(func(p *shown) bool {
		return strings.Contains(p.words, r.FormValue("q")) && !p.at.Before(since) && (until.IsZero() || p.at.Before(until))
	})
	found = found[:min(len(found), s.hits)]
	offset, _ := strconv.Atoi(r.FormValue("cursor"))
	limit, _ := strconv.Atoi(r.FormValue("limit"))
	page, next := []any{}, ""
	for i := offset; i < min(len(found), offset+limit); i++ {
		page = append(page, found[i].post)
	}
	if offset+limit < len(found) {
		next = strconv.Itoa(offset + limit)
	}
	send(w, object{"posts": page, "cursor": next, "hitsTotal": len(found)})
}

// feed shows a page of what somebody wrote and reposted, by time.
func (s *sky) feed(w http.ResponseWriter, r *http.Request) {
	before := parse(r.FormValue("cursor"))
	found := s.latest(func(p *shown) bool { return p.feed == r.FormValue("actor") && (before.IsZero() || p.at.Before(before)) })
	limit, _ := strconv.Atoi(r.FormValue("limit"))
	page, next := []any{}, ""
	for _, p := range found[:min(len(found), limit)] {
		page, next = append(page, p.entry), instant(p.at)
	}
	send(w, object{"feed": page, "cursor": next})
}

func (s *sky) thread(w http.ResponseWriter, r *http.Request) {
	raw := s.threads[r.FormValue("uri")]
	if raw == nil {
		refuse(w, http.StatusBadRequest, "NotFound", "Post not found")
		return
	}
	send(w, raw)
}

func send(w http.ResponseWriter, what any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(what)
}

func refuse(w http.ResponseWriter, code int, word, why string) {
	w.WriteHeader(code)
	_, _ = fmt.Fprintf(w, `{"error": %q, "message": %q}`, word, why)
}

// person is somebody as a post holds them.
func person(handle, name string) object {
	return object{"did": "did:plc:" + strings.ReplaceAll(handle, ".", ""), "handle": handle, "displayName": name, "labels": []any{}, "followersCount": 72, "postsCount": 9}
}

// at is the address of a post.
func at(handle, key string) string {
	return "at://did:plc:" + strings.ReplaceAll(handle, ".", "") + "/app.bsky.feed.post/" + key
}

// post is one that somebody wrote; record and view change what they hold.
func post(handle, key string, when time.Time, record, view object) object {
	wrote := object{"$type": "app.bsky.feed.post", "createdAt": instant(when), "text": "Hello world", "langs": []string{"en"}}
	maps.Copy(wrote, record)
	p := object{
		"uri": at(handle, key), "cid": "bafy" + key, "author": person(handle, "Name of "+handle), "record": wrote, "indexedAt": instant(when.Add(time.Second)),
		"likeCount": 1, "repostCount": 2, "quoteCount": 3, "replyCount": 0, "labels": []any{},
	}
	maps.Copy(p, view)
	return p
}

// found adds a post to what is found by words.
func (s *sky) found(words string, when time.Time, p any) {
	s.posts = append(s.posts, &shown{at: when, words: words, post: p})
}

// wrote adds a post to what an account wrote, and repost one that it passes on.
func (s *sky) wrote(handle string, when time.Time, p any) {
	s.posts = append(s.posts, &shown{at: when, feed: handle, entry: object{"post": p}})
}

func (s *sky) repost(handle, key string, when time.Time, p any) {
	why := object{"$type": "app.bsky.feed.defs#reasonRepost", "by": person(handle, "Name of "+handle), "indexedAt": instant(when)}
	if key != "" {
		why["uri"] = "at://did:plc:" + strings.ReplaceAll(handle, ".", "") + "/app.bsky.feed.repost/" + key
	}
	s.posts = append(s.posts, &shown{at: when, feed: handle, entry: object{"post": p, "reason": why}})
}
