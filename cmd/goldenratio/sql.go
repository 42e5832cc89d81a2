package main

import (
	"context"
	"errors"
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
		return brief(store.Ask(ctx, a.answer(c.format(a)), query, c.format(a)))
	})
}

// brief leaves out of a syntax error what else could have stood there: all of
// ClickHouse's statements, most of which a reader may not use.
func brief(err error) error {
	if err == nil {
		return nil
	}
	if said, _, long := strings.Cut(err.Error(), " Expected one of: "); long {
		return errors.New(said)
	}
	return err
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
