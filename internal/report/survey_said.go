package report

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

//go:embed sql/survey/said.sql
var saidSQL string

type saidRow struct {
	Question  string    `ch:"question"`
	Item      string    `ch:"item"`
	KPI       string    `ch:"kpi"`
	Segment   string    `ch:"segment"`
	Option    string    `ch:"option"`
	Cohort    string    `ch:"cohort"`
	Score     string    `ch:"score"` // empty: hidden, or nobody answered
	Said      float64   `ch:"said"`
	SaidLower *float64  `ch:"said_lower"`
	SaidUpper *float64  `ch:"said_upper"`
	SaidN     uint32    `ch:"said_n"`
	Done      *float64  `ch:"done"`
	Lower     *float64  `ch:"lower"`
	Upper     *float64  `ch:"upper"`
	N         uint64    `ch:"n"`
	Period    time.Time `ch:"period"`
}

// said reads what cohorts say beside what is measured of them.
func (s *Survey) said(ctx context.Context, conn driver.Conn) ([]SaidDone, error) {
	rows, err := warehouse.Rows[saidRow](ctx, conn, saidSQL, warehouse.Params{
		"survey": s.ID, "wave": s.Wave.ID, "compute": s.Compute.ID, "scope": s.Scope, "ended": s.Wave.Ended.Format(time.DateTime),
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	definitions, err := reader{conn: conn, compute: s.Compute}.definitions(ctx)
	if err != nil {
		return nil, err
	}
	var all []SaidDone
	for _, row := range rows {
		n := len(all) - 1
		if n < 0 || all[n].Question != row.Question || all[n].Item != Plain(row.Item) || all[n].KPI != row.KPI {
			all, n = append(all, s.compared(row, definitions)), n+1
		}
		all[n].Cohorts = append(all[n].Cohorts, row.cohort(definitions))
		if row.Period.Unix() > 0 {
			all[n].Period = "quarter from " + row.Period.UTC().Format("Jan 2006")
		}
	}
	return all, nil
}

// compared is what the rows of one question and KPI share.
func (s *Survey) compared(row saidRow, definitions []Definition) SaidDone {
	one := SaidDone{Question: row.Question, Item: Plain(row.Item), Title: Plain(row.Question), KPI: row.KPI, Done: definitionOf(definitions, row.KPI).Title}
	if at := slices.IndexFunc(s.Questions, func(q SurveyQuestion) bool { return q.ID == row.Question }); at >= 0 {
		one.Title = s.Questions[at].Title
	}
	return one
}

func definitionOf(all []Definition, kpi string) Definition {
	at := slices.IndexFunc(all, func(d Definition) bool { return d.KPI == kpi })
	if at < 0 {
		return Definition{KPI: kpi, Title: kpi}
	}
	return all[at]
}

func (row saidRow) cohort(definitions []Definition) SaidCohort {
	c := SaidCohort{Cohort: fmt.Sprintf("%s (%s)", row.Cohort, Plain(row.Option)), Done: row.Done, Lower: row.Lower, Upper: row.Upper, N: row.N, Text: "not measured"}
	if row.Score != "" {
		c.Said = &SurveyScore{Name: row.Score, Value: row.Said, Lower: row.SaidLower, Upper: row.SaidUpper, N: row.SaidN}
	}
	if row.Done != nil {
		d := definitionOf(definitions, row.KPI)
		c.Text = d.Text(*row.Done)
		if row.Lower != nil || row.Upper != nil {
			c.Text += " (" + d.Range(row.Lower, row.Upper) + ")"
		}
	}
	return c
}
