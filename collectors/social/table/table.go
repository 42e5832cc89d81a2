package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/files"
	"goldenratio/collectors/social/table/rows"
)

// New returns a Collector of the tables that o names, relative to dir.
func New(dir string, o Options, now func() time.Time) *files.Collector {
	f := format{o}
	return files.New(dir, o.Options, files.Format{Read: f.read}, now)
}

type format struct{ options Options }

// A mapper makes records of the rows of one file.
type mapper struct {
	settings social.Settings
	columns  []string
	read     time.Time // when the numbers of posts were as they are
}

// read reads one file.
func (f format) read(ctx context.Context, r *files.Reading) error {
	sheet, err := rows.Open(r.Stream)
	if err != nil {
		return err
	}
	m := mapper{settings: f.options.Settings, columns: sheet.Columns}
	crowds, err := kind(sheet.Columns)
	if err != nil {
		return err
	}
	take := m.crowds
	if !crowds {
		if m.read, err = f.exported(ctx, r); err != nil {
			return err
		}
		take = m.post
	}
	return each(sheet, func(row rows.Row) error {
		items, err := take(row)
		if row.Err != nil {
			err = row.Err
		}
		if err != nil {
			items = []placed{{"", outbox.Reject("", "row that cannot be read", err, row.Raw)}}
		}
		for _, p := range items {
			if err := r.Take(fmt.Sprintf("line %d%s", row.Line, p.cell), p.item); err != nil {
				return err
			}
		}
		return nil
	})
}

// A placed is an item of one cell of a row, or of the row.
type placed struct {
	cell string // behind the line's number: /followers
	item collectors.Item
}

// each calls take with every row.
func each(sheet *rows.Sheet, take func(rows.Row) error) error {
	for {
		row, err := sheet.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = take(row)
		}
		if err != nil {
			return err
		}
	}
}

// exported is when a file's numbers were read.
func (f format) exported(ctx context.Context, r *files.Reading) (last time.Time, err error) {
	if last, err = f.options.Exported.Time(); err != nil || !last.IsZero() {
		return last, err
	}
	in, err := r.Again(ctx)
	if err != nil {
		return last, err
	}
	defer in.Close() //nolint:errcheck // it is only read
	sheet, err := rows.Open(in)
	if err != nil {
		return last, err
	}
	err = each(sheet, func(row rows.Row) error {
		if at, err := instant(row.Get("date")); row.Err == nil && err == nil && at.After(last) {
			last = at
		}
		return nil
	})
	return last, err
}

// measures are what can be counted of an account on a day.
func measures() []string {
	return []string{"followers", "members", "posts", "views", "likes", "reshares", "replies"}
}

// kind tells a table of audiences, which has a column account, from one of posts. A
// table without headers is one of nothing.
func kind(columns []string) (crowds bool, err error) {
	known, needed := []string{
		"network", "date", "author", "name", "text", "title", "url", "id", "kind", "reply_to", "reshare_of", "original", "tags", "likes", "reshares", "replies", "views",
	}, []string{"network", "date"}
	if crowds = slices.Contains(columns, "account"); crowds {
		known = append([]string{"network", "date", "account"}, measures()...)
		if !slices.ContainsFunc(columns, func(c string) bool { return slices.Contains(measures(), c) }) {
			return crowds, fmt.Errorf("a table of accounts needs one of the columns %s", strings.Join(measures(), ", "))
		}
	}
	if len(columns) == 0 {
		return crowds, nil
	}
	for _, c := range columns {
		if !slices.Contains(known, c) {
			return crowds, fmt.Errorf("column %.50q is unknown; there are %s", c, strings.Join(known, ", "))
		}
	}
	for _, c := range needed {
		if !slices.Contains(columns, c) {
			return crowds, fmt.Errorf("there is no column %q", c)
		}
	}
	return crowds, nil
}
