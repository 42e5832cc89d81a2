package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/evaluate"
)

type computeCommand struct {
	AsOf string `placeholder:"DAY" help:"Compute as of the end of that day (2014-06-30); by default as of now."`
}

// Run computes every KPI and publishes the numbers.
func (c *computeCommand) Run(ctx context.Context, a *app) error {
	asOf, err := c.asOf(a.now())
	if err != nil {
		return err
	}
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		started := a.now()
		summary, err := pipeline.Compute(ctx, store, conf, evaluate.Options{
			AsOf: asOf, Published: started, Program: version(), Progress: a.computing(),
		})
		if errors.Is(err, evaluate.ErrNothing) {
			return evaluate.ErrNothing
		}
		if err != nil {
			return err
		}
		if a.JSON {
			return a.printJSON(summary)
		}
		fmt.Fprintf(a.stderr, "computed %d KPIs for %s and %s periods: %s values in %.1f s\n",
			summary.KPIs, counted(int(summary.Scopes), "scope"), thousands(summary.Periods), thousands(summary.Values), a.now().Sub(started).Seconds())
		return nil
	})
}

// asOf is the instant after the day asked for, in whole seconds.
func (c *computeCommand) asOf(now time.Time) (time.Time, error) {
	if c.AsOf == "" {
		return now.UTC().Truncate(time.Second), nil
	}
	day, err := time.Parse(time.DateOnly, c.AsOf)
	if err != nil {
		return time.Time{}, fmt.Errorf("--as-of %q is no day such as 2014-06-30", c.AsOf)
	}
	return day.AddDate(0, 0, 1), nil
}

// computing shows steps on a terminal as they are done, on one line.
func (a *app) computing() func(evaluate.Progress) {
	if !terminal(a.stderr) || a.JSON {
		return nil
	}
	return func(p evaluate.Progress) {
		fmt.Fprintf(a.stderr, "\r\x1b[K%d of %d: %s", p.Done, p.Total, p.Step)
		if p.Done == p.Total {
			fmt.Fprint(a.stderr, "\r\x1b[K")
		}
	}
}
