package report

import (
	"context"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/metrics/catalogue"
)

// Store reads boards for those who show many of them.
type Store struct {
	Conn      driver.Conn
	Catalogue []catalogue.KPI
}

// Compute is the compute that readers see now, or ErrNoCompute.
func (s Store) Compute(ctx context.Context) (Compute, error) { return LastCompute(ctx, s.Conn) }

// Scopes lists all scopes in the configuration's order.
func (s Store) Scopes(ctx context.Context, compute Compute) ([]ScopeState, error) {
	return Scopes(ctx, s.Conn, compute)
}

// Board reads one quarter of a scope.
func (s Store) Board(ctx context.Context, scope, period string) (*Board, error) {
	return Load(ctx, s.Conn, Options{Scope: scope, Period: period, Catalogue: s.Catalogue})
}

// KPI reads the history of one KPI in a scope.
func (s Store) KPI(ctx context.Context, id, scope, period string) (*KPI, error) {
	return LoadKPI(ctx, s.Conn, id, Options{Scope: scope, Period: period, Catalogue: s.Catalogue})
}
