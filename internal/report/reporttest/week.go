package reporttest

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// Week is the week that SeedWeek fills.
const Week = "2020-W08"

// HostileID is a Message-ID that would leave an attribute, a path or a query.
const HostileID = `"><script>alert(1)</script>/../?x=1&y#z %2f@example.org`

//go:embed week.sql
var weekSQL string

// SeedWeek writes what happened in one week into the resolved tables; Seed has
// written the rest.
func SeedWeek(t testing.TB, conn driver.Conn) {
	t.Helper()
	functions, err := catalogue.Functions()
	if err != nil {
		t.Fatal(err)
	}
	statements := append(strings.Split(weekSQL, ";\n"), functions["golden_unanswered"])
	for _, statement := range statements {
		if err := warehouse.Exec(t.Context(), conn, statement, warehouse.Params{"hostile": HostileText, "hostile_id": HostileID}); err != nil {
			t.Fatalf("%v in %.80s", err, statement)
		}
	}
}
