package evaluate

import (
	"context"
	"errors"
	"fmt"
	"time"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/resolve"
)

// againDatabase is where numbers are computed that nobody publishes.
const againDatabase = "golden_again"

// A Number is the total of a scope in a quarter.
type Number struct {
	KPI   string    `ch:"kpi"`
	Scope string    `ch:"scope"`
	Start time.Time `ch:"period_start"`
	Value *float64  `ch:"value"`
}

// Again evaluates some KPIs and publishes nothing: what their quarters would be
// under other definitions, or with the identities of another time.
func Again(ctx context.Context, dial Dial, o Options, kpis []catalogue.KPI) ([]Number, error) {
	s, err := newScratch(ctx, dial, againDatabase, o)
	if err != nil {
		return nil, err
	}
	numbers, err := s.again(ctx, kpis)
	return numbers, errors.Join(err, s.end(ctx, againDatabase))
}

func (s *scratch) again(ctx context.Context, kpis []catalogue.KPI) ([]Number, error) {
	if err := s.unpublished(ctx, kpis); err != nil {
		return nil, err
	}
	sql, err := statement("values/quarters")
	if err != nil {
		return nil, err
	}
	return warehouse.Rows[Number](ctx, s.conn, sql, nil)
}

// unpublished evaluates KPIs and leaves their numbers in the scratch database.
func (s *scratch) unpublished(ctx context.Context, kpis []catalogue.KPI) error {
	if err := s.inputs(ctx); err != nil {
		return fmt.Errorf("read inputs: %w", err)
	}
	if err := s.frame(ctx, kpis); err != nil {
		return fmt.Errorf("build frame: %w", err)
	}
	progress := s.reporter(len(kpis) + 1)
	o := resolve.Options{AsOf: s.asOf, Identities: s.o.Identities, People: s.o.People}
	if err := resolve.Build(ctx, s.conn, o); err != nil {
		return fmt.Errorf("resolve: %w", err)
	}
	progress("resolve")
	return s.evaluate(ctx, kpis, progress)
}

// A Figure is one number of a quarter, of a whole scope or of a part of it.
type Figure struct {
	KPI       string   `ch:"kpi"`
	Stat      string   `ch:"stat"`
	Scope     string   `ch:"scope"`
	Dimension string   `ch:"dimension"`
	Member    string   `ch:"member"`
	Quarter   string   `ch:"label"`
	Value     *float64 `ch:"value"`
}

// Figures evaluates KPIs as Again does and gives all numbers of quarters, in the
// order of KPI, scope, quarter, dimension, member and stat.
func Figures(ctx context.Context, dial Dial, o Options, kpis []catalogue.KPI) ([]Figure, error) {
	s, err := newScratch(ctx, dial, againDatabase, o)
	if err != nil {
		return nil, err
	}
	figures, err := s.figures(ctx, kpis)
	return figures, errors.Join(err, s.end(ctx, againDatabase))
}

func (s *scratch) figures(ctx context.Context, kpis []catalogue.KPI) ([]Figure, error) {
	if err := s.unpublished(ctx, kpis); err != nil {
		return nil, err
	}
	sql, err := statement("values/figures")
	if err != nil {
		return nil, err
	}
	return warehouse.Rows[Figure](ctx, s.conn, sql, nil)
}
