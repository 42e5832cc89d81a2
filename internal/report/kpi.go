package report

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

// KPI is one measure over all quarters of one scope.
type KPI struct {
	Definition
	Scope     Scope     `json:"scope"`
	Period    Period    `json:"period"`
	Compute   Compute   `json:"compute"`
	Snapshot  *Snapshot `json:"snapshot,omitempty"`
	Synthetic bool      `json:"synthetic"`
	Tile      *Tile     `json:"tile"`    // the quarter's; nil: not collected for the scope
	History   []Point   `json:"history"` // every quarter, oldest first
	Marks     []Mark    `json:"marks"`   // quarters in which something happened
	Parts     []Part    `json:"parts"`
}

// Part is a KPI counted by one dimension in the quarter, largest first. Parts
// may overlap, so they need not add up to the total.
type Part struct {
	Dimension string   `json:"dimension"`
	Members   []Member `json:"members"`
}

// Member is one list, class, repository …
type Member struct {
	Name     string    `json:"name"`
	Value    *float64  `json:"value"`
	Text     string    `json:"text"`
	Interval *Interval `json:"interval,omitempty"`
	N        uint64    `json:"n"`
}

// LoadKPI reads the whole history of a KPI for a scope, and its parts in one
// quarter.
func LoadKPI(ctx context.Context, conn driver.Conn, kpi string, o Options) (*KPI, error) {
	r, in, err := choose(ctx, conn, o)
	if err != nil {
		return nil, err
	}
	return r.kpi(ctx, in, kpi)
}

func (r reader) kpi(ctx context.Context, in input, id string) (*KPI, error) {
	var err error
	if in.definitions, err = r.definitions(ctx); err != nil {
		return nil, err
	}
	at := slices.IndexFunc(in.definitions, func(d Definition) bool { return d.KPI == id })
	if at < 0 {
		return nil, fmt.Errorf("%w %q", ErrUnknownKPI, Plain(id))
	}
	d := in.definitions[at]
	if in.values, err = r.values(ctx, in.quarters[0].start, in.quarters[len(in.quarters)-1].start); err != nil {
		return nil, err
	}
	if in.changes, err = r.changes(ctx, id, in.quarters[0].start, in.quarters[len(in.quarters)-1].start); err != nil {
		return nil, err
	}
	if err := r.told(ctx, &in); err != nil {
		return nil, err
	}
	members, err := r.members(ctx, id, in.quarters[in.at].start)
	if err != nil {
		return nil, err
	}
	return assembleKPI(in, d, members), nil
}

// memberRow is a row of kpi_values with a dimension.
type memberRow struct {
	warehouse.Amount

	Dimension string `ch:"dimension"`
	Member    string `ch:"member"`
	Interval  string `ch:"interval"`
	N         uint64 `ch:"n"`
}

func (r reader) members(ctx context.Context, kpi string, start time.Time) ([]memberRow, error) {
	rows, err := warehouse.Rows[memberRow](ctx, r.conn, membersSQL,
		r.params(warehouse.Params{"kpi": kpi, "start": seconds(start)}))
	if err != nil {
		return nil, fmt.Errorf("read parts of %s: %w", kpi, err)
	}
	return rows, nil
}

func assembleKPI(in input, d Definition, members []memberRow) *KPI {
	a := newAssembler(in)
	k := &KPI{
		Definition: d, Scope: in.scope, Compute: in.compute, Snapshot: in.snapshot, Synthetic: in.synthetic,
		Period: newPeriod(in.quarters[in.at]), Parts: parts(d, members),
	}
	if !a.collected(d.KPI) {
		return k
	}
	tile := a.tile(d)
	k.Tile = &tile
	last := len(in.quarters) - 1
	if in.snapshot != nil {
		last = in.at // what came after it was not looked at
	}
	k.Marks = a.marks(0, last)
	for at, q := range in.quarters[:last+1] {
		p := newPoint(d, q, a.row(d.KPI, "value", at))
		quarterBefore, yearBefore := a.change(d, "qoq", at), a.change(d, "yoy", at)
		p.QuarterBefore, p.YearBefore = &quarterBefore, &yearBefore
		k.History = append(k.History, p)
	}
	return k
}

func parts(d Definition, rows []memberRow) []Part {
	var all []Part
	for _, r := range rows {
		if len(all) == 0 || all[len(all)-1].Dimension != r.Dimension {
			all = append(all, Part{Dimension: Plain(r.Dimension)})
		}
		m := Member{Name: Plain(r.Member), Value: r.Value, Text: "no data", N: r.N}
		if r.Value != nil {
			m.Text = d.Text(*r.Value)
			m.Interval = newInterval(d, r.Amount, r.Interval)
		}
		part := &all[len(all)-1]
		part.Members = append(part.Members, m)
	}
	return all
}
