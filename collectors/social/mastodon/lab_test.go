package mastodon

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
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

// A lab is an instance that does what its documentation says: timelines by id, the
// latest first, links to the next page, posts by their numbers.
type lab struct {
	*fetchtest.Server

	domain   string
	v1, v2   any                     // what it says of itself
	old      bool                    // without what Mastodon 4.0 and 4.3 brought
	token    string                  // asked for, where not empty
	accounts map[string]object       // by name, or name@host
	posts    map[int]json.RawMessage // by number; later ones have higher numbers
	tagged   map[string][]int        // numbers by tag
	written  map[string][]int        // by the account's id
	clock    *socialtest.Clock
	hook     func() // before an answer
}

func newLab(t *testing.T) *lab {
	t.Helper()
	l := &lab{domain: "example.org", v1: object{"uri": "https://example.org"}, v2: object{"domain": "example.org"}}
	l.Server = fetchtest.Start(t, http.HandlerFunc(l.answer), nil)
	l.clear()
	return l
}

// clear empties the instance.
func (l *lab) clear() {
	l.accounts, l.posts, l.tagged, l.written = map[string]object{}, map[int]json.RawMessage{}, map[string][]int{}, map[string][]int{}
	l.clock = socialtest.NewClock(noon)
	l.Spoil(nil)
}

// open is a collector of one tag and one account, whose clock stands but for its
// sleep.
func (l *lab) open(t *testing.T, dir string, change func(*Options)) *Collector {
	t.Helper()
	o := Options{URL: l.URL, Tags: []string{"#Xen"}, Accounts: []string{"@xen"}}
	if change != nil {
		change(&o)
	}
	if err := o.Check(); err != nil {
		t.Fatal(err)
	}
	place := l.clock.Place()
	place.Dir = dir
	c := New(place, o)
	c.batch, c.size, c.perSecond, c.sleep = 3, 4, 1e6, l.clock.Sleep
	return c
}

func (l *lab) answer(w http.ResponseWriter, r *http.Request) {
	if l.hook != nil {
		l.hook()
	}
	if l.token != "" && r.Header.Get("Authorization") != "Bearer "+l.token {
		refuse(w, http.StatusUnauthorized, "This method requires an authenticated user")
		return
	}
	w.Header().Set("X-RateLimit-Limit", "300")
	path := strings.TrimPrefix(r.URL.Path, "/api/")
	switch parts := strings.Split(path, "/"); {
	case path == "v2/instance" && !l.old:
		send(w, l.v2)
	case path == "v1/instance":
		send(w, l.v1)
	case path == "v1/accounts/lookup" && l.accounts[strings.TrimSuffix(r.FormValue("acct"), "@"+l.domain)] != nil:
		send(w, l.accounts[strings.TrimSuffix(r.FormValue("acct"), "@"+l.domain)])
	case len(parts) == 4 && path == "v1/timelines/tag/"+parts[3]:
		l.page(w, r, l.tagged[parts[3]])
	case len(parts) == 4 && parts[1] == "accounts" && parts[3] == "statuses":
		l.page(w, r, l.written[parts[2]])
	case path == "v1/statuses" && !l.old:
		l.some(w, r.URL.Query()["id[]"])
	default:
		refuse(w, http.StatusNotFound, "Record not found")
	}
}

// page answers with those of some posts that come before the one with an id.
func (l *lab) page(w http.ResponseWriter, r *http.Request, of []int) {
	limit, _ := strconv.Atoi(r.FormValue("limit"))
	before, err := strconv.Atoi(r.FormValue("max_id"))
	if err != nil {
		before = math.MaxInt
	}
	of = slices.Compact(slices.Sorted(slices.Values(of)))
	slices.Reverse(of)
	shown := []json.RawMessage{}
	last := 0
	for _, id := range of {
		if raw := l.posts[id]; raw != nil && id < before && len(shown) < limit {
			shown, last = append(shown, raw), id
		}
	}
	if len(shown) == limit {
		w.Header().Set("Link", fmt.Sprintf(`<https://elsewhere.example%s?max_id=%d>; rel="next", <https://elsewhere.example%s?min_id=1>; rel="prev"`, r.URL.Path, last, r.URL.Path))
	}
	send(w, shown)
}

// some answers with posts by their numbers, no more than Mastodon does.
func (l *lab) some(w http.ResponseWriter, ids []string) {
	if len(ids) > 20 {
		refuse(w, http.StatusUnprocessableEntity, "Validation failed")
		return
	}
	shown := []json.RawMessage{}
	for _, id := range ids {
		n, _ := strconv.Atoi(id)
		if raw := l.posts[n]; raw != nil {
			shown = append(shown, raw)
		}
	}
	send(w, shown)
}

func send(w http.ResponseWriter, what any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(what)
}

func refuse(w http.ResponseWriter, code int, why string) {
	w.WriteHeader(code)
	_, _ = fmt.Fprintf(w, `{"error": %q}`, why)
}

// person is an account as a status holds it.
func person(id, acct, name string) object {
	return object{"id": id, "acct": acct, "display_name": name, "bot": false, "followers_count": 72, "statuses_count": 9}
}

// write adds a post to timelines.
func (l *lab) write(id int, at time.Time, more object, tags ...string) {
	host := "https://" + l.domain + "/users/ada/statuses/"
	post := object{
		"id": fmt.Sprint(id), "uri": host + fmt.Sprint(id), "url": "https://" + l.domain + "/@ada/" + fmt.Sprint(id), "created_at": at.Format("2006-01-02T15:04:05.000Z"),
		"in_reply_to_id": nil, "visibility": "public", "spoiler_text": "", "content": "<p>Hello world</p>", "account": person("2", "ada", "Ada"),
		"reblog": nil, "quote": nil, "tags": []object{}, "favourites_count": 1, "reblogs_count": 2, "quotes_count": 3, "replies_count": 4, "edited_at": nil,
	}
	maps.Copy(post, more)
	raw, err := json.Marshal(post)
	if err != nil {
		panic(err)
	}
	l.posts[id] = raw
	for _, tag := range tags {
		if account, ok := strings.CutPrefix(tag, "@"); ok {
			l.written[account] = append(l.written[account], id)
		} else {
			l.tagged[tag] = append(l.tagged[tag], id)
		}
	}
}
