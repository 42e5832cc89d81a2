package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/config"
	"goldenratio/internal/report"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/evaluate"
)

type kpiExplain struct {
	ID       string `arg:"" help:"The KPI's id: kpi list has them."`
	Scope    string `help:"The scope; by default the first of the configuration." placeholder:"ID"`
	Period   string `help:"The period: 2014-Q2, 2014-06, 2014, 2014-W23, '2014-Q3 to day 50' of a running quarter; by default the last complete quarter." placeholder:"LABEL" xor:"which"`
	Snapshot string `help:"A closed quarter, such as 2014-Q2.1, as it was closed." placeholder:"ID" xor:"which"`
	Member   string `help:"A list, class or other member instead of the total: list=xen-devel." placeholder:"DIMENSION=MEMBER"`
	Rows     int    `default:"20" help:"How many of the rows behind the number to show."`
}

// Run shows where a number comes from.
func (c *kpiExplain) Run(ctx context.Context, a *app) error {
	if _, err := known(c.ID); err != nil {
		return err
	}
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		conn, err := store.Reader()
		if err != nil {
			return err
		}
		defer conn.Close()
		q, err := c.question(ctx, conf, conn)
		if err != nil {
			return err
		}
		found, err := evaluate.Explain(ctx, conn, q)
		if err != nil {
			return err
		}
		if err := c.link(ctx, conn, q.Scope, &found); err != nil {
			return err
		}
		if a.JSON {
			return a.printJSON(found)
		}
		return printExplanation(a.stdout, q, found)
	})
}

// link adds a column that says where the mails that were counted can be read.
func (c *kpiExplain) link(ctx context.Context, conn driver.Conn, scope string, e *evaluate.Explanation) error {
	links, err := linked(ctx, conn, scope, e)
	if err != nil || !slices.ContainsFunc(links, func(address string) bool { return address != "" }) {
		return err
	}
	e.Observations.Columns = append(e.Observations.Columns, "link")
	for i, address := range links {
		e.Observations.Rows[i] = append(e.Observations.Rows[i], address)
	}
	return nil
}

// question completes what is asked: the first scope, its last complete quarter.
func (c *kpiExplain) question(ctx context.Context, conf *config.Config, conn driver.Conn) (evaluate.Question, error) {
	q := evaluate.Question{KPI: c.ID, Scope: cmp.Or(c.Scope, conf.Scopes[0].ID), Period: c.Period, Snapshot: c.Snapshot, Limit: c.Rows}
	q.Dimension, q.Member, _ = strings.Cut(c.Member, "=")
	if err := configured(conf, q.Scope); err != nil || q.Period != "" || q.Snapshot != "" {
		return q, err
	}
	compute, err := report.ComputeOf(ctx, conn, "")
	if err != nil {
		return q, err
	}
	scopes, err := report.Scopes(ctx, conn, compute)
	if err != nil {
		return q, err
	}
	for _, s := range scopes {
		if s.ID == q.Scope {
			q.Period = s.Default()
		}
	}
	if q.Period == "" {
		return q, fmt.Errorf("no quarter of %s is computed: name a period with --period", q.Scope)
	}
	return q, nil
}

func printExplanation(w io.Writer, q evaluate.Question, e evaluate.Explanation) error {
	fmt.Fprintf(w, "%s (%s, definition %d)\n%s\n\n", e.KPI.Title, e.KPI.ID, e.KPI.Version, e.KPI.Question)
	fmt.Fprintf(w, "%s, %s, as of %s\n\n", q.Scope, cmp.Or(q.Snapshot, q.Period), e.AsOf.Format("2 Jan 2006 15:04"))
	parts := []struct {
		title  string
		answer evaluate.Answer
	}{{"The number", e.Values}, {"Its sources", e.Sources}, {"What was counted", e.Observations}}
	if q.Snapshot != "" { // a closed quarter keeps its numbers, not what was counted
		parts = parts[:2]
	}
	for _, part := range parts {
		fmt.Fprintf(w, "%s\n", part.title)
		if err := printAnswer(w, part.answer); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	if e.More {
		fmt.Fprint(w, "… and more: --rows shows them\n\n")
	}
	fmt.Fprintf(w, "How it is computed, with as_of = '%s' and from = '%s'\n%s\n", e.Params["as_of"], e.Params["from"], strings.TrimSpace(e.KPI.SQL))
	return nil
}

// printAnswer prints a table, foreign text made harmless.
func printAnswer(w io.Writer, answer evaluate.Answer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "  "+strings.ToUpper(strings.Join(answer.Columns, "\t")))
	for _, row := range answer.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = cellText(cell)
		}
		fmt.Fprintln(table, "  "+strings.Join(cells, "\t"))
	}
	return table.Flush()
}

// cellText is a cell on one line, foreign text made harmless.
func cellText(cell any) string {
	switch cell := cell.(type) {
	case nil:
		return "–"
	case time.Time:
		return cell.UTC().Format(time.DateTime)
	case float64:
		return number(&cell)
	case *float64:
		return number(cell)
	}
	return strings.Join(strings.Fields(plain(fmt.Sprint(cell))), " ")
}
