package exporter_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// put replaces a table of golden by rows, columns in the schema's order.
func put(t testing.TB, conn driver.Conn, table string, rows ...[]any) {
	t.Helper()
	if err := conn.Exec(t.Context(), "TRUNCATE TABLE golden."+table); err != nil {
		t.Fatal(err)
	}
	batch, err := conn.PrepareBatch(t.Context(), "INSERT INTO golden."+table)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := batch.Append(row...); err != nil {
			t.Fatalf("%s: %v", table, err)
		}
	}
	if err := batch.Send(); err != nil {
		t.Fatal(err)
	}
}

func quarter(year int, month time.Month) time.Time {
	return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
}

func of(number float64) *float64 { return &number }

// judge seeds what a compute says of its numbers in two quarters, the second the
// last complete one, and of the one that runs.
func judge(t testing.TB, conn driver.Conn) {
	t.Helper()
	before, last, running := quarter(2019, 10), quarter(2020, 1), quarter(2020, 4)
	none := (*float64)(nil)
	change := func(kpi string, start time.Time, days uint16, amplitude, lower, upper *float64, verdict, news string) []any {
		return []any{reporttest.Compute, kpi, reporttest.Scope, start, "yoy", start.AddDate(-1, 0, 0), days,
			of(2), of(1), amplitude, lower, upper, none, of(.01), of(.02), of(1.5), uint16(12), verdict, news, ""}
	}
	put(t, conn, "kpi_changes",
		change("code_commits", before, 0, of(.1), of(-.1), of(.3), "unclear", ""),
		change("code_commits", last, 0, of(.52), of(.2), of(.9), "up", "good"),
		change("mail_answered_share", last, 0, of(-.08), of(-.12), of(-.04), "down", "bad"),
		change("mail_first_reply", last, 0, of(-.2), none, none, "", ""),
		change("code_commits", running, 39, of(.7), none, none, "", ""))
	index := func(start time.Time, value, lower, upper *float64, word string) []any {
		return []any{reporttest.Compute, reporttest.Scope, start, "yoy", value, lower, upper, word, none, none, none, none,
			[]string{"website"}, []string{}, []string{}, none, none, none, "", uint16(1)}
	}
	put(t, conn, "index_values",
		index(before, none, none, none, ""), index(last, of(1.12), of(1.03), of(1.22), "growing"))
	put(t, conn, "index_areas",
		[]any{reporttest.Compute, reporttest.Scope, last, "yoy", "products", of(1.18), of(1.05), of(1.3), .5, uint16(8), uint16(5)},
		[]any{reporttest.Compute, reporttest.Scope, last, "yoy", "website", none, none, none, 0., uint16(3), uint16(0)})
	yes, no := true, false
	since := quarter(2019, 7)
	target := func(start time.Time, met *bool, since *time.Time) []any {
		return []any{reporttest.Compute, "mail_answered_share", reporttest.Scope, "quarter", start, of(.9), none, of(.8), met, since}
	}
	put(t, conn, "target_states",
		target(quarter(2019, 4), &yes, new(quarter(2019, 4))), target(quarter(2019, 7), &no, &since),
		target(before, nil, nil), target(last, &no, &since), target(running, nil, nil))
}

// judgements looks for changes, verdicts, index and targets on the page of a
// judged store.
func judgements(t *testing.T, store *warehouse.Store, kpis []catalogue.KPI) {
	e := newExporter(t, store, kpis)
	refresh(t, e)
	_, text := scrape(t, e)
	for _, want := range []string{
		`goldenratio_kpi_change_ratio{comparison="yoy",kpi="code_commits",scope="demo"} 0.52`,
		`goldenratio_kpi_change_ratio_lower{comparison="yoy",kpi="code_commits",scope="demo"} 0.2`,
		`goldenratio_kpi_change_ratio_upper{comparison="yoy",kpi="code_commits",scope="demo"} 0.9`,
		`goldenratio_kpi_change_ratio{comparison="yoy",kpi="mail_first_reply",scope="demo"} -0.2`,
		`goldenratio_kpi_share_difference_ratio{comparison="yoy",kpi="mail_answered_share",scope="demo"} -0.08`,
		`goldenratio_kpi_verdict{comparison="yoy",kpi="code_commits",news="good",scope="demo",verdict="up"} 1`,
		`goldenratio_kpi_verdict{comparison="yoy",kpi="mail_answered_share",news="bad",scope="demo",verdict="down"} 1`,
		`goldenratio_index{comparison="yoy",scope="demo"} 1.12`,
		`goldenratio_index_lower{comparison="yoy",scope="demo"} 1.03`,
		`goldenratio_index_area{area="products",comparison="yoy",scope="demo"} 1.18`,
		`goldenratio_target_met{kpi="mail_answered_share",per="quarter",scope="demo"} 0`,
		`goldenratio_target_since_timestamp_seconds{kpi="mail_answered_share",per="quarter",scope="demo"} 1.5619392e+09`,
		`goldenratio_last_run_failed{source="tools-git"} 1`,
		`goldenratio_last_run_failed{source="core-git"} 0`,
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("missing: %s", want)
		}
	}
	for _, never := range []string{`verdict="unclear"`, `area="website"`, `kpi_verdict{comparison="yoy",kpi="mail_first_reply"`, " 0.7\n"} {
		if strings.Contains(text, never) {
			t.Errorf("there: %s", never)
		}
	}
	promtool(t, text)
}
