package evaluate

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// results are the tables of numbers that a compute makes. Each compute has a
// partition of its own in them.
func results() []string {
	return []string{"kpi_values", "kpi_rows", "kpi_changes", "index_values", "index_areas", "index_kpis", "target_states"}
}

// circumstances are the tables beside them that say what a compute went by, so that
// a page about it needs nothing that may change later.
func circumstances() []string {
	return []string{"periods", "kpi_definitions", "computed_scopes", "computed_sources", "computed_notes", "computed_received"}
}

// publish moves a computation into the public database. The row in computes
// comes last: it is what readers go by.
func (s *scratch) publish(ctx context.Context, kpis []catalogue.KPI) error {
	if err := s.definitions(ctx, kpis); err != nil {
		return fmt.Errorf("definitions: %w", err)
	}
	for _, name := range []string{"publish/periods", "publish/scopes", "publish/sources", "publish/notes", "publish/received"} {
		if err := s.run(ctx, name); err != nil {
			return err
		}
	}
	for _, table := range results() {
		if err := s.run(ctx, "publish/move", "{{table}}", table); err != nil {
			return err
		}
	}
	if s.o.Snapshot == "" {
		if err := s.tablesForReaders(ctx); err != nil {
			return err
		}
	}
	params := s.with(warehouse.Params{
		"published":   s.o.Published.UTC().Format("2006-01-02 15:04:05.000"),
		"year_starts": strconv.Itoa(s.o.YearStarts),
		"program":     s.o.Program,
		"catalogue":   catalogue.Hash(kpis),
		"snapshot":    s.o.Snapshot,
	})
	if err := run(ctx, s.conn, params, "publish/compute"); err != nil {
		return err
	}
	return s.forget(ctx)
}

// definitions keeps the catalogue beside the numbers that it made.
func (s *scratch) definitions(ctx context.Context, kpis []catalogue.KPI) error {
	var computes []uuid.UUID
	var versions []uint16
	texts := make([][]string, 9)
	for i := range kpis {
		k := &kpis[i]
		computes, versions = append(computes, s.id), append(versions, k.Version)
		for j, text := range []string{
			k.ID, k.Title, k.Question, k.Unit, string(k.Kind), string(k.Better), k.Area, k.CHAOSS, k.SQL,
		} {
			texts[j] = append(texts[j], text)
		}
	}
	columns := []any{computes, versions}
	for _, column := range texts {
		columns = append(columns, column)
	}
	return s.insert(ctx, "publish/insert_definitions", columns...)
}

// tablesForReaders swaps the resolved tables and the frame, each in one step,
// for what this compute saw: kpi explain and analysts read them.
func (s *scratch) tablesForReaders(ctx context.Context) error {
	sql, err := statement("publish/sizes")
	if err != nil {
		return err
	}
	type row struct {
		Name string `ch:"name"`
		Rows uint64 `ch:"rows"`
	}
	tables, err := warehouse.Rows[row](ctx, s.conn, sql, warehouse.Params{"results": "['" + strings.Join(results(), "','") + "']"})
	if err != nil {
		return err
	}
	for _, table := range tables {
		// A partition is not replaced by nothing.
		name := "publish/replace"
		if table.Rows == 0 {
			name = "publish/truncate"
		}
		if err := s.run(ctx, name, "{{table}}", table.Name); err != nil {
			return err
		}
	}
	return nil
}

// forget drops what belongs neither to the last three computes nor to a closed
// quarter, the remains of interrupted ones included.
func (s *scratch) forget(ctx context.Context) error {
	sql, err := statement("publish/old")
	if err != nil {
		return err
	}
	type row struct {
		Compute uuid.UUID `ch:"compute"`
	}
	for _, table := range slices.Concat(results(), circumstances()) {
		old, err := warehouse.Rows[row](ctx, s.conn, sql, s.with(warehouse.Params{"table": table}))
		if err != nil {
			return err
		}
		for _, r := range old {
			params := s.with(warehouse.Params{"compute": r.Compute.String()})
			if err := run(ctx, s.conn, params, "publish/drop", "{{table}}", table); err != nil {
				return err
			}
		}
	}
	return s.run(ctx, "publish/forget")
}

// summary counts what was made.
func (s *scratch) summary(ctx context.Context, kpis int) (Summary, error) {
	sql, err := statement("publish/summary")
	if err != nil {
		return Summary{}, err
	}
	type row struct {
		Values  uint64 `ch:"values"`
		Rows    uint64 `ch:"rows"`
		Periods uint64 `ch:"periods"`
		Scopes  uint64 `ch:"scopes"`
	}
	found, err := warehouse.Rows[row](ctx, s.conn, sql, nil)
	if err != nil {
		return Summary{}, err
	}
	return Summary{
		Compute: s.id, AsOf: s.asOf, KPIs: kpis,
		Scopes: found[0].Scopes, Periods: found[0].Periods, Values: found[0].Values, Rows: found[0].Rows,
	}, nil
}
