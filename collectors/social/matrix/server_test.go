package matrix

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
	"goldenratio/collectors/social/socialtest"
)

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

type object = map[string]any

const (
	alias = "#xen:example.org"
	room  = "!abc:example.org"
	ada   = "@ada:example.org"
	bob   = "@bob:other.example.org"
)

// A homeserver is one of our own, which behaves as the published description says.
type homeserver struct {
	*fetchtest.Server

	mu      sync.Mutex
	events  []object // the oldest first
	hidden  int      // of these the account sees nothing
	lone    []object // known by their ids only
	between func()   // called before each page
	clock   *socialtest.Clock
}

func start(t testing.TB) *homeserver {
	t.Helper()
	h := &homeserver{clock: socialtest.NewClock(noon)}
	h.Server = fetchtest.Start(t, h, nil)
	return h
}

// collector is one of the room, with small pages and batches.
func (h *homeserver) collector(change ...func(*Options)) *Collector {
	o := Options{Server: h.URL, Rooms: []string{alias}, Token: "s3cret"}
	for _, c := range change {
		c(&o)
	}
	c := New(h.clock.Place(), o)
	c.pace, c.sleep, c.size, c.batch = 1e6, h.clock.Sleep, 3, 4
	return c
}

// harvest calls what is in the room by its event's id.
func harvest() *socialtest.Harvest { return &socialtest.Harvest{Trim: alias + "/"} }

// an is an event.
func an(id, kind, sender string, at time.Time, content object) object {
	return object{"event_id": id, "type": kind, "sender": sender, "origin_server_ts": at.UnixMilli(), "content": content, "room_id": room}
}

// says is a message.
func says(id, sender string, at time.Time, body string) object {
	return an(id, "m.room.message", sender, at, object{"msgtype": "m.text", "body": body})
}

// member is a change of a membership.
func member(id, sender, of string, at time.Time, before, now object) object {
	e := an(id, "m.room.member", sender, at, now)
	e["state_key"] = of
	if before != nil {
		e["unsigned"] = object{"prev_content": before}
	}
	return e
}

// days are messages of the past, one a day, the newest so many days ago.
func days(first, n, ago int) (all []object) {
	for i := range n {
		all = append(all, says(fmt.Sprintf("$e%d", first+i), ada, noon.AddDate(0, 0, -ago-n+i).Add(-time.Hour), "hello xen"))
	}
	return all
}

func refuse(w http.ResponseWriter, code int, word string) {
	w.WriteHeader(code)
	_, _ = fmt.Fprintf(w, `{"errcode": %q, "error": "no"}`, word)
}

// ServeHTTP implements http.Handler.
func (h *homeserver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	w.Header().Set("Date", h.clock.Now().Format(http.TimeFormat))
	if req.Header.Get("Authorization") != "Bearer s3cret" {
		refuse(w, http.StatusUnauthorized, "M_UNKNOWN_TOKEN")
		return
	}
	path, q := strings.TrimPrefix(req.URL.Path, "/_matrix/client/v3/"), req.URL.Query()
	answer, ok := any(nil), true
	switch {
	case path == "directory/room/"+alias:
		answer = object{"room_id": room, "servers": []string{"example.org"}}
	case path == "rooms/"+room+"/joined_members":
		answer = object{"joined": object{ada: object{"display_name": "Ada <ada@example.org>"}, bob: object{}}}
	case path == "rooms/"+room+"/messages" && q.Get("dir") == "b" && strings.Contains(q.Get("filter"), "m.room.message"):
		if h.between != nil {
			h.between()
		}
		answer = h.messages(q.Get("from"), q.Get("limit"))
	case strings.HasPrefix(path, "rooms/"+room+"/event/"):
		id := strings.TrimPrefix(path, "rooms/"+room+"/event/")
		at := slices.IndexFunc(h.lone, func(e object) bool { return e["event_id"] == id })
		if ok = at >= 0; ok {
			answer = h.lone[at]
		}
	case strings.HasPrefix(path, "rooms/!private"):
		refuse(w, http.StatusForbidden, "M_FORBIDDEN")
		return
	default:
		ok = false
	}
	if !ok {
		refuse(w, http.StatusNotFound, "M_NOT_FOUND")
		return
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// messages is a page. A token is a place in the room, so that what arrives meanwhile
// shifts nothing. Behind the first page is an empty one, and the last has no token.
func (h *homeserver) messages(token, limit string) object {
	most, _ := strconv.Atoi(limit)
	at, empty := len(h.events), false
	if token != "" {
		at, _ = strconv.Atoi(strings.TrimLeft(token, "te"))
		empty = token[0] == 'e'
	}
	if empty {
		return object{"chunk": []object{}, "start": token, "end": fmt.Sprintf("t%d", at)}
	}
	from := max(at-most, h.hidden)
	chunk := slices.Clone(h.events[from:at])
	slices.Reverse(chunk)
	answer := object{"chunk": chunk, "start": token}
	switch {
	case from == h.hidden:
	case token == "":
		answer["end"] = fmt.Sprintf("e%d", from)
	default:
		answer["end"] = fmt.Sprintf("t%d", from)
	}
	return answer
}
