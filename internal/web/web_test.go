package web_test

import (
	"encoding/xml"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
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
	return serve(t, report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)})
}

func serve(t *testing.T, store report.Store) *httptest.Server {
	t.Helper()
	handler, err := web.Handler(web.Options{
		Store: store, Catalogue: store.Catalogue, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Metrics: http.NotFoundHandler(), URL: "http://127.0.0.1:8080",
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
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

// pages are one of each kind, in each state; the first nine look different.
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
}

func checkPages(t *testing.T, server *httptest.Server) {
	for _, path := range pages() {
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
		case link[1] == "a" && strings.HasPrefix(href, "https://lists.example.org/"):
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

func checkAnswers(t *testing.T, server *httptest.Server) {
	for _, c := range []struct {
		path, want string
		status     int
	}{
		{"/board/demo", "/board/demo/2020-Q1", http.StatusFound},
		{"/board/demo/tools", "/board/demo/tools/2019-Q3", http.StatusFound},
		{"/board/demo/latest", "Complete", http.StatusOK},
		{"/board/demo/2020-Q1.json", `"complete"`, http.StatusOK},
		{"/kpi/code_commits.json?scope=demo", `"history"`, http.StatusOK},
		{"/board/demo/2020-Q2", "Still running", http.StatusOK},
		{"/board/demo/2016-Q1", "Not covered", http.StatusOK},
		{"/board/demo/tools/2019-Q4", "Not final", http.StatusOK},
		{"/board/demo/tools/2019-Q4", "Not collected", http.StatusOK},
		{"/board/demo/2020-Q1", "Synthetic data", http.StatusOK},
		{"/board/nobody/2020-Q1", "not configured", http.StatusNotFound},
		{"/board/", "no such page", http.StatusNotFound},
		{"/board/demo/2040-Q1", "from 2016-Q1 to 2020-Q2", http.StatusNotFound},
		{"/kpi/unknown", "goldenratio kpi list", http.StatusNotFound},
		{"/healthz", "ok", http.StatusOK},
		{"/readyz", "ready", http.StatusOK},
	} {
		response, body := get(t, server.URL+c.path)
		if response.StatusCode != c.status {
			t.Errorf("%s: status %d", c.path, response.StatusCode)
		}
		if !strings.Contains(body+response.Header.Get("Location"), c.want) {
			t.Errorf("%s: %q is not there", c.path, c.want)
		}
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
