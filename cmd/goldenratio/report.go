package main

import (
	"context"
	"io"
	"os"

	"golang.org/x/sys/unix"

	"goldenratio/internal/config"
	"goldenratio/internal/report"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

type reportCommand struct {
	Board reportBoard `cmd:"" help:"The board's summary of a quarter."`
}

type reportBoard struct {
	Scope  string `help:"The scope; by default the first of the configuration." placeholder:"ID"`
	Period string `help:"The quarter, such as 2014-Q2; by default the last complete one." placeholder:"LABEL"`
}

// Run prints a quarter's summary.
func (c *reportBoard) Run(ctx context.Context, a *app) error {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return err
	}
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		board, err := report.Load(ctx, store.Conn, report.Options{Scope: c.Scope, Period: c.Period, Catalogue: kpis})
		if err != nil {
			return err
		}
		if a.JSON {
			return report.JSON(a.stdout, board)
		}
		return report.Summary(a.stdout, board, width(a.stdout), terminal(a.stdout) && os.Getenv("NO_COLOR") == "")
	})
}

// width is how wide a terminal is; 0 where there is none.
func width(w io.Writer) int {
	file, ok := w.(*os.File)
	if !ok {
		return 0
	}
	size, err := unix.IoctlGetWinsize(int(file.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}
