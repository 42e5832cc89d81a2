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

// census counts items by kind, rejects by reason, and months that are stated as missing.
func census(t *testing.T, dir string, o Options) (kinds map[string]int, posts []*collectors.Post) {
	t.Helper()
	kinds, missing := map[string]int{}, 0
	err := must(t, dir, o).Collect(t.Context(), nil, func(b collectors.Batch) error {
		for _, e := range b.Expected {
			if strings.HasPrefix(e.Part, "missing ") {
				missing++
			}
		}
		for _, item := range b.Items {
			if item.Reject != nil {
				kinds[item.Reject.Reason]++
				continue
			}
			p := item.Record.(*collectors.Post)
			kinds[string(p.Kind)]++
			posts = append(posts, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if missing > 0 {
		kinds["missing months"] = missing
	}
	return kinds, posts
}

func must(t testing.TB, dir string, o Options) *files.Collector {
	t.Helper()
	c, err := New(dir, o, now)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A rule of an independent count: lines that look so, in either kind of log.
type rule struct {
	kind string
	form *regexp.Regexp
}

// rules are tried in their order, as awk would.
func rules() []rule {
	const stamp = `^(?:b['"])?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\+0000)?`
	compile := func(form string) *regexp.Regexp { return regexp.MustCompile(form) }
	return []rule{
		{"empty", compile(`^$`)},
		{"quote", compile(`^['"]$`)},
		{"join", compile(stamp + ` \* \S+ joined the channel$|` + stamp + `  \*\*\* \S+ (<\S+> )?has joined #`)},
		{"quit", compile(stamp + ` \* \S+ has quit$|` + stamp + `  \*\*\* \S+ (<\S+> )?has quit IRC`)},
		{"part", compile(stamp + ` \* \S+ has left the channel$|` + stamp + `  \*\*\* \S+ (<\S+> )?has left #`)},
		{"nick", compile(stamp + ` (\*|  ?\*\*\*) \S+ is now known as \S*$`)},
		{"topic", compile(stamp + ` (\* TOPIC: |  ?\*\*\* \S+ changes topic to )`)},
		{"system", compile(stamp + ` \* -- BotBot `)},
		{"notice", compile(stamp + ` (\* NOTICE: |  ?-\S+- )`)},
		{"action", compile(stamp + `  ?\* [^*\s]`)},
		{"line", compile(stamp + `  ?<[^<> ]+>( |$)`)},
		{errTime.Error(), compile(`^(?:[^b0-9]|b[^'"]|\d{0,3}\D)`)},
		{errForm.Error(), compile(stamp)},
	}
}

// counted is an independent count of the lines of files.
func counted(t *testing.T, dir string) map[string]int {
	t.Helper()
	counts, rules := map[string]int{}, rules()
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		all, err := os.ReadFile(path)
		for line := range bytes.SplitSeq(bytes.TrimSuffix(all, []byte("\n")), []byte("\n")) {
			counts[ruled(rules, string(line))]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

func ruled(rules []rule, line string) string {
	for _, r := range rules {
		if r.form.MatchString(line) {
			return r.kind
		}
	}
	return "other: " + line
}

func options(paths ...string) Options {
	return Options{Options: files.Options{Paths: paths}, Network: "irc.example.org"}
}

// All lines of six years of a channel are accounted for by kind.
func TestRealChannel(t *testing.T) {
	dir := realdata.Unpack(t, "social-irc-fluid-work-dev")
	kinds, posts := census(t, dir, options(pathsBelow(t, dir)...))
	want := counted(t, dir)
	lines := 0
	for _, n := range want {
		lines += n
	}
	if want["line"] != 106_143 || lines != 203_205 {
		t.Errorf("the pack itself has %d lines, %d of them said", lines, want["line"])
	}
	delete(want, "empty")
	delete(want, "quote")
	want["missing months"] = 32 // from 2016 to August of 2018 nobody logged
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error(diff)
	}
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

// A real store holds every line that is an item, once.
func TestRealStore(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	dir := realdata.Unpack(t, "social-irc-fluid-work-dev")
	want, lines := counted(t, dir), uint64(0)
	for kind, n := range want {
		if kind != "empty" && kind != "quote" {
			lines += uint64(n)
		}
	}
	rejects := uint64(want[errTime.Error()])
	status := socialtest.Collect(t, warehousetest.Open(t), "log", must(t, dir, options(pathsBelow(t, dir)...)))
	if status.Received != lines || status.Stored != lines-rejects || status.Duplicates != 0 || status.Quarantined != rejects {
		t.Errorf("of %d lines, %d of them rejects: %+v", lines, rejects, status)
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
		got, posts := census(t, sub, options("*.log"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for _, p := range posts {
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
