package warehouse_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestRows reads rows of which one has a NULL and another a longer list: none
// keeps what is another one's.
func TestRows(t *testing.T) {
	store := warehousetest.Open(t)
	type row struct {
		N    uint64   `ch:"n"`
		Name *string  `ch:"name"`
		List []uint64 `ch:"list"`
	}
	const query = "SELECT number AS n, if(n = 1, NULL, toString(n)) AS name, range(3 - n) AS list FROM system.numbers LIMIT 3"
	rows, err := warehouse.Rows[row](t.Context(), store.Conn, query, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		name := "NULL"
		if r.Name != nil {
			name = *r.Name
		}
		got = append(got, fmt.Sprint(r.N, " ", name, " ", r.List))
	}
	if want := []string{"0 0 [0 1 2]", "1 NULL [0 1]", "2 2 [0]"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := warehouse.Rows[row](t.Context(), store.Conn, "SELECT 1 AS other", nil); err == nil || !strings.Contains(err.Error(), `"other"`) {
		t.Errorf("a column without a field: %v", err)
	}
}
