package pipeline

import (
	"context"
	"time"

	"goldenratio/internal/config"
	"goldenratio/internal/snapshot"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/evaluate"
)

// Compute resolves people and evaluates every KPI as of an instant.
func Compute(ctx context.Context, store *warehouse.Store, c *config.Config, o evaluate.Options) (summary evaluate.Summary, err error) {
	err = prepared(ctx, store, c, func() error {
		summary, err = evaluate.Compute(ctx, store.Database, configured(c, o))
		return err
	})
	return summary, err
}

// Close closes a quarter: its numbers are kept as they are.
func Close(ctx context.Context, store *warehouse.Store, c *config.Config, o snapshot.Options) (closed snapshot.Closed, err error) {
	err = prepared(ctx, store, c, func() error {
		o.Evaluate = configured(c, o.Evaluate)
		closed, err = snapshot.Close(ctx, store, o)
		return err
	})
	return closed, err
}

// prepared runs do while no other compute runs, after the configuration and the
// people are what they are now.
func prepared(ctx context.Context, store *warehouse.Store, c *config.Config, do func() error) error {
	release, err := store.LockCompute()
	if err != nil {
		return err
	}
	defer release()
	if err := store.Describe(ctx, Community(c)); err != nil {
		return err
	}
	if err := describePlans(ctx, store, c); err != nil {
		return err
	}
	if err := describeSurveys(ctx, store, c); err != nil {
		return err
	}
	if err := Identify(ctx, store, c); err != nil {
		return err
	}
	return do()
}

// configured adds what the configuration says of calendars and areas.
func configured(c *config.Config, o evaluate.Options) evaluate.Options {
	o.YearStarts = c.Calendar.YearStarts
	o.Holidays = make([]time.Time, len(c.Calendar.Holidays))
	for i, day := range c.Calendar.Holidays {
		o.Holidays[i] = day.Time
	}
	o.Weights = c.Index.Weights.ByArea()
	return o
}
