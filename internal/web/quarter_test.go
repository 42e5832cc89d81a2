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

// quarterPages are those of people and organisations in each state; the first
// four look different.
func quarterPages() []string {
	return []string{
		"/people/club/2020-Q1",
		"/organisations/club/2020-Q1",
		"/people/demo/nothing/2020-Q1",
		"/organisations/evil/2020-Q1",
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
		{"/snapshot/2019-Q4.2/demo", `<a href="/people/demo/2019-Q4?snapshot=2019-Q4.2">People</a>`, http.StatusOK},
	})
}

// TestQuarterFile checks the pages beside the board in files.
func TestQuarterFile(t *testing.T) {
	store := warehousetest.Open(t)
	r := report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)}
	reporttest.SeedPeople(t, store.Conn)
	o := report.Options{Scope: reporttest.Club, Period: reporttest.Quarter}
	people, err := r.People(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	organisations, err := r.Organisations(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	var one, other strings.Builder
	if err := web.PeopleFile(&one, people); err != nil {
		t.Fatal(err)
	}
	if err := web.OrganisationsFile(&other, organisations); err != nil {
		t.Fatal(err)
	}
	standsAlone(t, one.String())
	standsAlone(t, other.String())
}
