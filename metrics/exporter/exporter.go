package exporter

import (
	"context"
	_ "embed"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

//go:embed sql/state.sql
var stateSQL string

// Options are what an Exporter needs.
type Options struct {
	Conn      driver.Conn // with the right to read golden_private.rejects
	Catalogue []catalogue.KPI
	Version   string // of the program
	Now       func() time.Time
	Log       *slog.Logger
}

// Exporter is an http.Handler for /metrics. Refresh or Run keep it up to date;
// before the first refresh it answers 503.
type Exporter struct {
	o        Options
	snapshot atomic.Pointer[snapshot]
	process  prometheus.Gatherer // what is true of this process now
	failures prometheus.Counter

	refreshing sync.Mutex
	state      string // of the store, at the last refresh

	mu   sync.Mutex
	lit  [formats]live
	from time.Time // when lit was rendered; zero: never
}

// snapshot is what a compute and the runs before it leave to be served.
type snapshot [formats]frozen

// New makes an exporter that has nothing to serve yet.
func New(o Options) (*Exporter, error) {
	e := &Exporter{o: o, failures: prometheus.NewCounter(prometheus.CounterOpts{
		Name: namespace + "refresh_failures_total", Help: "Refreshes of this page that failed; it then shows the numbers before.",
	})}
	build := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: namespace + "build_info", Help: "The program that serves this page; always 1.",
		ConstLabels: prometheus.Labels{"version": label(o.Version), "goversion": runtime.Version()},
	}, func() float64 { return 1 })
	registry := prometheus.NewRegistry()
	for _, c := range []prometheus.Collector{
		build, e.failures, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	} {
		if err := registry.Register(c); err != nil {
			return nil, fmt.Errorf("register collector: %w", err)
		}
	}
	e.process = registry
	return e, nil
}

// Run refreshes until ctx ends. A refresh that fails is logged and counted, and
// the numbers before stay.
func (e *Exporter) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		if err := e.Refresh(ctx); err != nil && ctx.Err() == nil {
			e.failures.Inc()
			e.o.Log.Error("metrics are not refreshed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Refresh renders the page anew if a compute was published or a run started or
// ended since the last time.
func (e *Exporter) Refresh(ctx context.Context) error {
	e.refreshing.Lock()
	defer e.refreshing.Unlock()
	type row struct {
		State string `ch:"state"`
	}
	states, err := warehouse.Rows[row](ctx, e.o.Conn, stateSQL, nil)
	if err != nil {
		return fmt.Errorf("read state: %w", err)
	}
	if len(states) == 1 && states[0].State == e.state && e.snapshot.Load() != nil {
		return nil
	}
	all := newSamples()
	if err := kpis(ctx, e.o.Conn, e.o.Catalogue, all); err != nil {
		return err
	}
	if err := pipeline(ctx, e.o.Conn, all); err != nil {
		return err
	}
	if err := e.publish(all); err != nil {
		return err
	}
	e.state = states[0].State
	return nil
}

// publish renders samples and puts them in the place of those before.
func (e *Exporter) publish(all *samples) error {
	if all.err != nil {
		return fmt.Errorf("make metric: %w", all.err)
	}
	families, err := gather(all)
	if err != nil {
		return err
	}
	var s snapshot
	for f := range formats {
		text, err := f.encode(families)
		if err != nil {
			return err
		}
		if s[f], err = freeze(text); err != nil {
			return fmt.Errorf("compress metrics: %w", err)
		}
	}
	e.snapshot.Store(&s)
	return nil
}
