package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"goldenratio/internal/config"
	"goldenratio/internal/report"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/web"
	"goldenratio/metrics/catalogue"
)

type reportCommand struct {
	Board reportBoard `cmd:"" help:"The board's page of a quarter: to read here, to send or for programs."`
}

type reportBoard struct {
	Scope    string `help:"The scope; by default the first of the configuration." placeholder:"ID"`
	Period   string `help:"The quarter, such as 2014-Q2; by default the last complete one." placeholder:"LABEL" xor:"which"`
	Snapshot string `help:"A closed quarter, such as 2014-Q2.1, as it was closed." placeholder:"ID" xor:"which"`
	Format   string `enum:"md,html,json" default:"md" help:"md reads well in a terminal and on a forge; html is one file that needs nothing else; json is for programs."`
}

// Run prints a quarter's board.
func (c *reportBoard) Run(ctx context.Context, a *app) error {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return err
	}
	if a.JSON {
		c.Format = "json"
	}
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		board, err := report.Load(ctx, store.Conn, report.Options{Scope: c.Scope, Period: c.Period, Snapshot: c.Snapshot, Catalogue: kpis})
		if errors.Is(err, report.ErrUnknownSnapshot) {
			return fmt.Errorf("%w; `goldenratio snapshot list` has them all", err)
		}
		if err != nil {
			return err
		}
		return c.print(a.stdout, board)
	})
}

func (c *reportBoard) print(w io.Writer, board *report.Board) error {
	switch c.Format {
	case "html":
		return web.File(w, board)
	case "json":
		return report.JSON(w, board)
	default:
		return report.Markdown(w, board)
	}
}
