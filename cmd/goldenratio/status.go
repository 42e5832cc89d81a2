package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

type statusCommand struct{}

// Run shows every source: how fresh, how complete, what was rejected and why.
func (statusCommand) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(c *config.Config, store *warehouse.Store) error {
		sources, err := store.Status(ctx)
		if err != nil {
			return err
		}
		sources = withMissing(sources, c)
		if a.JSON {
			return a.printJSON(sources)
		}
		return printStatus(a.stdout, sources)
	})
}

// withMissing adds the sources that were never collected.
func withMissing(sources []warehouse.SourceStatus, c *config.Config) []warehouse.SourceStatus {
	known := map[string]bool{}
	for _, s := range sources {
		known[s.Source] = true
	}
	for _, s := range c.Sources {
		if !known[s.ID] {
			sources = append(sources, warehouse.SourceStatus{Source: s.ID, Outcome: "never collected"})
		}
	}
	return sources
}

func printStatus(w io.Writer, sources []warehouse.SourceStatus) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SOURCE\tLAST RUN\tSEEN UP TO\tRECEIVED\tSTORED\tDUPLICATES\tQUARANTINED\tCOVERAGE")
	for _, s := range sources {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", s.Source, s.Outcome, date(s.Until),
			thousands(s.Received), thousands(s.Stored), thousands(s.Duplicates), thousands(s.Quarantined), share(s.Coverage))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, s := range sources {
		if s.Error != "" {
			fmt.Fprintf(w, "\n%s: %s\n", s.Source, plain(s.Error))
		}
		for _, r := range s.Rejects {
			fmt.Fprintf(w, "\n%s: %s quarantined: %s, such as %s\n", s.Source, thousands(r.Count), plain(r.Reason), plain(r.Example))
		}
	}
	return nil
}

// date is a day, or a dash for none.
func date(t time.Time) string {
	if t.Unix() <= 0 {
		return "–"
	}
	return t.UTC().Format("2 Jan 2006")
}

// share is a part of a whole, or what is not known.
func share(part *float64) string {
	if part == nil {
		return "unknown"
	}
	return fmt.Sprintf("%.1f %%", 100**part)
}
