package momentum

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

//go:embed sql
var statements embed.FS

// Options say what to compare.
type Options struct {
	Compute uuid.UUID
	AsOf    time.Time // a quarter that ends later is running
	KPIs    []catalogue.KPI
	Weights map[string]float64 // of the index, by area; empty: equal ones
}

// Build fills kpi_changes, index_values, index_areas and index_kpis, empty
// tables of the current database of conn's connections, from the totals of
// kpi_values there. Values of KPIs that are not among o.KPIs are left out.
// Equal values give equal rows.
func Build(ctx context.Context, conn driver.Conn, o Options) error {
	l, err := newList(o.KPIs, o.Weights)
	if err != nil {
		return fmt.Errorf("read list of the index: %w", err)
	}
	all, err := read(ctx, conn, l.kpis)
	if err != nil {
		return fmt.Errorf("read values: %w", err)
	}
	r := compute(all, l, o.AsOf.UTC())
	r.mark(o.Compute)
	return r.write(ctx, conn)
}

// mark says in every row which compute made it.
func (r *results) mark(id uuid.UUID) {
	for i := range r.changes {
		r.changes[i].Compute = id
	}
	for i := range r.values {
		r.values[i].Compute = id
	}
	for i := range r.areas {
		r.areas[i].Compute = id
	}
	for i := range r.kpis {
		r.kpis[i].Compute = id
	}
}

func (r *results) write(ctx context.Context, conn driver.Conn) error {
	if err := insert(ctx, conn, "kpi_changes", r.changes); err != nil {
		return err
	}
	if err := insert(ctx, conn, "index_values", r.values); err != nil {
		return err
	}
	if err := insert(ctx, conn, "index_areas", r.areas); err != nil {
		return err
	}
	return insert(ctx, conn, "index_kpis", r.kpis)
}

// insert sends all rows as one block.
func insert[R any](ctx context.Context, conn driver.Conn, table string, rows []R) error {
	sql, err := statement(table)
	if err != nil {
		return err
	}
	if err := warehouse.InsertRows(ctx, conn, sql, rows); err != nil {
		return fmt.Errorf("insert into %s: %w", table, err)
	}
	return nil
}

// A total is a number as kpi_values has it.
type total struct {
	KPI      string    `ch:"kpi"`
	Scope    string    `ch:"scope"`
	Grain    string    `ch:"grain"`
	Stat     string    `ch:"stat"`
	Start    time.Time `ch:"period_start"`
	AsOf     time.Time `ch:"as_of"`
	Value    *float64  `ch:"value"`
	N        uint64    `ch:"n"`
	Coverage *float64  `ch:"coverage"`
	Complete bool      `ch:"complete"`
	Sources  []string  `ch:"sources"`
}

// read gathers the totals of the KPIs that are asked for into series.
func read(ctx context.Context, conn driver.Conn, kpis map[string]*catalogue.KPI) ([]*series, error) {
	sql, err := statement("values")
	if err != nil {
		return nil, err
	}
	var all []*series
	err = warehouse.Each(ctx, conn, sql, nil, func(t *total) error {
		kpi := kpis[t.KPI]
		if kpi == nil {
			return nil
		}
		if n := len(all); n == 0 || all[n-1].kpi != kpi || all[n-1].scope != t.Scope {
			all = append(all, newSeries(kpi, t.Scope))
		}
		all[len(all)-1].take(t)
		return nil
	})
	return all, err
}

func newSeries(kpi *catalogue.KPI, scope string) *series {
	return &series{kpi: kpi, scope: scope, quarters: make(map[int]cell), compared: make(map[int]cell), running: make(map[int]cell)}
}

// take puts a total into its place.
func (s *series) take(t *total) {
	c := cell{
		start: t.Start.UTC(), asOf: t.AsOf.UTC(), value: t.Value, n: t.N, coverage: t.Coverage,
		complete: t.Complete, sources: strings.Join(t.Sources, ", "),
	}
	into := s.quarters
	switch {
	case t.Grain == "quarter_to_date":
		into = s.running
	case t.Stat == "compared":
		into = s.compared
	}
	into[numberOf(t.Start.UTC())] = c
}

func statement(name string) (string, error) {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		return "", fmt.Errorf("read statement: %w", err)
	}
	return string(text), nil
}
