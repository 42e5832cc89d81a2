package warehouse

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// A Value is one published number, as the KPI contract has it.
type Value struct {
	KPI               string    `ch:"kpi" json:"kpi"`
	Stat              string    `ch:"stat" json:"stat"`
	Scope             string    `ch:"scope" json:"scope"`
	Dimension         string    `ch:"dimension" json:"dimension"`
	Member            string    `ch:"member" json:"member"`
	Grain             string    `ch:"grain" json:"grain"`
	Label             string    `ch:"label" json:"period"`
	PeriodStart       time.Time `ch:"period_start" json:"period_start"`
	AsOf              time.Time `ch:"as_of" json:"as_of"`
	Value             *float64  `ch:"value" json:"value"`
	Lower             *float64  `ch:"lower" json:"lower"`
	Upper             *float64  `ch:"upper" json:"upper"`
	Interval          string    `ch:"interval_kind" json:"interval"`
	N                 uint64    `ch:"n" json:"n"`
	UnknownShare      *float64  `ch:"unknown_share" json:"unknown_share"`
	Coverage          *float64  `ch:"coverage" json:"coverage"`
	Complete          bool      `ch:"complete" json:"complete"`
	DefinitionVersion uint16    `ch:"definition_version" json:"definition_version"`
	Compute           uuid.UUID `ch:"compute_id" json:"compute_id"`
}

// Computed reports whether a compute was ever published.
func (s *Store) Computed(ctx context.Context) (bool, error) {
	type row struct {
		Computes uint64 `ch:"computes"`
	}
	found, err := Rows[row](ctx, s.Conn, statement("computed"), nil)
	return err == nil && found[0].Computes > 0, err
}

// Values are the published rows of a KPI; an empty scope or period (a label
// such as 2014-Q2) means all.
func (s *Store) Values(ctx context.Context, kpi, scope, period string) ([]Value, error) {
	return Rows[Value](ctx, s.Conn, statement("values"), Params{"kpi": kpi, "scope": scope, "period": period})
}
