package irc

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/social/files"
	"goldenratio/collectors/social/socialtest"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse/warehousetest"
)

// now is the clock of these tests.
func now() time.Time { return time.Date(2021, 2, 1, 12, 0, 0, 0, time.UTC) }

// A census counts items by kind, rejects by reason, and months that are stated as
// missing.
type census struct {
	kinds map[string]int
	posts []*collectors.Post
}

func (c *census) take(b collectors.Batch) {
	if c.kinds == nil {
		c.kinds = map[string]int{}
	}
	for _, e := range b.Expected {
		if strings.HasPrefix(e.Part, "missing ") {
			c.kinds["missing months"]++
		}
	}
	for _, item := range b.Items {
		if item.Reject != nil {
			c.kinds[item.Reject.Reason]++
			continue
		}
		p := item.Record.(*collectors.Post)
		c.kinds[string(p.Kind)]++
		c.posts = append(c.posts, p)
	}
}

// of is the census of a folder.
func of(t *testing.T, dir string, o Options) (c census) {
	t.Helper()
	for _, b := range socialtest.Gather(t, must(t, dir, o), nil) {
		c.take(b)
	}
	return c
}

func must(t testing.TB, dir string, o Options) *files.Collector {
	t.Helper()
	c, err := New(dir, o, now)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A rule of an independent count: lines that look so behind their time, in either kind
// of log. All of them hold the words.
type rule struct {
	kind, words string
	form        *regexp.Regexp
}

// rules are tried in their order, as awk would.
func rules() []rule {
	compile := func(form string) *regexp.Regexp { return regexp.MustCompile(form) }
	return []rule{
		{"line", "", compile(`^  ?<[^<> ]+>( |$)`)},
		{"join", "joined", compile(`^ \* \S+ joined the channel$|^  \*\*\* \S+ (<\S+> )?has joined #`)},
		{"quit", "has quit", compile(`^ \* \S+ has quit$|^  \*\*\* \S+ (<\S+> )?has quit IRC`)},
		{"part", "has left", compile(`^ \* \S+ has left the channel$|^  \*\*\* \S+ (<\S+> )?has left #`)},
		{"nick", "is now known as", compile(`^ (\*|  ?\*\*\*) \S+ is now known as \S*$`)},
		{"topic", "", compile(`^ (\* TOPIC: |  ?\*\*\* \S+ changes topic to )`)},
		{"system", "BotBot", compile(`^ \* -- BotBot `)},
		{"notice", "", compile(`^ (\* NOTICE: |  ?-\S+- )`)},
		{"action", "", compile(`^  ?\* [^*\s]`)},
	}
}

// counted is an independent count of the lines of files.
func counted(t *testing.T, dir string) map[string]int {
	t.Helper()
	counts, rules := map[string]int{}, rules()
	stamp := regexp.MustCompile(`^(?:b['"])?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\+0000)?`)
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		all, err := os.ReadFile(path)
		for line := range bytes.SplitSeq(bytes.TrimSuffix(all, []byte("\n")), []byte("\n")) {
			counts[ruled(rules, stamp, string(line))]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// ruled is the kind of a line.
func ruled(rules []rule, stamp *regexp.Regexp, line string) string {
	at := stamp.FindStringIndex(line)
	switch {
	case line == "":
		return "empty"
	case line == `'` || line == `"`:
		return "quote"
	case at == nil && line[0] >= '0' && line[0] <= '9':
		return "other: " + line
	case at == nil:
		return errTime.Error()
	}
	for _, r := range rules {
		if strings.Contains(line, r.words) && r.form.MatchString(line[at[1]:]) {
			return r.kind
		}
	}
	return errForm.Error()
}

func options(paths ...string) Options {
	return Options{Options: files.Options{Paths: paths}, Network: "irc.example.org"}
}

// All lines of six years of a channel are accounted for by kind, and a real store holds
// each that is an item once.
func TestRealChannel(t *testing.T) {
	dir := realdata.Unpack(t, "social-irc-fluid-work-dev")
	want, lines, items := counted(t, dir), 0, uint64(0)
	for kind, n := range want {
		lines += n
		if kind != "empty" && kind != "quote" {
			items += uint64(n)
		}
	}
	if want["line"] != 106_143 || lines != 203_205 {
		t.Errorf("the pack itself has %d lines, %d of them said", lines, want["line"])
	}
	delete(want, "empty")
	delete(want, "quote")
	want["missing months"] = 32 // from 2016 to August of 2018 nobody logged

	var seen census
	status := socialtest.Collect(t, warehousetest.Open(t), "log", socialtest.Watch(must(t, dir, options(pathsBelow(t, dir)...)), seen.take))
	if diff := cmp.Diff(want, seen.kinds); diff != "" {
		t.Error(diff)
	}
	rejects := uint64(want[errTime.Error()])
	if status.Received != items || status.Stored != items-rejects || status.Duplicates != 0 || status.Quarantined != rejects {
		t.Errorf("of %d lines, %d of them rejects: %+v", items, rejects, status)
	}
	named(t, seen.posts)
}

// named looks at what each post of the channel has.
func named(t *testing.T, posts []*collectors.Post) {
	t.Helper()
	ids := map[string]bool{}
	for _, p := range posts {
		if ids[p.ID] {
			t.Errorf("%s stands twice", p.ID)
		}
		ids[p.ID] = true
		if p.Place != "irc.example.org/#fluid-work" || p.Date.At.IsZero() {
			t.Errorf("%+v", p)
		}
		if strings.ContainsAny(p.Author.Login+p.Original.Login, "@! ") {
			t.Errorf("more than a nick: %+v", p)
		}
	}
}

// The recorded logs of Supybot, with what is wrong in some of their lines.
func TestRecordedSupybot(t *testing.T) {
	all := map[string]map[string]int{
		"supybot_2012_10_17.log":      {"line": 5, "action": 2, "notice": 1, "join": 1, "quit": 1, errForm.Error(): 2},
		"supybot_2012_10_18.log":      {"line": 4, "join": 4},
		"supybot_date_without_tz.log": {"line": 2, "join": 1},
		"supybot_invalid_date.log":    {"line": 5, "quit": 2, "join": 1, errForm.Error(): 1},
		"supybot_invalid_msg.log":     {"line": 4, "quit": 2, "join": 2, errForm.Error(): 1},
		"supybot_valid.log":           {},
	}
	dir, seen := t.TempDir(), 0
	realdata.Each(t, "social-perceval-dev", "/supybot/", func(name string, body []byte) {
		seen++
		sub := filepath.Join(dir, filepath.Base(name))
		if err := errors.Join(os.Mkdir(sub, 0o755), os.WriteFile(filepath.Join(sub, "ceph.log"), body, 0o600)); err != nil {
			t.Fatal(err)
		}
		want := all[filepath.Base(name)]
		if len(want) == 0 {
			want = counted(t, sub)
			delete(want, "empty")
			delete(want, errForm.Error())
			want[errNick.Error()] = 1 // <joao&gt;
		}
		got := of(t, sub, options("*.log"))
		if diff := cmp.Diff(want, got.kinds); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for _, p := range got.posts {
			if p.Place != "irc.example.org/#ceph" {
				t.Errorf("%+v", p)
			}
		}
	})
	if seen != len(all) {
		t.Errorf("%d recordings", seen)
	}
}

// pathsBelow are patterns for the folders with files.
func pathsBelow(t *testing.T, dir string) (patterns []string) {
	t.Helper()
	folders := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !folders[filepath.Dir(path)] {
			folders[filepath.Dir(path)] = true
			patterns = append(patterns, filepath.Join(filepath.Dir(path), "*.log"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return patterns
}
