package main

import (
	"context"
	"errors"
	"fmt"

	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/warehouse"
)

type collectCommand struct {
	Sources []string `arg:"" optional:"" help:"Sources to collect from; by default all."`
	Rebuild bool     `help:"Drop the store and collect everything anew."`
}

// Run collects what is new.
func (c *collectCommand) Run(ctx context.Context, a *app) error {
	if c.Rebuild {
		if len(c.Sources) > 0 {
			return errors.New("--rebuild drops the whole store: it takes no sources")
		}
		if err := a.drop(ctx); err != nil {
			return err
		}
	}
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		show := a.progress(conf)
		err := (&pipeline.Collection{
			Store: store, Config: conf, Cache: cache(conf), Sources: c.Sources, Watch: show.event, Now: a.now, Log: a.log,
		}).Run(ctx)
		return errors.Join(err, show.end())
	})
}

// drop empties a store, also one of another schema.
func (a *app) drop(ctx context.Context) error {
	c, err := a.config()
	if err != nil {
		return err
	}
	options, err := a.storeOptions(c)
	if err != nil {
		return err
	}
	sources := make([]string, len(c.Sources))
	for i := range c.Sources {
		sources[i] = c.Sources[i].ID
	}
	if err := warehouse.Drop(ctx, options, sources); err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	return nil
}
