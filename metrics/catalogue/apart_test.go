package catalogue_test

import (
	"strings"
	"testing"

	"goldenratio/metrics/catalogue"
)

// TestApart has a KPI told apart by organisation, and looks for who worked for whom
// when, and for the periods that this is said of.
func TestApart(t *testing.T) {
	for _, test := range []struct{ name, more, then, periods string }{
		{"by day", ", person_id", "employers.from <= part.at", "GROUP BY scope, member, quarter"},
		{"done before", ", person_id, opened AS acted", "employers.from <= part.acted", "GROUP BY scope, member, quarter"},
		{"own period", ", person_id, grain, period_start", "employers.from <= part.at", "grain IN ('quarter', 'year')"},
	} {
		query := strings.NewReplacer("-- version", "-- apart: organisation\n-- version", " AS ref --", " AS ref"+test.more+" --").Replace(goodQuery)
		kpis, err := catalogue.Load(folder(query, goodAbout, goodOrder))
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		k := kpis[0]
		if !k.Apart || !strings.Contains(k.Observations, test.then) || !strings.Contains(k.SQL, test.periods) || strings.Contains(k.SQL, "{{") {
			t.Errorf("%s: apart %v, what runs is %s", test.name, k.Apart, k.SQL)
		}
		if err := catalogue.CheckLock(kpis, catalogue.Lock(without(t, query))); err == nil {
			t.Errorf("%s: the lock does not see it", test.name)
		}
	}
}

// without loads a KPI that is not told apart.
func without(t *testing.T, query string) []catalogue.KPI {
	t.Helper()
	kpis, err := catalogue.Load(folder(strings.Replace(query, "-- apart: organisation\n", "", 1), goodAbout, goodOrder))
	if err != nil {
		t.Fatal(err)
	}
	return kpis
}
