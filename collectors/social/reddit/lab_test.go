package reddit

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

	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

// A data is an object as Reddit's API shows it: its kind stands in its name.
type data map[string]any

func (d data) text(key string) string {
	text, _ := d[key].(string)
	return text
}

// A lab is a Reddit of our own, which behaves as the published description and the
// recorded answers of the real one say.
type lab struct {
	*fetchtest.Server
	depth int // how many things of a list are shown at most
	wide  int // how many comments are shown below one thing at once
	deep  int // how many comments below each other

	mu      sync.Mutex
	things  []data
	gone    map[string]int    // what the pages of a subreddit or an account answer
	between func(path string) // called before each answer
	clock   *socialtest.Clock
	expires time.Time // of the token that was given last
	tokens  int       // that were given
	mute    bool      // none are given
	refused int       // questions without a token that holds
	allowed int       // questions in ten minutes; 0: as many as one likes
	used    int
	reset   time.Time
	rude    int // questions in spite of a limit that was used up
}

func start(t testing.TB) *lab {
	t.Helper()
	l := &lab{}
	l.Server = fetchtest.Start(t, l, nil)
	l.clear()
	return l
}

// clear empties it.
func (l *lab) clear() {
	l.things, l.gone, l.clock, l.depth, l.wide, l.deep = nil, map[string]int{}, socialtest.NewClock(noon), 1000, 2, 3
	l.Spoil(nil)
}

// collector returns one of a subreddit, a search and an account.
func (l *lab) collector() *Collector {
	return l.with(Options{Subreddits: []string{"xen"}, Searches: []string{"news"}, Settings: social.Settings{Own: []string{"ada"}}})
}

func (l *lab) with(o Options) *Collector {
	o.ClientID, o.ClientSecret = "app", secret.Value("s3cret")
	c := New(l.clock.Place(), o)
	c.home, c.desk, c.pace, c.sleep, c.size, c.batch = l.URL, l.URL, 1e6, l.clock.Sleep, 3, 4
	return c
}

// post is one of an instant in r/xen.
func post(id int, at time.Time, author string) data {
	return data{
		"name": fmt.Sprint("t3_p", id), "author": author, "created_utc": float64(at.Unix()), "subreddit": "xen", "title": fmt.Sprint("news ", id),
		"selftext": "", "url": "https://blog.example.org/", "score": 10 * id, "num_comments": id, "over_18": false, "link_flair_text": nil,
	}
}

// comment is one below a post or another comment.
func comment(id int, at time.Time, below, link string) data {
	return data{
		"name": fmt.Sprint("t1_c", id), "author": "bob", "created_utc": float64(at.Unix()), "subreddit": "xen", "body": "so it is", "score": id,
		"link_id": link, "parent_id": below, "num_comments": 99, "score_hidden": false,
	}
}

// days are posts of the past, one a day, the newest so many days ago.
func days(first, n, ago int) (all []data) {
	for i := range n {
		all = append(all, post(first+i, noon.AddDate(0, 0, -ago-n+i), "ada"))
	}
	return all
}

// ServeHTTP implements http.Handler.
func (l *lab) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	w.Header().Set("Date", l.clock.Now().Format(http.TimeFormat))
	if l.between != nil {
		l.between(req.URL.Path)
	}
	switch {
	case req.URL.Path == "/api/v1/access_token":
		l.token(w, req)
	case l.limited(w):
		w.WriteHeader(http.StatusTooManyRequests)
	case req.Header.Get("Authorization") != fmt.Sprint("Bearer token", l.tokens) || !l.clock.Now().Before(l.expires):
		l.refused++
		w.WriteHeader(http.StatusUnauthorized)
	default:
		l.answer(w, req)
	}
}

// token gives one to the app; it holds for an hour.
func (l *lab) token(w http.ResponseWriter, req *http.Request) {
	id, password, _ := req.BasicAuth()
	switch {
	case req.Method != http.MethodPost || id != "app" || password != "s3cret":
		w.WriteHeader(http.StatusUnauthorized)
	case l.mute || req.FormValue("grant_type") != "client_credentials":
		_ = json.NewEncoder(w).Encode(data{"error": "unsupported_grant_type"})
	default:
		l.tokens++
		l.expires = l.clock.Now().Add(time.Hour)
		_ = json.NewEncoder(w).Encode(data{"access_token": fmt.Sprint("token", l.tokens), "token_type": "bearer", "expires_in": 3600, "scope": "*"})
	}
}

// limited counts a question, and says whether it was one too many.
func (l *lab) limited(w http.ResponseWriter) bool {
	if l.allowed == 0 {
		return false
	}
	if !l.clock.Now().Before(l.reset) {
		l.used, l.reset = 0, l.clock.Now().Add(10*time.Minute)
	}
	if l.used >= l.allowed {
		l.rude++
	}
	l.used++
	w.Header().Set("X-Ratelimit-Used", strconv.Itoa(l.used))
	w.Header().Set("X-Ratelimit-Remaining", fmt.Sprintf("%d.0", max(0, l.allowed-l.used)))
	w.Header().Set("X-Ratelimit-Reset", strconv.Itoa(int(l.reset.Sub(l.clock.Now()).Seconds())))
	return l.used > l.allowed
}

func (l *lab) answer(w http.ResponseWriter, req *http.Request) {
	q, parts := req.URL.Query(), strings.Split(req.URL.Path, "/")[1:]
	if len(parts) > 1 && l.gone[parts[1]] != 0 {
		w.WriteHeader(l.gone[parts[1]])
		return
	}
	has := func(key, value string) func(data) bool {
		return func(d data) bool { return strings.EqualFold(d.text(key), value) }
	}
	var answer any
	switch last := parts[len(parts)-1]; {
	case last == "about" && parts[1] == "nowhere":
		answer = data{"kind": "Listing", "data": data{"children": []any{}, "after": nil}}
	case last == "about":
		answer = data{"kind": "t5", "data": data{"display_name": parts[1], "subscribers": 72}}
	case last == "new":
		answer = l.page(req, "t3", has("subreddit", parts[1]))
	case parts[0] == "r" && last == "comments":
		answer = l.page(req, "t1", has("subreddit", parts[1]))
	case last == "submitted":
		answer = l.page(req, "t3", has("author", parts[1]))
	case last == "search":
		answer = l.page(req, "t3", func(d data) bool { return strings.Contains(d.text("title"), q.Get("q")) })
	case parts[0] == "comments":
		answer = l.thread(parts[1:])
	case last == "morechildren":
		answer = data{"json": data{"errors": []any{}, "data": data{"things": l.children(q.Get("link_id"), strings.Split(q.Get("children"), ","))}}}
	}
	if answer == nil || q.Get("raw_json") != "1" {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// page is one of a list. Where the thing to begin after is gone, the page is empty.
func (l *lab) page(req *http.Request, kind string, is func(data) bool) data {
	var found []data
	for _, d := range l.things {
		if strings.HasPrefix(d.text("name"), kind) && is(d) {
			found = append(found, d)
		}
	}
	slices.SortStableFunc(found, func(a, b data) int { return cmp.Compare(b["created_utc"].(float64), a["created_utc"].(float64)) })
	found = found[:min(len(found), l.depth)]
	if after := req.URL.Query().Get("after"); after != "" {
		at := slices.IndexFunc(found, func(d data) bool { return d["name"] == after })
		found = found[cmp.Or(at+1, len(found)):]
	}
	size, _ := strconv.Atoi(req.URL.Query().Get("limit"))
	var after any
	if len(found) > size {
		found = found[:size]
		after = found[size-1]["name"]
	}
	children := []any{}
	for _, d := range found {
		children = append(children, data{"kind": kind, "data": d})
	}
	return data{"kind": "Listing", "data": data{"children": children, "after": after}}
}

// thread is a post, and the comments below it or from one of them on.
func (l *lab) thread(parts []string) any {
	link := "t3_" + parts[0]
	at := slices.IndexFunc(l.things, func(d data) bool { return d["name"] == link })
	if at < 0 {
		return nil
	}
	below := l.below(link, 1)
	if len(parts) == 3 {
		below = []any{}
		for _, d := range l.things {
			if d["name"] == "t1_"+parts[2] {
				below = []any{l.nested(d, 1)}
			}
		}
	}
	wrap := func(children ...any) data {
		return data{"kind": "Listing", "data": data{"children": children, "after": nil}}
	}
	return []any{wrap(data{"kind": "t3", "data": l.things[at]}), wrap(below...)}
}

// below are the comments on something, with those left out named at the end.
func (l *lab) below(parent string, level int) []any {
	all, left := []any{}, []string{}
	for _, d := range l.things {
		switch name := d.text("name"); {
		case d["parent_id"] != parent:
		case level > l.deep:
			return []any{data{"kind": "more", "data": data{"count": 0, "id": "_", "name": "t1__", "parent_id": parent, "children": []string{}}}}
		case len(all) < l.wide:
			all = append(all, l.nested(d, level))
		default:
			left = append(left, number(name))
		}
	}
	if len(left) > 0 {
		all = append(all, data{"kind": "more", "data": data{"count": len(left), "id": left[0], "name": "t1_" + left[0], "parent_id": parent, "children": left}})
	}
	return all
}

// nested is a comment with those below it.
func (l *lab) nested(d data, level int) data {
	shown := data{"replies": ""}
	for key, value := range d {
		shown[key] = value
	}
	if below := l.below(d.text("name"), level+1); len(below) > 0 {
		shown["replies"] = data{"kind": "Listing", "data": data{"children": below}}
	}
	return data{"kind": "t1", "data": shown}
}

// children are comments that were left out, and all below them, in one list.
func (l *lab) children(link string, ids []string) (all []any) {
	for _, d := range l.things {
		if d["link_id"] == link && slices.Contains(ids, number(d.text("name"))) {
			all = append(all, data{"kind": "t1", "data": d})
			all = append(all, l.children(link, l.answers(d["name"]))...)
		}
	}
	return all
}

func (l *lab) answers(parent any) (ids []string) {
	for _, d := range l.things {
		if d["parent_id"] == parent {
			ids = append(ids, number(d.text("name")))
		}
	}
	return ids
}
