package exporter_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/exporter"
)

// past is the text of a past, and its lines of one series as time and value.
func past(t *testing.T, p exporter.Past) string {
	t.Helper()
	var out bytes.Buffer
	if err := p.Write(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func lines(text, series string) []string {
	var found []string
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, series+" "); ok {
			found = append(found, strings.TrimSpace(rest))
		}
	}
	return found
}

// TestJudged looks at a store whose numbers are judged, now and in the past.
func TestJudged(t *testing.T) {
	store := warehousetest.Open(t)
	p := exporter.Past{Conn: store.Conn}
	if err := p.Write(t.Context(), &bytes.Buffer{}); !errors.Is(err, exporter.ErrNothing) {
		t.Errorf("without a compute: %v", err)
	}
	p.Catalogue = reporttest.Seed(t, store.Conn)
	judge(t, store.Conn)
	t.Run("judgements", func(t *testing.T) { judgements(t, store, p.Catalogue) })
	text := past(t, p)
	t.Run("days", func(t *testing.T) { shownDays(t, text) })
	t.Run("names", func(t *testing.T) { sameNames(t, store, p.Catalogue, text) })
	t.Run("form", func(t *testing.T) { form(t, text) })
	t.Run("blocks", func(t *testing.T) { blocks(t, text) })
	t.Run("part", func(t *testing.T) {
		p.Scope, p.From, p.To = reporttest.Child, quarter(2020, 3), time.Date(2020, 3, 3, 0, 0, 0, 0, time.UTC)
		text := past(t, p)
		const series = `goldenratio_code_commits{dimension="",member="",scope="demo/tools",stat="value",window="quarter"}`
		if got := lines(text, series); len(got) != 3 || strings.Contains(text, `scope="demo",`) {
			t.Errorf("three days of a scope are %q", got)
		}
		p.Scope = "nobody"
		if err := p.Write(t.Context(), &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), `scope "nobody"`) {
			t.Errorf("of an unknown scope: %v", err)
		}
		p.Scope, p.From = "", p.To.AddDate(5, 0, 0)
		if text := past(t, p); text != "# EOF\n" {
			t.Errorf("the past of the future is %q", text)
		}
	})
}

// shownDays checks that a quarter is shown from the end of its grace until that
// of the next, and the last one up to the compute's as-of time.
func shownDays(t *testing.T, text string) {
	const series = `goldenratio_period_start_timestamp_seconds{scope="demo",window="quarter"}`
	got := lines(text, series)
	// 2016-Q4, the first covered, ended 2017-01-01: shown from 15 January on.
	for at, want := range map[int]string{
		0:                 "1.47528e+09 1484438400",   // 2016-10-01, 2017-01-15
		89:                "1.47528e+09 1492128000",   // the same, 2017-04-14
		90:                "1.4832288e+09 1492214400", // 2017-01-01, 2017-04-15
		len(got) - 1:      "1.5778368e+09 1589068800", // 2020-01-01, 2020-05-10: as of
		len(got) - 1 - 26: "1.569888e+09 1586822400",  // 2019-10-01, 2020-04-14
	} {
		if at >= len(got) || got[at] != want {
			t.Errorf("sample %d is %s, want %s", at, got[min(at, len(got)-1)], want)
		}
	}
	if len(got) != 1212 {
		t.Errorf("%d days, want 1212: one a day from 2017-01-15 to 2020-05-10", len(got))
	}
	if verdicts := lines(text, `goldenratio_kpi_verdict{comparison="yoy",kpi="code_commits",news="",scope="demo",verdict="unclear"}`); len(verdicts) != 91 {
		t.Errorf("the verdict of 2019-Q4 stands %d days, want the 91 from 15 January to 14 April 2020", len(verdicts))
	}
	if met := lines(text, `goldenratio_target_met{kpi="mail_answered_share",per="quarter",scope="demo"}`); len(met) != 301 || met[0][0] != '1' || met[300][0] != '0' {
		t.Errorf("%d days with a target, want 301, first met and then missed", len(met))
	}
}

// sameNames checks that the newest samples are those of the page, window by
// window, value by value.
func sameNames(t *testing.T, store *warehouse.Store, kpis []catalogue.KPI, text string) {
	e := newExporter(t, store, kpis)
	refresh(t, e)
	_, page := scrape(t, e)
	var want []string
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, "goldenratio_") && hasPast(line) {
			want = append(want, strings.TrimSpace(line))
		}
	}
	var got []string
	const today = " 1589068800\n"
	for line := range strings.Lines(text) {
		if sample, ok := strings.CutSuffix(line, today); ok {
			got = append(got, sample)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if len(want) < 100 || !slices.Equal(got, want) {
		t.Errorf("%d series on the page, %d in the file; only on the page: %q; only in the file: %q",
			len(want), len(got), missingFrom(want, got), missingFrom(got, want))
	}
}

// hasPast reports whether a line of the page is about a compute's complete
// periods.
func hasPast(line string) bool {
	for _, now := range []string{
		`window="quarter_to_date"`, "_compute_", "_items{", "_rejects{", "_runs_total{", "_last_run_", "_last_success_", "_source_", "_build_info{", "_refresh_failures_", "_reconcile_",
	} {
		if strings.Contains(line, now) {
			return false
		}
	}
	return true
}

// missingFrom are up to three lines of a that are not in b.
func missingFrom(a, b []string) []string {
	var missing []string
	for _, line := range a {
		if _, found := slices.BinarySearch(b, line); !found && len(missing) < 3 {
			missing = append(missing, line)
		}
	}
	return missing
}

// form checks that families and series do not return once another has begun,
// and that time moves on in each.
func form(t *testing.T, text string) {
	if !strings.HasSuffix(text, "# EOF\n") || strings.Count(text, "# EOF") != 1 {
		t.Error("the end is not marked once")
	}
	ended := map[string]bool{}
	var current, at string
	for line := range strings.Lines(text) {
		name := strings.TrimSpace(line)
		if !strings.HasPrefix(line, "#") {
			cut := strings.LastIndex(strings.TrimSpace(line), " ")
			stamp := strings.TrimSpace(line[cut:])
			name = line[:strings.LastIndex(line[:cut], " ")]
			if name == current && stamp <= at {
				t.Fatalf("time goes back in %s", line)
			}
			at = stamp
		}
		if name != current {
			if ended[name] {
				t.Fatalf("%s comes twice", name)
			}
			ended[current], current = true, name
		}
	}
}

// blocks lets promtool make blocks and asks them back.
func blocks(t *testing.T, text string) {
	path, err := exec.LookPath("promtool")
	if err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	dir := t.TempDir()
	file, db := filepath.Join(dir, "past.om"), filepath.Join(dir, "data")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), path, "tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=8760h", "--quiet", file, db).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.Mkdir(filepath.Join(db, "wal"), 0o700); err != nil { // where dump looks too
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), path, "tsdb", "dump", `--match={__name__="goldenratio_code_commits",scope="demo",window="quarter",dimension=""}`, db).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	const last = ` 601 1589068800000`
	if !strings.Contains(string(out), last) || strings.Count(string(out), "\n") != 1212 {
		t.Errorf("%d samples come back, want 1212, the last of them%s", strings.Count(string(out), "\n"), last)
	}
}
