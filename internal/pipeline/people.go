package pipeline

import (
	"context"
	"fmt"

	"goldenratio/internal/config"
	"goldenratio/internal/identity"
	"goldenratio/internal/warehouse"
)

// Identify resolves everybody whom the sources name into people, and finds out
// for whom these worked.
func Identify(ctx context.Context, store *warehouse.Store, c *config.Config) error {
	key, err := c.Key()
	if err != nil {
		return err
	}
	var bots []identity.Bot
	for _, b := range c.Bots {
		bots = append(bots, identity.Bot(b))
	}
	programs, err := store.Programs(ctx)
	if err != nil {
		return fmt.Errorf("read programs: %w", err)
	}
	for _, login := range programs {
		bots = append(bots, identity.Bot{Login: login, Reason: "its forge says that it is a program"})
	}
	var lists []string
	for _, l := range c.Lists {
		lists = append(lists, l.Addresses...)
	}
	resolver := identity.NewResolver(key, bots, lists)
	err = store.EachAlias(ctx, func(a *warehouse.Alias) error {
		resolver.Add(a)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read aliases: %w", err)
	}
	who := resolver.Resolve()
	if err := store.Identify(ctx, who.Identities, who.People); err != nil {
		return fmt.Errorf("store people: %w", err)
	}
	return affiliate(ctx, store, c, who)
}
