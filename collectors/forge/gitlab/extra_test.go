package gitlab

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch/fetchtest"
)

// change is a merge request as it was kept.
func (k *kept) change(t *testing.T, repository string) *collectors.Issue {
	t.Helper()
	i, ok := k.records[(&collectors.Issue{Repository: repository, Kind: collectors.IssueChange, Number: 1}).Key()].(*collectors.Issue)
	if !ok {
		t.Fatal("the merge request is not there")
	}
	return i
}

// profiles are the pages that were kept, as text.
func (k *kept) profiles() (all []string) {
	for _, rec := range k.records {
		if p, ok := rec.(*collectors.Profile); ok {
			all = append(all, strings.Join([]string{p.Person.Login, p.Person.Name, p.Person.Address, p.Company}, " "))
		}
	}
	slices.Sort(all)
	return all
}

// stars are those that were kept: since when, and whose.
func (k *kept) stars() (all []string) {
	for _, rec := range k.records {
		if s, ok := rec.(*collectors.Star); ok {
			all = append(all, s.Date.At.Format(time.DateTime)+" "+s.Author.Login[strings.LastIndexByte(s.Author.Login, '/')+1:])
		}
	}
	slices.Sort(all)
	return all
}

// What lists do not tell is asked for: the size of a merge request, who opened it,
// who starred the project, and what its commits are called.
func TestMore(t *testing.T) {
	l := start(t)
	l.fill()
	k := new(kept).must(t, l.collector())
	if d := k.change(t, l.host()+"/1").Change.Diff; d != (collectors.Diffstat{Files: 2, Added: 12, Removed: 3}) {
		t.Errorf("size %+v", d)
	}
	equal(t, "profiles", k.profiles(), l.host()+"/ada Ada Example ada@example.org Example Works")
	equal(t, "stars", k.stars(), "2024-01-01 01:40:00 fan0", "2024-01-01 21:40:00 fan1", "2024-01-02 17:40:00 fan2", "2024-01-03 13:40:00 fan3", "2024-01-04 09:40:00 fan4")
	if n := k.days["projects/1/starrers 2024-01-01"]; n != 2 {
		t.Errorf("%d stars expected on the first day", n)
	}
	for _, rec := range k.records {
		if a, ok := rec.(*collectors.Act); ok && a.Kind == collectors.ActCommit && a.Title != "Mend it" {
			t.Errorf("commit called %q", a.Title)
		}
	}
}

// What is known is not asked for again: a star that came is, when their number says
// so, and a page half a year later.
func TestMoreAgain(t *testing.T) {
	l := start(t)
	l.fill()
	asked := map[string]int{}
	l.between = func(path string) {
		if strings.HasPrefix(path, "users/") || strings.HasSuffix(path, "/starrers") {
			asked[path]++
		}
	}
	k := new(kept).must(t, l.collector())
	pages := asked["projects/1/starrers"]
	l.put("projects/1/starrers", object{"starred_since": at(3 * 24 * 60), "user": object{"id": 60, "username": "late", "name": "Late"}})
	if k.must(t, l.collector()); k.items != 0 || asked["projects/1/starrers"] != pages {
		t.Errorf("%d items, %v, though the number of stars is the same", k.items, asked)
	}
	l.projects[0]["star_count"] = 4
	l.put("projects/1/starrers", object{"starred_since": at(5 * 24 * 60), "user": object{"id": 61, "username": "later", "name": "Later"}})
	l.clock = l.clock.AddDate(0, 0, stale)
	l.put("projects/1/merge_requests", issue(1, 2000, 3001, object{"state": "opened"}))
	if k.must(t, l.collector()); len(k.stars()) != 6 || asked["users/7"] != 2 {
		t.Errorf("stars %v, asked %v", k.stars(), asked)
	}
}

// Who wants neither pages nor stars gets none.
func TestWithout(t *testing.T) {
	l := start(t)
	l.fill()
	c := l.collector()
	c.options.Without = []string{profiles, stars}
	k := new(kept).must(t, c)
	if got := append(k.profiles(), k.stars()...); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

// A GitLab that does not tell what lists lack is collected all the same.
func TestMoreRefused(t *testing.T) {
	for what, code := range map[string]int{"not there": http.StatusNotFound, "forbidden": http.StatusForbidden, "for members": http.StatusUnauthorized} {
		l := start(t)
		l.fill()
		l.Spoil(func(req *http.Request) (f fetchtest.Fault) {
			path := req.URL.Path
			if strings.HasSuffix(path, "/graphql") || strings.Contains(path, "/users/") || strings.HasSuffix(path, "/starrers") {
				f.Code = code
			}
			return f
		})
		k := new(kept).must(t, l.collector())
		if d := k.change(t, l.host()+"/1").Change.Diff; d != (collectors.Diffstat{}) || k.profiles() != nil {
			t.Errorf("%s: size %+v, profiles %v", what, d, k.profiles())
		}
		if stars := k.stars(); stars != nil {
			t.Errorf("%s: stars %v", what, stars)
		}
	}
}

// A GitLab may lie below a path of its server: it is another than one at the root.
func TestBelowPath(t *testing.T) {
	l := start(t)
	l.below = "/tools/gitlab"
	l.fill()
	l.moved["demo/old"] = "demo/one"
	k := new(kept).must(t, l.collector("demo/**", "demo/old"))
	if d := k.change(t, l.host()+"/1").Change.Diff; d.Files != 2 {
		t.Errorf("size %+v", d)
	}
	equal(t, "profiles", k.profiles(), l.host()+"/ada Ada Example ada@example.org Example Works")
	counts, err := l.collector().Count(t.Context())
	if err != nil || len(counts) != 2 || counts[0].Items != 7 {
		t.Errorf("counts %v, %v", counts, err)
	}
}

// A GraphQL that refuses a field says so in an answer that is a success.
func TestUnknownField(t *testing.T) {
	l := start(t)
	l.fill()
	l.set("projects/1/merge_requests", issue(1, 2000, 3000, object{"state": "opened"})) // without a size
	if d := new(kept).must(t, l.collector()).change(t, l.host()+"/1").Change.Diff; d != (collectors.Diffstat{}) {
		t.Errorf("size %+v", d)
	}
	l.refuses = "Field 'diffStatsSummary' doesn't exist on type 'MergeRequest'"
	if d := new(kept).must(t, l.collector()).change(t, l.host()+"/1").Change.Diff; d != (collectors.Diffstat{}) {
		t.Errorf("size %+v", d)
	}
	if _, err := l.collector().Count(t.Context()); err == nil || !strings.Contains(err.Error(), "doesn't exist") {
		t.Errorf("counting gives %v", err)
	}
}
