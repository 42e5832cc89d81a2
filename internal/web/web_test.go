package web_test

import (
	"context"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"goldenratio/internal/report"
	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/internal/web"
)

// site serves the seeded community.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	store := warehousetest.Open(t)
	kpis := reporttest.Seed(t, store.Conn)
	reporttest.SeedWeek(t, store.Conn)
	reporttest.SeedPeople(t, store.Conn)
	reporttest.SeedSurvey(t, store.Conn)
	reporttest.SeedSocial(t, store.Conn)
	return serve(t, report.Store{Conn: store.Conn, Catalogue: kpis, Status: store.Status})
}

func serve(t *testing.T, store report.Store) *httptest.Server {
	t.Helper()
	handler, err := web.Handler(web.Options{
		Store: store, Catalogue: store.Catalogue, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Explain: explain, Metrics: http.NotFoundHandler(), URL: "http://127.0.0.1:8080",
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

// explain has rows that attack whoever shows them.
func explain(_ context.Context, kpi, _, _ string) (report.Evidence, error) {
	if kpi != "code_commits" {
		return report.Evidence{}, errors.New("no rows")
	}
	return report.Evidence{Columns: []string{"ref", "at"}, Rows: [][]report.Cell{{{Text: "<script>alert(2)</script>", URL: "https://lists.example.org/dev/x"}, {Text: "2020-01-02 03:04:05"}}}, More: true}, nil
}

// get fetches a page, with headers as name, value pairs, and follows nothing.
func get(t *testing.T, address string, headers ...string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // read to its end
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// pages are one of each kind, in each state; the first nineteen look different.
func pages() []string {
	return []string{
		"/",
		"/board/demo/2020-Q1",
		"/board/demo/2020-Q2",
		"/board/demo/2016-Q1",
		"/board/demo/tools/2019-Q4",
		"/board/demo/nothing/2020-Q1",
		"/board/evil/2020-Q1",
		"/kpi/mail_first_reply?scope=demo&period=2020-Q1",
		"/kpi/mail_messages?scope=demo%2Fnothing",
		"/snapshot/",
		"/snapshot/2019-Q4.1/demo",
		"/surveys/",
		"/surveys/club-survey/2019-05",
		"/surveys/club-survey/2018-05?by=role",
		"/board/demo/quality",
		"/quality",
		"/kpi/code_commits?scope=demo&period=2020-Q1",
		"/weekly/2020-W08?scope=demo",
		"/weekly/2016-W20?scope=demo",
		"/weekly/2020-W08?scope=evil",
		"/weekly/2020-W8?scope=demo",
		"/snapshot/2019-Q3.1/evil",
		"/kpi/code_commits?scope=demo&snapshot=2019-Q4.2",
		"/snapshot/2031-Q1.1/demo",
		"/kpi/code_commits?scope=evil&period=2020-Q1",
		"/board/nobody/2020-Q1",
		"/board/demo/2040-Q1",
		"/kpi/unknown",
		"/nowhere",
	}
}

func TestSite(t *testing.T) {
	server := site(t)
	t.Run("pages", func(t *testing.T) { checkPages(t, server) })
	t.Run("answers", func(t *testing.T) { checkAnswers(t, server) })
	t.Run("people and organisations", func(t *testing.T) { checkQuarters(t, server) })
}

func checkPages(t *testing.T, server *httptest.Server) {
	for _, path := range append(pages(), quarterPages()...) {
		t.Run(path, func(t *testing.T) {
			response, body := get(t, server.URL+path)
			wellFormed(t, body)
			selfContained(t, response, body)
			if strings.Contains(body, "<script") || strings.ContainsAny(body, "\x1b\u202e") {
				t.Error("foreign text reached the page as it is")
			}
		})
	}
}

// wellFormed parses the page strictly: every tag closed, every attribute quoted.
func wellFormed(t *testing.T, body string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(body))
	d.AutoClose = xml.HTMLAutoClose
	d.Entity = xml.HTMLEntity
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			line, _ := d.InputPos()
			lines := strings.Split(body, "\n")
			t.Fatalf("%v near %q", err, lines[min(line, len(lines))-1])
		}
	}
}

// outside tells an address of the archive, of the repository on the forge or of a post.
func outside(href string) bool {
	return slices.ContainsFunc([]string{
		"https://lists.example.org/dev/", "https://forge.example.org/demo/core/", "https://social.example.org/@", "https://forum.example.org/t/",
	}, func(place string) bool { return strings.HasPrefix(href, place) })
}

var (
	loads = regexp.MustCompile(`(?i)<[^>]*\s(?:src|srcset|action|data|poster|formaction)\s*=|@import|url\((?:[^#]|$)`)
	links = regexp.MustCompile(`<(a|link)\s[^>]*href="([^"]*)"`)
)

// selfContained checks that a page loads nothing, links elsewhere only to
// archives, and that its policy would forbid anything else.
func selfContained(t *testing.T, response *http.Response, body string) {
	t.Helper()
	if found := loads.FindString(body); found != "" {
		t.Errorf("the page loads something: %s", found)
	}
	for _, link := range links.FindAllStringSubmatch(body, -1) {
		switch href := link[2]; {
		case strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//"), strings.HasPrefix(href, "#"):
		case link[1] == "link" && strings.HasPrefix(href, "data:image/svg+xml,"):
		case link[1] == "a" && outside(href):
		default:
			t.Errorf("a link leads to %q", href)
		}
	}
	policy := response.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "style-src 'sha256-", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("policy %q misses %q", policy, part)
		}
	}
}

// An answer is what a page must say, or where it must lead.
type answer struct {
	path, want string
	status     int
}

// check asks for pages.
func check(t *testing.T, server *httptest.Server, answers []answer) {
	t.Helper()
	for _, a := range answers {
		response, body := get(t, server.URL+a.path)
		if response.StatusCode != a.status {
			t.Errorf("%s: status %d", a.path, response.StatusCode)
		}
		if !strings.Contains(html.UnescapeString(body)+response.Header.Get("Location"), a.want) {
			t.Errorf("%s: %q is not there", a.path, a.want)
		}
	}
}

func checkAnswers(t *testing.T, server *httptest.Server) {
	check(t, server, []answer{
		{"/board/demo", "/board/demo/2020-Q1", http.StatusFound},
		{"/board/demo/tools", "/board/demo/tools/2019-Q3", http.StatusFound},
		{"/board/demo/latest", "Complete", http.StatusOK},
		{"/board/demo/2020-Q1.json", `"complete"`, http.StatusOK},
		{"/kpi/code_commits.json?scope=demo", `"history"`, http.StatusOK},
		{"/board/demo/2020-Q2", "Still running", http.StatusOK},
		{"/board/demo/2016-Q1", "Not covered", http.StatusOK},
		{"/board/demo/tools/2019-Q4", "Not final", http.StatusOK},
		{"/board/demo/tools/2019-Q4", "Not measured yet", http.StatusOK},
		{"/board/demo/2020-Q1", "Synthetic data", http.StatusOK},
		{"/board/demo/2020-Q1", "Golden Ratio", http.StatusOK},
		{"/board/demo/2020-Q1", "2019-Q4 restated", http.StatusOK},
		{"/board/demo/2020-Q1", "met since 2018-Q3", http.StatusOK},
		{"/board/demo/2020-Q1", "14 Feb 2020: Version 4", http.StatusOK},
		{"/board/demo/2020-Q2", "first 39 days of 2019-Q2", http.StatusOK},
		{"/board/demo/2019-Q4", "snapshot 2019-Q4.2", http.StatusOK},
		{"/board/demo/tools/2019-Q4", "3 areas are needed", http.StatusOK},
		{"/board/demo/2018-Q1", "goldenratio snapshot close", http.StatusOK},
		{"/board/demo/quality", "goldenratio collect tools-git", http.StatusOK},
		{"/board/demo/quality.json", `"incomplete"`, http.StatusOK},
		{"/quality", "no header", http.StatusOK},
		{"/quality?to=2019-01-31", "to 31 Jan 2019", http.StatusOK},
		{"/quality.json", `"problems"`, http.StatusOK},
		{"/quality", "that are not stored here, as asked on 10 May 2020", http.StatusOK},
		{"/quality", "cannot tell how much it misses", http.StatusOK},
		{"/quality.json", `"missing_here": 2`, http.StatusOK},
		{"/weekly/2020-W08?scope=evil", "never against the real service", http.StatusOK},
		{"/kpi/code_commits?scope=demo", "alert(2)", http.StatusOK},
		{"/kpi/code_commits.csv?scope=demo", "code_commits,demo,2020-Q1,2020-01-01,commits,", http.StatusOK},
		{"/kpi/code_commits.xls?scope=demo", "no such page", http.StatusNotFound},
		{"/weekly/2020-W08?scope=demo", "people</strong> wrote 19", http.StatusOK},
		{"/weekly/2020-W08?scope=demo", `href="https://lists.example.org/dev/%22%3E%3Cscript%3E`, http.StatusOK},
		{"/weekly/2020-W08?scope=demo", `<a rel="prev" href="/weekly/2020-W07?scope=demo">`, http.StatusOK},
		{"/weekly/2020-W08.json?scope=demo", `"waits_for": "reviewer"`, http.StatusOK},
		{"/weekly/2020-W08?scope=demo", `<a href="https://forge.example.org/demo/core/pull/800"`, http.StatusOK},
		{"/weekly/2020-W08?scope=demo", `<strong>Leads elsewhere</strong>`, http.StatusOK},
		{"/weekly/latest?scope=demo", "/weekly/2020-W18?scope=demo", http.StatusFound},
		{"/weekly/", "/weekly/2020-W18?scope=demo", http.StatusFound},
		{"/weekly/2016-W20?scope=demo", "not covered in this week", http.StatusOK},
		{"/weekly/2031-W01?scope=demo", "the last whole week is 2020-W18", http.StatusNotFound},
		{"/weekly/2020-W08?scope=nobody", "not configured", http.StatusNotFound},
		{"/board/demo/2020-Q1", `href="/weekly/latest?scope=demo"`, http.StatusOK},
		{"/snapshot/", "late merge", http.StatusOK},
		{"/snapshot/2019-Q4.1", "/snapshot/2019-Q4.1/demo", http.StatusFound},
		{"/snapshot/2019-Q4.1/demo", "closed 15 Jan 2020 by Ada Example · snapshot 2019-Q4.1 · The board met on 20 January", http.StatusOK},
		{"/snapshot/2019-Q4.1/demo", "A later revision exists", http.StatusOK},
		{"/snapshot/2019-Q4.1/demo", "A closed quarter keeps the KPIs of its survey.", http.StatusOK},
		{"/snapshot/2019-Q4.2/demo.json", `"revision": 2`, http.StatusOK},
		{"/snapshot/2019-Q4.9/demo", "No quarter was closed under this name", http.StatusNotFound},
		{"/board/nobody/2020-Q1", "not configured", http.StatusNotFound},
		{"/board/nobody/quality", "not configured", http.StatusNotFound},
		{"/board/", "no such page", http.StatusNotFound},
		{"/board/demo/2040-Q1", "from 2016-Q1 to 2020-Q2", http.StatusNotFound},
		{"/kpi/unknown", "goldenratio kpi list", http.StatusNotFound},
		{"/healthz", "ok", http.StatusOK},
		{"/readyz", "ready", http.StatusOK},
	})
}

// TestFile checks boards in one file.
func TestFile(t *testing.T) {
	store := warehousetest.Open(t)
	r := report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)}
	for _, o := range []report.Options{{Scope: "demo", Period: "2019-Q4"}, {Scope: "demo", Snapshot: "2019-Q4.1"}, {Scope: "evil", Period: "latest"}} {
		board, err := r.Board(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		var file strings.Builder
		if err := web.File(&file, board); err != nil {
			t.Fatal(err)
		}
		standsAlone(t, file.String())
	}
}

// standsAlone checks that a page as a file needs nothing and leads nowhere but to
// its own parts and the archives.
func standsAlone(t *testing.T, file string) {
	t.Helper()
	wellFormed(t, file)
	if found := loads.FindString(file); found != "" {
		t.Errorf("the file loads something: %s", found)
	}
	for _, link := range links.FindAllStringSubmatch(file, -1) {
		target, inside := strings.CutPrefix(link[2], "#")
		switch {
		case inside && strings.Contains(file, `id="`+target+`"`):
		case strings.HasPrefix(link[2], "data:image/svg+xml,"), outside(link[2]):
		default:
			t.Errorf("a link leads to %q", link[2])
		}
	}
}

// TestLetter checks that a digest to be sent leads to the archives and nowhere
// else, and that foreign text cannot become markup in it.
func TestLetter(t *testing.T) {
	store := warehousetest.Open(t)
	r := report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)}
	reporttest.SeedWeek(t, store.Conn)
	digest, err := r.Weekly(t.Context(), report.WeeklyOptions{Scope: reporttest.Scope, Week: reporttest.Week})
	if err != nil {
		t.Fatal(err)
	}
	var letter strings.Builder
	if err := web.WeeklyFile(&letter, digest); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, letter.String())
	if found := loads.FindString(letter.String()); found != "" {
		t.Errorf("the letter loads something: %s", found)
	}
	leads := links.FindAllStringSubmatch(letter.String(), -1)
	for _, link := range leads {
		if !outside(link[2]) || strings.Contains(link[2], "/../") {
			t.Errorf("a link leads to %q", link[2])
		}
	}
	if len(leads) < 10 || strings.Contains(letter.String(), "<script") || strings.ContainsAny(letter.String(), "\x1b\u202e") {
		t.Errorf("%d links in\n%s", len(leads), letter.String())
	}
}

func TestCache(t *testing.T) {
	store := warehousetest.Open(t)
	server := serve(t, report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)})
	address := server.URL + "/board/demo/2020-Q1"
	first, _ := get(t, address)
	etag := first.Header.Get("ETag")
	if !strings.Contains(etag, reporttest.Compute) {
		t.Errorf("ETag %q", etag)
	}
	if second, body := get(t, address, "If-None-Match", "W/"+etag); second.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("status %d, %d bytes", second.StatusCode, len(body))
	}
	reporttest.Publish(t, store.Conn, "6d1b8f0e-0c7a-4b6e-9f54-2f1f6a1b2c3e")
	if third, _ := get(t, address, "If-None-Match", etag); third.StatusCode == http.StatusNotModified {
		t.Error("a page of the compute before is served")
	}
}

// TestClosedQuarter checks that a closed quarter's page keeps its bytes when
// numbers, names and the configuration change, but for the notice of a later
// revision.
func TestClosedQuarter(t *testing.T) {
	store := warehousetest.Open(t)
	server := serve(t, report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn), Status: store.Status})
	address := server.URL + "/snapshot/2019-Q4.2/demo"
	_, before := get(t, address)
	if strings.Contains(before, "Ada <b>") || strings.Contains(before, "Ada &lt;b&gt;") || strings.Contains(before, "lists.example.org") {
		t.Error("it names people or archives")
	}
	reporttest.Change(t, store.Conn)
	if _, after := get(t, address); after != before {
		t.Errorf("the page changed:\n%s", difference(before, after))
	}
	reporttest.Revise(t, store.Conn)
	_, revised := get(t, address)
	if !strings.Contains(revised, "2019-Q4.3") {
		t.Error("nothing names the later revision")
	}
	if notice.ReplaceAllString(revised, "") != before {
		t.Errorf("more than the notice changed:\n%s", difference(before, revised))
	}
}

var notice = regexp.MustCompile(`<p class="notice"><strong>A later revision.*</p>`)

// difference is the first line that differs.
func difference(x, y string) string {
	xs, ys := strings.Split(x, "\n"), strings.Split(y, "\n")
	for i := range min(len(xs), len(ys)) {
		if xs[i] != ys[i] {
			return xs[i] + "\n" + ys[i]
		}
	}
	return "one ends earlier"
}

func TestNothingComputed(t *testing.T) {
	server := serve(t, report.Store{Conn: warehousetest.Open(t).Conn})
	response, body := get(t, server.URL+"/")
	if response.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "goldenratio compute") {
		t.Errorf("status %d: %s", response.StatusCode, body)
	}
	if response, _ := get(t, server.URL+"/readyz"); response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("ready: status %d", response.StatusCode)
	}
	posted, err := http.Post(server.URL+"/nowhere", "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	if err := posted.Body.Close(); err != nil {
		t.Error(err)
	}
	if posted.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d", posted.StatusCode)
	}
}
