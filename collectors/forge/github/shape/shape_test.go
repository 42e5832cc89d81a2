package shape

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

// acts are what the entries of a timeline of pull request 7 become.
func acts(t *testing.T, entries ...string) (all []collectors.Act) {
	t.Helper()
	line := Timeline{Repo: engine, Kind: collectors.IssueChange, Number: 7, Before: Verdicts{}}
	for _, e := range entries {
		line.Before.Dismissed([]byte(e))
	}
	for _, e := range entries {
		item, err := line.Entry([]byte(e))
		if err != nil {
			t.Fatalf("%s: %v", e, err)
		}
		if item.Record != nil {
			all = append(all, *item.Record.(*collectors.Act))
		}
	}
	return all
}

// brief says of acts what tells them apart.
func brief(all []collectors.Act) string {
	var lines []string
	for _, a := range all {
		lines = append(lines, strings.TrimSpace(strings.Join([]string{string(a.Kind), a.ID, a.Author.Login, a.Subject, a.Person.Login}, " ")))
	}
	return strings.Join(lines, "; ")
}

func TestTimeline(t *testing.T) {
	const when, ada = `"created_at":"2020-01-02T03:04:05Z"`, `"actor":{"login":"Ada","id":1}`
	for name, c := range map[string]struct {
		entries []string
		want    string
	}{
		"states": {[]string{
			`{"id":1,"event":"closed",` + when + `,` + ada + `,"commit_id":"abc"}`, `{"id":2,"event":"reopened",` + when + `,` + ada + `}`,
			`{"id":3,"event":"merged",` + when + `,` + ada + `,"commit_id":"def"}`, `{"id":4,"event":"ready_for_review",` + when + `,` + ada + `}`,
			`{"id":5,"event":"convert_to_draft",` + when + `,` + ada + `}`, `{"id":6,"event":"head_ref_force_pushed",` + when + `,` + ada + `,"commit_id":"fed"}`,
		}, "closed 1 github.com/ada abc; reopened 2 github.com/ada; merged 3 github.com/ada def; ready 4 github.com/ada; draft 5 github.com/ada; push 6 github.com/ada fed"},
		"labels": {[]string{
			`{"id":1,"event":"labeled",` + when + `,` + ada + `,"label":{"name":"ask eve@example.org"}}`, `{"id":2,"event":"unlabeled",` + when + `,"actor":null,"label":{"name":"bug"}}`,
			`{"id":3,"event":"milestoned",` + when + `,` + ada + `,"milestone":{"title":"1.0"}}`,
		}, "labelled 1 github.com/ada ask <address>-e9140343; unlabelled 2  bug; milestone 3 github.com/ada 1.0"},
		"who is asked": {[]string{
			`{"id":1,"event":"review_requested",` + when + `,` + ada + `,"review_requester":{"login":"bob"},"requested_reviewer":{"login":"eve"}}`,
			`{"id":2,"event":"review_requested",` + when + `,` + ada + `,"requested_team":{"slug":"maintainers"}}`,
		}, "review requested 1 github.com/bob  github.com/eve; review requested 2 github.com/ada maintainers"},
		"what no state needs": {[]string{`{"id":1,"event":"subscribed"}`, `{"event":"cross-referenced"}`, `{"event":"committed","sha":"abc"}`, `{"event":"line-commented"}`}, ""},
		"a review that was dismissed keeps its verdict": {[]string{
			`{"id":1,"event":"reviewed","state":"dismissed","user":{"login":"ada"},"submitted_at":"2020-01-02T03:04:05Z"}`,
			`{"id":2,"event":"reviewed","state":"changes_requested","user":{"login":"bob"},"submitted_at":"2020-01-02T03:04:05Z"}`,
			`{"id":3,"event":"reviewed","state":"dismissed","user":null,"submitted_at":"2020-01-02T03:04:05Z"}`,
			`{"id":4,"event":"reviewed","state":"pending","user":{"login":"ada"}}`,
			`{"id":9,"event":"review_dismissed",` + when + `,` + ada + `,"dismissed_review":{"state":"approved","review_id":1}}`,
		}, "approval 1 github.com/ada; changes requested 2 github.com/bob; review 3; dismissal 9 github.com/ada 1"},
		"comments": {[]string{`{"id":1,"event":"commented",` + when + `,"user":{"login":"ada"},` + ada + `}`}, "comment 1 github.com/ada"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, brief(acts(t, c.entries...))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPull(t *testing.T) {
	const open = `{"number":7,"html_url":"https://github.com/o/r/pull/7","title":"Mend it for eve@example.org","user":{"login":"Ada"},"state":"open","draft":true,
		"created_at":"2020-01-01T00:00:00Z","updated_at":"2020-01-03T00:00:00Z","merge_commit_sha":"trial","base":{"ref":"main"},"head":{"sha":"abc"},
		"additions":3,"deletions":1,"changed_files":2,"comments":4,"labels":[{"name":"b"},{"name":"a"},{"name":"b"}],"milestone":{"title":"1.0"},"review_comments":0}`
	item, err := engine.Pull([]byte(open))
	if err != nil {
		t.Fatal(err)
	}
	at := func(day int) time.Time { return time.Date(2020, 1, day, 0, 0, 0, 0, time.UTC) }
	want := &collectors.Issue{
		Repository: "github.com/1", Kind: collectors.IssueChange, Number: 7, URL: "https://github.com/o/r/pull/7", Title: "Mend it for <address>",
		Author: collectors.Alias{Login: "github.com/ada"}, Opened: collectors.Dated{At: at(1), Raw: "2020-01-01T00:00:00Z", Source: collectors.DateForge},
		Labels: []string{"a", "b"}, Milestone: "1.0", Comments: 4, Version: uint64(at(3).UnixMilli()),
		Change: &collectors.Change{Draft: true, Base: "main", Head: "abc", Diff: collectors.Diffstat{Files: 2, Added: 3, Removed: 1}},
	}
	if diff := cmp.Diff(collectors.Item{Origin: "repositories/1/issues/7", Day: at(1), Record: want}, item); diff != "" {
		t.Error(diff)
	}
	merged := strings.NewReplacer(`"open"`, `"closed"`, `"draft":true`, `"closed_at":"2020-01-02T00:00:00Z","merged_at":"2020-01-02T00:00:00Z","merged_by":{"login":"bob"}`).Replace(open)
	if item, err = engine.Pull([]byte(merged)); err != nil {
		t.Fatal(err)
	}
	got := item.Record.(*collectors.Issue)
	if c := got.Change; !got.Closed.Equal(at(2)) || !c.Merged.Equal(at(2)) || c.MergedBy.Login != "github.com/bob" || c.MergeSHA != "trial" {
		t.Errorf("%+v %+v", got, c)
	}
	if n, err := PullCounts([]byte(open)); n != 0 || err != nil {
		t.Errorf("%d line comments: %v", n, err)
	}
	if n, err := PullCounts([]byte(`{}`)); n == 0 || err != nil {
		t.Errorf("%d line comments where that is not said: %v", n, err)
	}
}

func TestCommitTiesAddressAndAccount(t *testing.T) {
	item, err := engine.Commit(7, 3, []byte(`{"sha":"abc","author":{"login":"Ada"},"commit":{"author":{"name":" Ada Example ","email":"ada@example.org"},"committer":{"date":"2020-01-02T00:00:00Z"}}}`))
	a, _ := item.Record.(*collectors.Act)
	if err != nil || a.Author != (collectors.Alias{Name: "Ada Example", Address: "ada@example.org", Login: "github.com/ada"}) || a.ID != "7/abc" || a.Subject != "abc" || a.Version != 3 {
		t.Errorf("%+v: %v", a, err)
	}
}

func TestRun(t *testing.T) {
	for text, want := range map[string]bool{
		`"event":"push","head_branch":"master","head_repository":{"id":1}`:         true,
		`"event":"schedule","head_branch":"master"`:                                true,
		`"event":"push","head_branch":"other","head_repository":{"id":1}`:          false,
		`"event":"pull_request","head_branch":"master","head_repository":{"id":2}`: false,
		`"event":"pull_request","head_branch":"master","head_repository":{"id":1}`: false,
	} {
		item, err := engine.Run([]byte(`{"id":5,"status":"completed","conclusion":"success","run_attempt":2,"updated_at":"2020-01-02T00:00:00Z",` + text + `}`))
		r, _ := item.Record.(*collectors.TestRun)
		if err != nil || r.Default != want || r.Outcome != "success" || r.Attempt != 2 {
			t.Errorf("%s: %+v: %v", text, r, err)
		}
	}
	item, err := engine.Run([]byte(`{"id":5,"status":"in_progress","conclusion":null}`))
	if r := item.Record.(*collectors.TestRun); err != nil || r.Outcome != "" || !r.Ended.IsZero() {
		t.Errorf("%+v: %v", r, err)
	}
}

func TestDiscussion(t *testing.T) {
	item, d, err := engine.Discussion([]byte(`{"number":3,"title":"How?","createdAt":"2020-01-01T00:00:00Z","updatedAt":"2020-01-02T00:00:00Z","closedAt":null,
		"author":{"__typename":"Bot","login":"helper"},"labels":{"nodes":[{"name":"q"}]},"comments":{"totalCount":9,"nodes":[{}]}}`))
	i, _ := item.Record.(*collectors.Issue)
	if err != nil || i.Author.Login != "github.com/helper[bot]" || i.Comments != 9 || !i.Closed.IsZero() || len(d.Responses.Nodes) != 1 || i.Key() != "discussion github.com/1 3" {
		t.Errorf("%+v: %v", i, err)
	}
	item, replies, missing, err := engine.Response(3, []byte(`{"databaseId":8,"createdAt":"2020-01-01T00:00:00Z","author":null,"replies":{"totalCount":3,"nodes":[{}]}}`))
	if a := item.Record.(*collectors.Act); err != nil || a.ID != "discussion-8" || !a.Author.Empty() || len(replies) != 1 || missing != 2 {
		t.Errorf("%+v, %d replies, %d missing: %v", a, len(replies), missing, err)
	}
}

// What cannot be told from others is an error, and what is nobody's business no
// item.
func TestLeftOut(t *testing.T) {
	for _, k := range kinds() {
		if k.name == "repository" || k.name == "timeline" || k.name == "views" || k.name == "clones" || k.name == "referrer" || k.name == "path" {
			continue
		}
		text := `{"event":"closed","state":"APPROVED"}`
		if to, err := k.to([]byte(text)); err == nil {
			t.Errorf("%s without an id becomes %+v", k.name, to)
		}
	}
	if item, err := engine.Release([]byte(`{"id":1,"draft":true}`), run); err != nil || item.Record != nil {
		t.Errorf("a draft becomes %+v: %v", item, err)
	}
	if _, ok := App("github.com", "github.com/ada"); ok {
		t.Error("ada is no program")
	}
	if p, ok := App("github.com", "github.com/helper[bot]"); !ok || !p.Program {
		t.Errorf("%+v", p)
	}
}

// FuzzObjects holds that no object makes a mapping fall over, that what is read
// twice is equal, and that public texts hold no address.
func FuzzObjects(f *testing.F) {
	f.Add([]byte(`{"id":1,"number":2,"event":"labeled","title":"eve@example.org","label":{"name":"eve@example.org"},"created_at":"2020-01-02T03:04:05Z"}`))
	f.Add([]byte(`{"id":1,"event":"reviewed","state":"approved","submitted_at":1577934245,"user":null}`))
	f.Add([]byte(`{"sha":"x","commit":{"author":{"name":"\ud800","email":"eve@example.org","date":"9999-01-01T00:00:00Z"}}}`))
	f.Add([]byte(`{"number":7,"html_url":"eve@example.org","state":"closed","closed_at":"2020-01-02T00:00:00Z","state_reason":"eve@example.org","merged_at":"2020-01-02T00:00:00Z",
		"merge_commit_sha":"eve@example.org","base":{"ref":"eve@example.org"},"head":{"sha":"eve@example.org"},"updated_at":"2020-01-02T00:00:00Z"}`))
	f.Add([]byte(`{"id":7,"sha":"eve@example.org","head_sha":"eve@example.org","status":"completed","conclusion":"eve@example.org","head_branch":"eve@example.org","commit_id":"eve@example.org",
		"author_association":"eve@example.org","state":"approved","submitted_at":"2020-01-02T00:00:00Z","original_commit_id":"eve@example.org","event":"merged"}`))
	f.Add([]byte(`[null]`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, k := range kinds() {
			first, err := k.to(raw)
			second, again := k.to(raw)
			if (err == nil) != (again == nil) || !cmp.Equal(first, second) {
				t.Errorf("%s: %v %v, then %v %v", k.name, first, err, second, again)
			}
			item, ok := first.(collectors.Item)
			if !ok || item.Record == nil {
				continue
			}
			text, err := json.Marshal(public(item.Record))
			if err != nil || strings.Contains(string(text), "eve@example.org") {
				t.Errorf("%s: %s: %v", k.name, text, err)
			}
		}
	})
}

// public are the texts of a record that stand in public columns.
func public(rec collectors.Record) []string {
	switch rec := rec.(type) {
	case *collectors.Issue:
		texts := append(rec.Labels, rec.URL, rec.Title, rec.Milestone, rec.Reason)
		if c := rec.Change; c != nil {
			texts = append(texts, c.Base, c.Head, c.MergeSHA)
		}
		return texts
	case *collectors.Act:
		return []string{rec.Subject, rec.Commit, rec.Standing, rec.ID}
	case *collectors.ForgeRelease:
		return []string{rec.Tag, rec.Title}
	case *collectors.TestRun:
		return []string{rec.Name, rec.Branch, rec.Event, rec.SHA, rec.Outcome}
	}
	return nil
}
