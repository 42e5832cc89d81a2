package plan

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// maxSize bounds a file: a plan of every release ever made is far smaller.
const maxSize = 4 << 20

// A table is a CSV file under its header.
type table struct {
	rows []row
	errs []error
}

// A row is one line of the file.
type row struct {
	line   int
	fields map[string]string
}

// readTable reads a file whose header names the columns must, in any order, and
// no others than these and may. Lines that begin with # are comments.
func readTable(from io.Reader, must, may []string) (*table, error) {
	text, err := io.ReadAll(io.LimitReader(from, maxSize+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > maxSize:
		return nil, fmt.Errorf("it has more than %d bytes", maxSize)
	}
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	reader.Comment, reader.TrimLeadingSpace = '#', true
	header, err := reader.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("it is empty: the first line names the columns %s", strings.Join(append(must, may...), ","))
	}
	if err != nil {
		return nil, err
	}
	columns, err := columnsOf(header, must, may)
	if err != nil {
		return nil, err
	}
	return readRows(reader, columns)
}

// columnsOf checks a header.
func columnsOf(header, must, may []string) (columns []string, err error) {
	for _, name := range header {
		name = strings.TrimSpace(name)
		if !slices.Contains(must, name) && !slices.Contains(may, name) {
			return nil, fmt.Errorf("line 1: %q is no column; there are %s", name, strings.Join(append(must, may...), ", "))
		}
		if slices.Contains(columns, name) {
			return nil, fmt.Errorf("line 1: the column %q is there twice", name)
		}
		columns = append(columns, name)
	}
	for _, name := range must {
		if !slices.Contains(columns, name) {
			return nil, fmt.Errorf("line 1: the column %q is missing", name)
		}
	}
	return columns, nil
}

func readRows(reader *csv.Reader, columns []string) (*table, error) {
	t := &table{}
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, err // it tells the line itself
		}
		line, _ := reader.FieldPos(0)
		r := row{line: line, fields: map[string]string{}}
		for i, field := range fields {
			r.fields[columns[i]] = strings.TrimSpace(field)
		}
		t.rows = append(t.rows, r)
	}
}

// fault notes what is wrong with a row.
func (t *table) fault(r row, format string, args ...any) {
	t.errs = append(t.errs, fmt.Errorf("line %d: "+format, append([]any{r.line}, args...)...))
}

// text is a field that must not be empty.
func (t *table) text(r row, column string) string {
	if r.fields[column] == "" {
		t.fault(r, "%s: it is missing", column)
	}
	return r.fields[column]
}

// day is a field with a day such as 2014-03-10, from 1970 to 2099, which are
// those that the store can hold; the zero time for an empty one.
func (t *table) day(r row, column string) time.Time {
	text := r.fields[column]
	if text == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || day.Year() < 1970 || day.Year() > 2099 {
		t.fault(r, "%s: %q is no day such as 2014-03-10, from 1970 to 2099", column, text)
		return time.Time{}
	}
	return day
}

// order says that a day must not come before another, where both are known.
func (t *table) order(r row, column string, day time.Time, after string, earlier time.Time) {
	if !day.IsZero() && !earlier.IsZero() && day.Before(earlier) {
		t.fault(r, "%s: %s is before %s, %s", column, day.Format(time.DateOnly), after, earlier.Format(time.DateOnly))
	}
}

func (t *table) err() error { return errors.Join(t.errs...) }
