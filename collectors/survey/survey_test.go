package survey

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/fetch/fetchtest"
)

const drinks = `headers: 1
columns:
- {column: When, type: day, question: when}
- {column: Mail, type: drop, why: who it was}
- {column: Done, type: status, states: {complete: ['yes'], partial: [''], test: [try]}}
- {column: Drink, type: single, question: drink, options: [Tea, Coffee], other: true}
- {column: 'With [milk]', type: tick, question: with, item: milk}
- {column: 'With [ask barista@example.org]', type: tick, question: with, item: ask barista@example.org}
- {column: 'Best [1]', type: rank, question: best, item: '1', options: [Cup, Mug]}
- {column: 'Best [2]', type: rank, question: best, item: '2', options: [Cup, Mug]}
- {column: Cups, type: number, question: cups, unit: cups}
- {column: Why, type: text, question: why}
`

const header = "When,Mail,Done,Drink,With [milk],With [ask barista@example.org],Best [1],Best [2],Cups,Why\n"

// answers are some rows of a table.
func answers(from, to int) (rows string) {
	for i := from; i <= to; i++ {
		rows += fmt.Sprintf("2021-05-%02d 10:11:12,u%d@example.org,yes,Tea,Yes,No,Mug,Cup,%d,\"because, %d\"\n", 1+i%20, i, i, i)
	}
	return rows
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func clock() time.Time { return time.Date(2022, 1, 1, 12, 0, 0, 0, time.UTC) }

// open returns a collector of the waves whose files are in a folder.
func open(_ *testing.T, dir string) *Collector {
	o := Options{Waves: []Wave{{ID: "2021", File: "2021.csv", Map: "drinks.yaml"}}}
	if _, err := os.Stat(filepath.Join(dir, "2022.csv")); err == nil {
		o.Waves = append(o.Waves, Wave{ID: "2022", File: "2022.csv", Map: "drinks.yaml", Ended: "2021-12-31"})
	}
	c := New(dir, filepath.Join(dir, "cache"), o, clock)
	c.batch = 3
	return c
}

func TestConformance(t *testing.T) {
	reopen := func(t *testing.T, dir string) collectors.Collector { return open(t, dir) }
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			put(t, dir, "drinks.yaml", drinks)
			put(t, dir, "2021.csv", header+answers(1, 9)+"2021-05-30 10:00:00,,yes,Tea,,,Bowl,,,\n"+answers(10, 14))
			return open(t, dir)
		},
		Reopen: reopen,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			put(t, dir, "drinks.yaml", drinks)
			put(t, dir, "2022.csv", header)
			c := open(t, dir)
			c.options.Waves = c.options.Waves[1:]
			return c
		},
		Broken:  reopen, // there is no file
		Grow:    func(t *testing.T, dir string) { put(t, dir, "2022.csv", header+answers(1, 4)) },
		Rejects: 1,
	})
}

// A view is what a store holds after some batches.
type view struct {
	cursor collectors.Cursor
	items  map[string]collectors.Item
	state  map[string]collectors.Record // in no order
	want   map[string]uint64
	raw    []string // everything that was ever emitted
	got    int
}

func newView() *view {
	return &view{items: map[string]collectors.Item{}, state: map[string]collectors.Record{}, want: map[string]uint64{}}
}

func (v *view) take(b collectors.Batch) error {
	text, err := json.Marshal(b)
	v.raw = append(v.raw, string(text))
	for _, item := range b.Items {
		v.items[item.Origin] = item
	}
	v.got += len(b.Items)
	for _, rec := range b.State {
		v.state[wave(rec)+rec.Key()] = rec
	}
	for _, prefix := range b.Gone {
		for origin := range v.items {
			if strings.HasPrefix(origin, prefix) {
				delete(v.items, origin)
			}
		}
		for key := range v.state {
			if strings.HasPrefix(key, prefix) {
				delete(v.state, key)
			}
		}
	}
	for _, e := range b.Expected {
		v.want[e.Part+" "+e.Day.Format(time.DateOnly)] = e.Items
	}
	v.cursor = b.Cursor
	return err
}

func wave(rec collectors.Record) string {
	switch rec := rec.(type) {
	case *collectors.Wave:
		return collectors.WavePrefix(rec.ID)
	case *collectors.Question:
		return collectors.WavePrefix(rec.Wave)
	case *collectors.Words:
		return collectors.WavePrefix(rec.Wave)
	}
	return "?"
}

func (v *view) words() (texts []string) {
	for _, rec := range v.state {
		if w, ok := rec.(*collectors.Words); ok {
			texts = append(texts, fmt.Sprint(w.Question, " ", w.Text, " ", w.Codes, w.Repeat))
		}
	}
	slices.Sort(texts)
	return texts
}

func (v *view) collect(t *testing.T, c *Collector) {
	t.Helper()
	v.got = 0
	if err := c.Collect(t.Context(), v.cursor, v.take); err != nil {
		t.Fatal(err)
	}
}

// TestRead reads one wave, column by column.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "drinks.yaml", drinks)
	put(t, dir, "2021.csv", header+
		"2021-05-04 10:11:12,ada@example.org,yes,Tea,Yes,Yes,Mug,Cup,2 cups,ask bob@example.org for more milk\n"+
		"2021-05-03 10:11:12,bob@example.org,,Cocoa,No,,Mug,Mug,,\n"+
		"2021-05-09 10:11:12,cyd@example.org,try,Tea,,,,,,only a test\n"+
		"2021-05-05 10:11:12,dan@example.org,yes,Tea,,,,,lots,\"write to dan@example.org, on any day\"\n"+
		"2021-05-04 23:11:12,eve@example.org,yes,Tea,Yes,Yes,Mug,Cup,2,ask bob@example.org for more milk\n"+
		"2021-05-04 23:59:59,fay@example.org,yes,Cocoa,,,,,,\n")
	v := newView()
	c := open(t, dir)
	c.options.Waves[0].Codebook = "codes.yaml"
	put(t, dir, "codes.yaml", "- {code: dairy, words: [Milk, cream]}\n- {code: chocolate, pattern: '^Co', questions: [drink]}\n")
	v.collect(t, c)
	one, two := 1.0, 2.0
	var got []any
	for n := range 6 {
		item := v.items[fmt.Sprintf("2021/%d", n+1)]
		if item.Day.Format(time.DateOnly) != "2021-05-09" {
			t.Errorf("response %d counts to %s", n+1, item.Day)
		}
		if item.Reject != nil {
			got = append(got, *item.Reject)
			continue
		}
		got = append(got, *item.Record.(*collectors.Response))
	}
	barista := v.state["2021/question 2021 with "].(*collectors.Question).Options[1]
	if strings.Contains(barista, "@") || !strings.HasPrefix(barista, "ask <address>") {
		t.Errorf("an option is %q", barista)
	}
	full := []collectors.Answer{
		{Question: "drink", Options: []string{"Tea"}}, {Question: "with", Options: []string{"milk", barista}},
		{Question: "best", Item: "Cup", Number: &two}, {Question: "best", Item: "Mug", Number: &one},
		{Question: "cups", Number: &two}, {Question: "why", Other: true},
	}
	want := []any{
		collectors.Response{Wave: "2021", Number: 1, State: collectors.ResponseComplete, Answers: full},
		collectors.Response{Wave: "2021", Number: 2, State: collectors.ResponsePartial, Answers: []collectors.Answer{
			{Question: "drink", Other: true}, {Question: "with"}, {Question: "best", Item: "Mug", Number: &one},
		}},
		collectors.Response{Wave: "2021", Number: 3, State: collectors.ResponseTest, Answers: []collectors.Answer{{Question: "drink", Options: []string{"Tea"}}, {Question: "why", Other: true}}},
		collectors.Reject{Reason: "cell with no number", Detail: `column 9, "Cups"`},
		collectors.Response{Wave: "2021", Number: 5, State: collectors.ResponseRepeated, Answers: full},
		collectors.Response{Wave: "2021", Number: 6, State: collectors.ResponseComplete, Answers: []collectors.Answer{{Question: "drink", Other: true}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	words := []string{"drink Cocoa [chocolate] 1", "drink Cocoa [chocolate] 2", "why ask <address> for more milk [dairy] 1"}
	if diff := cmp.Diff(words, v.words()); diff != "" {
		t.Error(diff)
	}
	w := v.state["2021/wave 2021"].(*collectors.Wave)
	if w.Began.Format(time.DateOnly) != "2021-05-03" || w.Ended.Format(time.DateOnly) != "2021-05-09" || w.Title != "2021" {
		t.Errorf("the wave is %+v", w)
	}
	for _, raw := range append(v.raw, string(v.cursor)) {
		for _, personal := range []string{"example.org", "10:11:12", "23:59:59", "lots", "only a test", "2021-05-04"} {
			if strings.Contains(raw, personal) {
				t.Errorf("%q leaves the collector: %s", personal, raw)
			}
		}
	}
}

// TestChange replaces a wave whole, and only that, when its file, its form or its
// entry changes, and withdraws one that left the configuration.
func TestChange(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "drinks.yaml", drinks)
	put(t, dir, "2021.csv", header+answers(1, 8))
	put(t, dir, "2022.csv", header+answers(1, 4))
	v := newView()
	v.collect(t, open(t, dir))
	fresh := func(c *Collector, read int) {
		t.Helper()
		v.collect(t, c)
		other := newView()
		other.collect(t, c)
		if diff := cmp.Diff(other.items, v.items); diff != "" || v.got != read {
			t.Errorf("%d items read (-undisturbed +changed):\n%s", v.got, diff)
		}
		if diff := cmp.Diff(other.state, v.state); diff != "" {
			t.Errorf("state (-undisturbed +changed):\n%s", diff)
		}
		for part, n := range v.want {
			if other.want[part] != n {
				t.Errorf("%d expected of %s, want %d", n, part, other.want[part])
			}
		}
	}
	fresh(open(t, dir), 0)
	put(t, dir, "2021.csv", header+answers(5, 7))
	fresh(open(t, dir), 3)
	put(t, dir, "drinks.yaml", strings.Replace(drinks, "type: text, question: why", "type: drop", 1))
	fresh(open(t, dir), 7)
	if len(v.words()) != 0 {
		t.Errorf("words of a dropped column are %q", v.words())
	}
	c := open(t, dir)
	c.options.Waves[1].Title = "New year"
	fresh(c, 4)
	c = open(t, dir)
	c.options.Waves = c.options.Waves[:1]
	fresh(c, 0)
	if len(v.items) != 3 || v.want["2022 2021-12-31"] != 0 {
		t.Errorf("left are %d items; %v expected", len(v.items), v.want)
	}
}

// While a wave goes on, own words that are new would tell whose they are.
func TestWordsWait(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "drinks.yaml", drinks)
	put(t, dir, "2021.csv", header+answers(1, 4))
	v := newView()
	now := time.Date(2021, 5, 5, 23, 0, 0, 0, time.UTC)
	collect := func() int {
		c := open(t, dir)
		c.now = func() time.Time { return now }
		v.collect(t, c)
		return v.got
	}
	if n := collect(); n != 4 || len(v.words()) != 0 {
		t.Errorf("on the last day: %d items, words %q", n, v.words())
	}
	if n := collect(); n != 0 {
		t.Errorf("%d items although nothing is new", n)
	}
	now = now.Add(time.Hour)
	if n := collect(); n != 4 || len(v.words()) != 4 {
		t.Errorf("a day later: %d items, words %q", n, v.words())
	}
	if n := collect(); n != 0 {
		t.Errorf("%d items although nothing is new", n)
	}
}

// A wave that cannot be read says why and keeps nothing from the others, and what
// was stored of it stays.
func TestRefused(t *testing.T) {
	for name, tc := range map[string]struct{ form, table, want string }{
		"another column": {drinks, strings.Replace(header, "Cups", "Mugs", 1) + answers(1, 2), `column 9 is "Cups" in the form and "Mugs" in the file`},
		"addresses":      {strings.Replace(drinks, "type: drop, why: who it was", "type: text, question: mail", 1), header + answers(1, 5), `column 2, "Mail" holds addresses`},
		"times":          {strings.Replace(drinks, "type: day, question: when", "type: text, question: when", 1), header + answers(1, 5), `column 1, "When" holds exact times`},
		"no end":         {strings.Replace(drinks, "type: day, question: when", "type: drop", 1), header + answers(1, 5), "give `ended:`"},
		"no form":        {"headers: 1\n", header, "columns: there are none"},
		"two names":      {strings.Replace(drinks, "question: cups", "question: why", 1), header, `columns 9 and 10 are both question "why"`},
		"no place":       {strings.Replace(drinks, "item: '1'", "item: one", 1), header, "ends in its place"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, "drinks.yaml", drinks)
			put(t, dir, "2021.csv", header+answers(1, 3))
			v := newView()
			v.collect(t, open(t, dir))
			put(t, dir, "bad.yaml", tc.form)
			put(t, dir, "2021.csv", tc.table)
			put(t, dir, "2022.csv", header+answers(1, 4))
			c := open(t, dir)
			c.options.Waves[0].Map = "bad.yaml"
			err := c.Collect(t.Context(), v.cursor, v.take)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
			if err != nil && strings.Contains(err.Error(), "u1@") {
				t.Errorf("the error quotes an answer: %v", err)
			}
			if v.items["2021/3"].Record == nil {
				t.Error("what was stored is withdrawn")
			}
		})
	}
}

// TestURL reads a published table: once, as long as the server says that it is the
// same, and in spite of failures. Nothing of it stays on the disk.
func TestURL(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "drinks.yaml", drinks)
	text := header + answers(1, 8)
	tag := `"1"`
	server := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		w.Header().Set("Etag", tag)
		if req.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(text))
	}), nil)
	v := newView()
	collect := func() error {
		c := New(dir, filepath.Join(dir, "cache"), Options{Waves: []Wave{{ID: "2021", URL: server.URL + "/pub?key=hush&output=csv", Map: "drinks.yaml"}}}, clock)
		c.client = func() *fetch.Client {
			return fetch.New(fetch.Options{PerSecond: 1e6, Pause: time.Millisecond, Tries: 3})
		}
		v.got = 0
		err := c.Collect(t.Context(), v.cursor, v.take)
		left, _ := os.ReadDir(filepath.Join(dir, "cache"))
		if len(left) > 0 {
			t.Errorf("the cache has %s", left[0].Name())
		}
		return err
	}
	failures := 2
	server.Spoil(func(*http.Request) (f fetchtest.Fault) {
		if failures--; failures >= 0 {
			f.Cut = 300 + 200*failures
		}
		return f
	})
	if err := collect(); err != nil || v.got != 8 {
		t.Fatalf("%d items, %v", v.got, err)
	}
	server.Asked()
	if err := collect(); err != nil || v.got != 0 || server.Asked()[0].Header.Get("If-None-Match") != tag {
		t.Errorf("nothing is new: %d items, %v", v.got, err)
	}
	put(t, dir, "drinks.yaml", strings.Replace(drinks, "unit: cups", "unit: pots", 1))
	if err := collect(); err != nil || v.got != 8 {
		t.Errorf("another form: %d items, %v", v.got, err)
	}
	text, tag = header+answers(1, 9), `"2"`
	if err := collect(); err != nil || v.got != 9 {
		t.Errorf("another table: %d items, %v", v.got, err)
	}
	server.Spoil(func(*http.Request) fetchtest.Fault { return fetchtest.Fault{Code: http.StatusForbidden} })
	var refused *fetch.StatusError
	if err := collect(); !errors.As(err, &refused) || strings.Contains(err.Error(), "hush") {
		t.Errorf("refused: %v", err)
	}
}

func TestOptions(t *testing.T) {
	wave := func(change func(*Wave)) Options {
		w := Wave{ID: "a", File: "a.csv", Map: "a.yaml"}
		change(&w)
		return Options{Waves: []Wave{w}}
	}
	for want, o := range map[string]Options{
		"":                       wave(func(w *Wave) { w.Began, w.Ended = "2020-01-01", "2020-01-01" }),
		"there twice":            {Waves: []Wave{{ID: "a"}, {ID: "a"}}},
		"before it begins":       wave(func(w *Wave) { w.Began, w.Ended = "2020-01-02", "2020-01-01" }),
		`"2020-02-30" is no day`: wave(func(w *Wave) { w.Ended = "2020-02-30" }),
		"want https://…, since":  wave(func(w *Wave) { w.URL = "http://example.org/x" }),
		"a user and a password":  wave(func(w *Wave) { w.URL = "https://a:b@example.org/x" }),
		"url: want https://…":    wave(func(w *Wave) { w.URL = "sheet.csv" }),
	} {
		if err := o.Check(); want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if err := wave(func(w *Wave) { w.URL = "http://127.0.0.1:8080/x" }).Check(); err != nil {
		t.Error(err)
	}
}

func TestCodebook(t *testing.T) {
	for text, want := range map[string]string{
		"- {code: a}":               "want a code, and words or a pattern",
		"- {code: a, pattern: '('}": "missing closing",
		"- {code: a, words: [x]}\n- {code: a, words: [y]}": "it is there twice",
		"- {code: a, word: [x]}":                           "unknown field",
	} {
		if _, err := ReadCodebook([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	book, err := ReadCodebook([]byte("- {code: fast, words: ['C++', speed]}\n- {code: slow, words: [sluggish], pattern: 's+low'}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"More C++.": {"fast"}, "SPEED": {"fast"}, "speeding": nil, "so sslow, Sluggish": {"slow"}, "speed is slow": {"fast", "slow"},
	} {
		if got := book.Codes("any", text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
