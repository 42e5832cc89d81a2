package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"goldenratio/internal/report"
	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/internal/web"
)

// quarterPages are those of people, organisations and networks in each state; the
// first six look different.
func quarterPages() []string {
	return []string{
		"/people/club/2020-Q1",
		"/organisations/club/2020-Q1",
		"/people/demo/nothing/2020-Q1",
		"/organisations/evil/2020-Q1",
		"/social/plaza/2020-Q1",
		"/social/plaza/2019-Q4?snapshot=2019-Q4.2",
		"/social/plaza/2020-Q2",
		"/social/plaza/2018-Q2",
		"/social/demo/nothing/2020-Q1",
		"/social/evil/2020-Q1",
		"/people/club/2018-Q2",
		"/people/club/2020-Q2",
		"/people/evil/2020-Q1",
		"/people/demo/2019-Q4?snapshot=2019-Q4.2",
		"/organisations/demo/2019-Q4?snapshot=2019-Q4.2",
		"/organisations/demo/nothing/2020-Q1",
		"/organisations/club/2018-Q4",
	}
}

// checkQuarters asks for what each page must say and where it must lead.
func checkQuarters(t *testing.T, server *httptest.Server) {
	check(t, server, []answer{
		{"/people/club", "/people/club/2020-Q1", http.StatusFound},
		{"/people/demo/tools", "/people/demo/tools/2019-Q3", http.StatusFound},
		{"/organisations/club/latest", "/organisations/club/2020-Q1", http.StatusFound},
		{"/people/demo/2017-Q1?snapshot=2019-Q4.2", "/people/demo/2019-Q4?snapshot=2019-Q4.2", http.StatusFound},
		{"/people/club/2020-Q1", "55 in the quarter before − 20 who left + 14 who came back + 11 new = 60 active.", http.StatusOK},
		{"/people/club/2020-Q1", "<title>2019-Q1, 3 quarters later: 30.0\u00a0% of 24\u00a0people</title>", http.StatusOK},
		{"/people/club/2020-Q1", `<g class="few">`, http.StatusOK},
		{"/people/club/2020-Q1", "known by Apr 2021", http.StatusOK},
		{"/people/club/2020-Q1", `href="https://lists.example.org/dev/0@example.org"`, http.StatusOK},
		{"/organisations/demo/2019-Q4", `<a href="/organisations/demo/2019-Q4?snapshot=2019-Q4.2">the same page as the board saw it</a>`, http.StatusOK},
		{"/people/club/2018-Q2", "There is no balance of this quarter:", http.StatusOK},
		{"/people/club/2020-Q1.json", `"conversion_year_before": 0.27`, http.StatusOK},
		{"/people/demo/nothing/2020-Q1", "Not collected.", http.StatusOK},
		{"/organisations/club/2020-Q1", "35.0–75.0\u00a0%", http.StatusOK},
		{"/organisations/club/2020-Q1", "goldenratio people todo --scope club", http.StatusOK},
		{"/organisations/club/2020-Q1", "2018-Q4: no contributions are known", http.StatusOK},
		{"/organisations/club/2020-Q1.json", `"least": 0.35`, http.StatusOK},
		{"/organisations/club/2020-Q1", "Quiet Example", http.StatusOK},
		{"/organisations/club/2018-Q4", "Nothing was contributed.", http.StatusOK},
		{"/organisations/club/2031-Q1", "There is no such quarter here", http.StatusNotFound},
		{"/organisations/nobody/2020-Q1", "not configured", http.StatusNotFound},
		{"/people/", "no such page", http.StatusNotFound},
		{"/people/demo/2019-Q4?snapshot=2031-Q1.1", "No quarter was closed under this name", http.StatusNotFound},
		{"/board/club/2020-Q1", `<a href="/organisations/club/2020-Q1">organisations</a>`, http.StatusOK},
		{"/kpi/people_active?scope=club", `<a href="/people/club/2020-Q1">People</a>`, http.StatusOK},
		{"/board/demo/quality", `<a href="/organisations/demo/latest">Organisations</a>`, http.StatusOK},
		{"/weekly/2020-W08?scope=demo", `<a href="/people/demo/latest">People</a>`, http.StatusOK},
		{"/social/plaza", "/social/plaza/2020-Q1", http.StatusFound},
		{"/social/plaza/2020-Q1", `<a href="https://forum.example.org/t/4" rel="noreferrer">May I dance here?</a> <small class="quiet">forum.example.org</small><span class="asked">Discourse, forum.example.org · 12 Feb 2020 · 48` + "\u00a0days, overdue", http.StatusOK},
		{"/social/plaza/2020-Q1", "2\u00a0questions of the last 90 days, 1 of them for more than five business days. 1\u00a0question asked before that has no answer either.", http.StatusOK},
		{"/social/plaza/2020-Q1", "untried against the real service", http.StatusOK},
		{"/social/plaza/2020-Q1", "<title>25 Mar 2020: 1,640</title>", http.StatusOK},
		{"/social/plaza/2020-Q1.json", `"account": "@plaza@town.example.org"`, http.StatusOK},
		{"/social/plaza/2019-Q4?snapshot=2019-Q4.2", `<a href="/social/plaza/2019-Q4">The newest page of this quarter</a>`, http.StatusOK},
		{"/social/demo/nothing/2020-Q1", "No source of networks is configured.", http.StatusOK},
		{"/board/demo/2020-Q1", `<a href="/social/demo/2020-Q1">Network by network`, http.StatusOK},
		{"/weekly/2020-W08?scope=plaza", `<a href="https://forum.example.org/t/4"`, http.StatusOK},
		{"/weekly/2020-W08?scope=plaza", `<a href="/social/plaza/latest">Social networks</a>`, http.StatusOK},
		{"/snapshot/2019-Q4.2/demo", `<a href="/people/demo/2019-Q4?snapshot=2019-Q4.2">People</a>`, http.StatusOK},
	})
}

// TestQuarterFile checks the pages beside the board in files.
func TestQuarterFile(t *testing.T) {
	store := warehousetest.Open(t)
	r := report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)}
	reporttest.SeedPeople(t, store.Conn)
	reporttest.SeedSocial(t, store.Conn)
	o := report.Options{Scope: reporttest.Club, Period: reporttest.Quarter}
	people, err := r.People(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	organisations, err := r.Organisations(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	social, err := r.Social(t.Context(), report.Options{Scope: reporttest.Plaza, Period: reporttest.Quarter})
	if err != nil {
		t.Fatal(err)
	}
	var one, other, third strings.Builder
	if err := web.PeopleFile(&one, people); err != nil {
		t.Fatal(err)
	}
	if err := web.OrganisationsFile(&other, organisations); err != nil {
		t.Fatal(err)
	}
	if err := web.SocialFile(&third, social); err != nil {
		t.Fatal(err)
	}
	standsAlone(t, third.String())
	standsAlone(t, one.String())
	standsAlone(t, other.String())
}
