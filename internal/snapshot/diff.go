package snapshot

import (
	"context"
	"fmt"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

// Diff finds the numbers of a snapshot's quarter that another snapshot, or the
// last compute where other is empty, states differently.
func Diff(ctx context.Context, conn driver.Conn, id, other string) ([]Difference, error) {
	s, err := Find(ctx, conn, id)
	if err != nil {
		return nil, err
	}
	type row struct {
		Compute string    `ch:"compute"`
		Start   time.Time `ch:"start"`
	}
	rows, err := warehouse.Rows[row](ctx, conn, statement("ends"), warehouse.Params{
		"old": s.Compute.String(), "quarter": s.Quarter, "other": other,
	})
	if err != nil {
		return nil, fmt.Errorf("read snapshots: %w", err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("snapshot %q: %w", other, ErrUnknown)
	}
	return differences(ctx, conn, s.Compute.String(), rows[0].Compute, []time.Time{rows[0].Start})
}
