package warehouse

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"reflect"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	chdriver "github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// Params are the values of a query's parameters, {name:Type}. Foreign values
// go in here and nowhere else.
type Params map[string]string

// With gives a context that carries parameters to a query. They travel as
// tab-separated text does, with its escapes.
func With(ctx context.Context, params Params) context.Context {
	escaped := make(clickhouse.Parameters, len(params))
	for name, value := range params {
		escaped[name] = escape.Replace(value)
	}
	return clickhouse.Context(ctx, clickhouse.WithParameters(escaped))
}

var escape = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`, "\x00", `\0`)

// Rows runs a query and scans every row into a T, a struct whose fields carry
// `ch:"column"` tags. The stream's own error is checked: a broken one is an
// error, never a short answer. When the engine has gone the question is asked
// again, of the one that takes its place.
func Rows[T any](ctx context.Context, conn chdriver.Conn, query string, params Params) ([]T, error) {
	for attempt := 0; ; attempt++ {
		var all []T
		err := Each(ctx, conn, query, params, func(row *T) error {
			all = append(all, *row)
			return nil
		})
		if err == nil || attempt == connections || !gone(err) {
			return all, err
		}
		select { // the pool may hold several dead connections
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// gone reports whether an error means that the other side went away, which
// says nothing about the question.
func gone(err error) bool {
	var network *net.OpError
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, net.ErrClosed) || errors.As(err, &network)
}

// Each is Rows for answers that need not fit into memory.
func Each[T any](ctx context.Context, conn chdriver.Conn, query string, params Params, do func(*T) error) (err error) {
	rows, err := conn.Query(With(ctx, params), query)
	if err != nil {
		return fmt.Errorf("query: %w", err)
	}
	defer func() {
		if closeErr := rows.Close(); err == nil {
			err = closeErr
		}
	}()
	var scanned, zero T
	into, err := fields(&scanned, rows.Columns())
	if err != nil {
		return fmt.Errorf("scan rows: %w", err)
	}
	for rows.Next() {
		scanned = zero // nothing of the row before
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("scan row: %w", err)
		}
		row := scanned // do may keep it
		if err := do(&row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// fields are pointers to the fields of a struct that carry the columns' names.
// The driver's ScanStruct looks them up again for every row.
func fields[T any](row *T, columns []string) ([]any, error) {
	at := make(map[string]any, len(columns))
	value := reflect.ValueOf(row).Elem()
	for _, field := range reflect.VisibleFields(value.Type()) {
		if name, ok := field.Tag.Lookup("ch"); ok {
			at[name] = value.FieldByIndex(field.Index).Addr().Interface()
		}
	}
	into := make([]any, len(columns))
	for i, name := range columns {
		if into[i] = at[name]; into[i] == nil {
			return nil, fmt.Errorf("%T has no field for column %q", *row, name)
		}
	}
	return into, nil
}

// Exec runs a statement that answers nothing.
func Exec(ctx context.Context, conn chdriver.Conn, statement string, params Params) error {
	return conn.Exec(With(ctx, params), statement)
}
