package evaluate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/calendar"
	"goldenratio/metrics/catalogue"
)

// Errors of Explain that a caller may want to tell apart.
var (
	ErrNoKPI     = errors.New("there is no such KPI")
	ErrNoCompute = errors.New("nothing was computed yet")
	ErrNoValue   = errors.New("the KPI has no row there: not collected, or outside of what its sources cover")
	ErrNoPeriod  = errors.New("the last compute has no such period")
	ErrNoClosed  = errors.New("no quarter was closed under this name")
)

// A Question names one number of the last compute, or of a closed quarter.
type Question struct {
	KPI       string
	Scope     string
	Period    string // its label; 2014-Q3 to day 50 are the first days of a quarter that are compared
	Snapshot  string // id of a closed quarter, in place of a period
	Dimension string // with Member, where not the total is meant
	Member    string
	Limit     int // of observations; 100 where 0
}

// An Explanation is all that stands behind a number.
type Explanation struct {
	KPI          catalogue.KPI
	Period       calendar.Period
	AsOf         time.Time
	Params       map[string]string // of the KPI's statement
	Values       Answer            // a row for each stat
	Sources      Answer            // each source with what it covers
	Observations Answer            // what was counted; of a closed quarter nothing, since it keeps numbers only
	More         bool              // there are more observations than the limit
}

// Explain finds what stands behind a number. The current
// database of conn is golden; a reader's rights suffice.
func Explain(ctx context.Context, conn driver.Conn, q Question) (Explanation, error) {
	e, err := newExplainer(ctx, conn, q)
	if err != nil {
		return Explanation{}, fmt.Errorf("explain %s: %w", q.KPI, err)
	}
	parts := []func(context.Context) error{e.values, e.sources, e.observations}
	if q.Snapshot != "" {
		parts = []func(context.Context) error{e.definition, e.values, e.sourcesKept}
	}
	for _, read := range parts {
		if err := read(ctx); err != nil {
			return Explanation{}, fmt.Errorf("explain %s: %w", q.KPI, err)
		}
	}
	return e.Explanation, nil
}

// An explainer gathers an explanation.
type explainer struct {
	Explanation
	conn   driver.Conn
	limit  int
	params warehouse.Params
}

// newExplainer finds the KPI, the compute and the period.
func newExplainer(ctx context.Context, conn driver.Conn, q Question) (*explainer, error) {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(kpis, func(k catalogue.KPI) bool { return k.ID == q.KPI })
	if at < 0 {
		return nil, ErrNoKPI
	}
	e := &explainer{conn: conn, limit: q.Limit}
	if e.limit <= 0 {
		e.limit = 100
	}
	e.KPI = kpis[at]
	last, err := lastCompute(ctx, conn, q.Snapshot)
	if err != nil {
		return nil, err
	}
	if last.Quarter != "" {
		q.Period = last.Quarter
	}
	if e.Period, err = last.period(ctx, conn, q.Period); err != nil {
		return nil, err
	}
	e.AsOf = last.AsOf
	e.Params = map[string]string{"as_of": last.AsOf.Format(time.DateTime), "from": last.From.Format(time.DateTime)}
	e.params = warehouse.Params{
		"as_of": e.Params["as_of"], "from": e.Params["from"], "compute": last.Compute.String(),
		"kpi": q.KPI, "scope": q.Scope, "dimension": q.Dimension, "member": q.Member,
		"grain": string(e.Period.Grain),
		"start": e.Period.Start.Format(time.DateTime), "end": e.Period.End.Format(time.DateTime),
		"needs": "['" + strings.Join(e.KPI.Kinds(), "', '") + "']",
		"limit": strconv.Itoa(e.limit + 1),
	}
	return e, nil
}

// compute is the line of the last compute, or of that of a closed quarter.
type compute struct {
	Compute    uuid.UUID `ch:"compute"`
	AsOf       time.Time `ch:"as_of"`
	YearStarts uint8     `ch:"year_starts"`
	From       time.Time `ch:"from"`
	Quarter    string    `ch:"quarter"` // that is closed
}

func lastCompute(ctx context.Context, conn driver.Conn, snapshot string) (compute, error) {
	sql, err := statement("explain/compute")
	if err != nil {
		return compute{}, err
	}
	found, err := warehouse.Rows[compute](ctx, conn, sql, warehouse.Params{"snapshot": snapshot})
	switch {
	case err != nil:
		return compute{}, err
	case len(found) == 0 && snapshot != "":
		return compute{}, ErrNoClosed
	case len(found) == 0:
		return compute{}, ErrNoCompute
	}
	found[0].AsOf, found[0].From = found[0].AsOf.UTC(), found[0].From.UTC()
	return found[0], nil
}

// period is the one of a label. Those to a day of their quarter are no periods of
// the calendar: the compute kept which they were.
func (c compute) period(ctx context.Context, conn driver.Conn, label string) (calendar.Period, error) {
	if !strings.Contains(label, " to day ") {
		days, err := calendar.New(int(c.YearStarts), nil)
		if err != nil {
			return calendar.Period{}, err
		}
		return days.Parse(label)
	}
	sql, err := statement("explain/period")
	if err != nil {
		return calendar.Period{}, err
	}
	type row struct {
		Label string    `ch:"label"`
		Grain string    `ch:"grain"`
		Start time.Time `ch:"period_start"`
		End   time.Time `ch:"period_end"`
	}
	found, err := warehouse.Rows[row](ctx, conn, sql, warehouse.Params{"compute": c.Compute.String()})
	if err != nil {
		return calendar.Period{}, err
	}
	var known []string
	for _, p := range found {
		if p.Label == label {
			return calendar.Period{Grain: calendar.Grain(p.Grain), Start: p.Start.UTC(), End: p.End.UTC()}, nil
		}
		known = append(known, p.Label)
	}
	return calendar.Period{}, fmt.Errorf("period %q: %w; it has %s", label, ErrNoPeriod, cmp.Or(strings.Join(known, ", "), "none to a day"))
}

// definition reads how the KPI was defined when the quarter was closed.
func (e *explainer) definition(ctx context.Context) error {
	sql, err := statement("explain/definition")
	if err != nil {
		return err
	}
	type row struct {
		Version uint16 `ch:"version"`
		SQL     string `ch:"sql"`
	}
	found, err := warehouse.Rows[row](ctx, e.conn, sql, e.params)
	for _, r := range found {
		e.KPI.Version, e.KPI.SQL = r.Version, r.SQL
	}
	return err
}

// sourcesKept are the sources as they were when the quarter was closed.
func (e *explainer) sourcesKept(ctx context.Context) (err error) {
	e.Sources, err = e.ask(ctx, "explain/sources_kept")
	return err
}

func (e *explainer) values(ctx context.Context) (err error) {
	e.Values, err = e.ask(ctx, "explain/values")
	if err == nil && len(e.Values.Rows) == 0 && e.KPI.Kind != catalogue.Table {
		err = ErrNoValue
	}
	return err
}

func (e *explainer) sources(ctx context.Context) (err error) {
	e.Sources, err = e.ask(ctx, "explain/sources")
	return err
}

// observations reads the rows of the KPI's first common table expression that
// belong to the number.
func (e *explainer) observations(ctx context.Context) error {
	name := map[catalogue.Place]string{
		catalogue.ByDay: "explain/by_at", catalogue.BySource: "explain/by_source",
		catalogue.ByPeriod: "explain/by_period", catalogue.Standing: "explain/standing",
	}[e.KPI.Place()]
	var err error
	e.Observations, err = e.ask(ctx, name, "{{observations}}", e.KPI.Observations)
	if err != nil {
		return err
	}
	if e.More = len(e.Observations.Rows) > e.limit; e.More {
		e.Observations.Rows = e.Observations.Rows[:e.limit]
	}
	return nil
}

// ask runs a file of sql and reads its whole answer.
func (e *explainer) ask(ctx context.Context, name string, fill ...string) (Answer, error) {
	sql, err := statement(name, fill...)
	if err != nil {
		return Answer{}, err
	}
	answer, err := query(ctx, e.conn, sql, e.params)
	if err != nil {
		return Answer{}, fmt.Errorf("run %s: %w", name, err)
	}
	return answer, nil
}
