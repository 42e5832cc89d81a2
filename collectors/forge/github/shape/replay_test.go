package shape

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/github/recorded"
)

// A kind is a kind of objects that is stored, where GitHub answers with it, and
// what it becomes.
type kind struct {
	name string
	path *regexp.Regexp
	list string // the key of the list in an answer; empty: the answer is a list, or one object
	to   func([]byte) (any, error)
}

var (
	engine = Repo{Host: "github.com", ID: 1, Branch: "master"}
	run    = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

// one makes the replay's kind of function out of one that gives an item.
func one(read func([]byte) (collectors.Item, error)) func([]byte) (any, error) {
	return func(raw []byte) (any, error) {
		i, err := read(raw)
		return i, err
	}
}

func kinds() []kind {
	at := func(text string) *regexp.Regexp { return regexp.MustCompile(`^(/api/v3)?` + text + `/?(\?.*)?$`) }
	const repo = `/(repos/[^/]+/[^/]+|repositories/\d+)`
	number := collectors.IssueProper
	return []kind{
		{"repository", at(repo), "", func(raw []byte) (any, error) {
			var g github.Repository
			err := decode(raw, &g)
			return []any{Repository("github.com", &g, run), Figures("github.com", &g, run)}, err
		}},
		{"issue", at(repo + `/issues(/\d+)?`), "", one(engine.Issue)},
		{"pull", at(repo + `/pulls/\d+`), "", one(engine.Pull)},
		{"comment", at(repo + `/issues/(\d+/comments|comments(/\d+)?)`), "", one(func(raw []byte) (collectors.Item, error) { return engine.Comment(number, 7, raw) })},
		{"line comment", at(repo + `/pulls/(\d+/comments|comments(/\d+)?)`), "", one(func(raw []byte) (collectors.Item, error) { return engine.LineComment(7, raw) })},
		{"review", at(repo + `/pulls/\d+/reviews(/\d+)?`), "", one(func(raw []byte) (collectors.Item, error) { return engine.Review(7, raw, nil) })},
		{"event", at(repo + `/issues/(\d+/events|events(/\d+)?)`), "", one(func(raw []byte) (collectors.Item, error) { return engine.Event(number, 7, raw) })},
		{"timeline", at(repo + `/issues/\d+/timeline`), "", one(func(raw []byte) (collectors.Item, error) {
			return Timeline{Repo: engine, Kind: number, Number: 7}.Entry(raw)
		})},
		{"commit", at(repo + `/pulls/\d+/commits`), "", one(func(raw []byte) (collectors.Item, error) { return engine.Commit(7, 3, raw) })},
		{"release", at(repo + `/releases(/\d+|/latest|/tags/[^/]+)?`), "", one(func(raw []byte) (collectors.Item, error) { return engine.Release(raw, run) })},
		{"star", at(repo + `/stargazers`), "", one(func(raw []byte) (collectors.Item, error) { return engine.Star(raw, run) })},
		{"run", at(repo + `/actions/(workflows/[^/]+/)?runs(/\d+)?`), "workflow_runs", one(engine.Run)},
		{"views", at(repo + `/traffic/views`), "", func(raw []byte) (any, error) { return engine.Views(raw, run) }},
		{"clones", at(repo + `/traffic/clones`), "", func(raw []byte) (any, error) { return engine.Clones(raw, run) }},
		{"referrer", at(repo + `/traffic/popular/referrers`), "", func(raw []byte) (any, error) { return engine.Referrers(listed(raw), run) }},
		{"path", at(repo + `/traffic/popular/paths`), "", func(raw []byte) (any, error) { return engine.Paths(listed(raw), run) }},
		{"profile", at(`/(user|users/[^/]+)`), "", func(raw []byte) (any, error) { return Profile("github.com", raw) }},
	}
}

func listed(raw []byte) []byte { return []byte("[" + string(raw) + "]") }

// objects are those in an answer.
func (k kind) objects(body []byte) (all []json.RawMessage, err error) {
	if json.Unmarshal(body, &all) == nil {
		return all, nil
	}
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(body, &whole); err != nil {
		return nil, err
	}
	if inner, ok := whole[k.list]; ok && k.list != "" {
		return all, json.Unmarshal(inner, &all)
	}
	return []json.RawMessage{body}, nil
}

// bodies are the recorded answers of each kind.
func bodies(t *testing.T) map[string][]json.RawMessage {
	t.Helper()
	found := map[string][]json.RawMessage{}
	take := func(k kind, body []byte) {
		all, err := k.objects(body)
		if err != nil {
			all = []json.RawMessage{body}
		}
		found[k.name] = append(found[k.name], all...)
	}
	for _, e := range recorded.All(t) {
		for _, k := range kinds() {
			if k.path.MatchString(e.Path) && e.Status/100 == 2 && e.Status != http.StatusNoContent && e.Method != http.MethodDelete && len(e.Body) > 0 {
				take(k, e.Body)
			}
		}
	}
	perceval := recorded.Perceval(t)
	for _, name := range slices.Sorted(maps.Keys(perceval)) {
		for _, k := range kinds() {
			if percevals()[name] == k.name {
				take(k, perceval[name])
			}
		}
	}
	return found
}

// percevals says what is in Perceval's files, those of our kinds.
func percevals() map[string]string {
	return map[string]string{
		"github_issue_1": "issue", "github_issue_2": "issue", "github_issue_2_with_pr": "issue", "github_request": "issue", "github_request_from_2016_03_01": "issue",
		"github_issue_comments_1": "comment", "github_issue_comments_2": "comment", "github_login": "profile", "github_repo": "repository",
		"github_request_pull_request_1": "pull", "github_request_pull_request_2": "pull",
		"github_request_pull_request_1_comments": "line comment", "github_request_pull_request_2_comments": "line comment",
		"github_request_pull_request_1_commits": "commit", "github_request_pull_request_2_commits": "commit",
		"github_request_pull_request_1_reviews": "review", "github_request_pull_request_2_reviews": "review",
	}
}

// Every recorded object of a kind that is stored becomes a record, and what of it
// does not is listed: a field that is new in the recordings, or no longer mapped,
// fails here. Whether a field is mapped is tried: its value is changed, and what
// comes out must change with it.
func TestRecordedBodies(t *testing.T) {
	found := bodies(t)
	var got strings.Builder
	gaps := map[string]int{}
	for _, k := range kinds() {
		all := found[k.name]
		if len(all) == 0 {
			t.Errorf("no %s was recorded", k.name)
		}
		f := fields{kind: k, tried: map[string]int{}, mapped: map[string]bool{}}
		for _, raw := range all {
			if _, err := k.to(raw); err != nil {
				if why := gap(k.name, raw); why == "" {
					t.Errorf("%s: %v: %.300s", k.name, err, raw)
				} else {
					gaps[k.name+": "+why]++
				}
				continue
			}
			f.try(raw)
		}
		t.Logf("%d objects: %s", len(all), k.name)
		for _, path := range f.unmapped() {
			fmt.Fprintf(&got, "%s %s\n", k.name, path)
		}
	}
	for _, why := range slices.Sorted(maps.Keys(gaps)) {
		t.Logf("%d left out: %s", gaps[why], why)
	}
	want, err := os.ReadFile("testdata/unmapped")
	if err != nil || got.String() != string(want) {
		t.Errorf("%v: testdata/unmapped lists other fields than these:\n%s", err, difference(string(want), got.String()))
	}
}

// gap says why a recorded object cannot be read: the recordings' authors edited
// some for their own tests. It is empty for what nobody explained.
func gap(kind string, raw []byte) string {
	var object map[string]json.RawMessage
	err := json.Unmarshal(raw, &object)
	switch {
	case err != nil || object == nil:
		return "edited to be null or no JSON"
	case len(object) == 1 && object["id"] != nil:
		return "cut down to the id"
	case kind == "repository" && bytes.Contains(raw, []byte(`"avatar_url":42`)):
		return "edited to have a number for an address"
	case kind == "issue" && bytes.Contains(raw, []byte(`"default": "`)):
		return "edited to have a text for a truth value"
	case kind == "profile" && (bytes.Contains(raw, []byte(`"foobar"`)) || bytes.Contains(raw, []byte(`"name":42`))):
		return "edited to have a text for a time, or a number for a text"
	case kind == "star" && object["starred_at"] == nil:
		return "asked for without dates"
	}
	return ""
}

// difference is the lines that only one of two texts has.
func difference(want, got string) string {
	var b strings.Builder
	for sign, pair := range map[string][2]string{"-": {want, got}, "+": {got, want}} {
		others := strings.Split(pair[1], "\n")
		for line := range strings.Lines(pair[0]) {
			if !slices.Contains(others, strings.TrimSuffix(line, "\n")) {
				b.WriteString(sign + line)
			}
		}
	}
	return b.String()
}

// fields finds out which fields of a kind's objects are mapped.
type fields struct {
	kind   kind
	tried  map[string]int
	mapped map[string]bool
	before string // what the object becomes as it is
}

// enough is how often a field is tried that seems not to be mapped: some are only
// where others have certain values.
func enough(path string) int {
	if strings.Contains(path, ".") {
		return 15
	}
	return 200
}

// link reports whether a field only leads elsewhere, or is another name of the
// same thing. Such are not listed.
func link(path string) bool {
	last := path[strings.LastIndexByte(path, '.')+1:]
	return last == "url" || strings.HasSuffix(last, "_url") || last == "node_id"
}

func (f *fields) try(raw []byte) {
	f.before = f.outcome(json.RawMessage(raw))
	var whole any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if decoder.Decode(&whole) != nil {
		return
	}
	f.value(whole, whole, "", func(any) {})
}

// value goes down to the leaves of an object; set puts another value in a place.
func (f *fields) value(whole, v any, path string, set func(any)) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			old := v[key]
			if link(key) || key == "_links" {
				continue
			}
			f.value(whole, old, strings.TrimPrefix(path+"."+key, "."), func(other any) { v[key] = other })
			v[key] = old
		}
	case []any:
		if len(v) > 0 {
			old := v[0]
			f.value(whole, old, path+"[]", func(other any) { v[0] = other })
			v[0] = old
		}
	default:
		f.leaf(whole, v, path, set)
	}
}

func (f *fields) leaf(whole, v any, path string, set func(any)) {
	if _, ok := f.tried[path]; !ok {
		f.tried[path] = 0
	}
	other := changed(v)
	if f.mapped[path] || f.tried[path] >= enough(path) || other == nil {
		return
	}
	f.tried[path]++
	set(other)
	f.mapped[path] = f.outcome(whole) != f.before
}

func (f *fields) outcome(whole any) string {
	raw, err := json.Marshal(whole)
	if err != nil {
		return err.Error()
	}
	to, err := f.kind.to(raw)
	if err != nil {
		return err.Error()
	}
	text, err := json.Marshal(to)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// changed is another value of the same type; nil where there is none to change.
func changed(v any) any {
	switch v := v.(type) {
	case string:
		if at, err := time.Parse(time.RFC3339, v); err == nil {
			return at.AddDate(0, 0, 1).Format(time.RFC3339)
		}
		return v + "x"
	case json.Number:
		return json.Number(v.String() + "1")
	case bool:
		return !v
	}
	return nil
}

// unmapped are the fields that are not, without those below one that is listed.
func (f *fields) unmapped() (all []string) {
	for path := range f.tried {
		top := ""
		for i, part := range strings.Split(path, ".") {
			if i > 0 {
				top += "."
			}
			top += part
			if !f.reaches(top) {
				break
			}
		}
		if !f.reaches(top) {
			all = append(all, top)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// reaches reports whether a field, or one below it, is mapped.
func (f *fields) reaches(top string) bool {
	for path, is := range f.mapped {
		if is && (path == top || strings.HasPrefix(path, top+".") || strings.HasPrefix(path, top+"[]")) {
			return true
		}
	}
	return false
}
