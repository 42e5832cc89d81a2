package evaluate

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/momentum"
	"goldenratio/metrics/resolve"
	"goldenratio/metrics/target"
)

// scratchDatabase is where a compute works.
const scratchDatabase = "golden_scratch"

// ErrNothing says that no source has anything to compute from.
var ErrNothing = errors.New("nothing is collected yet: run goldenratio collect first")

// A Dial opens connections whose unqualified tables are those of a database,
// with all rights. The database may not exist yet: it does when the first
// query runs.
type Dial func(database string) (driver.Conn, error)

// Options say what to compute.
type Options struct {
	AsOf       time.Time // what is dated later does not exist yet
	YearStarts int       // month, 1 for January
	Holidays   []time.Time
	Weights    map[string]float64 // of the index's areas; empty: equal ones
	Identities string             // map of golden.identity_maps to go by; empty: what is known now
	People     *resolve.People    // who is who and works for whom, to suppose; nil: what is known now
	Snapshot   string             // id of the closed quarter that this compute is kept for; empty: it is an ordinary one
	Program    string             // version of the program
	Published  time.Time
	Progress   func(Progress) // may be nil; called from one goroutine at a time
}

// Progress says how far a compute is.
type Progress struct {
	Step        string // the KPI or the step that is done
	Done, Total int
}

// Summary says what a compute made.
type Summary struct {
	Compute uuid.UUID
	AsOf    time.Time
	KPIs    int
	Scopes  uint64
	Periods uint64
	Values  uint64
	Rows    uint64
}

// Compute resolves the facts, evaluates the program's catalogue and publishes
// the numbers, unless there is nothing to compute from: ErrNothing. One compute
// of a store runs at a time: the caller sees to it. When it ends early, readers
// keep the numbers they had.
func Compute(ctx context.Context, dial Dial, o Options) (Summary, error) {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return Summary{}, fmt.Errorf("load catalogue: %w", err)
	}
	s, err := newScratch(ctx, dial, scratchDatabase, o)
	if err != nil {
		return Summary{}, err
	}
	summary, err := s.compute(ctx, kpis)
	return summary, errors.Join(err, s.end(ctx, scratchDatabase))
}

// compute runs all steps in a scratch database.
func (s *scratch) compute(ctx context.Context, kpis []catalogue.KPI) (Summary, error) {
	progress := s.reporter(len(kpis) + 4)
	if err := s.inputs(ctx); err != nil {
		return Summary{}, fmt.Errorf("read inputs: %w", err)
	}
	if err := s.frame(ctx, kpis); err != nil {
		return Summary{}, fmt.Errorf("build frame: %w", err)
	}
	progress("frame")
	if err := resolve.Build(ctx, s.conn, resolve.Options{AsOf: s.asOf, Identities: s.o.Identities, People: s.o.People}); err != nil {
		return Summary{}, fmt.Errorf("resolve: %w", err)
	}
	progress("resolve")
	if err := s.evaluate(ctx, kpis, progress); err != nil {
		return Summary{}, err
	}
	if err := s.judge(ctx, kpis); err != nil {
		return Summary{}, err
	}
	progress("change")
	if err := s.publish(ctx, kpis); err != nil {
		return Summary{}, fmt.Errorf("publish: %w", err)
	}
	progress("publish")
	return s.summary(ctx, len(kpis))
}

// judge says how far the numbers moved, and whether they keep the targets.
func (s *scratch) judge(ctx context.Context, kpis []catalogue.KPI) error {
	o := momentum.Options{Compute: s.id, AsOf: s.asOf, KPIs: kpis, Weights: s.o.Weights}
	if err := momentum.Build(ctx, s.conn, o); err != nil {
		return fmt.Errorf("judge changes: %w", err)
	}
	return target.Build(ctx, s.conn, s.id)
}

// reporter counts steps for Options.Progress.
func (s *scratch) reporter(total int) func(string) {
	done := 0
	return func(step string) {
		done++
		if s.o.Progress != nil {
			s.o.Progress(Progress{Step: step, Done: done, Total: total})
		}
	}
}
