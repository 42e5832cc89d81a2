package snapshot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/calendar"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/evaluate"
)

// Causes of a restatement.
const (
	Identity   = "identity"   // who is who changed
	Bot        = "bot"        // who is a bot changed
	Definition = "definition" // the formula changed
	LateMail   = "late mail"
	LateMerge  = "late merge"
	Deleted    = "deleted" // a source has less than it had
	Matured    = "matured" // what was still waiting then has ended since
	Changed    = "changed" // none of these
)

// A Restatement says that a snapshot states a number differently from an
// earlier one, and one cause of that.
type Restatement struct {
	Snapshot string    `ch:"snapshot" json:"snapshot"`
	Previous string    `ch:"previous" json:"previous"`
	Scope    string    `ch:"scope" json:"scope"`
	KPI      string    `ch:"kpi" json:"kpi"`
	Start    time.Time `ch:"period_start" json:"period_start"`
	Old      *float64  `ch:"old" json:"old"`
	New      *float64  `ch:"new" json:"new"`
	// Effect is the new number less what it would be without the cause; nil
	// where that is not known.
	Effect *float64 `ch:"effect" json:"effect"`
	Cause  string   `ch:"cause" json:"cause"`
	Source string   `ch:"source" json:"source"`
}

// key names a number.
type key struct {
	kpi, scope string
	start      int64
}

// restated holds the new numbers against those of the revision before, with the
// quarters that its page compares them with, and against those of the quarter
// that was closed before.
func (c *closer) restated(ctx context.Context) ([]Restatement, error) {
	var all []Restatement
	if c.same != nil {
		before := c.days.Previous(c.quarter)
		year := c.days.Period(calendar.Quarter, c.quarter.Start.AddDate(-1, 0, 0))
		found, err := c.against(ctx, c.same, c.quarter, before, year)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	if c.before != nil {
		quarter, err := c.days.Parse(c.before.Quarter)
		if err != nil {
			return nil, err
		}
		found, err := c.against(ctx, c.before, quarter)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// against finds what differs from a snapshot in some quarters, and why.
func (c *closer) against(ctx context.Context, s *Snapshot, quarters ...calendar.Period) ([]Restatement, error) {
	var starts []time.Time
	for _, q := range quarters {
		starts = append(starts, q.Start)
	}
	changed, err := differences(ctx, c.store.Conn, s.Compute.String(), c.next.Compute.String(), starts)
	if err != nil || len(changed) == 0 {
		return nil, err
	}
	why, err := c.causes(ctx, s, changed)
	if err != nil {
		return nil, fmt.Errorf("find causes against %s: %w", s.ID, err)
	}
	var all []Restatement
	for _, d := range changed {
		for _, r := range why.of(d) {
			r.Snapshot, r.Previous = c.next.ID, s.ID
			all = append(all, r)
		}
	}
	return all, nil
}

// A Difference is a number that two computes do not share.
type Difference struct {
	KPI     string    `ch:"kpi" json:"kpi"`
	Kind    string    `ch:"kind" json:"kind"`
	Scope   string    `ch:"scope" json:"scope"`
	Start   time.Time `ch:"period_start" json:"period_start"`
	Label   string    `ch:"label" json:"label"`
	Old     *float64  `ch:"old" json:"old"`
	New     *float64  `ch:"new" json:"new"`
	Sources []string  `ch:"sources" json:"-"`
	Redone  bool      `ch:"redefined" json:"redefined"` // what runs is not what ran
}

func (d Difference) key() key { return key{d.KPI, d.Scope, d.Start.Unix()} }

// differences finds the totals of some quarters that two computes do not share.
func differences(ctx context.Context, conn driver.Conn, old, new string, starts []time.Time) ([]Difference, error) {
	list := ""
	for i, start := range starts {
		if i > 0 {
			list += ","
		}
		list += "'" + start.UTC().Format(time.DateTime) + "'"
	}
	found, err := warehouse.Rows[Difference](ctx, conn, statement("differences"), warehouse.Params{
		"old": old, "new": new, "starts": "[" + list + "]",
	})
	if err != nil {
		return nil, fmt.Errorf("compare numbers: %w", err)
	}
	for i := range found {
		found[i].Start = found[i].Start.UTC()
	}
	return found, nil
}

// reasons knows what the changed numbers would be if one thing were as it was.
type reasons struct {
	asOf     bool               // the earlier snapshot looked at the quarter earlier
	who      string             // Identity or Bot; empty: nobody changed
	people   map[key]*float64   // with who was who then
	formulas map[key]*float64   // with the formulas of then
	arrivals map[string]arrival // by source
}

// An arrival is what a source gave for a quarter, then and now.
type arrival struct {
	kind string
	more map[int64]int64 // by start of the quarter
}

// causes evaluates the changed KPIs again, each time with one thing as it was
// when the snapshot was made.
func (c *closer) causes(ctx context.Context, s *Snapshot, changed []Difference) (*reasons, error) {
	w := &reasons{asOf: s.AsOf.Before(c.next.AsOf)}
	var err error
	if w.arrivals, err = c.arrivals(ctx, s); err != nil {
		return nil, err
	}
	if w.who, err = c.whoChanged(ctx, s); err != nil {
		return nil, err
	}
	if w.who != "" {
		options := c.options()
		options.Identities = s.Identities
		if w.people, err = c.again(ctx, options, c.changedKPIs(changed)); err != nil {
			return nil, fmt.Errorf("with the identities of %s: %w", s.ID, err)
		}
	}
	then, err := c.formulas(ctx, s, changed)
	if err != nil || len(then) == 0 {
		return w, err
	}
	if w.formulas, err = c.again(ctx, c.options(), then); err != nil {
		return nil, fmt.Errorf("with the definitions of %s: %w", s.ID, err)
	}
	return w, nil
}

// again evaluates KPIs and gives their quarters.
func (c *closer) again(ctx context.Context, o evaluate.Options, kpis []catalogue.KPI) (map[key]*float64, error) {
	numbers, err := evaluate.Again(ctx, c.store.Database, o, kpis)
	if err != nil {
		return nil, err
	}
	all := make(map[key]*float64, len(numbers))
	for _, n := range numbers {
		all[key{n.KPI, n.Scope, n.Start.Unix()}] = n.Value
	}
	return all, nil
}

// changedKPIs are those of the catalogue with a changed number.
func (c *closer) changedKPIs(changed []Difference) []catalogue.KPI {
	return slices.DeleteFunc(slices.Clone(c.kpis), func(k catalogue.KPI) bool {
		return !slices.ContainsFunc(changed, func(d Difference) bool { return d.KPI == k.ID })
	})
}

// formulas are the changed KPIs whose formula is another now, as they were.
func (c *closer) formulas(ctx context.Context, s *Snapshot, changed []Difference) ([]catalogue.KPI, error) {
	type row struct {
		KPI string `ch:"kpi"`
		SQL string `ch:"sql"`
	}
	rows, err := warehouse.Rows[row](ctx, c.store.Conn, statement("formulas"), warehouse.Params{"compute": s.Compute.String()})
	if err != nil {
		return nil, fmt.Errorf("read definitions of %s: %w", s.ID, err)
	}
	then := make(map[string]string, len(rows))
	for _, r := range rows {
		then[r.KPI] = r.SQL
	}
	kpis := slices.DeleteFunc(c.changedKPIs(changed), func(k catalogue.KPI) bool { return then[k.ID] == "" || then[k.ID] == k.SQL })
	for i := range kpis {
		if kpis[i], err = kpis[i].Formerly(then[kpis[i].ID]); err != nil {
			return nil, err
		}
	}
	return kpis, nil
}

// whoChanged says whether people, or only bots, are others than they were.
func (c *closer) whoChanged(ctx context.Context, s *Snapshot) (string, error) {
	type row struct {
		People uint64 `ch:"people"`
		Bots   uint64 `ch:"bots"`
	}
	rows, err := warehouse.Rows[row](ctx, c.store.Conn, statement("who_changed"), warehouse.Params{"map": s.Identities})
	if err != nil {
		return "", fmt.Errorf("compare identities: %w", err)
	}
	switch {
	case rows[0].People > 0:
		return Identity, nil
	case rows[0].Bots > 0:
		return Bot, nil
	}
	return "", nil
}

// arrivals says what every source gave more, or less, than it had.
func (c *closer) arrivals(ctx context.Context, s *Snapshot) (map[string]arrival, error) {
	type row struct {
		Source string    `ch:"source"`
		Kind   string    `ch:"kind"`
		Start  time.Time `ch:"period_start"`
		More   int64     `ch:"more"`
	}
	rows, err := warehouse.Rows[row](ctx, c.store.Conn, statement("arrivals"), warehouse.Params{
		"old": s.Compute.String(), "new": c.next.Compute.String(),
	})
	if err != nil {
		return nil, fmt.Errorf("compare what sources gave: %w", err)
	}
	all := make(map[string]arrival)
	for _, r := range rows {
		if all[r.Source].more == nil {
			all[r.Source] = arrival{kind: r.Kind, more: make(map[int64]int64)}
		}
		all[r.Source].more[r.Start.Unix()] = r.More
	}
	return all, nil
}

// of gives the causes of one changed number: those that were found by
// switching back, and for what they leave open the sources that gave more or
// less.
func (w *reasons) of(d Difference) []Restatement {
	r := Restatement{Scope: d.Scope, KPI: d.KPI, Start: d.Start, Old: d.Old, New: d.New}
	var all []Restatement
	explained := 0.0
	for _, switched := range []struct {
		cause  string
		values map[key]*float64
	}{{w.who, w.people}, {Definition, w.formulas}} {
		value, found := switched.values[d.key()]
		if !found || same(value, d.New) {
			continue
		}
		one := r
		one.Cause, one.Effect = switched.cause, minus(d.New, value)
		if one.Effect != nil {
			explained += *one.Effect
		}
		all = append(all, one)
	}
	whole := minus(d.New, d.Old)
	if len(all) > 0 && (whole == nil || near(explained, *whole)) {
		return all
	}
	return append(all, w.data(r, d)...)
}

// data gives the sources that brought or lost something of a number's quarter,
// or else of an earlier one.
func (w *reasons) data(r Restatement, d Difference) []Restatement {
	var all []Restatement
	for _, source := range slices.Sorted(slices.Values(d.Sources)) {
		a := w.arrivals[source]
		more := a.more[d.Start.Unix()]
		if more == 0 {
			continue
		}
		one := r
		one.Source, one.Cause = source, Deleted
		if more > 0 {
			one.Cause = late(a.kind)
		}
		all = append(all, one)
	}
	if len(all) > 0 {
		return all
	}
	r.Cause = Changed
	if w.asOf && d.Kind == string(catalogue.Duration) {
		r.Cause = Matured
	}
	return []Restatement{r}
}

func late(kind string) string {
	if kind == "mail" {
		return LateMail
	}
	return LateMerge
}

func same(a, b *float64) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func minus(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	d := *a - *b
	return &d
}

// near forgives what adding rounds off.
func near(a, b float64) bool {
	return cmp.Compare(a-b, 1e-9*max(1, abs(b))) <= 0 && cmp.Compare(b-a, 1e-9*max(1, abs(b))) <= 0
}

func abs(x float64) float64 { return max(x, -x) }
