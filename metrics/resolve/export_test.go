package resolve

import (
	"context"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// Prepare makes the tables in between that changes are made of, without rows.
func Prepare(ctx context.Context, conn driver.Conn, o Options) error {
	b := newBuilder(conn, o)
	if err := b.drop(ctx); err != nil {
		return err
	}
	if err := b.run(ctx, "create_people", "create_deadlines", "create_heads", "create_series"); err != nil {
		return err
	}
	if err := b.run(ctx, forge()...); err != nil {
		return err
	}
	return b.run(ctx, "create_paths", "create_areas", "create_objects", "create_named", "create_tags", "create_acks")
}

// Changes makes what became of changes.
func Changes(ctx context.Context, conn driver.Conn, o Options) error {
	return newBuilder(conn, o).run(ctx, "create_sent", "change_responses", "create_latest", "changes", "change_states")
}

// BuildInStretches is Build that links so many commits at a time.
func BuildInStretches(ctx context.Context, conn driver.Conn, o Options, atOnce int) error {
	b := newBuilder(conn, o)
	b.atOnce = atOnce
	return b.build(ctx, o.People)
}
