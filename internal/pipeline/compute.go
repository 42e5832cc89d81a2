package pipeline

import (
	"context"
	"time"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/evaluate"
)

// Compute resolves people and evaluates every KPI as of an instant.
func Compute(ctx context.Context, store *warehouse.Store, c *config.Config, o evaluate.Options) (evaluate.Summary, error) {
	release, err := store.LockCompute()
	if err != nil {
		return evaluate.Summary{}, err
	}
	defer release()
	if err := store.Describe(ctx, Community(c)); err != nil {
		return evaluate.Summary{}, err
	}
	if err := Identify(ctx, store, c); err != nil {
		return evaluate.Summary{}, err
	}
	o.YearStarts = c.Calendar.YearStarts
	o.Holidays = make([]time.Time, len(c.Calendar.Holidays))
	for i, day := range c.Calendar.Holidays {
		o.Holidays[i] = day.Time
	}
	return evaluate.Compute(ctx, store.Database, o)
}
