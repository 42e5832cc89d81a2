package exporter

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
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

// window is a period that series speak of, and the days on which they do. It is
// no label value of its own: which quarter it is stands in
// goldenratio_period_start_timestamp_seconds.
type window struct {
	Scope string    `ch:"scope"`
	Name  string    `ch:"window"`
	Start time.Time `ch:"start"`
	From  time.Time `ch:"shown_from"`
	Until time.Time `ch:"shown_until"` // 1970: it is shown now
}

func (w window) now() bool { return w.Until.Unix() <= 0 }

// running says that the window is shown although it is not complete.
func (w window) running() bool { return w.Name == "quarter_to_date" }

func (w window) grain() string {
	if w.Name == "month" {
		return "month"
	}
	return "quarter"
}

type value struct {
	warehouse.Amount

	KPI       string    `ch:"kpi"`
	Stat      string    `ch:"stat"`
	Scope     string    `ch:"scope"`
	Dimension string    `ch:"dimension"`
	Member    string    `ch:"member"`
	Grain     string    `ch:"grain"`
	Start     time.Time `ch:"period_start"`
	N         uint64    `ch:"n"`
	Coverage  *float64  `ch:"coverage"`
	Rest      bool      `ch:"rest"` // several members together: what they rest on is told apart only
}

// kpis adds the numbers of the last compute. Without one it adds none.
func kpis(ctx context.Context, conn driver.Conn, all []catalogue.KPI, into *samples) error {
	last, found, err := lastCompute(ctx, conn)
	if err != nil || !found {
		return err
	}
	into.add(kind{name: namespace + "compute_published_timestamp_seconds", help: "When the numbers were published."}, seconds(last.Published))
	into.add(kind{name: namespace + "compute_as_of_timestamp_seconds", help: "Up to when the data reach that the numbers were made of."}, seconds(last.AsOf))
	r, err := newReader(ctx, conn, last, all, "")
	if err != nil {
		return err
	}
	if err := r.periods(ctx, into); err != nil {
		return err
	}
	for _, win := range r.windows {
		if !win.now() {
			continue
		}
		if err := r.window(ctx, win, into); err != nil {
			return err
		}
	}
	for _, each := range r.judgements() {
		if err := each(ctx, into); err != nil {
			return err
		}
	}
	return nil
}

func lastCompute(ctx context.Context, conn driver.Conn) (compute, bool, error) {
	computes, err := warehouse.Rows[compute](ctx, conn, computeSQL, nil)
	if err != nil {
		return compute{}, false, fmt.Errorf("read the last compute: %w", err)
	}
	if len(computes) == 0 {
		return compute{}, false, nil
	}
	return computes[0], true, nil
}

func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

// A reader reads one compute's rows and turns them into series, of now and of
// the past alike.
type reader struct {
	conn     driver.Conn
	compute  compute
	scope    string // and only it; empty: all
	families map[string]family
	apart    string   // ids of the KPIs whose organisations are for pages and SQL alone, as an array
	windows  []window // in the order of scope, name and start
	places   map[place]int
}

// place is what finds a row's window.
type place struct {
	scope, grain string
	start        int64
}

func newReader(ctx context.Context, conn driver.Conn, of compute, all []catalogue.KPI, scope string) (*reader, error) {
	r := &reader{conn: conn, compute: of, scope: scope, families: families(all), apart: apart(all), places: map[place]int{}}
	windows, err := warehouse.Rows[window](ctx, conn, windowsSQL, warehouse.Params{"compute": of.ID})
	if err != nil {
		return nil, fmt.Errorf("read windows: %w", err)
	}
	for _, win := range windows {
		if scope != "" && win.Scope != scope {
			continue
		}
		if !win.running() {
			r.places[place{win.Scope, win.Name, win.Start.Unix()}] = len(r.windows)
		}
		r.windows = append(r.windows, win)
	}
	return r, nil
}

// find is the window of complete periods that a row belongs to.
func (r *reader) find(scope, grain string, start time.Time) (window, bool) {
	at, found := r.places[place{scope, grain, start.Unix()}]
	if !found {
		return window{}, false
	}
	return r.windows[at], true
}

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

// apart lists the KPIs that are told apart by organisation, too. Two dozen of them
// with twenty organisations each would be more series than all others together.
func apart(all []catalogue.KPI) string {
	var ids []string
	for _, k := range all {
		if k.Apart {
			ids = append(ids, "'"+k.ID+"'")
		}
	}
	return "[" + strings.Join(ids, ",") + "]"
}

// periods says which period each window shows.
func (r *reader) periods(_ context.Context, into sink) error {
	k := kind{
		name: namespace + "period_start_timestamp_seconds", help: "Start of the period that a window shows.",
		labels: []string{"scope", "window"},
	}
	for _, win := range r.windows {
		if into.at(win) {
			into.add(k, seconds(win.Start), win.Scope, win.Name)
		}
	}
	return nil
}

// window adds the values of one window.
func (r *reader) window(ctx context.Context, win window, into sink) error {
	wanted := warehouse.Params{
		"kpi": "", "scope": win.Scope, "grain": win.grain(),
		"start":   strconv.FormatInt(win.Start.Unix(), 10),
		"running": strconv.FormatBool(win.running()),
	}
	return r.values(ctx, wanted, func(v *value) {
		r.numbers(win, v, into)
		basis(win, v, into)
	})
}

// values reads rows of known KPIs, in the order of their series.
func (r *reader) values(ctx context.Context, wanted warehouse.Params, do func(*value)) error {
	wanted["compute"], wanted["apart"] = r.compute.ID, r.apart
	err := warehouse.Each(ctx, r.conn, valuesSQL, wanted, func(v *value) error {
		if _, known := r.families[v.KPI]; known {
			do(v)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read values of %q: %w", wanted["scope"]+wanted["kpi"], err)
	}
	return nil
}

// numbers adds a value and its limits. What is NULL has no series.
func (r *reader) numbers(win window, v *value, into sink) {
	f := r.families[v.KPI].of(v.Stat)
	labels := []string{"scope", "window", "stat", "dimension", "member"}
	limits{f.name, f.help, labels, f.base}.add(into, v.Value, v.Lower, v.Upper, v.Scope, win.Name, v.Stat, v.Dimension, v.Member)
}

// basis adds what a value rests on.
func basis(win window, v *value, into sink) {
	if v.Stat != "value" || v.Value == nil || v.Rest {
		return
	}
	labels := []string{"kpi", "scope", "window", "dimension", "member"}
	into.add(kind{name: namespace + "kpi_observations", help: "Things counted for a KPI's value.", labels: labels},
		float64(v.N), v.KPI, v.Scope, win.Name, v.Dimension, v.Member)
	if v.Coverage != nil {
		into.add(kind{name: namespace + "kpi_coverage_ratio", help: "Received of expected in the period, the lowest of the KPI's sources.", labels: labels},
			*v.Coverage, v.KPI, v.Scope, win.Name, v.Dimension, v.Member)
	}
}

// limits are the three families of a number with an interval.
type limits struct {
	name, help string
	labels     []string
	base       func(float64) float64 // into the family's unit
}

// add adds what is not NULL, limits only beside a value.
func (l limits) add(into sink, value, lower, upper *float64, labels ...string) {
	if value == nil {
		return
	}
	for _, each := range []struct {
		suffix, help string
		number       *float64
	}{{"", "", value}, {"_lower", "Lower limit. ", lower}, {"_upper", "Upper limit. ", upper}} {
		if each.number != nil {
			into.add(kind{name: l.name + each.suffix, help: each.help + l.help, labels: l.labels}, l.base(*each.number), labels...)
		}
	}
}
