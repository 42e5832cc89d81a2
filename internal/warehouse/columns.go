package warehouse

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// A table gathers rows of type R column by column, the way ClickHouse takes
// them fastest, and inserts them as one block.
type table[R any] struct {
	name    string
	columns []column[R]
	rows    int
}

// A column gathers one column's values.
type column[R any] interface {
	columnName() string
	add(*R)
	appendTo(driver.BatchColumn) error
	reword(func(string) string)
}

type values[R, V any] struct {
	name string
	get  func(*R) V
	all  []V
}

// col is a column of a table: its name and how a row gives its value.
func col[R, V any](name string, get func(*R) V) column[R] {
	return &values[R, V]{name: name, get: get}
}

func (v *values[R, V]) columnName() string                  { return v.name }
func (v *values[R, V]) add(row *R)                          { v.all = append(v.all, v.get(row)) }
func (v *values[R, V]) appendTo(c driver.BatchColumn) error { return c.Append(v.all) }

// reword passes the gathered texts of a column through say.
func (v *values[R, V]) reword(say func(string) string) {
	switch all := any(v.all).(type) {
	case []string:
		for i, text := range all {
			all[i] = say(text)
		}
	case [][]string: // of records, which stay as they are
		for i, texts := range all {
			for j, text := range texts {
				if said := say(text); said != text {
					all[i] = slices.Clone(all[i])
					all[i][j] = said
				}
			}
		}
	}
}

func (t *table[R]) add(row *R) {
	for _, c := range t.columns {
		c.add(row)
	}
	t.rows++
}

// insert sends the gathered rows as one block. All rows of a
// block are of one source and so fall into one partition: the block is stored
// whole or not at all.
func (t *table[R]) insert(ctx context.Context, conn driver.Conn) error {
	if t.rows == 0 {
		return nil
	}
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.columnName()
	}
	err := insert(ctx, conn, "INSERT INTO "+t.name+" ("+strings.Join(names, ", ")+")", func(batch driver.Batch) error {
		for i, c := range t.columns {
			if err := c.appendTo(batch.Column(i)); err != nil {
				return fmt.Errorf("column %s: %w", names[i], err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("insert into %s: %w", t.name, err)
	}
	return nil
}

// reword passes all texts but the source's id through say.
func (t *table[R]) reword(say func(string) string) {
	for _, c := range t.columns {
		if c.columnName() != "source" {
			c.reword(say)
		}
	}
}

func (t *table[R]) size() int         { return t.rows }
func (t *table[R]) tableName() string { return t.name }

// A block is a table whose rows' type does not matter any more.
type block interface {
	tableName() string
	size() int
	reword(func(string) string)
	insert(context.Context, driver.Conn) error
}

// instant is a time as DateTime can hold it: 1970-01-01 stands for none.
func instant(t time.Time) time.Time {
	if t.Unix() < 0 || t.Unix() > 1<<32-1 {
		return time.Unix(0, 0).UTC()
	}
	return t.UTC()
}
