package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/erase"
)

type peopleForget struct {
	Who    string `arg:"" help:"An address, an account, a name that only one person has, or the id of an alias or a person."`
	Reason string `required:"" placeholder:"TEXT" help:"Why, for those who ask later. The name is taken out of it."`
}

// Run forgets somebody, and says what a search of everything still finds.
func (c *peopleForget) Run(ctx context.Context, a *app) error {
	if strings.TrimSpace(c.Reason) == "" {
		return errors.New("--reason is empty: somebody will ask why")
	}
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		done, err := pipeline.Forget(ctx, store, conf, pipeline.Farewell{
			Find:   func(ctx context.Context) (uuid.UUID, error) { return remembered(ctx, store, c.Who) },
			Who:    strings.TrimSpace(c.Who),
			Reason: c.Reason, Now: a.now(), Log: a.log,
		})
		if errors.Is(err, warehouse.ErrRunning) {
			return fmt.Errorf("%w: wait for its end", err)
		}
		if err != nil {
			return err
		}
		if a.JSON {
			err = a.printJSON(done)
		} else {
			c.tell(a, conf, &done)
		}
		if len(done.Left) > 0 {
			err = errors.Join(err, errors.New("not everything is gone: what is left is listed above; the same command goes on from here"))
		}
		return err
	})
}

// remembered finds whom a text names, among those too who are forgotten but
// for what still tells them apart.
func remembered(ctx context.Context, store *warehouse.Store, text string) (uuid.UUID, error) {
	f, err := who(ctx, store, text)
	if err == nil {
		return uuid.Parse(f.person)
	}
	id, is, buried := erase.Buried(ctx, store, strings.TrimSpace(text))
	if buried != nil || is {
		return id, buried
	}
	return id, err
}

// tell says what forgetting came to. It does not say who it was.
func (c *peopleForget) tell(a *app, conf *config.Config, done *erase.Done) {
	fmt.Fprintf(a.stdout, "forgotten: %s, %s changed\n", aliases(done.Aliases), counted(len(done.Tables), "table"))
	for _, text := range done.Shared {
		fmt.Fprintf(a.stdout, "left, since others are called so too: %s\n", plain(text))
	}
	fmt.Fprintf(a.stdout, "searched: %s of text and %s\n", counted(done.Columns, "column"), counted(done.Files, "file"))
	for _, p := range done.Left {
		fmt.Fprintf(a.stdout, "still there: %s\n", plain(p.Where))
	}
	for _, l := range done.Yours {
		fmt.Fprintf(a.stdout, "yours to edit: %s, line %d\n", plain(l.File), l.Line)
	}
	fmt.Fprintf(a.stdout, "not searched: %s (copies of the sources, which hold it as they are), backups, and what was exported elsewhere\n", plain(cache(conf)))
}

func aliases(n int) string {
	if n == 1 {
		return "1 alias"
	}
	return fmt.Sprintf("%s aliases", thousands(uint64(n)))
}
