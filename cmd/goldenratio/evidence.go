package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/report"
	"goldenratio/metrics/evaluate"
)

// pageRows is how many of the rows behind a number its page shows.
const pageRows = 100

// evidence finds the rows behind a number of the last compute, with the rights
// of the connection.
func evidence(conn driver.Conn) func(ctx context.Context, kpi, scope, period string) (report.Evidence, error) {
	return func(ctx context.Context, kpi, scope, period string) (report.Evidence, error) {
		found, err := evaluate.Explain(ctx, conn, evaluate.Question{KPI: kpi, Scope: scope, Period: period, Limit: pageRows})
		if err != nil {
			return report.Evidence{}, err
		}
		links, err := linked(ctx, conn, scope, &found)
		if err != nil {
			return report.Evidence{}, err
		}
		e := report.Evidence{Columns: found.Observations.Columns, More: found.More}
		at := slices.Index(e.Columns, "subject")
		for i, row := range found.Observations.Rows {
			cells := make([]report.Cell, len(row))
			for column, cell := range row {
				cells[column].Text = report.Plain(cellText(cell))
				if column == at {
					cells[column].URL = links[i]
				}
			}
			e.Rows = append(e.Rows, cells)
		}
		return e, nil
	}
}

// linked are the addresses of the mails that were counted, one for each row:
// empty where there is none.
func linked(ctx context.Context, conn driver.Conn, scope string, e *evaluate.Explanation) ([]string, error) {
	addresses := make([]string, len(e.Observations.Rows))
	at := slices.Index(e.Observations.Columns, "ref")
	if at < 0 {
		return addresses, nil
	}
	refs := make([]string, len(addresses))
	for i, row := range e.Observations.Rows {
		refs[i] = fmt.Sprint(row[at])
	}
	links, err := report.Links(ctx, conn, scope, refs)
	if err != nil {
		return nil, err
	}
	for i, ref := range refs {
		addresses[i] = links[ref]
	}
	return addresses, nil
}
