package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/report"
	"goldenratio/internal/snapshot"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/evaluate"
)

type snapshotCommand struct {
	Close snapshotCloseCommand `cmd:"" help:"Close a quarter: keep its numbers as they are now, for ever."`
	List  snapshotListCommand  `cmd:"" help:"List the closed quarters."`
	Diff  snapshotDiffCommand  `cmd:"" help:"Show which numbers of a closed quarter another snapshot, or today, states differently."`
}

type snapshotCloseCommand struct {
	Quarter    string `arg:"" help:"Such as 2014-Q2, from two weeks after its end on."`
	By         string `required:"" placeholder:"NAME" help:"Who closes it; shown on its page."`
	Note       string `placeholder:"TEXT" help:"What that person has to say; shown on its page."`
	Incomplete bool   `help:"Close it though sources miss some of it."`
}

// Run computes the quarter as of two weeks after its end and keeps the compute.
func (c *snapshotCloseCommand) Run(ctx context.Context, a *app) error {
	if strings.TrimSpace(report.Plain(c.By)) == "" {
		return errors.New("--by is empty: a closed quarter bears the name of who closed it")
	}
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		closed, err := pipeline.Close(ctx, store, conf, snapshot.Options{
			Quarter: c.Quarter, By: report.Plain(c.By), Note: report.Plain(c.Note), Incomplete: c.Incomplete, Now: a.now(),
			Evaluate: evaluate.Options{Program: version(), Progress: a.computing()},
		})
		if errors.Is(err, evaluate.ErrNothing) {
			return evaluate.ErrNothing
		}
		if err != nil {
			return err
		}
		if a.JSON {
			return a.printJSON(closed)
		}
		return c.tell(a, closed)
	})
}

// tell says what closing came to, in words.
func (c *snapshotCloseCommand) tell(a *app, closed snapshot.Closed) error {
	id := closed.Snapshot.ID
	if closed.Same {
		fmt.Fprintf(a.stdout, "%s still holds: no number of %s has changed\n", id, plain(c.Quarter))
	} else {
		fmt.Fprintf(a.stdout, "closed %s as %s, as of %s\n", plain(c.Quarter), id, closed.Snapshot.AsOf.Format("2 Jan 2006"))
		fmt.Fprintf(a.stdout, "its pages: /snapshot/%s/ of goldenratio serve, and goldenratio report board --snapshot %s\n", id, id)
	}
	if len(closed.Restated) == 0 {
		return nil
	}
	worded, err := wording()
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, "restated:")
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, r := range closed.Restated {
		fmt.Fprintf(w, "  %s\t%s\tquarter from %s\t%s → %s\t%s\n", r.KPI, plain(r.Scope), report.Day(r.Start),
			worded(r.KPI, r.Old), worded(r.KPI, r.New), because(r))
	}
	return w.Flush()
}

// wording words values as the pages do: 93.2 %, 6.5 h.
func wording() (func(kpi string, value *float64) string, error) {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return nil, err
	}
	known := map[string]report.Definition{}
	for _, k := range kpis {
		known[k.ID] = report.Definition{Unit: k.Unit, Kind: string(k.Kind)}
	}
	return func(kpi string, value *float64) string {
		d, is := known[kpi]
		switch {
		case value == nil:
			return "no value"
		case !is: // closed by another version of the program
			return number(value)
		default:
			return d.Text(*value)
		}
	}, nil
}

// because is a restatement's cause with its source.
func because(r snapshot.Restatement) string {
	if r.Source == "" {
		return r.Cause
	}
	return r.Cause + ": " + plain(r.Source)
}

type snapshotListCommand struct{}

// Run lists the closed quarters.
func (c *snapshotListCommand) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		all, err := snapshot.List(ctx, store.Conn)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.printJSON(all)
		}
		if len(all) == 0 {
			fmt.Fprintln(a.stderr, "no quarter is closed yet: goldenratio snapshot close QUARTER --by NAME")
			return nil
		}
		w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "snapshot\tclosed\tby\tnote")
		for i := range all {
			s := &all[i]
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", plain(s.ID), report.Day(s.Closed), plain(s.By), plain(s.Note))
		}
		return w.Flush()
	})
}

type snapshotDiffCommand struct {
	ID    string `arg:"" name:"id" help:"Such as 2014-Q2.1."`
	Other string `arg:"" optional:"" help:"Another snapshot; by default the last compute."`
}

// Run lists the numbers that differ.
func (c *snapshotDiffCommand) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		found, err := snapshot.Diff(ctx, store.Conn, c.ID, c.Other)
		switch {
		case errors.Is(err, snapshot.ErrUnknown):
			return fmt.Errorf("%w; `goldenratio snapshot list` has them all", err)
		case err != nil:
			return err
		case a.JSON:
			return a.printJSON(found)
		case len(found) == 0:
			fmt.Fprintln(a.stdout, "no number differs")
			return nil
		}
		return c.print(a.stdout, found)
	})
}

func (c *snapshotDiffCommand) print(out io.Writer, found []snapshot.Difference) error {
	worded, err := wording()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "kpi\tscope\tquarter\t%s\t%s\n", plain(c.ID), plain(cmp.Or(c.Other, "now")))
	for i := range found {
		d := &found[i]
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", d.KPI, plain(d.Scope), d.Label, worded(d.KPI, d.Old), worded(d.KPI, d.New))
	}
	return w.Flush()
}
