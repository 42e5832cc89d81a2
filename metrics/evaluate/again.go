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
	if err := s.inputs(ctx); err != nil {
		return nil, fmt.Errorf("read inputs: %w", err)
	}
	if err := s.frame(ctx, kpis); err != nil {
		return nil, fmt.Errorf("build frame: %w", err)
	}
	if err := resolve.Build(ctx, s.conn, resolve.Options{AsOf: s.asOf, Identities: s.o.Identities}); err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	if err := s.evaluate(ctx, kpis, func(string) {}); err != nil {
		return nil, err
	}
	sql, err := statement("values/quarters")
	if err != nil {
		return nil, err
	}
	return warehouse.Rows[Number](ctx, s.conn, sql, nil)
}
