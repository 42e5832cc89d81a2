package exporter_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/exporter"
)

func newExporter(t testing.TB, store *warehouse.Store, kpis []catalogue.KPI) *exporter.Exporter {
	t.Helper()
	e, err := exporter.New(exporter.Options{
		Conn: store.Conn, Catalogue: kpis, Version: "0.1-test", Now: time.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// scrape fetches the page, headers as name, value pairs.
func scrape(t testing.TB, h http.Handler, headers ...string) (*httptest.ResponseRecorder, string) {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, "/metrics", nil)
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, request)
	return answer, answer.Body.String()
}

func TestExporter(t *testing.T) {
	store := warehousetest.Open(t)
	e := newExporter(t, store, nil)
	if answer, _ := scrape(t, e); answer.Code != http.StatusServiceUnavailable {
		t.Errorf("before the first refresh: status %d", answer.Code)
	}
	refresh(t, e)
	if _, text := scrape(t, e); strings.Contains(text, "goldenratio_period_start") || !strings.Contains(text, "goldenratio_build_info") {
		t.Error("an empty store has periods, or no build")
	}
	e = newExporter(t, store, reporttest.Seed(t, store.Conn))
	refresh(t, e)
	answer, text := scrape(t, e)
	if got := answer.Header().Get("Content-Type"); got != "text/plain; version=0.0.4; charset=utf-8" {
		t.Errorf("content type %q", got)
	}
	t.Run("series", func(t *testing.T) { series(t, text) })
	t.Run("lint", func(t *testing.T) { lint(t, text) })
	t.Run("promtool", func(t *testing.T) { promtool(t, text) })
	t.Run("gzip", func(t *testing.T) { packed(t, e, text) })
	t.Run("OpenMetrics", func(t *testing.T) { open(t, e) })
	t.Run("a newer compute", func(t *testing.T) {
		reporttest.Publish(t, store.Conn, "6d1b8f0e-0c7a-4b6e-9f54-2f1f6a1b2c3e")
		refresh(t, e)
		if _, text := scrape(t, e); strings.Contains(text, "goldenratio_code_commits") {
			t.Error("the numbers of the compute before are served")
		}
	})
}

func refresh(t testing.TB, e *exporter.Exporter) {
	t.Helper()
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// series looks for some that must be there and some that must not.
func series(t *testing.T, text string) {
	for _, want := range []string{
		`goldenratio_code_commits{dimension="",member="",scope="demo",stat="value",window="quarter"} 601`,
		`goldenratio_mail_first_reply_seconds{dimension="",member="",scope="demo",stat="p85",window="quarter"} `,
		`goldenratio_mail_first_reply_seconds_lower{dimension="",member="",scope="demo",stat="value",window="month"} `,
		`goldenratio_mail_answered_share_ratio{dimension="list",member="dev",scope="demo",stat="value",window="quarter"} `,
		`goldenratio_mail_senders_people{dimension="",member="",scope="demo",stat="value",window="quarter_to_date"} `,
		`goldenratio_code_author_lag_seconds{`,
		`goldenratio_kpi_observations{dimension="",kpi="code_commits",member="",scope="demo",window="quarter"} 601`,
		`goldenratio_kpi_coverage_ratio{dimension="",kpi="mail_messages",member="",scope="demo",window="quarter"} 0.991`,
		`goldenratio_period_start_timestamp_seconds{scope="demo",window="quarter"} 1.5778368e+09`,
		`goldenratio_period_start_timestamp_seconds{scope="demo/tools",window="quarter"} 1.5619392e+09`,
		`goldenratio_period_start_timestamp_seconds{scope="demo",window="month"} 1.5830208e+09`,
		`goldenratio_runs_total{outcome="complete",source="dev-archive"} 1`,
		`goldenratio_runs_total{outcome="failed",source="tools-git"} 1`,
		`goldenratio_items{outcome="stored",source="dev-archive"} 9`,
		`goldenratio_items{outcome="duplicate",source="dev-archive"} 1`,
		`goldenratio_items{outcome="quarantined",source="dev-archive"} 2`,
		`goldenratio_rejects{reason="no header",source="dev-archive"} 2`,
		`goldenratio_last_run_duration_seconds{source="core-git"} 4.5`,
		`goldenratio_source_seen_until_timestamp_seconds{source="core-git"} `,
		`goldenratio_source_coverage_ratio{source="dev-archive"} 0.625`,
		`goldenratio_reconcile_missing_items{source="core-git",what="commits"} 2`,
		`goldenratio_reconcile_gone_items{source="core-git",what="commits"} 1`,
		`goldenratio_build_info{`, `go_goroutines `, `process_start_time_seconds `,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("missing: %s", want)
		}
	}
	for _, never := range []string{"person", "subject", "mail_unanswered_list", `stat="compared"`, "\x1b", `last_success_timestamp_seconds{source="tools-git"}`} {
		if strings.Contains(strings.ReplaceAll(text, "persons", ""), never) {
			t.Errorf("there: %q", never)
		}
	}
}

// lint checks names and helps, and that every KPI that is a number is there.
func lint(t *testing.T, text string) {
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kpis {
		if k.Kind != catalogue.Table && !strings.Contains(text, "\ngoldenratio_"+k.ID) {
			t.Errorf("%s is not exported", k.ID)
		}
	}
}

func promtool(t *testing.T, text string) {
	path, err := exec.LookPath("promtool")
	if err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	check := exec.CommandContext(t.Context(), path, "check", "metrics")
	check.Stdin = strings.NewReader(text)
	if out, err := check.CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
		t.Errorf("promtool: %v\n%s", err, out)
	}
}

// packed checks that a gzip answer is one stream with the same families.
func packed(t *testing.T, e http.Handler, plain string) {
	answer, body := scrape(t, e, "Accept-Encoding", "br, gzip;q=0.5")
	if answer.Header().Get("Content-Encoding") != "gzip" || answer.Header().Get("Vary") == "" {
		t.Fatalf("headers %v", answer.Header())
	}
	r, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Multistream(false)
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(families(t, string(text)), families(t, plain)) {
		t.Error("the gzip answer has other families")
	}
	if refused, _ := scrape(t, e, "Accept-Encoding", "gzip;q=0, *;q=0"); refused.Header().Get("Content-Encoding") != "" {
		t.Error("gzip was refused and is sent")
	}
}

func families(t *testing.T, text string) []string {
	t.Helper()
	parser := expfmt.NewTextParser(model.LegacyValidation)
	all, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func open(t *testing.T, e http.Handler) {
	answer, text := scrape(t, e, "Accept", "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5")
	if !strings.HasPrefix(answer.Header().Get("Content-Type"), "application/openmetrics-text; version=1.0.0") {
		t.Errorf("content type %q", answer.Header().Get("Content-Type"))
	}
	if !strings.HasSuffix(text, "# EOF\n") || strings.Count(text, "# EOF") != 1 || !strings.Contains(text, "# TYPE goldenratio_runs counter") {
		t.Error("this is no OpenMetrics")
	}
}
