package report

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// What a reader can ask for and not get. Each has its next step on the page.
var (
	ErrNoCompute     = errors.New("nothing is computed yet")
	ErrUnknownScope  = errors.New("unknown scope")
	ErrUnknownPeriod = errors.New("unknown period")
	ErrUnknownKPI    = errors.New("unknown KPI")
)

var (
	//go:embed sql/compute.sql
	computeSQL string
	//go:embed sql/scopes.sql
	scopesSQL string
	//go:embed sql/periods.sql
	periodsSQL string
	//go:embed sql/values.sql
	valuesSQL string
	//go:embed sql/definitions.sql
	definitionsSQL string
	//go:embed sql/sources.sql
	sourcesSQL string
	//go:embed sql/rows.sql
	rowsSQL string
	//go:embed sql/members.sql
	membersSQL string
	//go:embed sql/changes.sql
	changesSQL string
	//go:embed sql/index.sql
	indexSQL string
	//go:embed sql/index_areas.sql
	indexAreasSQL string
	//go:embed sql/index_kpis.sql
	indexKPIsSQL string
	//go:embed sql/targets.sql
	targetsSQL string
	//go:embed sql/notes.sql
	notesSQL string
	//go:embed sql/snapshots.sql
	snapshotsSQL string
	//go:embed sql/restated.sql
	restatedSQL string
	//go:embed sql/restatements.sql
	restatementsSQL string
	//go:embed sql/days.sql
	daysSQL string
	//go:embed sql/covering.sql
	coveringSQL string
)

// Latest is the label of the last complete quarter, whichever that is.
const Latest = "latest"

// Options say which numbers are wanted.
type Options struct {
	Scope    string // empty: the first of the configuration
	Period   string // a quarter's label; empty or "latest": the last complete one that is covered
	Snapshot string // a closed quarter's id: that quarter as it was closed; empty: the last compute
	// Catalogue says which KPIs pages show, and in which order. Their words and
	// formulas come from the compute.
	Catalogue []catalogue.KPI
}

// Load reads a board from one compute. All its queries name that compute, so a
// newer one that appears meanwhile mixes nothing, and a closed quarter reads
// the same for ever.
func Load(ctx context.Context, conn driver.Conn, o Options) (*Board, error) {
	r, in, err := choose(ctx, conn, o)
	if err != nil {
		return nil, err
	}
	if err := r.fill(ctx, &in); err != nil {
		return nil, err
	}
	board := assemble(in)
	if o.Snapshot == "" {
		board.Surveys, err = surveyNews(ctx, conn, board.Scope.ID, in.quarters[in.at])
	}
	return board, err
}

// choose finds the compute, scope and quarter that the options mean.
func choose(ctx context.Context, conn driver.Conn, o Options) (reader, input, error) {
	in := input{catalogue: o.Catalogue}
	var err error
	if in.snapshots, err = Snapshots(ctx, conn); err != nil {
		return reader{}, input{}, err
	}
	if o.Snapshot != "" {
		if in.snapshot, err = findSnapshot(in.snapshots, o.Snapshot); err != nil {
			return reader{}, input{}, err
		}
		o.Period = in.snapshot.Quarter
	}
	if in.compute, err = ComputeOf(ctx, conn, o.Snapshot); err != nil {
		return reader{}, input{}, err
	}
	scopes, err := Scopes(ctx, conn, in.compute)
	if err != nil {
		return reader{}, input{}, err
	}
	scope, err := pickScope(scopes, o.Scope)
	if err != nil {
		return reader{}, input{}, err
	}
	in.scope, in.synthetic = scope.Scope, scope.Synthetic
	r := reader{conn: conn, compute: in.compute, scope: scope.ID}
	if in.quarters, err = r.quarters(ctx); err != nil {
		return reader{}, input{}, err
	}
	in.at, err = pickQuarter(in.quarters, o.Period)
	return r, in, err
}

// ComputeOf is the compute of a snapshot, or where none is named the one that
// readers see now.
func ComputeOf(ctx context.Context, conn driver.Conn, snapshot string) (Compute, error) {
	type row struct {
		ID        string    `ch:"id"`
		AsOf      time.Time `ch:"as_of"`
		Published time.Time `ch:"published"`
		Program   string    `ch:"program"`
		Closings  uint64    `ch:"closings"`
	}
	rows, err := warehouse.Rows[row](ctx, conn, computeSQL, warehouse.Params{"snapshot": snapshot})
	switch {
	case err != nil:
		return Compute{}, fmt.Errorf("read the last compute: %w", err)
	case len(rows) == 0 && snapshot != "":
		return Compute{}, fmt.Errorf("%w %q", ErrUnknownSnapshot, Plain(snapshot))
	case len(rows) == 0:
		return Compute{}, ErrNoCompute
	}
	c := rows[0]
	return Compute{ID: c.ID, AsOf: c.AsOf.UTC(), Published: c.Published.UTC(), Program: Plain(c.Program), Closings: c.Closings}, nil
}

// ScopeState is a scope with the quarters to open first: the last complete one
// and the last with any number (empty: none).
type ScopeState struct {
	Scope
	Synthetic bool
	Complete  string
	Latest    string
}

// Default is the quarter that a link to the scope leads to.
func (s ScopeState) Default() string {
	if s.Complete != "" {
		return s.Complete
	}
	return s.Latest
}

// Scopes lists all scopes in the configuration's order.
func Scopes(ctx context.Context, conn driver.Conn, compute Compute) ([]ScopeState, error) {
	type row struct {
		Scope     string `ch:"scope"`
		Title     string `ch:"title"`
		Place     uint32 `ch:"place"`
		Synthetic bool   `ch:"synthetic"`
		Complete  string `ch:"complete_label"`
		Latest    string `ch:"latest_label"`
	}
	rows, err := warehouse.Rows[row](ctx, conn, scopesSQL, warehouse.Params{"compute": compute.ID})
	if err != nil {
		return nil, fmt.Errorf("read scopes: %w", err)
	}
	scopes := make([]ScopeState, len(rows))
	for i, r := range rows {
		scopes[i] = ScopeState{newScope(r.Scope, r.Title), r.Synthetic, r.Complete, r.Latest}
	}
	return scopes, nil
}

func newScope(id, title string) Scope {
	if strings.TrimSpace(title) == "" {
		title = id
	}
	return Scope{ID: id, Title: Plain(title)}
}

func pickScope(scopes []ScopeState, id string) (ScopeState, error) {
	if id == "" && len(scopes) > 0 {
		return scopes[0], nil
	}
	at := slices.IndexFunc(scopes, func(s ScopeState) bool { return s.ID == id })
	if at < 0 {
		return ScopeState{}, fmt.Errorf("%w %q: the configuration has %s", ErrUnknownScope, Plain(id), some(scopes))
	}
	return scopes[at], nil
}

// mostNamed is how many scopes an error names.
const mostNamed = 8

// some are the ids of the first scopes.
func some(scopes []ScopeState) string {
	var ids []string
	for _, s := range scopes[:min(len(scopes), mostNamed)] {
		ids = append(ids, s.ID)
	}
	if more := len(scopes) - mostNamed; more > 0 {
		ids = append(ids, fmt.Sprintf("and %d more", more))
	}
	return cmp.Or(strings.Join(ids, ", "), "none")
}

// pickQuarter finds the quarter that is asked for: its index.
func pickQuarter(quarters []quarter, label string) (int, error) {
	if len(quarters) == 0 {
		return 0, fmt.Errorf("%w: no quarter is computed", ErrUnknownPeriod)
	}
	if label != "" && label != Latest {
		at := slices.IndexFunc(quarters, func(q quarter) bool { return q.label == label })
		if at < 0 {
			return 0, fmt.Errorf("%w %q: quarters go from %s to %s", ErrUnknownPeriod,
				Plain(label), quarters[0].label, quarters[len(quarters)-1].label)
		}
		return at, nil
	}
	best := len(quarters) - 1
	for i := len(quarters) - 1; i >= 0; i-- {
		if quarters[i].known {
			return i, nil
		}
		if quarters[i].covered && !quarters[best].covered {
			best = i
		}
	}
	return best, nil
}
