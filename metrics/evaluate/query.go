package evaluate

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

// An Answer is the answer to a query whose columns are not known beforehand.
type Answer struct {
	Columns []string
	Rows    [][]any // plain values, nil for NULL
}

// query reads a whole answer.
func query(ctx context.Context, conn driver.Conn, sql string, params warehouse.Params) (answer Answer, err error) {
	rows, err := conn.Query(warehouse.With(ctx, params), sql)
	if err != nil {
		return Answer{}, fmt.Errorf("query: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	answer.Columns = rows.Columns()
	for rows.Next() {
		row, err := scan(rows)
		if err != nil {
			return Answer{}, fmt.Errorf("scan row: %w", err)
		}
		answer.Rows = append(answer.Rows, row)
	}
	return answer, rows.Err()
}

// scan reads one row into values of the columns' own types.
func scan(rows driver.Rows) ([]any, error) {
	types := rows.ColumnTypes()
	into := make([]any, len(types))
	for i, t := range types {
		into[i] = reflect.New(t.ScanType()).Interface()
	}
	if err := rows.Scan(into...); err != nil {
		return nil, err
	}
	for i := range into {
		into[i] = plain(reflect.ValueOf(into[i]).Elem())
	}
	return into, nil
}

// plain takes a value out of its pointer, nil for NULL.
func plain(value reflect.Value) any {
	for value.Kind() == reflect.Pointer {
		if value.IsNil() {
			return nil
		}
		value = value.Elem()
	}
	return value.Interface()
}
