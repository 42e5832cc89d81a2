package exporter

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

var (
	//go:embed sql/compute.sql
	computeSQL string
	//go:embed sql/windows.sql
	windowsSQL string
	//go:embed sql/values.sql
	valuesSQL string
)

// compute is the last published one.
type compute struct {
	ID        string    `ch:"id"`
	AsOf      time.Time `ch:"as_of"`
	Published time.Time `ch:"published"`
}

// window is a period that series speak of. It is no label value of its own:
// which quarter it is stands in goldenratio_period_start_timestamp_seconds.
type window struct {
	Scope string    `ch:"scope"`
	Name  string    `ch:"window"`
	Start time.Time `ch:"start"`
}

func (w window) grain() string {
	if w.Name == "month" {
		return "month"
	}
	return "quarter"
}

type value struct {
	KPI       string   `ch:"kpi"`
	Stat      string   `ch:"stat"`
	Scope     string   `ch:"scope"`
	Dimension string   `ch:"dimension"`
	Member    string   `ch:"member"`
	Value     *float64 `ch:"value"`
	Lower     *float64 `ch:"lower"`
	Upper     *float64 `ch:"upper"`
	N         uint64   `ch:"n"`
	Coverage  *float64 `ch:"coverage"`
}

// kpis adds the numbers of the last compute. Without one it adds none.
func kpis(ctx context.Context, conn driver.Conn, all []catalogue.KPI, into *samples) error {
	computes, err := warehouse.Rows[compute](ctx, conn, computeSQL, nil)
	if err != nil {
		return fmt.Errorf("read the last compute: %w", err)
	}
	if len(computes) == 0 {
		return nil
	}
	last := computes[0]
	into.add(kind{name: namespace + "compute_published_timestamp_seconds", help: "When the numbers were published."}, seconds(last.Published))
	into.add(kind{name: namespace + "compute_as_of_timestamp_seconds", help: "Up to when the data reach that the numbers were made of."}, seconds(last.AsOf))
	windows, err := warehouse.Rows[window](ctx, conn, windowsSQL, warehouse.Params{"compute": last.ID})
	if err != nil {
		return fmt.Errorf("read windows: %w", err)
	}
	w := writer{families: families(all), into: into}
	for _, win := range windows {
		if err := w.window(ctx, conn, last.ID, win); err != nil {
			return err
		}
	}
	return nil
}

func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

// families are those of the KPIs that are numbers; tables are not exported.
func families(all []catalogue.KPI) map[string]family {
	named := make(map[string]family, len(all))
	for _, k := range all {
		if k.Kind != catalogue.Table {
			named[k.ID] = newFamily(k)
		}
	}
	return named
}

// writer turns rows into series.
type writer struct {
	families map[string]family
	into     *samples
}

func (w writer) window(ctx context.Context, conn driver.Conn, id string, win window) error {
	w.into.add(kind{
		name: namespace + "period_start_timestamp_seconds", help: "Start of the period that a window shows.",
		labels: []string{"scope", "window"},
	}, seconds(win.Start), win.Scope, win.Name)
	rows, err := warehouse.Rows[value](ctx, conn, valuesSQL, warehouse.Params{
		"compute": id, "scope": win.Scope, "grain": win.grain(),
		"start":   strconv.FormatInt(win.Start.Unix(), 10),
		"running": strconv.FormatBool(win.Name == "quarter_to_date"),
	})
	if err != nil {
		return fmt.Errorf("read values of %q: %w", win.Scope, err)
	}
	for _, row := range rows {
		if f, found := w.families[row.KPI]; found {
			w.row(f, win, row)
		}
	}
	return nil
}

// row adds a value, its limits and what it rests on. What is NULL has no
// series.
func (w writer) row(f family, win window, v value) {
	f = f.of(v.Stat)
	labels := []string{"scope", "window", "stat", "dimension", "member"}
	add := func(name, help string, number *float64) {
		if number != nil {
			w.into.add(kind{name: name, help: help, labels: labels}, f.base(*number), v.Scope, win.Name, v.Stat, v.Dimension, v.Member)
		}
	}
	add(f.name, f.help, v.Value)
	if v.Value != nil {
		add(f.name+"_lower", "Lower limit. "+f.help, v.Lower)
		add(f.name+"_upper", "Upper limit. "+f.help, v.Upper)
	}
	if v.Stat != "value" || v.Value == nil {
		return
	}
	basis := []string{"kpi", "scope", "window", "dimension", "member"}
	w.into.add(kind{name: namespace + "kpi_observations", help: "Things counted for a KPI's value.", labels: basis},
		float64(v.N), v.KPI, v.Scope, win.Name, v.Dimension, v.Member)
	if v.Coverage != nil {
		w.into.add(kind{name: namespace + "kpi_coverage_ratio", help: "Received of expected in the period, the lowest of the KPI's sources.", labels: basis},
			*v.Coverage, v.KPI, v.Scope, win.Name, v.Dimension, v.Member)
	}
}
