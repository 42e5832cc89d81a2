package catalogue_test

import (
	"strings"
	"testing"

	"goldenratio/metrics/catalogue"
)

// TestCrowd counts many people in one observation, and looks at them one by one.
func TestCrowd(t *testing.T) {
	query := strings.NewReplacer("kind: count", "kind: share", "unit: commits", "unit: ratio", " ref --", " grain, period_start, crowd, bitmapAnd(crowd, came) AS succeeded --").Replace(goodQuery)
	kpis, err := catalogue.Load(folder(query, goodAbout, goodOrder))
	if err != nil {
		t.Fatal(err)
	}
	k := kpis[0]
	if strings.Contains(k.SQL, "arrayJoin") || !strings.Contains(k.SQL, "bitmapAndCardinality(crowd, succeeded)") {
		t.Errorf("what runs is %s", k.SQL)
	}
	for _, want := range []string{"arrayJoin(bitmapToArray(crowd))", "numbered_people.person_id AS person_id, toString(person_id) AS ref, bitmapContains(succeeded, unfolded.number) AS success", "FROM things"} {
		if !strings.Contains(k.Observations, want) || strings.Contains(k.Observations, "{{") {
			t.Errorf("observations are %s, want %s", k.Observations, want)
		}
	}
}
