package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

type sqlCommand struct {
	Query  []string `arg:"" help:"The question; - reads it from standard input." placeholder:"SQL"`
	Format string   `placeholder:"FORMAT" help:"One of ClickHouse's formats, such as JSONEachRow, CSVWithNames, Parquet."`
}

// Run asks the store as a reader: SELECT on the public database, within limits.
func (c *sqlCommand) Run(ctx context.Context, a *app) error {
	query := strings.Join(c.Query, " ")
	if query == "-" {
		text, err := io.ReadAll(stdin())
		if err != nil {
			return fmt.Errorf("read question: %w", err)
		}
		query = string(text)
	}
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		return store.Ask(ctx, a.answer(), query, c.format(a))
	})
}

func (c *sqlCommand) format(a *app) string {
	switch {
	case c.Format != "":
		return c.Format
	case a.JSON:
		return "JSONEachRow"
	case terminal(a.stdout):
		return "PrettyCompactMonoBlock"
	}
	return "TSVWithNames"
}

// answer is where answers go. On a terminal foreign text must not be able to
// do more than be read.
func (a *app) answer() io.Writer {
	if terminal(a.stdout) {
		return plainWriter{a.stdout}
	}
	return a.stdout
}

type plainWriter struct{ w io.Writer }

func (p plainWriter) Write(b []byte) (int, error) {
	if _, err := io.WriteString(p.w, plain(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}
