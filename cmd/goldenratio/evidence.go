package main

import (
	"context"

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
		e := report.Evidence{Columns: found.Observations.Columns, More: found.More}
		for _, row := range found.Observations.Rows {
			cells := make([]string, len(row))
			for i, cell := range row {
				cells[i] = report.Plain(cellText(cell))
			}
			e.Rows = append(e.Rows, cells)
		}
		return e, nil
	}
}
