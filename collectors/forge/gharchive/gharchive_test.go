package gharchive

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/fetch/fetchtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2016, 1, 2, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

// fields are a JSON object.
type fields map[string]any

// line is an event in the new shape; payload is its object.
func line(id int, kind, actor string, payload fields) string {
	text, _ := json.Marshal(fields{
		"id": fmt.Sprint(id), "type": kind, "actor": fields{"id": 7, "login": actor}, "repo": fields{"id": 12, "name": "demo/one"},
		"payload": payload, "public": true, "created_at": fmt.Sprintf("2016-01-01T%02d:%02d:00Z", id/60, id%60),
	})
	return string(text) + "\n"
}

// issue is one as GitHub shows it.
func issue(number int, state string) fields {
	i := fields{
		"number": number, "title": fmt.Sprint("number ", number), "state": state, "user": fields{"login": "Ada"}, "comments": 0,
		"html_url": fmt.Sprintf("https://github.com/demo/one/issues/%d", number), "created_at": "2016-01-01T00:00:00Z", "updated_at": "2016-01-01T01:00:00Z",
	}
	if state == "closed" {
		i["closed_at"], i["updated_at"] = "2016-01-01T02:00:00Z", "2016-01-01T02:00:00Z"
	}
	return i
}

// put writes the file of an hour.
func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file, err := os.Create(filepath.Join(dir, name+".json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	packed := gzip.NewWriter(file)
	if _, err := packed.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

func open(dir string) *Collector {
	c := New(dir, filepath.Join(dir, "cache"), Options{Repositories: []string{"demo/*"}, Paths: []string{"*.json.gz"}}, clock)
	c.batch = 3
	return c
}

// fill writes three hours with a dozen issues, and a line that is no JSON.
func fill(t *testing.T, dir string) {
	t.Helper()
	for h := 0; h < 3; h++ {
		var b strings.Builder
		for i := 1; i <= 4; i++ {
			n := 4*h + i
			b.WriteString(line(60*h+i, "IssuesEvent", "Ada", fields{"action": "opened", "issue": issue(n, "open")}))
			b.WriteString(strings.Replace(line(60*h+30+i, "WatchEvent", "bob", fields{"action": "started"}), "demo/one", "other/one", 1))
		}
		if h == 1 {
			b.WriteString(`{"repo": "demo", ` + "\n")
		}
		put(t, dir, fmt.Sprintf("2016-01-01-%d", h), b.String())
	}
}

func TestConformance(t *testing.T) {
	reopen := func(_ *testing.T, dir string) collectors.Collector { return open(dir) }
	collectortest.Run(t, collectortest.Subject{
		Make:   func(t *testing.T, dir string) collectors.Collector { fill(t, dir); return open(dir) },
		Reopen: reopen,
		Empty:  func(t *testing.T, dir string) collectors.Collector { put(t, dir, "2016-01-01-0", ""); return open(dir) },
		Broken: reopen, // there is no file
		Grow: func(t *testing.T, dir string) {
			put(t, dir, "2016-01-01-3", line(181, "IssuesEvent", "bob", fields{"action": "closed", "issue": issue(2, "closed")}))
		},
		Rejects: 1,
	})
}

// A seen is what a run found.
type seen struct {
	records  map[string]collectors.Record
	rejects  []string
	items    int
	expected int
	span     *collectors.Span
	cursor   collectors.Cursor
}

func (s *seen) collect(t *testing.T, c *Collector) error {
	t.Helper()
	if s.records == nil {
		s.records = map[string]collectors.Record{}
	}
	s.span, s.items = nil, 0
	return c.Collect(t.Context(), s.cursor, func(b collectors.Batch) error {
		for _, item := range b.Items {
			s.items++
			if item.Reject != nil {
				s.rejects = append(s.rejects, item.Origin+" "+item.Reject.Reason)
				continue
			}
			s.records[item.Record.Key()] = item.Record
		}
		for _, rec := range b.State {
			s.records[rec.Key()] = rec
		}
		s.expected += len(b.Expected)
		s.cursor, s.span = b.Cursor, b.Span
		return nil
	})
}

func (s *seen) keys() (all []string) {
	for key := range s.records {
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}

// one collects an hour with some lines.
func one(t *testing.T, name, text string) *seen {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, name, text)
	s := &seen{}
	if err := s.collect(t, open(dir)); err != nil {
		t.Fatal(err)
	}
	return s
}

func equal(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", what, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// The three shapes of the years: today's, that of 2012 to 2014, and 2011's, which
// is today's with old payloads; several events may stand in one line.
func TestShapes(t *testing.T) {
	old := func(kind, at, address string, payload fields) string {
		text, _ := json.Marshal(fields{
			"type": kind, "created_at": at, "actor": "Ada", "actor_attributes": fields{"login": "Ada"}, "url": address, "payload": payload,
			"repository": fields{"id": 12, "name": "one", "owner": "demo"}, "public": true,
		})
		return string(text)
	}
	s := one(t, "2012-07-26-0",
		old("IssuesEvent", "2012-07-26T00:02:09-07:00", "https://github.com/demo/one/issues/5", fields{"action": "opened", "issue": 77, "number": 5})+"\n"+
			old("IssuesEvent", "2012/07/26 00:03:09 -0700", "https://github.com/demo/one/issues/5", fields{"action": "closed", "issue": 77, "number": 5})+
			old("IssueCommentEvent", "2012-07-26T00:04:09-07:00", "https://github.com/demo/one/issues/5#issuecomment-8", fields{"issue_id": 77, "comment_id": 8})+"\n"+
			old("IssueCommentEvent", "2012-07-26T00:05:09-07:00", "https://github.com/demo/one/pull/6#issuecomment-9", fields{"issue_id": 78, "comment_id": 9})+"\n"+
			old("PullRequestEvent", "2012-07-26T00:06:09-07:00", "", fields{"action": "opened", "number": 6, "pull_request": fields{"id": 3, "title": "x", "number": 6}})+"\n"+
			old("WatchEvent", "2012-07-26T00:07:09-07:00", "", fields{"action": "started"})+"\n"+
			strings.Replace(old("WatchEvent", "2012-07-26T00:07:09-07:00", "", fields{"action": "started"}), `"id":12,`, "", 1)+"\n"+
			`{"repo": {"id": 12, "name": "demo/one"}, "type": "IssuesEvent", "public": true, "created_at": "2011-02-12T00:00:00Z", "actor": {"login": "bob"}, `+
			`"id": "1127195475", "payload": {"action": "reopened", "issue": 5, "number": 4}}`+"\n")
	equal(t, "records", s.keys(),
		"change github.com/12 6",
		"closed github.com/12 archive-1343286189-issue-5",
		"comment github.com/12 8", "comment github.com/12 9",
		"issue github.com/12 5",
		"reopened github.com/12 archive-1127195475",
		"repository github.com/12", "star github.com/12 github.com/ada")
	equal(t, "rejects", s.rejects, "2012-07-26-0~6 event that cannot be read")
	i := s.records["issue github.com/12 5"].(*collectors.Issue)
	if i.Author.Login != "github.com/ada" || i.Opened.At.Format(time.RFC3339) != "2012-07-26T07:02:09Z" {
		t.Errorf("%+v", i)
	}
	if a := s.records["comment github.com/12 9"].(*collectors.Act); a.IssueKind != collectors.IssueChange || a.Number != 6 {
		t.Errorf("%+v", a)
	}
	if r := s.records["repository github.com/12"].(*collectors.Repository); r.Name != "demo/one" || r.Version != collectors.Version {
		t.Errorf("%+v", r)
	}
}

// A lossy source says nothing of what it should hold.
func TestLossy(t *testing.T) {
	s := one(t, "2016-01-01-5", line(1, "WatchEvent", "bob", fields{"action": "started"})+line(2, "PushEvent", "bob", nil)+line(3, "ForkEvent", "bob", nil))
	if s.items != 1 || s.expected != 0 || s.span == nil || !s.span.Lossy || s.span.From.Hour() != 5 || s.span.Until.Hour() != 6 {
		t.Errorf("%d items, %d expectations, span %+v", s.items, s.expected, s.span)
	}
}

// Hours come from a server, those that it lacks are lacking; what is new follows.
func TestServer(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir)
	put(t, dir, "2016-01-01-4", line(241, "IssuesEvent", "bob", fields{"action": "closed", "issue": issue(2, "closed")}))
	s := fetchtest.Start(t, http.FileServer(http.Dir(dir)), nil)
	now := time.Date(2016, 1, 1, 5, 0, 0, 0, time.UTC)
	c := New("", t.TempDir(), Options{Repositories: []string{"demo/one"}, URL: s.URL + "/", Begins: "2016-01"}, func() time.Time { return now })
	c.client = func() *fetch.Client {
		return fetch.New(fetch.Options{PerSecond: 1e6, Pause: time.Millisecond, Tries: 3})
	}
	got := &seen{}
	if err := got.collect(t, c); err != nil || got.items != 13 || got.span.Until.Hour() != 3 || len(s.Asked()) != 3 {
		t.Fatalf("%d items, span %v: %v", got.items, got.span, err)
	}
	now = time.Date(2016, 1, 1, 6, 30, 0, 0, time.UTC)
	if err := got.collect(t, c); err != nil || got.items != 0 || len(s.Asked()) != 1 {
		t.Errorf("hour 3, which is not there: %d items: %v", got.items, err)
	}
	now = time.Date(2016, 1, 8, 4, 30, 0, 0, time.UTC)
	s.Spoil(func(req *http.Request) (f fetchtest.Fault) {
		if !strings.Contains(req.URL.Path, "2016-01-01-4.") {
			return f
		}
		return fetchtest.Fault{Code: http.StatusForbidden}
	})
	if err := got.collect(t, c); err == nil || !strings.Contains(err.Error(), "2016-01-01-4") || got.span != nil {
		t.Errorf("a file that is refused: span %v: %v", got.span, err)
	}
	s.Spoil(nil)
	if err := got.collect(t, c); err != nil || got.items != 2 || got.span == nil {
		t.Errorf("%d items, span %v: %v", got.items, got.span, err)
	}
	s.Asked()
	if err := got.collect(t, c); err != nil || got.items != 0 {
		t.Errorf("%d items: %v", got.items, err)
	}
	for _, req := range s.Asked() {
		switch req.URL.Path {
		case "/2016-01-01-0.json.gz", "/2016-01-01-1.json.gz", "/2016-01-01-2.json.gz", "/2016-01-01-4.json.gz":
			t.Errorf("%s is asked for again", req.URL)
		case "/2016-01-01-3.json.gz":
			t.Errorf("%s is asked for a week later", req.URL)
		}
	}
	if left, _ := os.ReadDir(c.cache); len(left) != 0 {
		t.Errorf("%s is left", left[0].Name())
	}
	c.options.URL += "nowhere"
	if err := (&seen{}).collect(t, c); err == nil {
		t.Error("a server without any file is no error")
	}
}

// A file that is cut off fails the run, after the others were read.
func TestCutOff(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir)
	path := filepath.Join(dir, "2016-01-01-0.json.gz")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole[:len(whole)-20], 0o600); err != nil {
		t.Fatal(err)
	}
	s := &seen{}
	if err := s.collect(t, open(dir)); err == nil || !strings.Contains(err.Error(), "2016-01-01-0") || s.span != nil || s.records["issue github.com/12 12"] == nil {
		t.Errorf("%d items, span %v: %v", s.items, s.span, err)
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.collect(t, open(dir)); err != nil || s.items != 4 || s.span == nil {
		t.Errorf("%d items, span %v: %v", s.items, s.span, err)
	}
}

func TestDone(t *testing.T) {
	var d done
	for _, h := range []hour{5, 3, 9, 4, 4, 8} {
		d = d.with(h)
	}
	if got := fmt.Sprint(d); got != "[{3 5} {8 9}]" {
		t.Errorf("got %s", got)
	}
	if d = d.with(6).with(7); fmt.Sprint(d) != "[{3 9}]" || d.has(2) || !d.has(3) || !d.has(9) || d.has(10) {
		t.Errorf("got %v", d)
	}
}

func TestNames(t *testing.T) {
	if h, err := hourNamed("2015-01-01-5.json.gz"); err != nil || h.name() != "2015-01-01-5" || h.time().Hour() != 5 {
		t.Errorf("%v: %v", h.time(), err)
	}
	for _, name := range []string{"2015-01-01-24.json.gz", "2015-13-01-1.json", "2015-01-01.json.gz", "notes.txt"} {
		if _, err := hourNamed(name); err == nil {
			t.Errorf("%s is an hour", name)
		}
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "2015-01-01-5", "")
	put(t, filepath.Join(dir, "sub"), "2015-01-01-5", "")
	if _, err := local(dir, []string{"*.gz", "sub/*"}); err == nil || !strings.Contains(err.Error(), "one hour") {
		t.Errorf("two files: %v", err)
	}
}

func TestCheck(t *testing.T) {
	good := Options{Repositories: []string{"demo/one", "demo/*", "demo/one-*"}, URL: "https://data.example.org", Begins: "2015-01", Ends: "2015-01"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for want, change := range map[string]func(*Options){
		"owner/name":  func(o *Options) { o.Repositories = []string{"*/one"} },
		"https://":    func(o *Options) { o.URL = "data.example.org" },
		"is missing":  func(o *Options) { o.Begins = "" },
		"is before":   func(o *Options) { o.Ends = "2014-12" },
		"go with url": func(o *Options) { o.URL = "" },
	} {
		bad := good
		change(&bad)
		if err := bad.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// FuzzEvent holds that whatever stands in a file becomes items or an error.
func FuzzEvent(f *testing.F) {
	f.Add([]byte(line(1, "IssuesEvent", "ada", fields{"action": "opened", "issue": issue(1, "open")})))
	f.Add([]byte(line(1, "PullRequestEvent", "ada", fields{"action": "closed", "number": 3, "pull_request": fields{"number": 3, "state": "closed", "created_at": "2016-01-01T00:00:00Z", "merged": true}})))
	f.Add([]byte(`{"type":"IssueCommentEvent","created_at":"2012/01/01 00:00:00 -0700","repository":{"id":1,"owner":"demo","name":"one"},"url":"/pull/3#","payload":{"comment_id":4}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, err := decode(raw)
		if err != nil || !e.kept() {
			return
		}
		items, err := e.items()
		for _, item := range items {
			if err != nil || item.Record == nil || item.Record.Key() == "" {
				t.Errorf("%+v: %v", item, err)
			}
		}
		if err == nil && e.repository() == nil {
			t.Error("no repository")
		}
	})
}
