package warehouse

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// keptDatabase holds the closed quarters while a store is made anew: they are
// the one thing that cannot be collected again.
const keptDatabase = "golden_kept"

// keep moves the tables of results out of the way of a Drop, if a quarter is
// closed. What an interrupted rebuild has moved already stays.
func keep(ctx context.Context, conn driver.Conn) error {
	names, err := resultTables(ctx, conn, "golden")
	if err != nil || len(names) == 0 {
		return err
	}
	moved, err := resultTables(ctx, conn, keptDatabase)
	if err != nil {
		return err
	}
	if len(moved) == 0 {
		if closed, err := closings(ctx, conn, names); err != nil || closed == 0 {
			return err
		}
	}
	if err := conn.Exec(ctx, "CREATE DATABASE IF NOT EXISTS "+keptDatabase); err != nil {
		return err
	}
	for _, name := range names {
		if slices.Contains(moved, name) {
			continue
		}
		if err := conn.Exec(ctx, "RENAME TABLE golden."+name+" TO "+keptDatabase+"."+name); err != nil {
			return err
		}
	}
	return nil
}

// closings counts closed quarters.
func closings(ctx context.Context, conn driver.Conn, tables []string) (uint64, error) {
	if !slices.Contains(tables, "snapshots") {
		return 0, nil
	}
	rows, err := Rows[struct {
		Closed uint64 `ch:"closed"`
	}](ctx, conn, statement("closed"), nil)
	if err != nil {
		return 0, err
	}
	return rows[0].Closed, nil
}

// takeBack brings kept results into a new store's empty tables: the columns
// that both have, of the computes that are snapshots. Repeated after a kill it
// begins anew.
func takeBack(ctx context.Context, conn driver.Conn) error {
	names, err := resultTables(ctx, conn, keptDatabase)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := takeTable(ctx, conn, name); err != nil {
			return fmt.Errorf("take back %s: %w", name, err)
		}
	}
	return conn.Exec(ctx, "DROP DATABASE IF EXISTS "+keptDatabase+" SYNC")
}

func takeTable(ctx context.Context, conn driver.Conn, name string) error {
	rows, err := Rows[struct {
		Column string `ch:"name"`
	}](ctx, conn, statement("common_columns"), Params{"table": name, "kept": keptDatabase})
	if err != nil || len(rows) == 0 {
		return err
	}
	var columns []string
	where := ""
	for _, r := range rows {
		if columns = append(columns, "`"+r.Column+"`"); r.Column == "compute_id" {
			where = " WHERE compute_id IN (SELECT compute_id FROM " + keptDatabase + ".snapshots)"
		}
	}
	list := strings.Join(columns, ", ")
	if err := conn.Exec(ctx, "TRUNCATE TABLE golden."+name); err != nil {
		return err
	}
	return conn.Exec(ctx, "INSERT INTO golden."+name+" ("+list+") SELECT "+list+" FROM "+keptDatabase+"."+name+where+
		" SETTINGS max_partitions_per_insert_block = 0")
}

// resultTables are the tables of results that a database has.
func resultTables(ctx context.Context, conn driver.Conn, database string) ([]string, error) {
	files, err := fs.Glob(schemaFiles, "schema/results/*.sql")
	if err != nil {
		return nil, err
	}
	ours := make(map[string]bool, len(files))
	for _, file := range files {
		ours[strings.TrimSuffix(path.Base(file), ".sql")] = true
	}
	rows, err := Rows[struct {
		Name string `ch:"name"`
	}](ctx, conn, statement("tables_of"), Params{"database": database})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, r := range rows {
		if ours[r.Name] {
			names = append(names, r.Name)
		}
	}
	return names, nil
}
