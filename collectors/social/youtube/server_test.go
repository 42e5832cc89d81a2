package youtube

import (
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
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

type object = map[string]any

// The channels of the tests.
const (
	ours   = "UCxenxenxenxenxenxenxenx"
	theirs = "UCadaadaadaadaadaadaadaa"
)

// A service is an API of our own, which behaves as the published description says.
type service struct {
	*fetchtest.Server

	mu      sync.Mutex
	videos  []object
	threads []object
	answers map[string][]object // to a comment, all of them
	hidden  bool                // how many follow the channel
	gone    bool                // the channel
	units   int                 // of the day's quota that are left
	between func()              // called before each answer
	clock   *socialtest.Clock
}

func start(t testing.TB) *service {
	t.Helper()
	s := &service{clock: socialtest.NewClock(noon), units: 10000, answers: map[string][]object{}}
	s.Server = fetchtest.Start(t, s, nil)
	return s
}

// with is a collector with small pages and batches.
func (s *service) with(o Options) *Collector {
	o.Key = "s3cret"
	c := New(s.clock.Place(), o)
	c.home, c.pace, c.sleep, c.size, c.batch = s.URL, 1e6, s.clock.Sleep, 3, 4
	return c
}

// collector is one of a channel.
func (s *service) collector() *Collector {
	return s.with(Options{Channels: []string{"@xenproject"}, Comments: true, Settings: social.Settings{Own: []string{"@xenproject"}}})
}

// film is a video of an instant.
func film(n int, at time.Time, channel string) object {
	return object{
		"kind": "youtube#video", "id": fmt.Sprintf("video%06d", n),
		"snippet":    object{"publishedAt": at.Format(time.RFC3339), "channelId": channel, "channelTitle": "Xen", "title": fmt.Sprintf("Talk %d", n), "description": "Xen #talk", "tags": []string{"Hypervisor"}},
		"statistics": object{"viewCount": strconv.Itoa(100 * n), "likeCount": strconv.Itoa(n), "favoriteCount": "0"},
	}
}

// said is a comment of an instant.
func said(id string, at time.Time) object {
	return object{"id": id, "snippet": object{
		"textOriginal": "well <b>said</b>", "textDisplay": "x", "authorDisplayName": "@ada", "authorChannelId": object{"value": theirs},
		"likeCount": 2, "publishedAt": at.Format(time.RFC3339),
	}}
}

// talk is a comment on a video with some answers.
func (s *service) talk(id string, at time.Time, video string, answers int) {
	for i := range answers {
		s.answers[id] = append(s.answers[id], said(fmt.Sprintf("%s.a%d", id, i), at.Add(time.Minute)))
	}
	s.threads = append(s.threads, object{
		"id": id, "snippet": object{"videoId": video, "topLevelComment": said(id, at), "totalReplyCount": answers},
		"replies": object{"comments": s.answers[id][:min(answers, 2)]},
	})
}

// days are videos of the past, one a day, the newest so many days ago.
func days(first, n, ago int) (all []object) {
	for i := range n {
		all = append(all, film(first+i, noon.AddDate(0, 0, -ago-n+i), ours))
	}
	return all
}

func refuse(w http.ResponseWriter, code int, reason string) {
	w.WriteHeader(code)
	_, _ = fmt.Fprintf(w, `{"error": {"code": %d, "errors": [{"reason": %q}]}}`, code, reason)
}

// ServeHTTP implements http.Handler.
func (s *service) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.between != nil {
		s.between()
	}
	w.Header().Set("Date", s.clock.Now().Format(http.TimeFormat))
	list, q := strings.TrimPrefix(req.URL.Path, "/youtube/v3/"), req.URL.Query()
	cost := 1
	if list == "search" {
		cost = 100
	}
	switch s.units -= cost; {
	case req.Header.Get("X-Goog-Api-Key") != "s3cret" || req.URL.RawQuery != "" && strings.Contains(req.URL.RawQuery, "s3cret"):
		refuse(w, http.StatusBadRequest, "badRequest")
		return
	case s.units < 0:
		refuse(w, http.StatusForbidden, "quotaExceeded")
		return
	}
	found, ok := s.list(list, func(name string) string { return q.Get(name) })
	if !ok {
		refuse(w, http.StatusNotFound, "notFound")
		return
	}
	size, err := strconv.Atoi(q.Get("maxResults"))
	if err != nil {
		size = len(found)
	}
	at, _ := strconv.Atoi(strings.TrimPrefix(q.Get("pageToken"), "page-")) // pages shift
	answer := object{"items": found[min(at, len(found)):min(at+size, len(found))]}
	if at+size < len(found) {
		answer["nextPageToken"] = fmt.Sprintf("page-%d", at+size)
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// list is a whole list.
func (s *service) list(name string, get func(string) string) (found []object, ok bool) {
	switch name {
	case "channels":
		if s.gone || get("forHandle") != "@xenproject" && get("id") != ours {
			return nil, true
		}
		return []object{{
			"id": ours, "snippet": object{"title": "Xen", "customUrl": "@xenproject"},
			"statistics":     object{"subscriberCount": "720", "hiddenSubscriberCount": s.hidden, "videoCount": strconv.Itoa(len(s.videos)), "viewCount": "90000"},
			"contentDetails": object{"relatedPlaylists": object{"uploads": "UUxen"}},
		}}, true
	case "playlistItems":
		for _, v := range s.newest(s.videos) {
			snippet := v["snippet"].(object)
			if snippet["channelId"] == ours {
				found = append(found, object{"contentDetails": object{"videoId": v["id"], "videoPublishedAt": snippet["publishedAt"]}})
			}
		}
		return found, len(s.videos) > 0
	case "search":
		since, _ := time.Parse(time.RFC3339, get("publishedAfter"))
		for _, v := range s.newest(s.videos) {
			if published(v).After(since) {
				found = append(found, object{"id": object{"kind": "youtube#video", "videoId": v["id"]}})
			}
		}
		return found, true
	case "videos":
		for id := range strings.SplitSeq(get("id"), ",") {
			for _, v := range s.videos {
				if v["id"] == id && v["private"] == nil {
					found = append(found, v)
				}
			}
		}
		return found, true
	case "commentThreads":
		return s.newest(s.threads), get("allThreadsRelatedToChannelId") == ours
	case "comments":
		return s.answers[get("parentId")], true
	}
	return nil, false
}

// newest sorts a list.
func (s *service) newest(all []object) []object {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b object) int { return published(b).Compare(published(a)) })
	return all
}

func published(o object) time.Time {
	snippet := o["snippet"].(object)
	if top, ok := snippet["topLevelComment"].(object); ok {
		snippet = top["snippet"].(object)
	}
	at, _ := time.Parse(time.RFC3339, fmt.Sprint(snippet["publishedAt"]))
	return at
}
