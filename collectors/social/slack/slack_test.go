package slack

import (
	"bytes"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/files"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse/warehousetest"
)

// now is the clock of these tests.
func now() time.Time { return time.Date(2021, 2, 1, 12, 0, 0, 0, time.UTC) }

func options() Options {
	return Options{Options: files.Options{Paths: []string{"export*"}}, Workspace: "Example.slack.com"}
}

func collector(t testing.TB, dir string, o Options) *files.Collector {
	t.Helper()
	c, err := New(dir, o, now)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// usual is an export: what stands in which file.
func usual() map[string]string {
	return map[string]string{
		"channels.json": `[{"id":"C1","name":"general","members":["U1","U2"],"topic":{"value":"x"}},{"id":"C2","name":"random","members":[]}]`,
		"groups.json":   `[{"id":"G1","name":"board","members":["U1"]}]`,
		"dms.json":      `[{"id":"D1","members":["U1","U2"]}]`,
		"users.json": `[{"id":"U1","name":"ada","real_name":"Ada Lovelace","profile":{"email":"ada@example.org"}},
			{"id":"U2","name":"bob","deleted":true,"profile":{"real_name":"","display_name":"Bob"}},
			{"id":"U3","name":"robot","is_bot":true},{"id":"U4","name":7}]`,
		"general/2020-01-01.json": `[{"type":"message","user":"U1","text":"Hello <@U2>, see <https://example.org|the page> &amp; <#C2|random> #Xen","ts":"1577880000.000100","thread_ts":"1577880000.000100","reply_count":2,"reactions":[{"name":"+1","users":["U2"],"count":3},{"name":"eyes","count":1}],"edited":{"user":"U1","ts":"1577880001.000000"}},
			{"type":"message","user":"U2","text":"&gt; Hello\nyes","ts":"1577880060.000200","thread_ts":"1577880000.000100"},
			{"type":"message","subtype":"thread_broadcast","user":"U1","text":"no","ts":"1577880070.000200","thread_ts":"1577880000.000100"},
			{"type":"message","subtype":"channel_join","user":"U9","text":"<@U9> has joined the channel","ts":"1577880080.000000","user_profile":{"real_name":"Eve of elsewhere"}},
			{"type":"message","subtype":"me_message","user":"U1","text":"waves","ts":"1577880090.000000"},
			{"type":"message","subtype":"bot_message","bot_id":"B1","username":"build","text":"green","ts":"1577880100.000000"},
			{"type":"message","subtype":"bot_message","username":"Ada Lovelace","text":"not me","ts":"1577880110.000000"}]`,
		"general/2020-01-02.json": `[{"type":"message","subtype":"channel_topic","user":"U1","topic":"Ask ada@example.org","text":"set the topic","ts":"1577966400.000000"},
			{"type":"message","subtype":"channel_leave","user":"U2","ts":"1577966401.000000"},
			{"type":"message","subtype":"tombstone","user":"USLACKBOT","text":"This message was deleted.","ts":"1577966402.000000","thread_ts":"1577966402.000000"},
			{"type":"message","subtype":"file_comment","text":"<@U1> commented","comment":{"user":"U1","comment":"nice one"},"ts":"1577966403.000000"},
			{"type":"message","subtype":"pinned_item","user":"U1","ts":"1577966404.000000"},
			{"type":"message","user":"U1","ts":1577966405}]`,
		"random/2020-01-03.json": `[{"type":"message","user":"U1","text":"same time","ts":"1577880000.000100"}]`,
		"board/2020-01-03.json":  `[{"type":"message","user":"U1","text":"secret","ts":"1578052800.000000"}]`,
		"D1/2020-01-03.json":     `[{"type":"message","user":"U1","text":"secret","ts":"1578052801.000000"}]`,
		"general/canvas.json":    `{}`,
	}
}

func folder(t testing.TB, dir string, export map[string]string) {
	t.Helper()
	for name, text := range export {
		socialtest.Write(t, dir, name, text)
	}
}

func TestConformance(t *testing.T) {
	open := func(t *testing.T, dir string) collectors.Collector {
		c := collector(t, dir, options())
		c.Batch = 3
		return c
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "export.zip", socialtest.Zip(t, usual()))
			return open(t, dir)
		},
		Reopen: open,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			folder(t, filepath.Join(dir, "export"), map[string]string{"channels.json": "[]", "users.json": "[]"})
			return open(t, dir)
		},
		Broken: func(t *testing.T, dir string) collectors.Collector {
			folder(t, dir, map[string]string{"export.json": "[]"})
			return open(t, dir)
		},
		Grow: func(t *testing.T, dir string) {
			folder(t, filepath.Join(dir, "export2"), map[string]string{
				"channels.json": `[{"id":"C1","name":"general"}]`, "users.json": "[]",
				"general/2020-02-01.json": `[{"type":"message","user":"U1","text":"later","ts":"1580515200.000000"}]`,
			})
		},
		Rejects: 1,
	})
}

// collected are the records of a folder by key, and the reasons of rejects.
func collected(t testing.TB, dir string, o Options) (records map[string]collectors.Record, rejects []string) {
	t.Helper()
	records = map[string]collectors.Record{}
	for _, b := range socialtest.Gather(t, collector(t, dir, o), nil) {
		for _, item := range b.Items {
			if item.Reject != nil {
				rejects = append(rejects, item.Reject.Reason)
				continue
			}
			records[strings.TrimPrefix(item.Record.Key(), "post slack example.slack.com/")] = item.Record
		}
	}
	return records, rejects
}

// Every field of every kind of message.
func TestMapping(t *testing.T) {
	dir := t.TempDir()
	folder(t, filepath.Join(dir, "export"), usual())
	o := options()
	o.Settings = social.Settings{Own: []string{"ada"}, Terms: []string{"xen"}, KeepText: true}
	got, rejects := collected(t, dir, o)
	if !slices.Equal(rejects, []string{errForm.Error()}) {
		t.Errorf("rejects %q", rejects)
	}
	read := time.Date(2020, 1, 3, 0, 0, 0, 0, time.UTC)
	version := collectors.VersionAt(read) + collectors.Version
	post := func(ts string, kind collectors.PostKind, more func(*collectors.Post)) *collectors.Post {
		at, err := instant(ts)
		if err != nil {
			t.Fatal(err)
		}
		p := &collectors.Post{
			Network: "slack", Place: "example.slack.com/#general", ID: "example.slack.com/C1/" + ts, Kind: kind,
			URL: "https://example.slack.com/archives/C1/p" + strings.Replace(ts, ".", "", 1), Thread: "example.slack.com/C1/" + ts,
			Date: collectors.Clocked(at, collectors.DateNetwork), Version: version,
		}
		if kind == collectors.PostLine || kind == collectors.PostAction {
			p.Engagement = &collectors.Engagement{Read: read}
		}
		more(p)
		return p
	}
	ada := collectors.Alias{Name: "Ada Lovelace", Address: "ada@example.org", Login: "example.slack.com/u1"}
	bob := collectors.Alias{Name: "Bob", Login: "example.slack.com/u2"}
	reply := func(p *collectors.Post) {
		p.Thread, p.ReplyTo = "example.slack.com/C1/1577880000.000100", "example.slack.com/C1/1577880000.000100"
	}
	want := map[string]collectors.Record{
		"C1/1577880000.000100": post("1577880000.000100", collectors.PostLine, func(p *collectors.Post) {
			p.Author, p.Own, p.Mention, p.Words, p.Tags = ada, true, true, 8, []string{"xen"}
			p.Text = "Hello @Bob, see the page & random #Xen"
			p.Engagement.Likes, p.Engagement.Replies = 4, 2
		}),
		"C1/1577880060.000200": post("1577880060.000200", collectors.PostLine, func(p *collectors.Post) {
			reply(p)
			p.Author, p.Words, p.Text = bob, 1, "> Hello\nyes"
		}),
		"C1/1577880070.000200": post("1577880070.000200", collectors.PostLine, func(p *collectors.Post) {
			reply(p)
			p.Author, p.Own, p.Words, p.Text = ada, true, 1, "no"
		}),
		"C1/1577880080.000000": post("1577880080.000000", collectors.PostJoin, func(p *collectors.Post) {
			p.Author = collectors.Alias{Name: "Eve of elsewhere", Login: "example.slack.com/u9"}
		}),
		"C1/1577880090.000000": post("1577880090.000000", collectors.PostAction, func(p *collectors.Post) {
			p.Author, p.Own, p.Words, p.Text = ada, true, 1, "waves"
		}),
		"C1/1577880100.000000": post("1577880100.000000", collectors.PostLine, func(p *collectors.Post) {
			p.Author, p.Auto, p.Words, p.Text = collectors.Alias{Name: "build", Login: "example.slack.com/b1"}, true, 1, "green"
		}),
		"C1/1577880110.000000": post("1577880110.000000", collectors.PostLine, func(p *collectors.Post) {
			p.Auto, p.Words, p.Text = true, 2, "not me"
		}),
		"C1/1577966400.000000": post("1577966400.000000", collectors.PostTopic, func(p *collectors.Post) {
			p.Author, p.Own, p.Title, p.Words, p.Text = ada, true, "Ask <address>", 2, "Ask ada@example.org"
		}),
		"C1/1577966401.000000": post("1577966401.000000", collectors.PostPart, func(p *collectors.Post) { p.Author = bob }),
		"C1/1577966402.000000": post("1577966402.000000", collectors.PostLine, func(p *collectors.Post) {
			p.Author, p.Auto, p.Deleted = collectors.Alias{Login: "example.slack.com/uslackbot"}, true, true
			p.Words, p.Text = 4, "This message was deleted."
		}),
		"C1/1577966403.000000": post("1577966403.000000", collectors.PostLine, func(p *collectors.Post) {
			p.Author, p.Own, p.Words, p.Text = ada, true, 2, "nice one"
		}),
		"C1/1577966404.000000": post("1577966404.000000", collectors.PostSystem, func(p *collectors.Post) {
			p.Author, p.Own, p.Auto = ada, true, true
		}),
		"C2/1577880000.000100": post("1577880000.000100", collectors.PostLine, func(p *collectors.Post) {
			p.ID, p.Place = "example.slack.com/C2/1577880000.000100", "example.slack.com/#random"
			p.Thread, p.URL = p.ID, "https://example.slack.com/archives/C2/p1577880000000100"
			p.Author, p.Own, p.Words, p.Text = ada, true, 2, "same time"
		}),
	}
	for account, n := range map[string]uint64{"example.slack.com": 2, "example.slack.com/#general": 2} {
		a := &collectors.Audience{Network: "slack", Account: account, Measure: "members", Day: read, Value: n, Version: version}
		want[a.Key()] = a
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Private channels and conversations are read only where they are named; members are
// those of the workspace or of the whole organisation.
func TestChannels(t *testing.T) {
	dir := t.TempDir()
	export := usual()
	export["org_users.json"] = export["users.json"]
	delete(export, "users.json")
	folder(t, filepath.Join(dir, "export"), export)
	o := options()
	o.Channels = []string{"#Board", "D1"}
	got, _ := collected(t, dir, o)
	keys := slices.Sorted(maps.Keys(got))
	want := []string{"D1/1578052801.000000", "G1/1578052800.000000", "audience slack example.slack.com members 2020-01-03",
		"audience slack example.slack.com/#D1 members 2020-01-03", "audience slack example.slack.com/#board members 2020-01-03"}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Error(diff)
	}
	if p := got["G1/1578052800.000000"].(*collectors.Post); p.Author.Name != "Ada Lovelace" {
		t.Errorf("%+v", p)
	}
}

// What is wrong with one message, or with one file, leaves the others as they are;
// of two exports the later one is believed.
func TestHostile(t *testing.T) {
	dir := t.TempDir()
	export := usual()
	export["general/2020-01-04.json"] = `[7, null, {"type":"other"}, {"type":"message","ts":"x"}, {"type":"message","ts":"1578096000.000000","user":"../ada@example.org","text":"` +
		strings.Repeat("<<", 1000) + `"}, {"type":"message","ts":"1578096001.000000","text":"` + strings.Repeat("x", maxSize) + `"}, {"type":`
	export["general/2020-01-05.json"] = `{"no":"list"}`
	socialtest.Write(t, dir, "export1.zip", socialtest.Zip(t, export))
	socialtest.Write(t, dir, "export2.zip", socialtest.Zip(t, usual()))
	got, rejects := collected(t, dir, options())
	slices.Sort(rejects)
	want := []string{"file is no list of messages", "file is no list of messages", "message of no known form", "message of no known form", "message of no known form",
		"message of no known form", "message of no known form", "message too large", "message without a time"}
	if !slices.Equal(rejects, want) {
		t.Errorf("rejects %q", rejects)
	}
	if p, ok := got["C1/1578096000.000000"].(*collectors.Post); !ok || !p.Author.Empty() {
		t.Errorf("%+v", p)
	}
	store := warehousetest.Open(t)
	status := socialtest.Collect(t, store, "slack", collector(t, dir, options()))
	if status.Received != uint64(len(got)+len(rejects))+13 || status.Duplicates != 13 || status.Quarantined != uint64(len(rejects)) || status.Received != status.Stored+status.Duplicates+status.Quarantined {
		t.Errorf("of %d records and %d rejects: %+v", len(got), len(rejects), status)
	}
}

// The recorded messages of a real workspace, as an export holds them.
func TestRecorded(t *testing.T) {
	export := map[string]string{"channels.json": `[{"id":"C011DUKE8","name":"test channel"}]`}
	users, ids := []json.RawMessage{}, map[string]bool{}
	realdata.Each(t, "social-perceval-dev", "/slack/", func(name string, body []byte) {
		var recorded struct {
			Messages []json.RawMessage
			User     json.RawMessage
		}
		if err := json.Unmarshal(body, &recorded); err != nil {
			t.Fatal(err)
		}
		if len(recorded.User) > 0 {
			users = append(users, recorded.User)
		}
		for _, m := range recorded.Messages {
			var any map[string]any
			if err := json.Unmarshal(m, &any); err != nil {
				t.Fatal(err)
			}
			ids[any["ts"].(string)] = true
		}
		if all, err := json.Marshal(recorded.Messages); err == nil && len(recorded.Messages) > 0 {
			export["test channel/2020-01-"+twoDigits(len(export))+".json"] = string(all)
		}
	})
	all, err := json.Marshal(users)
	if err != nil || len(users) != 3 || len(ids) < 9 {
		t.Fatal(len(users), len(ids), err)
	}
	export["users.json"] = string(all)
	dir := t.TempDir()
	folder(t, filepath.Join(dir, "export"), export)
	got, rejects := collected(t, dir, options())
	kinds, addressed := map[collectors.PostKind]int{}, 0
	for _, record := range got {
		if p, ok := record.(*collectors.Post); ok {
			kinds[p.Kind]++
			if p.Author.Address != "" {
				addressed++
			}
		}
	}
	if sum := kinds[collectors.PostLine] + kinds[collectors.PostJoin]; len(rejects) > 0 || sum != len(ids) || kinds[collectors.PostJoin] != 1 || addressed != len(ids)-2 {
		t.Errorf("%v of %d messages, %d of known people, rejects %q", kinds, len(ids), addressed, rejects)
	}
}

func twoDigits(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }

func TestOptions(t *testing.T) {
	for text, o := range map[string]Options{
		"no workspace": {},
		"an address":   {Workspace: "https://example.slack.com"},
		"bad day":      {Workspace: "example.slack.com", Exported: "2020"},
		"bad pattern":  {Workspace: "example.slack.com", Options: files.Options{Paths: []string{"["}}},
	} {
		if o.Check() == nil {
			t.Errorf("%s is taken", text)
		}
	}
	o := options()
	o.Exported = "2021-01-01"
	dir := t.TempDir()
	folder(t, filepath.Join(dir, "export"), usual())
	got, _ := collected(t, dir, o)
	if p := got["C2/1577880000.000100"].(*collectors.Post); p.Engagement.Read.Year() != 2021 {
		t.Errorf("%v", p.Engagement)
	}
}

// FuzzMessage holds that whatever stands in a day's file becomes posts without an
// address in public, or rejects.
func FuzzMessage(f *testing.F) {
	for _, text := range usual() {
		f.Add([]byte(text))
	}
	e := &export{Options: options(), users: map[string]user{}, read: now()}
	f.Fuzz(func(t *testing.T, raw []byte) {
		err := e.messages(bytes.NewReader(raw), channel{ID: "C1", Name: "general"}, func(_ string, item collectors.Item) error {
			if item.Reject != nil {
				return nil
			}
			if p := item.Record.(*collectors.Post); strings.Contains(p.Title+p.Author.Login+p.ID+p.Author.Name, "ada@example.org") {
				t.Errorf("%+v", p)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
