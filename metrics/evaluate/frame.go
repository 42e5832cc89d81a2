package evaluate

import (
	"context"
	"strings"
	"time"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

const (
	// weeks is how many weeks are computed: older ones are read by month.
	weeks = 156
	// future is how far business days reach beyond as_of, for deadlines.
	future = 366
)

// inputs reads what is known of sources and scopes.
func (s *scratch) inputs(ctx context.Context) error {
	for _, name := range []string{"golden/scopes", "golden/source_days", "golden/source_spans"} {
		if err := s.run(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// frame fills the calendar and the rows that every KPI has, from the spans and
// days of sources.
func (s *scratch) frame(ctx context.Context, kpis []catalogue.KPI) error {
	for _, fill := range []func(context.Context) error{s.periods, s.businessDays} {
		if err := fill(ctx); err != nil {
			return err
		}
	}
	if err := s.needs(ctx, kpis); err != nil {
		return err
	}
	for _, name := range []string{"frame/period_days", "frame/day_spans", "frame/span_periods", "frame/source_periods", "frame/covered_periods", "frame/scope_periods"} {
		if err := s.run(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// periods fills the table of periods, and sets the parameter from.
func (s *scratch) periods(ctx context.Context) error {
	from, err := s.beginning(ctx)
	if err != nil {
		return err
	}
	s.params["from"] = from.Format(time.DateTime)
	var grains, labels []string
	var starts, ends, looked []time.Time
	for _, p := range append(s.history(from), s.toDate()...) {
		grains, labels = append(grains, p.grain), append(labels, p.label)
		starts, ends, looked = append(starts, p.Start), append(ends, p.End), append(looked, p.looked)
	}
	return s.insert(ctx, "frame/insert_periods", grains, starts, ends, labels, looked)
}

// beginning is the earliest instant that any source speaks for, ErrNothing
// where there is none.
func (s *scratch) beginning(ctx context.Context) (time.Time, error) {
	type row struct {
		Beginning time.Time `ch:"beginning"`
		Collected uint64    `ch:"collected"`
	}
	sql, err := statement("frame/beginning")
	if err != nil {
		return time.Time{}, err
	}
	rows, err := warehouse.Rows[row](ctx, s.conn, sql, nil)
	if err != nil {
		return time.Time{}, err
	}
	if rows[0].Collected == 0 {
		return time.Time{}, ErrNothing
	}
	return rows[0].Beginning.UTC(), nil
}

// businessDays fills the table of business days from 1970 on.
func (s *scratch) businessDays(ctx context.Context) error {
	var days []time.Time
	var ordinals []int32
	var free []bool
	ordinal := int32(0)
	end := s.asOf.AddDate(0, 0, future)
	for day := time.Unix(0, 0).UTC(); day.Before(end); day = day.AddDate(0, 0, 1) {
		off := s.calendar.Free(day)
		if !off {
			ordinal++
		}
		days, ordinals, free = append(days, day), append(ordinals, ordinal), append(free, off)
	}
	return s.insert(ctx, "frame/insert_business_days", days, ordinals, free)
}

// needs fills the table of KPIs.
func (s *scratch) needs(ctx context.Context, kpis []catalogue.KPI) error {
	var ids, kinds, needs, looks []string
	var versions []uint16
	var lists [][][]string
	for i := range kpis {
		k := &kpis[i]
		ids, kinds, looks = append(ids, k.ID), append(kinds, string(k.Kind)), append(looks, string(k.Looks))
		var name []string
		var kindsOf [][]string
		for _, need := range k.Needs {
			name, kindsOf = append(name, string(need)), append(kindsOf, need.Kinds())
		}
		needs, lists = append(needs, strings.Join(name, ",")), append(lists, kindsOf)
		versions = append(versions, k.Version)
	}
	return s.insert(ctx, "frame/insert_kpis", ids, versions, kinds, needs, lists, looks)
}

// insert sends columns, slices of one length, as one block.
func (s *scratch) insert(ctx context.Context, name string, columns ...any) error {
	sql, err := statement(name)
	if err != nil {
		return err
	}
	return warehouse.InsertColumns(ctx, s.conn, sql, columns...)
}
