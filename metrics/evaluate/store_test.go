package evaluate

import (
	"testing"

	"goldenratio/internal/warehouse/warehousetest"
)

// open gives the connections of a fresh store.
func open(t testing.TB) Dial {
	t.Helper()
	return warehousetest.Open(t).Database
}
