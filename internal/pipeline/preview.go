package pipeline

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/evaluate"
	"goldenratio/metrics/resolve"
)

// A Preview is what the next compute would make of who is who.
type Preview struct {
	Aliases  int           `json:"aliases"`      // that would be of another person, or of a bot that was none, or the reverse
	Stays    int           `json:"affiliations"` // stretches of work that would come, go or change
	Changes  []Consequence `json:"changes"`
	Computed bool          `json:"computed"` // false: nothing was computed yet, so that nothing can change
}

// A Consequence is a number that would change; nil is no value.
type Consequence struct {
	KPI       string   `json:"kpi"`
	Stat      string   `json:"stat"`
	Scope     string   `json:"scope"`
	Dimension string   `json:"dimension,omitempty"`
	Member    string   `json:"member,omitempty"`
	Quarter   string   `json:"quarter"`
	Before    *float64 `json:"before"`
	After     *float64 `json:"after"`
}

// Foresee tells which numbers the next compute would change because people, or
// for whom they work, are taken for others than in the last one. Both times the
// facts are those of now, and nothing is published. Another compute is kept away
// meanwhile.
func Foresee(ctx context.Context, store *warehouse.Store, c *config.Config, o evaluate.Options) (p Preview, err error) {
	release, err := store.LockCompute()
	if err != nil {
		return p, err
	}
	defer release()
	if p.Computed, err = store.Computed(ctx); err != nil || !p.Computed {
		return p, err
	}
	after, err := supposed(ctx, store, c)
	if err != nil {
		return p, err
	}
	before, err := present(ctx, store, after)
	if err != nil {
		return p, err
	}
	p.Aliases, p.Stays = moved(before, after), rehired(before.Affiliations, after.Affiliations)
	if p.Aliases == 0 && p.Stays == 0 {
		return p, nil
	}
	p.Changes, err = consequences(ctx, store, configured(c, o), before, after)
	return p, err
}

// supposed are people as the files and the evidence have them now.
func supposed(ctx context.Context, store *warehouse.Store, c *config.Config) (*resolve.People, error) {
	who, err := people(ctx, store, c)
	if err != nil {
		return nil, err
	}
	work, err := employed(ctx, store, c, who)
	if err != nil {
		return nil, err
	}
	return &resolve.People{Identities: who.Identities, People: who.People, Affiliations: work.Affiliations}, nil
}

// present are people as the last compute had them. Aliases that have come in
// since are whom they would be: that these count now is no change of people.
func present(ctx context.Context, store *warehouse.Store, after *resolve.People) (*resolve.People, error) {
	p := &resolve.People{}
	var err error
	if p.Identities, p.People, p.Affiliations, err = store.Known(ctx); err != nil {
		return nil, err
	}
	known, named := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, i := range p.Identities {
		known[i.Alias] = true
	}
	for i := range p.People {
		named[p.People[i].ID] = true
	}
	for _, i := range after.Identities {
		if !known[i.Alias] {
			p.Identities = append(p.Identities, i)
		}
	}
	for i := range after.People {
		if !named[after.People[i].ID] {
			p.People = append(p.People, after.People[i])
		}
	}
	return p, nil
}

// moved counts aliases behind which somebody else, or something else, would be.
func moved(before, after *resolve.People) (n int) {
	type behind struct {
		person uuid.UUID
		bot    bool
	}
	read := func(p *resolve.People) map[uuid.UUID]behind {
		bots := map[uuid.UUID]bool{}
		for i := range p.People {
			bots[p.People[i].ID] = p.People[i].Bot
		}
		all := make(map[uuid.UUID]behind, len(p.Identities))
		for _, i := range p.Identities {
			all[i.Alias] = behind{i.Person, bots[i.Person]}
		}
		return all
	}
	was, is := read(before), read(after)
	for alias, one := range was {
		if is[alias] != one {
			n++
		}
	}
	return n
}

// rehired counts stretches of work that only one of two has.
func rehired(before, after []warehouse.Affiliation) (n int) {
	type stay struct {
		person       uuid.UUID
		from, until  time.Time
		organisation string
	}
	all := map[stay]int{}
	for i := range before {
		all[stay{before[i].Person, before[i].From.UTC(), before[i].Until.UTC(), before[i].Organisation}]--
	}
	for i := range after {
		all[stay{after[i].Person, after[i].From.UTC(), after[i].Until.UTC(), after[i].Organisation}]++
	}
	for _, left := range all {
		n += max(left, -left)
	}
	return n
}

// consequences evaluates everything with people as they were and as they would
// be.
func consequences(ctx context.Context, store *warehouse.Store, o evaluate.Options, before, after *resolve.People) ([]Consequence, error) {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return nil, err
	}
	kpis = slices.DeleteFunc(kpis, func(k catalogue.KPI) bool { return k.Kind == catalogue.Table })
	o.People = before
	old, err := evaluate.Figures(ctx, store.Database, o, kpis)
	if err != nil {
		return nil, fmt.Errorf("evaluate with people as they are: %w", err)
	}
	o.People = after
	next, err := evaluate.Figures(ctx, store.Database, o, kpis)
	if err != nil {
		return nil, fmt.Errorf("evaluate with people as they would be: %w", err)
	}
	return changed(old, next), nil
}

// changed are the numbers that differ, in the order of the new ones; those that
// would be gone come last.
func changed(old, next []evaluate.Figure) (all []Consequence) {
	was := make(map[evaluate.Figure]*float64, len(old))
	for _, f := range old {
		was[name(f)] = f.Value
	}
	for _, f := range next {
		before := was[name(f)]
		delete(was, name(f))
		if !equal(before, f.Value) {
			all = append(all, consequence(f, before, f.Value))
		}
	}
	for _, f := range old {
		if _, gone := was[name(f)]; gone && f.Value != nil {
			all = append(all, consequence(f, f.Value, nil))
		}
	}
	return all
}

// name is what a figure is, without how much.
func name(f evaluate.Figure) evaluate.Figure {
	f.Value = nil
	return f
}

func equal(a, b *float64) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func consequence(f evaluate.Figure, before, after *float64) Consequence {
	return Consequence{
		KPI: f.KPI, Stat: f.Stat, Scope: f.Scope, Dimension: f.Dimension, Member: f.Member, Quarter: f.Quarter,
		Before: before, After: after,
	}
}
