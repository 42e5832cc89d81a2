package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

type kpiCommand struct {
	List    kpiList    `cmd:"" help:"List the KPIs and the questions they answer."`
	Show    kpiShow    `cmd:"" help:"Show a KPI's numbers."`
	Explain kpiExplain `cmd:"" help:"Show where a number comes from: definition, SQL, the rows behind it, coverage."`
}

type kpiList struct{}

// Run lists the catalogue.
func (kpiList) Run(a *app) error {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.printJSON(kpis)
	}
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, k := range kpis {
		fmt.Fprintf(table, "%s\t%s\t%s\n", k.ID, k.Unit, k.Question)
	}
	return table.Flush()
}

type kpiShow struct {
	ID     string `arg:"" help:"The KPI's id: kpi list has them."`
	Scope  string `help:"Only this scope." placeholder:"ID"`
	Period string `help:"Only this period: 2014-Q2, 2014-06, 2014, 2014-W23." placeholder:"LABEL"`
}

// Run prints the published rows of a KPI.
func (c *kpiShow) Run(ctx context.Context, a *app) error {
	if _, err := known(c.ID); err != nil {
		return err
	}
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		if err := configured(conf, c.Scope); err != nil {
			return err
		}
		values, err := store.Values(ctx, c.ID, c.Scope, c.Period)
		if err != nil {
			return err
		}
		if a.JSON {
			if values == nil {
				values = []warehouse.Value{}
			}
			return a.printJSON(values)
		}
		if len(values) == 0 {
			return c.nothing(ctx, store)
		}
		return printValues(a.stdout, values)
	})
}

// nothing says why there are no rows.
func (c *kpiShow) nothing(ctx context.Context, store *warehouse.Store) error {
	computed, err := store.Computed(ctx)
	switch {
	case err != nil:
		return err
	case !computed:
		return errors.New("nothing is computed yet: `goldenratio compute` does it")
	}
	return fmt.Errorf("%s has no rows there: its sources are not collected, or do not cover it; `goldenratio status` shows what they cover", c.ID)
}

// configured checks that a scope, where one is named, is in the configuration.
func configured(conf *config.Config, scope string) error {
	var ids []string
	for _, s := range conf.Scopes {
		ids = append(ids, s.ID)
	}
	if scope == "" || slices.Contains(ids, scope) {
		return nil
	}
	return fmt.Errorf("unknown scope %q: the configuration has %s", scope, strings.Join(ids, ", "))
}

// known is a KPI of the catalogue.
func known(id string) (catalogue.KPI, error) {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return catalogue.KPI{}, err
	}
	for _, k := range kpis {
		if k.ID == id {
			return k, nil
		}
	}
	return catalogue.KPI{}, fmt.Errorf("there is no KPI %q; `goldenratio kpi list` has them all", id)
}

func printValues(w io.Writer, values []warehouse.Value) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SCOPE\tPERIOD\tSTAT\tMEMBER\tVALUE\tLOWER\tUPPER\tN\tCOVERAGE\tCOMPLETE")
	for _, v := range values {
		member := v.Member
		if v.Dimension != "" {
			member = v.Dimension + " " + v.Member
		}
		fmt.Fprintln(table, strings.Join([]string{
			v.Scope, v.Label, v.Stat, plain(member), number(v.Value), number(v.Lower), number(v.Upper),
			thousands(v.N), share(v.Coverage), yes(v.Complete),
		}, "\t"))
	}
	return table.Flush()
}

// number is a value in its unit, to four digits where it is no whole number, or
// a dash for NULL. --json has all its digits.
func number(v *float64) string {
	if v == nil {
		return "–"
	}
	if *v == math.Trunc(*v) {
		return strconv.FormatFloat(*v, 'f', 0, 64)
	}
	decimals := 3
	if whole := math.Abs(*v); whole >= 1 {
		decimals = max(0, 3-int(math.Log10(whole)))
	}
	return strconv.FormatFloat(*v, 'f', decimals, 64)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
