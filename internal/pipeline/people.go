package pipeline

import (
	"context"
	"fmt"

	"goldenratio/internal/config"
	"goldenratio/internal/identity"
	"goldenratio/internal/identity/roster"
	"goldenratio/internal/warehouse"
)

// Identify resolves everybody whom the sources name into people, and finds out
// for whom these worked.
func Identify(ctx context.Context, store *warehouse.Store, c *config.Config) error {
	who, err := people(ctx, store, c)
	if err != nil {
		return err
	}
	if err := store.Identify(ctx, &who); err != nil {
		return fmt.Errorf("store people: %w", err)
	}
	return affiliate(ctx, store, c, who)
}

// people resolves everybody whom the sources name into people.
func people(ctx context.Context, store *warehouse.Store, c *config.Config) (none warehouse.Everybody, err error) {
	key, err := c.Key()
	if err != nil {
		return none, err
	}
	decisions, err := roster.Load(decided(c))
	if err != nil {
		return none, err
	}
	var bots []identity.Bot
	for _, b := range c.Bots {
		bots = append(bots, identity.Bot(b))
	}
	programs, err := store.Programs(ctx)
	if err != nil {
		return none, fmt.Errorf("read programs: %w", err)
	}
	for _, login := range programs {
		bots = append(bots, identity.Bot{Login: login, Reason: "its forge says that it is a program"})
	}
	var lists []string
	for _, l := range c.Lists {
		lists = append(lists, l.Addresses...)
	}
	stones, err := store.Tombstones(ctx)
	if err != nil {
		return none, err
	}
	clocks, err := store.Clockworks(ctx)
	if err != nil {
		return none, fmt.Errorf("read who writes by the clock: %w", err)
	}
	resolver := identity.NewResolver(key, identity.Rules{Bots: bots, Lists: lists, Decisions: decisions, Tombstones: stones, Clockworks: clocks})
	err = store.EachAlias(ctx, func(a *warehouse.Alias) error {
		resolver.Add(a)
		return nil
	})
	if err != nil {
		return none, fmt.Errorf("read aliases: %w", err)
	}
	if err := store.EachUse(ctx, func(u *warehouse.Use) error { resolver.Use(u); return nil }); err != nil {
		return none, fmt.Errorf("read uses of aliases: %w", err)
	}
	return resolver.Resolve(), nil
}

// decided are the files in which people say who is who.
func decided(c *config.Config) (files []roster.File) {
	for _, f := range c.Identities {
		files = append(files, roster.File{Path: c.Resolve(f.Path), Format: f.Format})
	}
	return files
}
