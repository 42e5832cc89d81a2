package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/exporter"
)

type backfillCommand struct {
	Output string    `short:"o" help:"Write to this file instead of standard output." placeholder:"FILE"`
	Scope  string    `help:"Only this scope." placeholder:"ID"`
	From   time.Time `format:"2006-01-02" help:"First day; by default as far back as there are numbers." placeholder:"DAY"`
	To     time.Time `format:"2006-01-02" help:"Last day; by default that of the last compute's data." placeholder:"DAY"`
}

// Run writes what /metrics would have shown on each day of the past.
func (c *backfillCommand) Run(ctx context.Context, a *app) error {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return err
	}
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		past := exporter.Past{Conn: store.Conn, Catalogue: kpis, Scope: c.Scope, From: c.From, To: c.To}
		if c.Output == "" {
			return past.Write(ctx, a.stdout)
		}
		return c.toFile(func(w io.Writer) error { return past.Write(ctx, w) })
	})
}

// toFile writes the output file; one that is not whole does not stay.
func (c *backfillCommand) toFile(write func(io.Writer) error) error {
	file, err := os.Create(c.Output)
	if err != nil {
		return fmt.Errorf("backfill: %w", err)
	}
	if err := errors.Join(write(file), file.Close()); err != nil {
		return errors.Join(fmt.Errorf("backfill %s: %w", c.Output, err), os.Remove(c.Output))
	}
	return nil
}
