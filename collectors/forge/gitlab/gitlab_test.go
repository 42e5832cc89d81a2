package gitlab

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	head1 = "1111111111111111111111111111111111111111"
	head2 = "2222222222222222222222222222222222222222"
	third = "3333333333333333333333333333333333333333"
)

// fill writes a project with some of everything, and one note that cannot be
// read.
func (l *lab) fill() {
	l.clear()
	l.addProject(1, "demo/one")
	for n := 1; n <= 7; n++ {
		l.set("projects/1/issues", issue(n, 10*n, 10*n+5, nil))
		l.set(fmt.Sprintf("projects/1/issues/%d/notes", n), said(100+n, 10*n+5, "bob", "hello", nil))
	}
	l.set("projects/1/issues/3/notes", object{"id": 200, "author": "nobody"})
	l.set("projects/1/merge_requests", issue(1, 2000, 3000, object{"state": "merged", "merged_at": at(3000), "merge_user": user("bob"),
		"sha": head2, "merge_commit_sha": third, "target_branch": "main", "size": object{"additions": 12, "deletions": 3, "fileCount": 2}}))
	l.people["users/7"] = object{"id": 7, "username": "ada", "name": "Ada Example", "public_email": "ada@example.org", "organization": "Example Works", "bot": false}
	for n := range 5 {
		l.set("projects/1/starrers", object{"starred_since": at(100 + n*20*60), "user": object{"id": 40 + n, "username": fmt.Sprint("fan", n), "name": "Fan"}})
	}
	for i, body := range []string{"approved this merge request", "unapproved this merge request", "approved this merge request"} {
		l.set("projects/1/merge_requests/1/notes", system(300+i, 2100+i, "bob", body))
	}
	l.set("projects/1/merge_requests/1/versions", object{"id": 1, "head_commit_sha": head2, "created_at": at(2000)})
	l.set("projects/1/merge_requests/1/commits", object{"id": head2, "message": "Mend it\n\nBy hand.\n", "author_name": "Ada", "author_email": "ada@example.org", "committed_date": at(1990)})
	l.set("projects/1/merge_requests/1/resource_state_events", object{"id": 9, "user": user("bob"), "created_at": at(3000), "state": "merged"})
	l.set("projects/1/pipelines", object{"id": 50, "iid": 1, "status": "success", "source": "push", "ref": "main", "sha": third, "created_at": at(3001), "updated_at": at(3009)})
	l.set("projects/1/releases", object{"tag_name": "v1", "name": "One", "released_at": at(4000), "created_at": at(4000), "author": user("ada")})
}

func TestConformance(t *testing.T) {
	l := start(t)
	open := func(*testing.T, string) collectors.Collector { return l.collector() }
	collectortest.Run(t, collectortest.Subject{
		Make:   func(*testing.T, string) collectors.Collector { l.fill(); return l.collector() },
		Reopen: open,
		Empty: func(*testing.T, string) collectors.Collector {
			l.clear()
			l.addProject(1, "demo/one")
			return l.collector()
		},
		Broken: func(*testing.T, string) collectors.Collector { l.fill(); return l.collector("demo/none") },
		Grow: func(*testing.T, string) {
			l.put("projects/1/issues", issue(8, 5000, 5000, nil))
			l.put("projects/1/issues", issue(2, 20, 5001, object{"state": "closed", "closed_at": at(5001), "closed_by": user("eve")}))
			l.put("projects/1/issues/2/notes", said(400, 5001, "eve", "done", nil))
		},
		Rejects: 1,
	})
}

// A kept is what a store would hold of a GitLab.
type kept struct {
	records map[string]collectors.Record
	days    map[string]uint64 // expected
	items   int
	span    *collectors.Span
	cursor  collectors.Cursor
}

func (k *kept) collect(t *testing.T, c *Collector) error {
	t.Helper()
	if k.records == nil {
		k.records, k.days = map[string]collectors.Record{}, map[string]uint64{}
	}
	k.items, k.span = 0, nil
	return c.Collect(t.Context(), k.cursor, func(b collectors.Batch) error {
		for _, item := range b.Items {
			if item.Record != nil {
				k.records[item.Record.Key()] = item.Record
			}
		}
		for _, rec := range b.State {
			k.records[rec.Key()] = rec
		}
		for _, e := range b.Expected {
			k.days[e.Part+" "+e.Day.Format(time.DateOnly)] = e.Items
		}
		k.items += len(b.Items)
		k.cursor = b.Cursor
		if b.Span != nil {
			k.span = b.Span
		}
		return nil
	})
}

func (k *kept) must(t *testing.T, c *Collector) *kept {
	t.Helper()
	if err := k.collect(t, c); err != nil {
		t.Fatal(err)
	}
	return k
}

// acts are the acts on one thing as text, in order.
func (k *kept) acts(kind collectors.IssueKind, number uint64) (all []string) {
	var found []*collectors.Act
	for _, rec := range k.records {
		if a, ok := rec.(*collectors.Act); ok && a.IssueKind == kind && a.Number == number {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, func(a, b *collectors.Act) int {
		return strings.Compare(a.Date.At.Format(time.RFC3339)+a.Key(), b.Date.At.Format(time.RFC3339)+b.Key())
	})
	for _, a := range found {
		login := a.Author.Login + a.Author.Address
		line := fmt.Sprintf("%s %s %s", a.Kind, a.ID, login[strings.LastIndexByte(login, '/')+1:])
		if about := a.Subject + a.Person.Login; about != "" {
			line += " " + about[strings.LastIndexByte(about, '/')+1:]
		}
		all = append(all, line)
	}
	return all
}

func equal(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", what, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// A project that was renamed is found by its old name; its number stays.
func TestRenamed(t *testing.T) {
	l := start(t)
	l.fill()
	l.moved["old/name"] = "demo/one"
	k := new(kept).must(t, l.collector("old/name", "1", "demo/*"))
	host := strings.TrimPrefix(l.URL, "http://")
	repo, ok := k.records["repository "+host+"/1"].(*collectors.Repository)
	if !ok || repo.Name != "demo/one" || repo.Default != "main" || repo.Private || k.items != 29 {
		t.Errorf("%d items of %+v", k.items, repo)
	}
	if f, ok := k.records["figure "+host+"/1 stars  2024-03-10"].(*collectors.Figure); !ok || f.Value != 3 {
		t.Errorf("stars: %+v", f)
	}
}

func TestPatterns(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"demo/*", "demo/one", true}, {"demo/*", "demo/sub/one", false}, {"demo/**", "demo/one", true}, {"demo/**", "demo/sub/one", true},
		{"demo/**/one", "demo/a/b/one", true}, {"demo/**/one", "demo/one", false}, {"demo/o*", "demo/one", true}, {"demo/o*", "demo/two", false},
		{"demo/[", "demo/[", false},
	} {
		if got := match(strings.Split(test.pattern, "/"), strings.Split(test.path, "/")); got != test.want {
			t.Errorf("%s matches %s: %v", test.pattern, test.path, got)
		}
	}
}

// One project that is lost does not stop the others; the run fails all the same,
// and states no span.
func TestLost(t *testing.T) {
	l := start(t)
	for name, code := range map[string]int{"forbidden": http.StatusForbidden, "gone": http.StatusGone, "law": http.StatusUnavailableForLegalReasons} {
		t.Run(name, func(t *testing.T) {
			l.fill()
			l.addProject(2, "demo/two")
			l.set("projects/2/issues", issue(1, 1, 1, nil))
			l.Spoil(func(req *http.Request) (f fetchtest.Fault) {
				if strings.Contains(req.URL.Path, "projects/1/merge_requests") {
					f.Code = code
				}
				return f
			})
			k := &kept{}
			err := k.collect(t, l.collector())
			if err == nil || !strings.Contains(err.Error(), "demo/one") || k.span != nil || len(k.acts(collectors.IssueChange, 1)) != 0 || k.records["issue "+l.host()+"/2 1"] == nil {
				t.Errorf("%d records, span %v: %v", len(k.records), k.span, err)
			}
			l.Spoil(nil)
			k.must(t, l.collector())
			if k.span == nil || len(k.acts(collectors.IssueChange, 1)) != 6 {
				t.Errorf("afterwards: %v, span %v", k.acts(collectors.IssueChange, 1), k.span)
			}
		})
	}
}

func (l *lab) host() string { return strings.TrimPrefix(l.URL, "http://") + l.below }

// What is for members only, or switched off, is left out; everything else is not.
func TestClosedParts(t *testing.T) {
	l := start(t)
	l.fill()
	l.projects[0]["builds_access_level"], l.projects[0]["issues_access_level"] = "private", "disabled"
	l.Spoil(func(req *http.Request) (f fetchtest.Fault) {
		if strings.Contains(req.URL.Path, "/pipelines") || strings.Contains(req.URL.Path, "/issues") {
			f.Code = http.StatusForbidden
		}
		return f
	})
	if k := new(kept).must(t, l.collector()); k.items != 13 || k.span == nil {
		t.Errorf("%d items", k.items)
	}
}

// An old GitLab has no events, and some projects show no repository: what there
// is comes all the same.
func TestMissingLists(t *testing.T) {
	l := start(t)
	l.fill()
	l.projects[0]["repository_access_level"] = "private"
	l.Spoil(func(req *http.Request) (f fetchtest.Fault) {
		switch path := req.URL.Path; {
		case strings.Contains(path, "/resource_"):
			f.Code = http.StatusNotFound
		case strings.HasSuffix(path, "/versions"), strings.HasSuffix(path, "/commits"):
			f.Code = http.StatusForbidden
		}
		return f
	})
	if k := new(kept).must(t, l.collector()); k.items != 26 || k.span == nil {
		t.Errorf("%d items, span %v", k.items, k.span)
	}
	l.projects[0]["repository_access_level"] = "enabled"
	if err := new(kept).collect(t, l.collector()); err == nil || !strings.Contains(err.Error(), "403") {
		t.Errorf("versions that should be there: %v", err)
	}
}

// The accounts of access tokens are programs.
func TestPrograms(t *testing.T) {
	l := start(t)
	l.fill()
	l.set("projects/1/issues/1/notes", said(500, 20, "project_1_bot_0a1b2c", "mirrored", nil))
	l.set("projects/1/issues/1/notes", said(501, 21, "robot_1_bot", "I am Ada", nil))
	k := new(kept).must(t, l.collector())
	var found []string
	for key, rec := range k.records {
		if p, ok := rec.(*collectors.Profile); ok && p.Program {
			found = append(found, key)
		}
	}
	equal(t, "programs", found, "profile "+l.host()+" "+l.host()+"/project_1_bot_0a1b2c")
}

func TestToken(t *testing.T) {
	l := start(t)
	l.fill()
	l.token = "secret"
	if err := new(kept).collect(t, l.collector()); err == nil || !strings.Contains(err.Error(), "token") || strings.Contains(err.Error(), "secret") {
		t.Errorf("without a token: %v", err)
	}
	c := l.collector()
	c.options.Token = "secret"
	if k := new(kept).must(t, c); k.items != 29 {
		t.Errorf("%d items", k.items)
	}
	c.options.TokenFile = "/nowhere"
	if err := new(kept).collect(t, c); err == nil || !strings.Contains(err.Error(), "read secret") {
		t.Errorf("without the file: %v", err)
	}
}

// The token does not follow where the server sends us.
func TestRedirectElsewhere(t *testing.T) {
	other := fetchtest.Start(t, http.NotFoundHandler(), nil)
	l := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		http.Redirect(w, req, other.URL+req.URL.Path, http.StatusFound)
	}), nil)
	c := New(collectors.Place{Now: func() time.Time { return noon }}, Options{URL: l.URL, Projects: []string{"1"}, Token: "secret"})
	if err := new(kept).collect(t, c); err == nil || !strings.Contains(err.Error(), "is not followed") {
		t.Errorf("got %v", err)
	}
	if n := len(other.Asked()); n != 0 {
		t.Errorf("the other host was asked %d times", n)
	}
}

// Answers that fail, are cut off, or come after being sent away change nothing.
func TestFaults(t *testing.T) {
	l := start(t)
	l.fill()
	want := new(kept).must(t, l.collector())
	n, waits := 0, 0
	l.Spoil(func(*http.Request) (f fetchtest.Fault) {
		switch n++; n % 7 {
		case 1:
			f.Code = http.StatusBadGateway
		case 3:
			f.Cut = 1 + n%13
		case 5:
			waits++
			f.Code, f.Header = http.StatusTooManyRequests, map[string]string{"Retry-After": "30"}
		}
		return f
	})
	before := l.now()
	got := new(kept).must(t, l.collector())
	if !maps.EqualFunc(got.records, want.records, sameRecord) || got.items != want.items {
		t.Errorf("%d records, want %d, or they differ", len(got.records), len(want.records))
	}
	if slept := l.now().Sub(before); waits < 3 || slept < time.Duration(waits)*30*time.Second {
		t.Errorf("slept %s only, although it was sent away %d times", slept, waits)
	}
	l.Spoil(func(*http.Request) fetchtest.Fault { return fetchtest.Fault{Code: http.StatusServiceUnavailable} })
	if err := new(kept).collect(t, l.collector()); err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("always unavailable: %v", err)
	}
}

// sameRecord compares records but for the versions that are the run's clock.
func sameRecord(a, b collectors.Record) bool {
	switch a := a.(type) {
	case *collectors.ForgeRelease:
		b := *b.(*collectors.ForgeRelease)
		b.Version = a.Version
		return *a == b
	case *collectors.Repository, *collectors.Figure:
		return a.Key() == b.Key()
	}
	return reflect.DeepEqual(a, b)
}

// The server's limit is kept, by what it says of it before it is used up, and if
// somebody else uses it up.
func TestLimit(t *testing.T) {
	l := start(t)
	l.fill()
	l.allowed, l.patience = 10, 90*time.Second
	k := new(kept).must(t, l.collector())
	if k.items != 29 || l.rude != 0 || l.away.After(noon) || !slices.Contains(l.waits, "the server's limit is used up") {
		t.Errorf("%d items, %d rude requests, sent away until %s, waits %q", k.items, l.rude, l.away, l.waits)
	}
	for range 10 {
		l.window = append(l.window, l.clock)
	}
	k = new(kept).must(t, l.collector())
	if k.items != 29 || l.rude != 0 || !l.away.After(noon) || !slices.Contains(l.waits, "the server answers 429") {
		t.Errorf("after somebody else: %d items, %d rude requests", k.items, l.rude)
	}
	l.patience = time.Hour
	for range 10 {
		l.window = append(l.window, l.clock)
	}
	if err := new(kept).collect(t, l.collector()); err == nil || !strings.Contains(err.Error(), "429") || l.rude != 0 {
		t.Errorf("sent away for an hour: %v, %d rude requests", err, l.rude)
	}
}

// Thousands of questions, on a clock that only waiting moves, are asked within the
// limit, and in batches of one size.
func TestManyIssues(t *testing.T) {
	const issues = 600
	l := start(t)
	l.addProject(1, "demo/one")
	for n := 1; n <= issues; n++ {
		l.set("projects/1/issues", issue(n, n, 2*n, nil))
		l.set(fmt.Sprintf("projects/1/issues/%d/notes", n), said(n, 2*n, "bob", "hello", nil))
	}
	l.allowed, l.patience = 500, time.Minute
	c := l.collector()
	c.size = pageSize
	items, largest := 0, 0
	err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
		items, largest = items+len(b.Items), max(largest, len(b.Items))
		return nil
	})
	if asked := len(l.Asked()); err != nil || items != 2*issues || largest != c.batch || l.rude != 0 || l.away.After(noon) || asked < 4*issues {
		t.Errorf("%d items in batches of up to %d, %d questions, %d rude, sent away until %s: %v", items, largest, asked, l.rude, l.away, err)
	}
	if took := l.now().Sub(noon); took < 3*time.Minute || took > 10*time.Minute {
		t.Errorf("it took %s", took)
	}
}

// Issues that are updated while the list is read come up again, and push none of
// the others between two pages; not even if all were updated at once before.
func TestShiftingPages(t *testing.T) {
	for name, updated := range map[string]func(int) int{"one by one": func(n int) int { return 100 + n }, "all at once": func(int) int { return 100 }} {
		t.Run(name, func(t *testing.T) {
			l := start(t)
			l.addProject(1, "demo/one")
			for n := 1; n <= 40; n++ {
				l.set("projects/1/issues", issue(n, n, updated(n), nil))
			}
			pages := 0
			l.between = func(path string) {
				if path != "projects/1/issues" {
					return
				}
				if pages++; pages > 1 && pages < 9 {
					l.set("projects/1/issues", issue(pages, pages, 1000+pages, object{"title": "changed"}))
				}
			}
			k := new(kept).must(t, l.collector())
			for n := 1; n <= 40; n++ {
				i, ok := k.records[fmt.Sprintf("issue %s/1 %d", l.host(), n)].(*collectors.Issue)
				if !ok || (i.Title == "changed") != (n > 1 && n < 9) {
					t.Errorf("issue %d: %+v", n, i)
				}
			}
			l.between = nil
			if k.must(t, l.collector()); k.items != 0 {
				t.Errorf("%d items although nothing is new", k.items)
			}
		})
	}
}

// What came to light late is found, although the list was read further already.
func TestLateUpdate(t *testing.T) {
	l := start(t)
	l.fill()
	k := new(kept).must(t, l.collector())
	late := time.Date(2024, 1, 1, 1, 14, 30, 0, time.UTC).Format(time.RFC3339) // half a minute before the last one
	l.put("projects/1/issues", issue(8, 10, 10, object{"updated_at": late}))
	if k.must(t, l.collector()); k.items != 1 || k.records["issue "+l.host()+"/1 8"] == nil {
		t.Errorf("%d items", k.items)
	}
}

// A pipeline that ends and a release that is renamed come up again.
func TestChanged(t *testing.T) {
	l := start(t)
	l.fill()
	l.lists["projects/1/pipelines"][0]["status"] = "running"
	k := new(kept).must(t, l.collector())
	key := "run " + l.host() + "/1 50"
	if r := k.records[key].(*collectors.TestRun); r.Outcome != "" || !r.Ended.IsZero() || !r.Default {
		t.Errorf("while it runs: %+v", r)
	}
	l.lists["projects/1/pipelines"][0]["status"], l.lists["projects/1/pipelines"][0]["updated_at"] = "failed", at(3500)
	l.lists["projects/1/releases"][0]["name"] = "First"
	k.must(t, l.collector())
	if r := k.records[key].(*collectors.TestRun); r.Outcome != "failure" || r.Ended.Format(time.RFC3339) != "2024-01-03T10:20:00Z" || k.items != 2 {
		t.Errorf("%d items, in the end: %+v", k.items, r)
	}
	if f := k.records["release "+l.host()+"/1 v1"].(*collectors.ForgeRelease); f.Title != "First" {
		t.Errorf("release: %+v", f)
	}
}

// Of what a push with force replaced the version is lower than that of the commits
// that are there.
func TestForcedPush(t *testing.T) {
	l := start(t)
	l.fill()
	commit := func(sha string) object {
		return object{"id": sha, "author_name": "Ada", "author_email": "ada@example.org", "committed_date": at(1990)}
	}
	version := func(k *kept, sha string) uint64 {
		a, ok := k.records["commit "+l.host()+"/1 1/"+sha].(*collectors.Act)
		if !ok {
			t.Fatalf("no commit %s", sha)
		}
		return a.Version
	}
	l.set("projects/1/merge_requests/1/commits", commit(third))
	k := new(kept).must(t, l.collector())
	if a, b := version(k, head2), version(k, third); a != b {
		t.Errorf("of one reading: versions %d and %d", a, b)
	}
	l.lists["projects/1/merge_requests"][0]["updated_at"] = at(3500)
	l.lists["projects/1/merge_requests/1/commits"] = nil
	head4 := strings.Repeat("4", 40)
	for _, sha := range []string{head2, head4} {
		l.set("projects/1/merge_requests/1/commits", commit(sha))
	}
	k.must(t, l.collector())
	if old := version(k, third); version(k, head2) != version(k, head4) || version(k, head4) <= old {
		t.Errorf("versions %d, %d, and %d of what was replaced", version(k, head2), version(k, head4), old)
	}
}

func TestCount(t *testing.T) {
	l := start(t)
	l.fill()
	l.put("projects/1/issues", issue(9, 1, 1, object{"confidential": true}))
	counts, err := l.collector().Count(t.Context())
	if err != nil || len(counts) != 2 {
		t.Fatalf("%v: %v", counts, err)
	}
	k := new(kept).must(t, l.collector())
	for _, c := range counts {
		if uint64(len(c.Keys)) != c.Items || c.Items == 0 {
			t.Errorf("%d %s, %d keys", c.Items, c.What, len(c.Keys))
		}
		for _, key := range c.Keys {
			if k.records[key] == nil {
				t.Errorf("%s was not collected", key)
			}
		}
	}
	if counts[0].Items != 7 || counts[1].Items != 1 {
		t.Errorf("%d issues, %d changes", counts[0].Items, counts[1].Items)
	}
}

func TestCheck(t *testing.T) {
	good := Options{Projects: []string{"demo/one", "12", "demo/**"}, Token: "x"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for want, o := range map[string]Options{
		"https://":  {URL: "gitlab.example.org", Projects: []string{"1"}},
		"use https": {URL: "http://gitlab.example.org", Projects: []string{"1"}, Token: "x"},
		"one of":    {Projects: []string{"1"}, Token: "x", TokenFile: "y"},
		"a group's": {Projects: []string{"**"}},
		"leave out": {Projects: []string{"1"}, Without: []string{"issues"}},
	} {
		if err := o.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: got %v, want %q", o.Projects, err, want)
		}
	}
}

// An error of the warehouse is no lost project, whatever it says.
func TestWarehouseFails(t *testing.T) {
	l := start(t)
	l.fill()
	refused := errors.New("no")
	err := l.collector().Collect(t.Context(), nil, func(collectors.Batch) error { return refused })
	if !errors.Is(err, refused) {
		t.Errorf("got %v", err)
	}
}
