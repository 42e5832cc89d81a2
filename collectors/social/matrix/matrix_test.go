package matrix

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/warehouse/warehousetest"
)

func TestConformance(t *testing.T) {
	h := start(t)
	fill := func(events ...object) collectors.Collector {
		h.Spoil(nil)
		h.events = events
		return h.collector()
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(*testing.T, string) collectors.Collector {
			bad := says("$bad", ada, noon.AddDate(0, 0, -30), "x")
			bad["sender"] = 7
			return fill(append([]object{bad}, days(1, 12, 9)...)...)
		},
		Reopen: func(*testing.T, string) collectors.Collector { return h.collector() },
		Empty:  func(*testing.T, string) collectors.Collector { return fill() },
		Broken: func(*testing.T, string) collectors.Collector {
			socialtest.Cycle(h.Server, []fetchtest.Fault{{Code: 401}})
			return h.collector()
		},
		Grow:    func(*testing.T, string) { h.events = append(h.events, days(20, 2, 1)...) },
		Rejects: 1,
	})
}

// relates is what an event says of another.
func relates(e object, kind, to string) object {
	content := e["content"].(object)
	switch kind {
	case "reply":
		content["m.relates_to"] = object{"m.in_reply_to": object{"event_id": to}}
	case "m.thread":
		content["m.relates_to"] = object{"rel_type": kind, "event_id": to, "is_falling_back": true, "m.in_reply_to": object{"event_id": to}}
	default:
		content["m.relates_to"] = object{"rel_type": kind, "event_id": to, "key": "+"}
	}
	return e
}

func TestMapping(t *testing.T) {
	h := start(t)
	at := func(minutes int) time.Time { return noon.Add(time.Duration(minutes-1000) * time.Minute) }
	edited := relates(says("$7", ada, at(7), "* new"), "m.replace", "$2")
	edited["content"].(object)["m.new_content"] = object{"body": "three new #words"}
	forged := relates(says("$8", bob, at(8), "* forged"), "m.replace", "$3")
	forged["content"].(object)["m.new_content"] = object{"body": "not my words at all"}
	bundled := says("$9", ada, at(9), "old")
	bundled["unsigned"] = object{"m.relations": object{"m.replace": object{"sender": ada, "content": object{"m.new_content": object{"body": "two words"}}}}}
	gone := an("$10", "m.room.message", bob, at(10), object{})
	gone["unsigned"] = object{"redacted_because": object{"type": "m.room.redaction"}}
	topic := an("$17", "m.room.topic", ada, at(17), object{"topic": "Xen, mail ada@example.org"})
	topic["state_key"] = ""
	taken := relates(an("$22", "m.reaction", bob, at(22), object{}), "m.annotation", "$3")
	taken["unsigned"] = object{"redacted_because": object{}}
	h.events = []object{
		an("$1", "m.room.create", ada, at(1), object{}),
		says("$2", ada, at(2), "old words"),
		relates(says("$3", ada, at(3), "> <@bob:other.example.org> what he said\n\nyes it is"), "reply", "$2"),
		an("$4", "m.room.message", bob, at(4), object{"msgtype": "m.emote", "body": "waves"}),
		an("$5", "m.room.message", "@bot/x:example.org", at(5), object{"msgtype": "m.notice", "body": "built"}),
		relates(says("$6", bob, at(6), "in a thread"), "m.thread", "$2"),
		edited, forged, bundled, gone,
		relates(an("$11", "m.reaction", ada, at(11), object{}), "m.annotation", "$3"),
		relates(an("$12", "m.reaction", bob, at(12), object{}), "m.annotation", "$3"),
		relates(an("$13", "m.reaction", bob, at(13), object{}), "m.annotation", "$3"), // another sign of the same person
		member("$14", bob, bob, at(14), nil, object{"membership": "join", "displayname": "Bob"}),
		member("$15", bob, bob, at(15), object{"membership": "join", "displayname": "Bob"}, object{"membership": "join", "displayname": "Robert"}),
		member("$16", bob, bob, at(16), object{"membership": "join", "displayname": "Robert"}, object{"membership": "leave"}),
		topic,
		member("$18", ada, bob, at(18), object{"membership": "join", "displayname": "Robert"}, object{"membership": "ban"}),
		an("$19", "m.room.encrypted", bob, at(19), object{"ciphertext": "x"}),
		an("$20", "m.room.message", bob, at(20), object{"msgtype": "m.image", "body": "IMG 1234.jpg"}),
		an("$21", "m.room.redaction", ada, at(21), object{"redacts": "$10"}),
		taken,
	}
	for i, quiet := range []object{
		{"membership": "invite"}, {"membership": "knock"}, {"membership": "join", "displayname": "Bob", "avatar_url": "mxc://x"},
	} {
		h.events = append(h.events, member(fmt.Sprintf("$3%d", i), bob, bob, at(30), object{"membership": "join", "displayname": "Bob"}, quiet))
	}
	h.events = append(h.events, member("$40", bob, bob, at(40), object{"membership": "invite"}, object{"membership": "leave"}))
	k := harvest().Must(t, h.collector(func(o *Options) { o.Own, o.KeepText = []string{ada}, true }))

	for id, want := range map[string]string{
		"$2":  "line words 3 likes 0 replies 2 thread $2 reply  title  text three new #words tags [words] own",
		"$3":  "line words 3 likes 2 replies 0 thread  reply $2 title  text > <@bob:other.example.org> what he said\n\nyes it is tags [] own",
		"$4":  "action words 1 likes 0 replies 0 thread $4 reply  title  text waves tags []",
		"$5":  "notice words 1 likes 0 replies 0 thread $5 reply  title  text built tags [] auto",
		"$6":  "line words 3 likes 0 replies 0 thread $2 reply $2 title  text in a thread tags []",
		"$9":  "line words 2 likes 0 replies 0 thread $9 reply  title  text two words tags [] own",
		"$10": "line words 0 likes 0 replies 0 thread $10 reply  title  text  tags [] deleted",
		"$14": "join words 0 no thread  reply  title  text  tags []",
		"$15": "nick words 0 no thread  reply  title  text  tags []",
		"$16": "part words 0 no thread  reply  title  text  tags []",
		"$17": "topic words 0 no thread  reply  title Xen, mail <address> text  tags [] own",
		"$18": "kick words 0 no thread  reply  title  text  tags [] own",
		"$19": "line words 0 likes 0 replies 0 thread $19 reply  title  text  tags []",
		"$20": "line words 0 likes 0 replies 0 thread $20 reply  title  text  tags []",
	} {
		if got := line(k.Post(t, id)); got != want {
			t.Errorf("%s:\n got %q\nwant %q", id, got, want)
		}
	}
	if len(k.Items) != 14 {
		t.Errorf("%d items", len(k.Items))
	}
	if p := k.Post(t, "$2"); p.Author != (collectors.Alias{Login: "matrix.to/" + ada, Name: "Ada"}) || p.Place != alias || p.URL != "https://matrix.to/#/%23xen:example.org/$2" ||
		!p.Date.At.Equal(at(2)) || p.Version != collectors.VersionAt(noon) || !p.Engagement.Read.Equal(noon) {
		t.Errorf("%+v", p)
	}
	if p := k.Post(t, "$15"); p.Author.Name != "Bob" || p.Original != (collectors.Alias{Login: "matrix.to/" + bob, Name: "Robert"}) {
		t.Errorf("%+v", p)
	}
	if p := k.Post(t, "$18"); p.Original != (collectors.Alias{Login: "matrix.to/" + bob, Name: "Robert"}) || p.Author.Name != "Ada" {
		t.Errorf("%+v", p)
	}
	if p := k.Post(t, "$5"); p.Author.Login != "matrix.to/@bot=2fx:example.org" {
		t.Errorf("%+v", p)
	}
	if len(k.State) != 1 || k.State[0].Key() != "audience matrix "+alias+" members 2024-03-10" || k.State[0].(*collectors.Audience).Value != 2 {
		t.Errorf("%+v", k.State)
	}
	if !k.Span.From.IsZero() || !k.Span.Until.Equal(noon) {
		t.Errorf("%+v", k.Span)
	}
}

// line is a post in one line.
func line(p *collectors.Post) string {
	text := fmt.Sprintf("%s words %d", p.Kind, p.Words)
	if p.Engagement == nil {
		text += " no"
	} else {
		text += fmt.Sprintf(" likes %d replies %d", p.Engagement.Likes, p.Engagement.Replies)
	}
	text += fmt.Sprintf(" thread %s reply %s title %s text %s tags %v", p.Thread, p.ReplyTo, p.Title, p.Text, p.Tags)
	for what, is := range map[string]bool{" own": p.Own, " auto": p.Auto, " deleted": p.Deleted} {
		if is {
			text += what
		}
	}
	return text
}

// Posts are read again for eight days; what is taken back later is asked for.
func TestAgain(t *testing.T) {
	h := start(t)
	h.events = days(1, 20, 0)
	n := 0
	h.between = func() { // somebody talks on while the room is read
		n++
		h.events = append(h.events, says(fmt.Sprintf("$new%d", n), bob, noon, "more"))
	}
	k := harvest().Must(t, h.collector())
	for i := 1; i <= 20; i++ {
		k.Post(t, fmt.Sprintf("$e%d", i))
	}
	if !k.Span.From.Equal(noon.AddDate(0, 0, -20).Add(-time.Hour)) {
		t.Errorf("%+v", k.Span) // the room's creation was not seen
	}
	h.between, h.events = nil, days(1, 20, 0)
	lost, like := says("$e2", ada, noon.AddDate(0, 0, -19).Add(-time.Hour), ""), an("$like", "m.reaction", ada, noon.AddDate(0, 0, -19), object{})
	lost["content"] = object{}
	for _, e := range []object{lost, like} {
		e["unsigned"] = object{"redacted_because": object{}}
	}
	h.lone = []object{lost, like}
	for i, id := range []string{"$e2", "$like", "$nowhere", "", "$e19"} {
		e := an(fmt.Sprintf("$r%d", i), "m.room.redaction", ada, noon, object{})
		e["redacts"] = id
		h.events = append(h.events, e)
	}
	h.events[18]["unsigned"] = object{"redacted_because": object{}}
	h.clock.Set(noon.Add(time.Hour))
	k.Must(t, h.collector())
	if len(k.Items) != 7+1 || !k.Post(t, "$e2").Deleted || !k.Post(t, "$e19").Deleted || k.Post(t, "$e20").Deleted {
		t.Errorf("%d items: %v", len(k.Items), k.Items)
	}
	if !k.Span.From.Equal(noon.AddDate(0, 0, -20).Add(-time.Hour)) {
		t.Errorf("%+v", k.Span)
	}
}

func TestFaults(t *testing.T) {
	h := start(t)
	h.events = days(1, 12, 0)
	want := harvest().Must(t, h.collector())
	n := 0
	busy := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		switch n++; n % 3 {
		case 1:
			w.Header().Set("Date", h.clock.Now().Format(http.TimeFormat))
			w.WriteHeader(http.StatusTooManyRequests)
			_, _ = fmt.Fprint(w, `{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 90000}`)
		case 2:
			w.WriteHeader(http.StatusBadGateway)
		default:
			h.ServeHTTP(w, req)
		}
	}), nil)
	got := harvest().Must(t, h.collector(func(o *Options) { o.Server = busy.URL }))
	if len(got.Items) != len(want.Items) || h.clock.Now().Sub(noon) < 90*time.Second {
		t.Errorf("%d items, want %d, after %s", len(got.Items), len(want.Items), h.clock.Now().Sub(noon))
	}
}

// A room that is closed or gone fails the run after the others.
func TestLost(t *testing.T) {
	h := start(t)
	h.events = days(1, 3, 0)
	k := harvest()
	err := k.Take(t, h.collector(func(o *Options) { o.Rooms = []string{"!private:example.org", "#gone:example.org", alias} }))
	if err == nil || !strings.Contains(err.Error(), "!private") || !strings.Contains(err.Error(), "#gone") || len(k.Items) != 3 || k.Span != nil {
		t.Errorf("%v, %d items, %v", err, len(k.Items), k.Span)
	}
}

func TestSecret(t *testing.T) {
	h := start(t)
	err := harvest().Take(t, h.collector(func(o *Options) { o.Token = "an0ther" }))
	if err == nil || strings.Contains(err.Error(), "an0ther") {
		t.Error(err)
	}
	err = harvest().Take(t, h.collector(func(o *Options) { o.TokenFile = "nowhere" }))
	if err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Error(err)
	}
}

// A server whose pages lead in a circle, or that knows a room by no id, is an error.
func TestStrange(t *testing.T) {
	for answer, want := range map[string]string{
		`{"room_id": "!abc:example.org", "joined": {}, "chunk": [], "end": "t1"}`: "leads back",
		`{"room_id": "../../evil"}`: "no id",
	} {
		strange := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, answer) }), nil)
		h := start(t)
		if err := harvest().Take(t, h.collector(func(o *Options) { o.Server = strange.URL })); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", answer, err)
		}
	}
}

// One bad event costs that event; no address reaches a public column.
func TestHostile(t *testing.T) {
	h := start(t)
	var bad []object
	spoil := func(change func(e object)) {
		e := says(fmt.Sprintf("$b%d", len(bad)), ada, noon, "x")
		change(e)
		bad = append(bad, e)
	}
	spoil(func(e object) { e["event_id"] = 7 })
	spoil(func(e object) { e["event_id"] = "no sign" })
	spoil(func(e object) { e["event_id"] = "$" + strings.Repeat("x", 300) })
	spoil(func(e object) { e["origin_server_ts"] = "soon" })
	spoil(func(e object) { e["origin_server_ts"] = -1 << 62 })
	spoil(func(e object) { e["origin_server_ts"] = 1.5 })
	spoil(func(e object) { e["sender"] = "ada@example.org" })
	spoil(func(e object) { e["sender"] = "@:" })
	spoil(func(e object) { e["sender"] = "@ada@example.org:example.org" })
	spoil(func(e object) { e["sender"] = "" })
	spoil(func(e object) { e["content"] = []int{1} })
	spoil(func(e object) { e["content"] = object{"body": "without a kind"} })
	spoil(func(e object) { e["content"] = object{"msgtype": "m.text", "m.relates_to": 7} })
	spoil(func(e object) { e["type"] = "m.room.member" })
	spoil(func(e object) {
		e["type"], e["state_key"], e["content"] = "m.room.member", "nobody", object{"membership": "ban"}
	})
	good := says("$ada@example.org", "@ada:example.org", noon, "<b>\u0000 #ada@example.org")
	h.events = append(slices.Clone(bad), good, object{}, an("$s", "m.space.child", ada, noon, object{}))
	k := harvest().Must(t, h.collector())
	rejects := 0
	for _, item := range k.Items {
		if item.Reject != nil {
			rejects++
			continue
		}
		p := item.Record.(*collectors.Post)
		if public := p.ID + p.URL + p.Title + p.Thread + p.Author.Name + item.Origin + strings.Join(p.Tags, ""); strings.Contains(public, "ada@example.org") {
			t.Errorf("%q", public)
		}
	}
	if rejects != len(bad)+1 || len(k.Items) != rejects+1 {
		t.Errorf("%d rejects of %d, %d items", rejects, len(bad)+1, len(k.Items))
	}
}

func FuzzEvent(f *testing.F) {
	for _, e := range days(1, 1, 0) {
		raw, err := json.Marshal(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	f.Add(`{"event_id":"$1","type":"m.room.member","sender":"@a:b","state_key":"@c:d","origin_server_ts":1710000000000,"content":{"membership":"ban"}}`)
	f.Fuzz(func(t *testing.T, raw string) {
		e, err := decode(json.RawMessage(raw))
		if err != nil {
			return
		}
		if p, err := (mapper{room: alias, now: noon}).post(e, edit{}); err == nil && p != nil && (p.ID == "" || p.Author.Login == "" || p.Date.At.IsZero()) {
			t.Errorf("%+v", p)
		}
	})
}

func TestCheck(t *testing.T) {
	good := Options{Server: "https://matrix.example.org/", Rooms: []string{alias, room}}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for _, bad := range []Options{
		{Server: "http://matrix.example.org"}, {Server: "matrix.example.org"}, {Server: "https://u:p@matrix.example.org"},
		{Server: good.Server, Rooms: []string{"xen"}}, {Server: good.Server, Rooms: []string{"#a/b:c"}},
	} {
		if bad.Check() == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

// In a real store all is accounted for, and what is read again changes no number; what
// was taken back is marked so.
func TestStore(t *testing.T) {
	h := start(t)
	bad := says("$bad", ada, noon.AddDate(0, 0, -1), "x")
	bad["sender"] = 7
	h.events = append(days(1, 7, 0), bad)
	store := warehousetest.Open(t)
	for range 2 {
		got := socialtest.Collect(t, store, "matrix", h.collector())
		if got.Received != 8 || got.Stored != 7 || got.Duplicates != 0 || got.Quarantined != 1 {
			t.Errorf("%+v", got)
		}
		h.clock.Add(time.Minute)
		h.events[6]["content"], h.events[6]["unsigned"] = object{}, object{"redacted_because": object{}}
	}
	var gone uint64
	if err := store.Conn.QueryRow(t.Context(), "SELECT count() FROM golden.posts FINAL WHERE deleted AND id = '$e7'").Scan(&gone); err != nil || gone != 1 {
		t.Errorf("%d posts are marked as deleted, %v", gone, err)
	}
}
