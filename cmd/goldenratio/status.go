package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/erase"
)

type statusCommand struct{}

// Run shows every source: how fresh, how complete, what was rejected and why.
func (statusCommand) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(c *config.Config, store *warehouse.Store) error {
		sources, err := store.Status(ctx)
		if err != nil {
			return err
		}
		known := withConfigured(sources, c)
		if a.JSON {
			return a.printJSON(known)
		}
		if err := printStatus(a.stdout, known); err != nil {
			return err
		}
		return printBrokenOff(ctx, a.stdout, store)
	})
}

// printBrokenOff says whom somebody began to forget.
func printBrokenOff(ctx context.Context, w io.Writer, store *warehouse.Store) error {
	people, err := erase.BrokenOff(ctx, store)
	if err != nil {
		return err
	}
	for _, id := range people {
		fmt.Fprintf(w, "\nforgetting somebody is under way, or was broken off; this goes on with it: goldenratio people forget %s --reason …\n", id)
	}
	return nil
}

// A sourceStatus is a source's status with what its type says of it.
type sourceStatus struct {
	warehouse.SourceStatus

	Untried string `json:"untried,omitempty"` // the type, where that was never run against the real service
}

// withConfigured adds what the configuration knows: the sources that were never
// collected, and which are of an untried type.
func withConfigured(sources []warehouse.SourceStatus, c *config.Config) (all []sourceStatus) {
	at := map[string]int{}
	for _, s := range sources {
		at[s.Source] = len(all)
		all = append(all, sourceStatus{SourceStatus: s})
	}
	for _, s := range c.Sources {
		i, known := at[s.ID]
		if !known {
			i = len(all)
			all = append(all, sourceStatus{SourceStatus: warehouse.SourceStatus{Source: s.ID, Outcome: "never collected"}})
		}
		if s.Of.UntriedWith(s.Options) {
			all[i].Untried = s.Type
		}
	}
	return all
}

func printStatus(w io.Writer, sources []sourceStatus) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SOURCE\tLAST RUN\tSEEN UP TO\tRECEIVED\tSTORED\tDUPLICATES\tQUARANTINED\tCOVERAGE")
	for _, s := range sources {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", s.Source, s.Outcome, date(s.Until),
			thousands(s.Received), thousands(s.Stored), thousands(s.Duplicates), thousands(s.Quarantined), covered(s))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, s := range sources {
		if s.Untried != "" {
			fmt.Fprintf(w, "\n%s: sources of type %s are untried against the real service\n", s.Source, s.Untried)
		}
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

// covered is how much of what a source should have it has.
func covered(s sourceStatus) string {
	if s.Lossy {
		return "lossy"
	}
	return share(s.Coverage)
}

// share is a part of a whole, or what is not known.
func share(part *float64) string {
	if part == nil {
		return "unknown"
	}
	return fmt.Sprintf("%.1f %%", 100**part)
}
