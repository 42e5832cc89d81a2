package report

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

// historyQuarters is how many quarters a sparkline has, the shown one last.
const historyQuarters = 12

// reader asks for what one compute says of one scope.
type reader struct {
	conn    driver.Conn
	compute Compute
	scope   string
}

// quarter is a period and what is known of the scope in it.
type quarter struct {
	label      string
	start, end time.Time
	covered    bool // a source of some KPI covers it
	open       bool // a covered KPI may still change
	known      bool // a KPI is complete and has a value
}

// value is one row of kpi_values.
type value struct {
	warehouse.Amount

	KPI        string    `ch:"kpi"`
	Stat       string    `ch:"stat"`
	Start      time.Time `ch:"start"`
	Interval   string    `ch:"interval"`
	N          uint64    `ch:"n"`
	Unknown    *float64  `ch:"unknown_share"`
	Coverage   *float64  `ch:"coverage"`
	Complete   bool      `ch:"complete"`
	Sources    []string  `ch:"sources"`
	Definition uint16    `ch:"definition_version"`
}

// listRow is one row of kpi_rows.
type listRow struct {
	KPI  string `ch:"kpi"`
	Rank uint32 `ch:"rank"`
	Row  string `ch:"row"`

	Person       string `ch:"person"`       // name of the row's person_id
	Organisation string `ch:"organisation"` // for whom they worked; empty: unknown, or themselves
	Archive      string `ch:"archive"`      // address of the messages of the row's first list
	Page         string `ch:"-"`            // of the row's change on its forge
}

func (r reader) params(more warehouse.Params) warehouse.Params {
	params := warehouse.Params{"compute": r.compute.ID, "scope": r.scope}
	for name, value := range more {
		params[name] = value
	}
	return params
}

// seconds is a DateTime parameter that means the same in every time zone.
func seconds(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

func (r reader) quarters(ctx context.Context) ([]quarter, error) {
	type row struct {
		Label   string    `ch:"label"`
		Start   time.Time `ch:"start"`
		End     time.Time `ch:"end"`
		Covered uint64    `ch:"covered"`
		Open    uint64    `ch:"open"`
		Known   uint64    `ch:"known"`
	}
	rows, err := warehouse.Rows[row](ctx, r.conn, periodsSQL, r.params(nil))
	if err != nil {
		return nil, fmt.Errorf("read periods of %q: %w", r.scope, err)
	}
	quarters := make([]quarter, len(rows))
	for i, q := range rows {
		quarters[i] = quarter{q.Label, q.Start.UTC(), q.End.UTC(), q.Covered > 0, q.Open > 0, q.Known > 0}
	}
	return quarters, nil
}

// fill reads what assemble needs beside the quarters.
func (r reader) fill(ctx context.Context, in *input) (err error) {
	if err = r.numbers(ctx, in); err != nil {
		return err
	}
	now := in.quarters[in.at].start
	from := in.quarters[max(0, in.at-historyQuarters+1)].start
	if in.momenta, err = r.momenta(ctx, from, now); err != nil {
		return err
	}
	if in.sources, err = r.sources(ctx); err != nil {
		return err
	}
	return r.since(ctx, in)
}

// numbers reads what tiles and lists are made of.
func (r reader) numbers(ctx context.Context, in *input) (err error) {
	if in.definitions, err = r.definitions(ctx); err != nil {
		return err
	}
	now := in.quarters[in.at].start
	from := in.quarters[max(0, in.at-historyQuarters+1)].start
	if in.values, err = r.values(ctx, from, now); err != nil {
		return err
	}
	if in.changes, err = r.changes(ctx, "", now, now); err != nil {
		return err
	}
	if err = r.told(ctx, in); err != nil {
		return err
	}
	in.rows, err = r.rows(ctx, now, in.snapshot == nil)
	return err
}

// told reads what people said beside the numbers: their targets and notes.
func (r reader) told(ctx context.Context, in *input) (err error) {
	params := r.params(warehouse.Params{"start": seconds(in.quarters[in.at].start)})
	if in.targets, err = warehouse.Rows[targetRow](ctx, r.conn, targetsSQL, params); err != nil {
		return fmt.Errorf("read targets of %q: %w", r.scope, err)
	}
	if in.notes, err = warehouse.Rows[noteRow](ctx, r.conn, notesSQL, params); err != nil {
		return fmt.Errorf("read notes of %q: %w", r.scope, err)
	}
	return nil
}

// changes are those of one KPI, or of all where it is empty.
func (r reader) changes(ctx context.Context, kpi string, from, to time.Time) ([]changeRow, error) {
	rows, err := warehouse.Rows[changeRow](ctx, r.conn, changesSQL,
		r.params(warehouse.Params{"kpi": kpi, "from": seconds(from), "to": seconds(to)}))
	if err != nil {
		return nil, fmt.Errorf("read changes of %q: %w", r.scope, err)
	}
	return rows, nil
}

// momenta are the index's history up to a quarter, and its parts in that one.
func (r reader) momenta(ctx context.Context, from, now time.Time) (m momenta, err error) {
	params := r.params(warehouse.Params{"from": seconds(from), "to": seconds(now), "start": seconds(now)})
	if m.values, err = warehouse.Rows[indexRow](ctx, r.conn, indexSQL, params); err != nil {
		return m, fmt.Errorf("read index of %q: %w", r.scope, err)
	}
	if m.areas, err = warehouse.Rows[areaRow](ctx, r.conn, indexAreasSQL, params); err != nil {
		return m, fmt.Errorf("read areas of %q: %w", r.scope, err)
	}
	if m.kpis, err = warehouse.Rows[memberOfIndex](ctx, r.conn, indexKPIsSQL, params); err != nil {
		return m, fmt.Errorf("read contributions of %q: %w", r.scope, err)
	}
	return m, nil
}

func (r reader) values(ctx context.Context, from, to time.Time) ([]value, error) {
	rows, err := warehouse.Rows[value](ctx, r.conn, valuesSQL,
		r.params(warehouse.Params{"from": seconds(from), "to": seconds(to)}))
	if err != nil {
		return nil, fmt.Errorf("read values of %q: %w", r.scope, err)
	}
	return rows, nil
}

func (r reader) definitions(ctx context.Context) ([]Definition, error) {
	type row struct {
		KPI      string `ch:"kpi"`
		Version  uint16 `ch:"version"`
		Title    string `ch:"title"`
		Question string `ch:"question"`
		Unit     string `ch:"unit"`
		Kind     string `ch:"kind"`
		Better   string `ch:"better"`
		SQL      string `ch:"sql"`
	}
	rows, err := warehouse.Rows[row](ctx, r.conn, definitionsSQL, warehouse.Params{"compute": r.compute.ID})
	if err != nil {
		return nil, fmt.Errorf("read definitions: %w", err)
	}
	all := make([]Definition, len(rows))
	for i, d := range rows {
		all[i] = Definition(d)
	}
	return all, nil
}

func (r reader) sources(ctx context.Context) ([]Source, error) {
	type row struct {
		Source    string    `ch:"source"`
		Type      string    `ch:"type"`
		Kind      string    `ch:"kind"`
		Member    string    `ch:"member"`
		Scope     string    `ch:"scope"`
		Synthetic bool      `ch:"synthetic"`
		Untried   bool      `ch:"untried"`
		Lossy     bool      `ch:"lossy"`
		From      time.Time `ch:"span_from"`
		Until     time.Time `ch:"span_until"`
	}
	rows, err := warehouse.Rows[row](ctx, r.conn, sourcesSQL, r.params(nil))
	if err != nil {
		return nil, fmt.Errorf("read sources of %q: %w", r.scope, err)
	}
	all := make([]Source, len(rows))
	for i, s := range rows {
		all[i] = Source{Plain(s.Source), Plain(s.Type), Plain(s.Kind), Plain(s.Member), Plain(s.Scope),
			s.Synthetic, s.Untried, s.Lossy, known(s.From), known(s.Until)}
	}
	return all, nil
}

// known turns the store's 1970-01-01, which means "not known", into no time.
func known(t time.Time) time.Time {
	if t.Unix() <= 0 {
		return time.Time{}
	}
	return t.UTC()
}

// rows are the lists. Names of people and addresses of archives and forges may
// change after a quarter is closed, so that only live pages have them.
func (r reader) rows(ctx context.Context, start time.Time, live bool) ([]listRow, error) {
	rows, err := warehouse.Rows[listRow](ctx, r.conn, rowsSQL, r.params(warehouse.Params{"start": seconds(start)}))
	if err != nil {
		return nil, fmt.Errorf("read lists of %q: %w", r.scope, err)
	}
	var pages pages
	if live {
		if pages, err = readPages(ctx, r.conn, r.scope); err != nil {
			return nil, err
		}
	}
	for i := range rows {
		one := &rows[i]
		if live {
			one.Page = pages.link(one.url())
		} else {
			one.Person, one.Organisation, one.Archive = "", "", ""
		}
	}
	return rows, nil
}
