package dashboards_test

import (
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/report/reporttest"
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

func of(number float64) *float64 { return &number }

// seed writes what a compute says of its numbers, and what happened meanwhile.
func seed(t testing.TB, conn driver.Conn) {
	t.Helper()
	quarter := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	none := (*float64)(nil)
	change := func(kpi, comparison string, value, amplitude, lower, upper *float64, verdict, news string) []any {
		return []any{reporttest.Compute, kpi, reporttest.Scope, quarter, comparison, quarter.AddDate(-1, 0, 0), uint16(0),
			value, of(1), amplitude, lower, upper, none, of(.01), of(.02), of(1.5), uint16(12), verdict, news, ""}
	}
	put(t, conn, "kpi_changes",
		change("code_commits", "yoy", of(2), of(.52), of(.2), of(.9), "up", "good"),
		change("code_commits", "qoq", of(2), of(.3), of(-.1), of(.8), "unclear", ""),
		change("mail_answered_share", "yoy", of(.8), of(-.08), of(-.12), of(-.04), "down", "bad"))
	index := func(comparison string) []any {
		return []any{reporttest.Compute, reporttest.Scope, quarter, comparison, of(1.12), of(1.03), of(1.22), "growing", of(1.09), of(1.14), none, none,
			[]string{"website"}, []string{}, []string{}, none, none, none, "", uint16(1)}
	}
	put(t, conn, "index_values", index("yoy"), index("3y"))
	put(t, conn, "index_areas",
		[]any{reporttest.Compute, reporttest.Scope, quarter, "yoy", "products", of(1.18), of(1.05), of(1.3), .5, uint16(8), uint16(5)})
	put(t, conn, "index_kpis",
		[]any{reporttest.Compute, reporttest.Scope, quarter, "yoy", "products", "code_authors", true, "", of(.2), of(.01), of(.19), of(.1), of(1.1)},
		[]any{reporttest.Compute, reporttest.Scope, quarter, "yoy", "products", "mail_senders", false, "its base is not complete", none, none, none, none, none})
	since := time.Date(2019, 7, 1, 0, 0, 0, 0, time.UTC)
	no := false
	put(t, conn, "target_states",
		[]any{reporttest.Compute, "mail_answered_share", reporttest.Scope, "quarter", quarter.AddDate(0, -3, 0), of(.9), none, of(.7), &no, &since},
		[]any{reporttest.Compute, "mail_answered_share", reporttest.Scope, "quarter", quarter, of(.9), none, of(.8), &no, &since})
	put(t, conn, "notes", []any{quarter.AddDate(0, 1, 2), reporttest.Scope, uint32(0), "the summer of <b>code</b>"})
	put(t, conn, "releases", []any{"core-git", "v1.2.0", "final", "1.2", quarter.AddDate(0, 0, 9),
		[][]any{{reporttest.Scope, ""}, {reporttest.Scope, "core"}}})
	const members = `INSERT INTO golden.kpi_values SELECT v.* REPLACE (given.1 AS dimension, given.2 AS member)
		FROM golden.kpi_values AS v ARRAY JOIN [('repository', 'core'), ('channel', 'forge'), ('network', 'mastodon'), ('state', 'acked')] AS given WHERE v.scope = 'demo' AND v.dimension = '' AND v.stat = 'value'`
	if err := conn.Exec(t.Context(), members); err != nil {
		t.Fatal(err)
	}
}
