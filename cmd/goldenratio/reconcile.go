package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/warehouse"
)

type reconcileCommand struct {
	Sources []string `arg:"" optional:"" help:"Sources to ask; by default all."`
}

// errMissing makes `goldenratio reconcile` fail where something is missing.
var errMissing = errors.New("sources hold what is not stored: run `goldenratio collect`, then reconcile again; what is missing then was lost, or its archive lacks it")

// Run asks the sources how much they hold and shows where that differs from
// what is stored.
func (r *reconcileCommand) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		found, err := (&pipeline.Collection{
			Store: store, Config: conf, Cache: cache(conf), Sources: r.Sources, Now: a.now, Log: a.log,
		}).Reconcile(ctx)
		show := printReconciliations
		if a.JSON {
			show = func(io.Writer, []warehouse.Reconciliation) error { return a.printJSON(found) }
		}
		err = errors.Join(err, show(a.stdout, found))
		for i := range found {
			if found[i].Missing > 0 {
				return errors.Join(err, errMissing)
			}
		}
		return err
	})
}

func printReconciliations(w io.Writer, found []warehouse.Reconciliation) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SOURCE\tWHAT\tPART\tTHERE\tHERE\tMISSING\tGONE THERE\tBY")
	for i := range found {
		f := &found[i]
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", f.Source, f.What, plain(f.Part),
			thousands(f.Origin), thousands(f.Stored), thousands(f.Missing), thousands(f.Gone), f.Asked)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for i := range found {
		printKeys(w, &found[i], "missing here", found[i].Lost)
		printKeys(w, &found[i], "gone there", found[i].Deleted)
	}
	return nil
}

// printKeys shows some of what differs.
func printKeys(w io.Writer, r *warehouse.Reconciliation, difference string, keys []string) {
	if len(keys) > 0 {
		fmt.Fprintf(w, "\n%s, %s of %s, such as: %s\n", difference, r.What, r.Source, plain(strings.Join(keys, ", ")))
	}
}
