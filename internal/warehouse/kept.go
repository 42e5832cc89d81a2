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

// keptDatabase holds what cannot be collected again while a store is made anew:
// closed quarters, and who asked to be forgotten.
const keptDatabase = "golden_kept"

// A keeping is the tables of one part of the schema, and the database that they
// are in.
type keeping struct{ part, database string }

// The parts that are kept.
func closedQuarters() keeping { return keeping{"results", "golden"} }
func forgottenOnes() keeping  { return keeping{"tombstones", "golden_private"} }

// keep moves tables out of the way of a Drop: who is forgotten, and the results
// if a quarter is closed. What an interrupted rebuild has moved already stays.
func keep(ctx context.Context, conn driver.Conn) error {
	if err := forgottenOnes().move(ctx, conn); err != nil {
		return err
	}
	names, err := closedQuarters().tables(ctx, conn, "golden")
	if err != nil || len(names) == 0 {
		return err
	}
	moved, err := closedQuarters().tables(ctx, conn, keptDatabase)
	if err != nil {
		return err
	}
	if len(moved) == 0 {
		if closed, err := closings(ctx, conn, names); err != nil || closed == 0 {
			return err
		}
	}
	return closedQuarters().move(ctx, conn)
}

// move takes tables into the database of what is kept.
func (k keeping) move(ctx context.Context, conn driver.Conn) error {
	names, err := k.tables(ctx, conn, k.database)
	if err != nil {
		return err
	}
	moved, err := k.tables(ctx, conn, keptDatabase)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := conn.Exec(ctx, "CREATE DATABASE IF NOT EXISTS "+keptDatabase); err != nil {
			return err
		}
		if slices.Contains(moved, name) {
			continue
		}
		if err := conn.Exec(ctx, "RENAME TABLE "+k.database+"."+name+" TO "+keptDatabase+"."+name); err != nil {
			return err
		}
	}
	return nil
}

// checkBuried refuses another key where people are to be forgotten: without their
// own nobody could tell who they are, and they would be stored anew.
func checkBuried(ctx context.Context, conn driver.Conn, key []byte) error {
	have, err := stored(ctx, conn, "key")
	if err != nil || have == "" || have == keyMark(key) {
		return err
	}
	rows, err := Rows[struct {
		Stones uint64 `ch:"stones"`
	}](ctx, conn, statement("buried"), Params{"kept": keptDatabase})
	if err == nil && rows[0].Stones > 0 {
		err = ErrBuried
	}
	return err
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

// takeBack brings what was kept into a new store's empty tables: the columns
// that both have, of the computes that are snapshots. Repeated after a kill it
// begins anew.
func takeBack(ctx context.Context, conn driver.Conn) error {
	for _, k := range []keeping{forgottenOnes(), closedQuarters()} {
		names, err := k.tables(ctx, conn, keptDatabase)
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := k.take(ctx, conn, name); err != nil {
				return fmt.Errorf("take back %s: %w", name, err)
			}
		}
	}
	return conn.Exec(ctx, "DROP DATABASE IF EXISTS "+keptDatabase+" SYNC")
}

func (k keeping) take(ctx context.Context, conn driver.Conn, name string) error {
	rows, err := Rows[struct {
		Column string `ch:"name"`
	}](ctx, conn, statement("common_columns"), Params{"table": name, "database": k.database, "kept": keptDatabase})
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
	if err := conn.Exec(ctx, "TRUNCATE TABLE "+k.database+"."+name); err != nil {
		return err
	}
	return conn.Exec(ctx, "INSERT INTO "+k.database+"."+name+" ("+list+") SELECT "+list+" FROM "+keptDatabase+"."+name+where+
		" SETTINGS max_partitions_per_insert_block = 0")
}

// tables are those of the part that a database has.
func (k keeping) tables(ctx context.Context, conn driver.Conn, database string) ([]string, error) {
	files, err := fs.Glob(schemaFiles, path.Join("schema", k.part, "*.sql"))
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
