package catalogue

import (
	"slices"
	"testing"
)

// TestUses checks that a hash sees a function behind a function.
func TestUses(t *testing.T) {
	functions := map[string]string{
		"golden_a": "CREATE golden_a AS (x) ->\n    golden_b(x) -- twice",
		"golden_b": "CREATE golden_b AS (x) -> golden_b(2 * x)",
		"golden_c": "CREATE golden_c AS (x) -> x",
	}
	got, err := uses("SELECT golden_a(n) -- golden_c\nFROM golden.people", functions)
	if want := []string{"CREATE golden_a AS (x) -> golden_b(x)", "CREATE golden_b AS (x) -> golden_b(2 * x)"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("uses %q (%v), want %q", got, err, want)
	}
	before := KPI{SQL: "SELECT 1", functions: got}
	after := KPI{SQL: "SELECT 1", functions: got[1:]}
	if before.Hash() == after.Hash() {
		t.Error("a function changed and the hash did not")
	}
	if _, err := uses("SELECT golden_d(n)", functions); err == nil {
		t.Error("a function that is not there is used")
	}
}
