package main

import (
	"context"
	"fmt"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/erase"
)

type peopleHeld struct {
	Who string `arg:"" help:"An address, an account, a name that only one person has, or the id of an alias or a person."`
}

// Run writes all that is held of somebody as JSON, for that person.
func (c *peopleHeld) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		id, err := remembered(ctx, store, c.Who)
		if err != nil {
			return err
		}
		person, err := erase.Load(ctx, store, id)
		if err != nil {
			return err
		}
		if err := erase.Held(ctx, store, &person, a.stdout); err != nil {
			return fmt.Errorf("write what is held: %w", err)
		}
		return nil
	})
}
