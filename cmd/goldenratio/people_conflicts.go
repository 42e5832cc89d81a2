package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

type peopleConflicts struct {
	Limit int `default:"20" help:"How many to list."`
}

// Run lists what might be one person, but for something that speaks against it,
// with the commands that would decide.
func (c *peopleConflicts) Run(ctx context.Context, a *app) error {
	if c.Limit < 1 {
		return errors.New("want at least 1 conflict")
	}
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		all, err := store.Conflicts(ctx, "", c.Limit)
		if err != nil {
			return err
		}
		if a.JSON {
			if all == nil {
				all = []warehouse.Evidence{}
			}
			return a.printJSON(all)
		}
		if len(all) == 0 {
			fmt.Fprintln(a.stderr, "no evidence waits for a decision")
			return nil
		}
		known, err := facesOf(ctx, store, all)
		if err != nil {
			return err
		}
		return printConflicts(a.stdout, all, known)
	})
}

func printConflicts(w io.Writer, all []warehouse.Evidence, known faces) error {
	for i := range all {
		e := &all[i]
		_, err := fmt.Fprintf(w, "%s\n%s\n  for it: %s (%.0f %%)\n  against: %s\n  goldenratio people merge %s %s --why …\n  goldenratio people split %s %s --why …\n\n",
			plain(known.name(e.Alias)), plain(known.name(e.Other)), plain(e.Sentence), 100*e.Weight, plain(e.Against), e.Alias, e.Other, e.Alias, e.Other)
		if err != nil {
			return err
		}
	}
	return nil
}
