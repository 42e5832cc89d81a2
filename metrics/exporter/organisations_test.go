package exporter_test

import (
	"fmt"
	"strings"
	"testing"

	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestLargestOrganisations looks for twenty organisations of 23, the others
// together, and those of whom it is not known; and for none of a KPI that is told
// apart by organisation beside its own members.
func TestLargestOrganisations(t *testing.T) {
	store := warehousetest.Open(t)
	kpis := reporttest.Seed(t, store.Conn)
	start := quarter(2020, 1)
	row := func(member string, value float64) []any {
		return []any{reporttest.Compute, "mail_org_share", "value", reporttest.Scope, "organisation", member, "quarter", start, start.AddDate(0, 6, 0),
			of(value), of(value / 2), of(2 * value), "bounds", uint64(1000), of(.1), of(1), true, []string{"dev-archive"}, uint16(1)}
	}
	total := row("", 0)
	total[4], total[9] = "", (*float64)(nil)
	rows := [][]any{total, row("unknown", .001), row("independent", .002)}
	for i := range 23 {
		rows = append(rows, row(fmt.Sprintf("firm-%02d", i), .125/float64(i+1)))
	}
	written := row("firm-00", 7)
	written[1] = "mail_messages"
	put(t, store.Conn, "kpi_values", append(rows, written)...)
	e := newExporter(t, store, kpis)
	refresh(t, e)
	_, text := scrape(t, e)
	series := func(name, member string) string {
		return fmt.Sprintf(`goldenratio_%s{dimension="organisation",member="%s",scope="%s",stat="value",window="quarter"}`, name, member, reporttest.Scope)
	}
	for _, want := range []string{
		series("mail_org_share_ratio", "firm-00") + " 0.125\n", series("mail_org_share_ratio_upper", "firm-00") + " 0.25\n",
		series("mail_org_share_ratio", "firm-19") + " 0.00625\n", series("mail_org_share_ratio", "unknown") + " 0.001\n",
		series("mail_org_share_ratio", "independent") + " 0.002\n", series("mail_org_share_ratio", "other") + " 0.01706",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("missing: %s", want)
		}
	}
	for _, never := range []string{
		`goldenratio_mail_messages{dimension="organisation"`, `dimension="organisation",kpi="mail_messages"`,
		`member="firm-20"`, series("mail_org_share_ratio_upper", "other"), `kpi_observations{dimension="organisation",kpi="mail_org_share",member="other"`,
	} {
		if strings.Contains(text, never) {
			t.Errorf("there: %s", never)
		}
	}
	if n := strings.Count(text, `goldenratio_mail_org_share_ratio{`); n != 23 {
		t.Errorf("%d series, want 23", n)
	}
}
