package limesurvey

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/secret"
)

const tea = `headers: 1
columns:
- {column: Response ID, type: drop, why: serial number}
- {column: Date submitted, type: day, question: when}
- {column: IP address, type: drop, why: network address}
- {column: Drink, type: single, question: drink, options: [Tea, Coffee]}
- {column: Why, type: text, question: why}
`

func headers() []string {
	return []string{"Response ID", "Date submitted", "IP address", "Drink", "Why"}
}

// answered are responses whose ids have gaps.
func answered(n int) map[int][]string {
	all := map[int][]string{}
	for i := 1; i <= n; i++ {
		id := 7 * i
		all[id] = []string{fmt.Sprint(id), fmt.Sprintf("2021-05-%02d 10:11:12", 1+i%20), fmt.Sprintf("192.0.2.%d", i), "Tea", fmt.Sprintf("because, %d", i)}
	}
	return all
}

func clock() time.Time { return time.Date(2022, 1, 1, 12, 0, 0, 0, time.UTC) }

// open makes a collector of the first surveys that there are.
func (s *server) open(t *testing.T, dir string) *Collector {
	t.Helper()
	return s.from(t, dir, 1)
}

// from makes one of the surveys from some number on.
func (s *server) from(t *testing.T, dir string, first int) *Collector {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "tea.yaml"), []byte(tea), 0o600); err != nil {
		t.Fatal(err)
	}
	o := Options{URL: s.URL + "/index.php/admin/remotecontrol", User: "stats", Password: secret.Value("tea and milk")}
	for id := first; s.surveys[id] != nil; id++ {
		year := 2021 + id - first
		o.Waves = append(o.Waves, Wave{ID: fmt.Sprint(year), Survey: id, Map: "tea.yaml", Ended: fmt.Sprintf("%d-05-31", year)})
	}
	c := New(collectors.Place{Dir: dir, Now: clock}, o)
	c.page, c.batch = 10, 3
	return c
}

func TestConformance(t *testing.T) {
	s, first := newServer(t), map[string]int{} // each folder has surveys of its own
	build := func(t *testing.T, dir string, rows map[int][]string) *Collector {
		first[dir] = 1 + 10*len(first)
		s.surveys[first[dir]] = &questionnaire{headers: headers(), responses: rows}
		return s.from(t, dir, first[dir])
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			rows := answered(14)
			rows[500] = []string{"500", "2021-05-30 10:00:00", "", "Milk", ""}
			return build(t, dir, rows)
		},
		Reopen: func(t *testing.T, dir string) collectors.Collector { return s.from(t, dir, first[dir]) },
		Empty:  func(t *testing.T, dir string) collectors.Collector { return build(t, dir, nil) },
		Broken: func(t *testing.T, dir string) collectors.Collector {
			c := build(t, dir, nil)
			c.options.Password = "wrong"
			return c
		},
		Grow: func(_ *testing.T, dir string) {
			s.surveys[first[dir]+1] = &questionnaire{headers: headers(), responses: answered(4)}
		},
		Rejects: 1,
	})
}

// collect gathers what a collector emits.
func collect(t *testing.T, c collectors.Collector) (batches []collectors.Batch, err error) {
	t.Helper()
	err = c.Collect(t.Context(), nil, func(b collectors.Batch) error { batches = append(batches, b); return nil })
	return batches, err
}

func TestCollect(t *testing.T) {
	s := newServer(t)
	s.surveys[1] = &questionnaire{headers: headers(), responses: answered(9)}
	s.failing = 2
	batches, err := collect(t, s.open(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(batches)
	if err != nil {
		t.Fatal(err)
	}
	items, expected := 0, uint64(0)
	for _, b := range batches {
		items += len(b.Items)
		for _, e := range b.Expected {
			expected += e.Items
		}
	}
	if items != 9 || expected != 9 {
		t.Errorf("%d responses of %d", items, expected)
	}
	for _, secret := range []string{"192.0.2.", "10:11:12", "tea and milk", "kkk"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("%q is emitted", secret)
		}
	}
	if len(s.sessions) != 0 {
		t.Error("the session stays open")
	}
}

// What LimeSurvey counts and does not hand out is missing, and shows.
// A person sees the table of which a form is made, before there is a form.
func TestTable(t *testing.T) {
	s := newServer(t)
	s.surveys[1] = &questionnaire{headers: headers(), responses: answered(25)}
	s.surveys[2] = &questionnaire{headers: headers()}
	dir := t.TempDir()
	c := s.open(t, dir)
	if err := os.Remove(filepath.Join(dir, "tea.yaml")); err != nil {
		t.Fatal(err)
	}
	table, err := c.Table(t.Context(), "2021")
	if err != nil || len(table.Rows) != 26 || table.Rows[0][3] != "Drink" || table.Rows[25][3] != "Tea" {
		t.Errorf("%+v, %v", table, err)
	}
	for _, wave := range []string{"2022", "1999"} {
		if table, err := c.Table(t.Context(), wave); err == nil {
			t.Errorf("%s: %+v", wave, table)
		}
	}
}

func TestMissing(t *testing.T) {
	s := newServer(t)
	s.surveys[1] = &questionnaire{headers: headers(), responses: answered(3), hidden: 2}
	batches, err := collect(t, s.open(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	expected := uint64(0)
	for _, b := range batches {
		for _, e := range b.Expected {
			expected += e.Items
		}
	}
	if expected != 5 {
		t.Errorf("%d are expected, want 5", expected)
	}
}

// A survey that counts responses and hands out none is read, and all are missing.
func TestAllMissing(t *testing.T) {
	for _, bare := range []bool{false, true} {
		s := newServer(t)
		s.surveys[1] = &questionnaire{headers: headers(), hidden: 2, bare: bare}
		batches, err := collect(t, s.open(t, t.TempDir()))
		if err != nil {
			t.Fatal(err)
		}
		expected := uint64(0)
		for _, b := range batches {
			for _, e := range b.Expected {
				expected += e.Items
			}
		}
		if expected != 2 {
			t.Errorf("%d are expected, want 2", expected)
		}
	}
}

func TestErrors(t *testing.T) {
	s := newServer(t)
	s.surveys[1] = &questionnaire{headers: headers(), responses: answered(3)}
	for name, wrong := range map[string]func(*Collector){
		"Invalid user name or password": func(c *Collector) { c.options.Password = "x" },
		"Invalid survey ID":             func(c *Collector) { c.options.Waves[0].Survey = 99 },
		"no such file":                  func(c *Collector) { c.options.Waves[0].Map = "none.yaml" },
	} {
		c := s.open(t, t.TempDir())
		wrong(c)
		if _, err := collect(t, c); err == nil || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "tea and milk") {
			t.Errorf("want %s, got %v", name, err)
		}
	}
}

func TestCheck(t *testing.T) {
	for url, fine := range map[string]bool{
		"https://survey.example.org/admin/remotecontrol": true, "http://127.0.0.1:80/": true,
		"http://survey.example.org/": false, "survey.example.org": false, "https://u:p@survey.example.org/": false,
	} {
		if err := (Options{URL: url}).Check(); (err == nil) != fine {
			t.Errorf("%s: %v", url, err)
		}
	}
	if err := (Options{URL: "https://x/", Waves: []Wave{{ID: "a"}, {ID: "a"}}}).Check(); err == nil {
		t.Error("two waves of one name are fine")
	}
}
