package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/evaluate"
)

type peoplePlan struct {
	AsOf  string `placeholder:"DAY" help:"Look as of the end of that day (2014-06-30); by default as of now."`
	Apply bool   `help:"Compute afterwards, so that the numbers change."`
	All   bool   `help:"Print the numbers of parts, such as lists and organisations, and other statistics too."`
	Limit int    `default:"40" help:"How many numbers to print."`
}

// Run shows what the next compute would make of decisions and evidence.
func (c *peoplePlan) Run(ctx context.Context, a *app) error {
	if c.Limit < 1 {
		return errors.New("want at least 1 number")
	}
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		asOf, err := (&computeCommand{AsOf: c.AsOf}).asOf(a.now())
		if err != nil {
			return err
		}
		o := evaluate.Options{AsOf: asOf, Published: a.now(), Program: version(), Progress: a.computing()}
		preview, err := pipeline.Foresee(ctx, store, conf, o)
		switch {
		case err != nil:
			return err
		case !preview.Computed:
			return errors.New("nothing is computed yet: `goldenratio compute` does it")
		case a.JSON:
			err = a.printJSON(preview)
		default:
			err = c.print(a.stdout, preview)
		}
		if err != nil || !c.Apply {
			return err
		}
		if _, err := pipeline.Compute(ctx, store, conf, o); err != nil {
			return err
		}
		fmt.Fprintln(a.stderr, "applied: every number is computed anew")
		return nil
	})
}

func (c *peoplePlan) print(out io.Writer, p pipeline.Preview) error {
	if p.Aliases == 0 && p.Stays == 0 {
		_, err := fmt.Fprintln(out, "nothing changes: people and whom they work for are as in the last compute")
		return err
	}
	fmt.Fprintf(out, "aliases that are somebody else's: %s; stays at organisations that differ: %s\n", thousands(uint64(p.Aliases)), thousands(uint64(p.Stays)))
	if len(p.Changes) == 0 {
		_, err := fmt.Fprintln(out, "no number of a quarter changes")
		return err
	}
	shown := p.Changes
	if !c.All {
		shown = slices.DeleteFunc(slices.Clone(shown), func(f pipeline.Consequence) bool { return f.Stat != "value" || f.Dimension != "" })
	}
	shown = shown[:min(c.Limit, len(shown))]
	if err := printConsequences(out, shown); err != nil {
		return err
	}
	if more := len(p.Changes) - len(shown); more > 0 {
		fmt.Fprintf(out, "and %s more: --all, --limit or --json\n", thousands(uint64(more)))
	}
	_, err := fmt.Fprintln(out, "The next compute applies this, --apply does it at once. Lists, tables and the index follow; they are not compared.")
	return err
}

func printConsequences(out io.Writer, all []pipeline.Consequence) error {
	worded, err := wording()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "KPI\tSCOPE\tQUARTER\tBEFORE\tAFTER\tDIFFERENCE")
	for i := range all {
		f := &all[i]
		before, after := worded(f.KPI, f.Before), worded(f.KPI, f.After)
		if f.Stat != "value" { // it may have another unit
			before, after = number(f.Before), number(f.After)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", label(f), plain(f.Scope), f.Quarter, before, after, difference(f.Before, f.After))
	}
	return w.Flush()
}

// label is what a number is of, where that is not a whole scope's value.
func label(f *pipeline.Consequence) string {
	text := f.KPI
	if f.Stat != "value" {
		text += " " + f.Stat
	}
	if f.Dimension != "" {
		text += ", " + f.Dimension + " " + cmp.Or(f.Member, "(none)")
	}
	return plain(text)
}

// difference is a signed number, in the KPI's own unit.
func difference(before, after *float64) string {
	if before == nil || after == nil {
		return "–"
	}
	d := *after - *before
	if d > 0 {
		return "+" + number(&d)
	}
	return number(&d)
}
