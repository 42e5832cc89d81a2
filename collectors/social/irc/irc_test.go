package irc

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/files"
	"goldenratio/collectors/social/socialtest"
)

const limnoria = `2020-01-31T12:00:00  *** ada <ada!~ada@host.example.org> has joined #xen
2020-01-31T12:00:01  <ada> hello #xen folks, mail me@example.org
2020-01-31T12:00:01  <ada> yes
2020-01-31T12:00:01  <ada> yes
2020-01-31T12:00:02  * ada waves
2020-01-31T12:00:03  -ada- psst
2020-01-31T12:00:04  *** ada is now known as ada|away
2020-01-31T12:00:05  *** root sets mode: +o ada
2020-01-31T12:00:06  *** root changes topic to "Xen 4.13 is out, ask ada@example.org"

2020-01-31T12:00:07  *** bob was kicked by root (flooding)
2020-01-31T12:00:08  *** bob <bob!~b@192.0.2.7> has left #xen ("bye")
2020-01-31T12:00:09  *** eve has quit IRC (Ping timeout: 260 seconds)
2020-01-31T12:00:10  *** something else
2020-01-31T12:00:11  *** ada <ada!~ada@host.example.org> invited bob to #xen
2020-01-31T12:00:12  *** irc.example.org sets mode: +o root
`

func TestConformance(t *testing.T) {
	open := func(t *testing.T, dir string) collectors.Collector {
		c := must(t, dir, options("*.log"))
		c.Batch = 3
		return c
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Append(t, dir, "#xen.2020-01-31.log", limnoria)
			return open(t, dir)
		},
		Reopen: open,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Append(t, dir, "#xen.log", "")
			return open(t, dir)
		},
		Broken: open,
		Grow: func(t *testing.T, dir string) {
			socialtest.Append(t, dir, "#xen.2020-01-31.log", "2020-01-31T12:00:20  <ada> back\n2020-01-31T12:00:21  <ada> again\n")
		},
		Rejects: 1,
	})
}

// summary is what a file of a name is read as, a line each.
func summary(t *testing.T, o Options, name, text string) (all []string) {
	t.Helper()
	dir := t.TempDir()
	socialtest.Append(t, dir, name, text)
	o.Paths = []string{"*"}
	for _, b := range socialtest.Gather(t, must(t, dir, o), nil) {
		for _, item := range b.Items {
			all = append(all, line(item))
		}
	}
	return all
}

// line is an item in one line.
func line(item collectors.Item) string {
	if item.Reject != nil {
		return item.Reject.Reason
	}
	p := item.Record.(*collectors.Post)
	parts := []string{p.Date.At.Format("02T15:04:05"), string(p.Kind)}
	for _, part := range []string{strings.TrimPrefix(p.Author.Login, "irc.example.org/"), strings.TrimPrefix(p.Original.Login, "irc.example.org/"), p.Title, p.Text} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if p.Auto {
		parts = append(parts, "auto")
	}
	return strings.Join(parts, " | ")
}

// Each kind of log: what a line becomes, and whom it names.
func TestDialects(t *testing.T) {
	o := options()
	o.KeepText, o.Bots = true, []string{"LogBot"}
	for name, c := range map[string]struct{ file, text, want string }{
		"limnoria": {"#xen.2020-01-31.log", limnoria, `31T12:00:00 | join | ada
31T12:00:01 | line | ada | hello #xen folks, mail me@example.org
31T12:00:01 | line | ada | yes
31T12:00:01 | line | ada | yes
31T12:00:02 | action | ada | waves
31T12:00:03 | notice | ada | psst
31T12:00:04 | nick | ada | ada|away
31T12:00:05 | mode | root
31T12:00:06 | topic | root | Xen 4.13 is out, ask <address> | Xen 4.13 is out, ask ada@example.org
31T12:00:07 | kick | root | bob
31T12:00:08 | part | bob
31T12:00:09 | quit | eve
line of no known form
31T12:00:11 | system | auto
31T12:00:12 | mode | auto`},
		"botbot": {"xen-2020-01-31.log", `b'2020-01-31T12:00:00 * ada joined the channel
2020-01-31T12:00:01 <ada> it\'s \xe2\x80\xa6 \\o/
2020-01-31T12:00:02 * ada waves
2020-01-31T12:00:03 * NOTICE: [network] be nice
2020-01-31T12:00:04 * TOPIC: Xen
2020-01-31T12:00:05 * -- BotBot disconnected, possible missing messages --
2020-01-31T12:00:06 * ada is now known as bob
2020-01-31T12:00:06 * ada is now known as 
ode_modules\\x
2020-01-31T12:00:07 * bob has left the channel
2020-01-31T12:00:08 * eve has quit
'

b"2020-01-31T11:00:00 <ada> don't
"

'
`, `31T12:00:00 | join | ada
31T12:00:01 | line | ada | it's … \o/
31T12:00:02 | action | ada | waves
31T12:00:03 | notice | [network] be nice | auto
31T12:00:04 | topic | Xen | Xen | auto
31T12:00:05 | system | auto
31T12:00:06 | nick | ada | bob
31T12:00:06 | nick | ada
line without a time
31T12:00:07 | part | bob
31T12:00:08 | quit | eve
31T11:00:00 | line | ada | don't
line without a time`},
		"irssi": {"#xen.log", `12:00 <ada> too early
--- Log opened Fri Jan 31 23:50:00 2020
23:58 -!- ada [~ada@host.example.org] has joined #xen
23:59 -!- Irssi: #xen: Total of 3 nicks
23:59 <@ada> hello
23:59 < bob> hi
23:59  * ada waves
--- Day changed Sat Feb 01 2020
00:01:30 -!- mode/#xen [+o bob] by ada
00:02 -!- bob is now known as robert
00:03 -!- robert was kicked from #xen by ada [why not]
00:04 -!- ada changed the topic of #xen to: Xen
00:05 -root:#xen- psst
00:06 -!- ada [~ada@host.example.org] has quit [Quit: bye]
00:07 -!- eve [~e@h] has left #xen [bye]
25:00 <ada> never
--- Log closed Sat Feb 01 01:00:00 2020
`, `time without a day
31T23:50:00 | system | auto
31T23:58:00 | join | ada
31T23:59:00 | system | auto
31T23:59:00 | line | ada | hello
31T23:59:00 | line | bob | hi
31T23:59:00 | action | ada | waves
01T00:00:00 | system | auto
01T00:01:30 | mode | ada
01T00:02:00 | nick | bob | robert
01T00:03:00 | kick | ada | robert
01T00:04:00 | topic | ada | Xen | Xen
01T00:05:00 | notice | root | psst
01T00:06:00 | quit | ada
01T00:07:00 | part | eve
line without a time
01T01:00:00 | system | auto`},
		"weechat": {"irc.example.#xen.weechatlog", strings.ReplaceAll(`2020-01-31 12:00:00|-->|ada (~ada@host.example.org) has joined #xen
2020-01-31 12:00:01|@ada|hello
2020-01-31 12:00:02| *|ada waves
2020-01-31 12:00:03|--|Mode #xen [+o ada] by root
2020-01-31 12:00:04|--|ada is now known as bob
2020-01-31 12:00:05|--|bob has changed topic for #xen from "how to a" to "Xen"
2020-01-31 12:00:06|<--|root has kicked bob (no)
2020-01-31 12:00:07|<--|eve (~e@h) has left #xen (bye)
2020-01-31 12:00:08|<--|eve (~e@h) has quit (bye)
2020-01-31 12:00:09|LogBot|I log
2020-01-31 12:00:10|no tab
`, "|", "\t"), `31T12:00:00 | join | ada
31T12:00:01 | line | ada | hello
31T12:00:02 | action | ada | waves
31T12:00:03 | mode | root
31T12:00:04 | nick | ada | bob
31T12:00:05 | topic | bob | Xen | Xen
31T12:00:06 | kick | root | bob
31T12:00:07 | part | eve
31T12:00:08 | quit | eve
31T12:00:09 | line | logbot | I log | auto
line of no known form`},
		"hostile": {"#xen.log", "2020-01-31T12:00:00  <ada@example.org> I am my address\n" +
			"2020-01-31T12:00:01  <ada(at)example.org> so am I\n" +
			"2020-01-31T12:00:02  <" + strings.Repeat("a", 65) + "> long\n" +
			"2020-01-31T12:00:03  <a\u202eb> turned\n" +
			"2020-01-31T12:00:04  <ada> \x02bold\x02 \x0304,12red\x03 \x1b[31m \xff\n" +
			"2020-01-31T12:00:05  <ada> " + strings.Repeat("x", 20_000) + "\n" +
			"2020-02-30T12:00:05  <ada> never\n" +
			"2020-01-31T12:00:06  <>\n2020-01-31T12:00:06  <ada>\n2020-01-31T12:00:06  <ada\n" +
			"2020-01-31T12:00:07  <ChanServ> I am no person\n",
			"no nick\nno nick\nno nick\nno nick\n31T12:00:04 | line | ada | bold red [31m \uFFFD\nline too long\nline without a time\nno nick\n31T12:00:06 | line | ada\nline of no known form\n31T12:00:07 | line | chanserv | I am no person | auto"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(strings.Split(c.want, "\n"), summary(t, o, c.file, c.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A post has what its line says, and nothing of the host behind the nick.
func TestPost(t *testing.T) {
	dir := t.TempDir()
	socialtest.Append(t, dir, "x.log", "2020-01-31T13:00:00+0100  <Ada> see #Xen, me@example.org\n")
	o := options("*.log")
	o.Channel, o.Settings = "#Xen", social.Settings{Own: []string{"ada"}, Terms: []string{"xen"}}
	posts := of(t, dir, o).posts
	at := time.Date(2020, 1, 31, 12, 0, 0, 0, time.UTC)
	want := []*collectors.Post{{
		Network: "irc", Place: "irc.example.org/#xen", ID: posts[0].ID, Kind: collectors.PostLine, Author: collectors.Alias{Login: "irc.example.org/ada"},
		Date: collectors.Clocked(at, collectors.DateNetwork), Words: 3, Tags: []string{"xen"}, Own: true, Mention: true, Version: collectors.Version,
	}}
	if diff := cmp.Diff(want, posts); diff != "" || !strings.HasPrefix(posts[0].ID, "irc.example.org/#xen 2020-01-31T12:00:00Z ") {
		t.Error(posts[0].ID, diff)
	}
}

// Two logs of one channel give what both have once, whatever wrote them; what is
// said twice in a second is said twice.
func TestIDs(t *testing.T) {
	dir := t.TempDir()
	socialtest.Append(t, dir, "#xen.log", "2020-01-31T12:00:00  <ada> yes\n2020-01-31T12:00:00  <ada> yes\n2020-01-31T12:00:00  <bob> yes\n")
	socialtest.Append(t, dir, "xen-2020-01-31.log", "2020-01-31T12:00:00 <Ada> yes\n2020-01-31T12:00:00 <Ada> yes\n2020-01-31T12:00:01 <bob> yes\n")
	posts := of(t, dir, options("*.log")).posts
	ids := map[string]bool{}
	for _, p := range posts {
		ids[p.ID] = true
	}
	if len(posts) != 6 || len(ids) != 4 {
		t.Errorf("%d posts under %d ids", len(posts), len(ids))
	}
}

// Local times are those of the log's zone, also when clocks are set back.
func TestZone(t *testing.T) {
	o := options()
	o.Zone = "Europe/London"
	got := summary(t, o, "#xen.log", `2019-10-27T01:10:00  <a> x
2019-10-27T01:50:00  <a> x
2019-10-27T01:20:00  <a> x
2019-10-27T02:10:00  <a> x
2019-07-01T12:00:00  <a> x
2019-07-01T12:00:00+0000  <a> x
2019-03-31T01:30:00  <a> in the hour that never was
`)
	want := []string{"27T00:10:00 | line | a", "27T00:50:00 | line | a", "27T01:20:00 | line | a", "27T02:10:00 | line | a", "01T11:00:00 | line | a", "01T12:00:00 | line | a", "31T01:30:00 | line | a"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDescribe(t *testing.T) {
	for path, want := range map[string][2]string{
		"/logs/#xen.2020-01-31.log":        {"#xen", "2020-01-31"},
		"/logs/xen-dev-2020-01-31.log.gz":  {"#xen-dev", "2020-01-31"},
		"/logs/#xen/2020-01-31.log":        {"#xen", "2020-01-31"},
		"/logs/#xen/20200131.txt":          {"#xen", "2020-01-31"},
		"/logs/irc.libera.#xen.weechatlog": {"#xen", ""},
		"/logs/supybot_2012_10_17.log":     {"#supybot", "2012-10-17"},
	} {
		if channel, day := describe(path); channel != want[0] || day != want[1] {
			t.Errorf("%s: %q, %q", path, channel, day)
		}
	}
}

func TestOptions(t *testing.T) {
	for text, o := range map[string]Options{
		"no network":   {},
		"bad network":  {Network: "irc/x"},
		"bad channel":  {Network: "irc.example.org", Channel: "#a,#b"},
		"bad zone":     {Network: "irc.example.org", Zone: "Nowhere/Land"},
		"unclear zone": {Network: "irc.example.org", Zone: "Local"},
		"bad pattern":  {Network: "irc.example.org", Options: files.Options{Paths: []string{"["}}},
	} {
		if o.Check() == nil {
			t.Errorf("%s is taken", text)
		}
	}
	if err := options("a").Check(); err != nil {
		t.Error(err)
	}
}

// FuzzLine holds that any line becomes a post that names somebody or nobody, without
// an address, or a reject.
func FuzzLine(f *testing.F) {
	for line := range strings.Lines(limnoria) {
		f.Add(line)
	}
	f.Add("b'2020-01-31T12:00:00 <ada> \\x\\xe")
	f.Add("12:00 -!- mode/#xen [+o] by ")
	f.Add("2020-01-31 12:00:00\t--\tada has changed topic for")
	f.Fuzz(func(t *testing.T, line string) {
		l := newLog(options(), time.UTC, "/#xen.2020-01-31.log")
		item := l.item(files.Line{Text: []byte(line)})
		if item == nil || item.Reject != nil {
			return
		}
		p := item.Record.(*collectors.Post)
		for _, login := range []string{p.Author.Login, p.Original.Login} {
			if strings.ContainsAny(login, "@ \n\x00") {
				t.Errorf("%q: somebody called %q", line, login)
			}
		}
	})
}
