package snapshot

import (
	"context"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// insert sends rows as one block.
func insert[R any](ctx context.Context, conn driver.Conn, name string, rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	batch, err := conn.PrepareBatch(ctx, statement(name))
	if err != nil {
		return err
	}
	defer func() { _ = batch.Close() }() // after Send there is nothing to lose
	for i := range rows {
		if err := batch.AppendStruct(&rows[i]); err != nil {
			return err
		}
	}
	return batch.Send()
}
