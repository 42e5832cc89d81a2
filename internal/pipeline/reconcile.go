package pipeline

import (
	"context"
	"errors"
	"fmt"

	"goldenratio/collectors"
	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

// Reconcile asks each chosen source how much it holds and compares that with
// what is stored. A source that cannot be asked is an error of its own; the
// others are compared all the same.
func (c *Collection) Reconcile(ctx context.Context) ([]warehouse.Reconciliation, error) {
	sources, err := c.chosen()
	if err != nil {
		return nil, err
	}
	var all []warehouse.Reconciliation
	var errs []error
	for _, source := range sources {
		found, err := c.Store.Reconcile(ctx, source.ID, func() ([]collectors.Count, error) { return c.count(ctx, source) })
		if err != nil {
			errs = append(errs, fmt.Errorf("reconcile %s: %w", source.ID, err))
		}
		all = append(all, found...)
	}
	return all, errors.Join(errs...)
}

// count asks a source; nothing where it cannot be asked.
func (c *Collection) count(ctx context.Context, source *config.Source) ([]collectors.Count, error) {
	collector, err := source.Of.New(c.place(source), source.Options)
	if err != nil {
		return nil, err
	}
	counter, ok := collector.(collectors.Counter)
	if !ok {
		return nil, nil
	}
	return counter.Count(ctx)
}
