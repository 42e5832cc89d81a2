package evaluate

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/calendar"
	"goldenratio/metrics/catalogue"
)

// A scratch is a database in which KPIs are computed.
type scratch struct {
	conn     driver.Conn // its tables are the unqualified ones
	o        Options
	asOf     time.Time // whole seconds, UTC
	calendar calendar.Calendar
	id       uuid.UUID
	params   warehouse.Params // of every statement
}

// newScratch makes the database anew, with empty tables.
func newScratch(ctx context.Context, dial Dial, database string, o Options) (*scratch, error) {
	days, err := calendar.New(o.YearStarts, o.Holidays)
	if err != nil {
		return nil, fmt.Errorf("read calendar: %w", err)
	}
	id, err := uuid.NewRandom()
	if err != nil {
		return nil, fmt.Errorf("make id: %w", err)
	}
	s := &scratch{o: o, asOf: o.AsOf.UTC().Truncate(time.Second), calendar: days, id: id}
	s.params = warehouse.Params{"as_of": s.asOf.Format(time.DateTime), "compute": id.String()}
	if err := remake(ctx, dial, database); err != nil {
		return nil, fmt.Errorf("make database %s: %w", database, err)
	}
	if s.conn, err = dial(database); err != nil {
		return nil, fmt.Errorf("open database %s: %w", database, err)
	}
	if err := s.tables(ctx, database); err != nil {
		return nil, errors.Join(fmt.Errorf("make tables: %w", err), s.conn.Close())
	}
	return s, nil
}

// remake drops a database and makes it anew.
func remake(ctx context.Context, dial Dial, database string) error {
	conn, err := dial("golden")
	if err != nil {
		return err
	}
	for _, name := range []string{"scratch/drop", "scratch/create"} {
		if err := run(ctx, conn, nil, name, "{{database}}", database); err != nil {
			return errors.Join(err, conn.Close())
		}
	}
	return conn.Close()
}

// end gives back what the database took. One that is left, as by a kill or
// Ctrl-C, is dropped when the next is made.
func (s *scratch) end(ctx context.Context, database string) error {
	if ctx.Err() != nil {
		return s.conn.Close()
	}
	return errors.Join(run(ctx, s.conn, nil, "scratch/drop", "{{database}}", database), s.conn.Close())
}

// tables makes the functions and tables of a computation.
func (s *scratch) tables(ctx context.Context, database string) error {
	functions, err := catalogue.Functions()
	if err != nil {
		return err
	}
	own, err := folder("sql/tables")
	if err != nil {
		return err
	}
	resolved, err := warehouse.ResolvedDDL(database)
	if err != nil {
		return err
	}
	for _, part := range [][]string{slices.Collect(maps.Values(functions)), own, resolved} {
		for _, ddl := range part {
			if err := s.conn.Exec(ctx, ddl); err != nil {
				return err
			}
		}
	}
	for _, table := range results() {
		if err := s.run(ctx, "scratch/like", "{{table}}", table); err != nil {
			return err
		}
	}
	return nil
}

// run executes a file of sql.
func (s *scratch) run(ctx context.Context, name string, fill ...string) error {
	return run(ctx, s.conn, s.params, name, fill...)
}

func run(ctx context.Context, conn driver.Conn, params warehouse.Params, name string, fill ...string) error {
	sql, err := statement(name, fill...)
	if err != nil {
		return err
	}
	if err := warehouse.Exec(ctx, conn, sql, params); err != nil {
		return fmt.Errorf("run %s: %w", name, err)
	}
	return nil
}

// with returns the parameters of every statement and more.
func (s *scratch) with(more warehouse.Params) warehouse.Params {
	all := make(warehouse.Params)
	maps.Copy(all, s.params)
	maps.Copy(all, more)
	return all
}
