package exporter

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"goldenratio/internal/warehouse"
)

var (
	//go:embed sql/changes.sql
	changesSQL string
	//go:embed sql/verdicts.sql
	verdictsSQL string
	//go:embed sql/index.sql
	indexSQL string
	//go:embed sql/areas.sql
	areasSQL string
	//go:embed sql/targets.sql
	targetsSQL string
)

// A part adds the series of some families, those of a series in the order of
// their time.
type part func(context.Context, sink) error

// judgements are what a compute says of its numbers: changes, verdicts, the
// index and targets, of the last complete quarter.
func (r *reader) judgements() []part {
	return []part{r.changes, r.verdicts, r.index, r.areas, r.targets}
}

// judged reads rows about quarters and hands on those whose quarter a sink
// wants.
func judged[T any](ctx context.Context, r *reader, query string, into sink, at func(*T) (scope string, start time.Time), do func(*T)) error {
	err := warehouse.Each(ctx, r.conn, query, warehouse.Params{"compute": r.compute.ID, "scope": r.scope}, func(row *T) error {
		scope, start := at(row)
		if win, found := r.find(scope, "quarter", start); found && into.at(win) {
			do(row)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read judgements: %w", err)
	}
	return nil
}

func same(number float64) float64 { return number }

type change struct {
	KPI        string    `ch:"kpi"`
	Scope      string    `ch:"scope"`
	Comparison string    `ch:"comparison"`
	Start      time.Time `ch:"period_start"`
	Amplitude  *float64  `ch:"amplitude"`
	Lower      *float64  `ch:"lower"`
	Upper      *float64  `ch:"upper"`
}

// changes are two sets of families, since what a share moved by is a difference
// and what anything else moved by a ratio.
func (r *reader) changes(ctx context.Context, into sink) error {
	labels := []string{"kpi", "scope", "comparison"}
	moved := limits{namespace + "kpi_change_ratio", "Change against the earlier quarter: 0.1 is 10 % more. KPIs that are no shares.", labels, same}
	shifted := limits{namespace + "kpi_share_difference_ratio", "Change of a share against the earlier quarter: 0.1 is 10 points more.", labels, same}
	at := func(c *change) (string, time.Time) { return c.Scope, c.Start }
	return judged(ctx, r, changesSQL, into, at, func(c *change) {
		family, known := r.families[c.KPI]
		if !known {
			return
		}
		l := moved
		if family.share {
			l = shifted
		}
		l.add(into, c.Amplitude, c.Lower, c.Upper, c.KPI, c.Scope, c.Comparison)
	})
}

type verdict struct {
	KPI        string    `ch:"kpi"`
	Scope      string    `ch:"scope"`
	Comparison string    `ch:"comparison"`
	Verdict    string    `ch:"verdict"`
	News       string    `ch:"news"`
	Start      time.Time `ch:"period_start"`
}

// verdicts are series that are 1 while a verdict holds and not there otherwise.
func (r *reader) verdicts(ctx context.Context, into sink) error {
	k := kind{
		name: namespace + "kpi_verdict", help: "Always 1: what the labels say of the last complete quarter. News is good or bad where the verdict is up or down.",
		labels: []string{"kpi", "scope", "comparison", "verdict", "news"},
	}
	at := func(v *verdict) (string, time.Time) { return v.Scope, v.Start }
	return judged(ctx, r, verdictsSQL, into, at, func(v *verdict) {
		into.add(k, 1, v.KPI, v.Scope, v.Comparison, v.Verdict, v.News)
	})
}

type index struct {
	warehouse.Amount

	Scope      string    `ch:"scope"`
	Comparison string    `ch:"comparison"`
	Start      time.Time `ch:"period_start"`
}

func (r *reader) index(ctx context.Context, into sink) error {
	l := limits{namespace + "index", "The Golden Ratio index: 1 is no change against the earlier quarter.", []string{"scope", "comparison"}, same}
	at := func(i *index) (string, time.Time) { return i.Scope, i.Start }
	return judged(ctx, r, indexSQL, into, at, func(i *index) {
		l.add(into, i.Value, i.Lower, i.Upper, i.Scope, i.Comparison)
	})
}

type area struct {
	warehouse.Amount

	Scope      string    `ch:"scope"`
	Comparison string    `ch:"comparison"`
	Area       string    `ch:"area"`
	Start      time.Time `ch:"period_start"`
}

func (r *reader) areas(ctx context.Context, into sink) error {
	l := limits{namespace + "index_area", "An area of the Golden Ratio index.", []string{"scope", "comparison", "area"}, same}
	at := func(a *area) (string, time.Time) { return a.Scope, a.Start }
	return judged(ctx, r, areasSQL, into, at, func(a *area) {
		l.add(into, a.Value, a.Lower, a.Upper, a.Scope, a.Comparison, a.Area)
	})
}

type target struct {
	KPI   string     `ch:"kpi"`
	Scope string     `ch:"scope"`
	Per   string     `ch:"per"`
	Start time.Time  `ch:"start"`
	Met   bool       `ch:"met"`
	Since *time.Time `ch:"since"`
	From  time.Time  `ch:"shown_from"`
	Until time.Time  `ch:"shown_until"`
}

// targets bring the days on which they are shown along: a year's is shown until
// the next year's.
func (r *reader) targets(ctx context.Context, into sink) error {
	labels := []string{"kpi", "scope", "per"}
	met := kind{name: namespace + "target_met", help: "Whether a target was met in its last complete period: 1 or 0.", labels: labels}
	since := kind{name: namespace + "target_since_timestamp_seconds", help: "Start of the first of the periods in a row with that answer.", labels: labels}
	err := warehouse.Each(ctx, r.conn, targetsSQL, warehouse.Params{"compute": r.compute.ID, "scope": r.scope}, func(t *target) error {
		if !into.at(window{Scope: t.Scope, Name: t.Per, Start: t.Start, From: t.From, Until: t.Until}) {
			return nil
		}
		yes := 0.
		if t.Met {
			yes = 1
		}
		into.add(met, yes, t.KPI, t.Scope, t.Per)
		if t.Since != nil {
			into.add(since, seconds(*t.Since), t.KPI, t.Scope, t.Per)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read targets: %w", err)
	}
	return nil
}
