package warehouse

import (
	"context"
	"fmt"

	chdriver "github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// insert sends what fill puts into a batch as one block.
func insert(ctx context.Context, conn chdriver.Conn, statement string, fill func(chdriver.Batch) error) error {
	// The driver watches a batch's context from a goroutine that may look at it
	// after Send has given the connection back. If the context ends right after
	// the batch, as that of an errgroup does, a connection is closed that another
	// query has by then. So the batch's own context ends only while it is sent.
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, cancel)
	defer stop()
	batch, err := conn.PrepareBatch(own, statement)
	if err != nil {
		return err
	}
	defer batch.Close() //nolint:errcheck // after Send it has nothing left to say
	if err := fill(batch); err != nil {
		return err
	}
	return batch.Send()
}

// InsertColumns sends slices of one length, one for each column, as one block.
func InsertColumns(ctx context.Context, conn chdriver.Conn, statement string, columns ...any) error {
	return insert(ctx, conn, statement, func(batch chdriver.Batch) error {
		for i, column := range columns {
			if err := batch.Column(i).Append(column); err != nil {
				return fmt.Errorf("column %d: %w", i, err)
			}
		}
		return nil
	})
}

// InsertRows sends structs whose fields carry `ch:"column"` tags as one block.
func InsertRows[R any](ctx context.Context, conn chdriver.Conn, statement string, rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	return insert(ctx, conn, statement, func(batch chdriver.Batch) error {
		for i := range rows {
			if err := batch.AppendStruct(&rows[i]); err != nil {
				return err
			}
		}
		return nil
	})
}
