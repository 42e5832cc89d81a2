package target

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

//go:embed sql/states.sql
var states string

// Build fills target_states from golden.targets and kpi_values: a row for each
// target and each period of its grain for which the KPI has a row in its scope.
//
// The current database of conn's connections must hold the evaluated
// kpi_values and an empty target_states.
func Build(ctx context.Context, conn driver.Conn, compute uuid.UUID) error {
	if err := warehouse.Exec(ctx, conn, states, warehouse.Params{"compute": compute.String()}); err != nil {
		return fmt.Errorf("hold targets against values: %w", err)
	}
	return nil
}
