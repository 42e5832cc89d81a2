package report

import (
	"context"
	"slices"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/metrics/catalogue"
)

// Organisations is who does the work of one quarter of one scope, as far as it
// is known for whom people work. What is unknown is in every part of it.
type Organisations struct {
	Head
	Findings  []Sentence `json:"findings"`
	Tiles     []Tile     `json:"tiles"`
	Shares    *Shares    `json:"shares"`  // nil: not computed, or not collected
	Members   *List      `json:"members"` // nil: nobody was a member in the quarter
	Doings    *Doings    `json:"doings"`  // nil: nothing was done by mail or in review
	Marks     []Mark     `json:"marks"`
	Footnotes []string   `json:"footnotes"`
}

// Active are the organisations that did something in the quarter.
func (s *Shares) Active() []Organisation {
	return slices.DeleteFunc(slices.Clone(s.Organisations), func(o Organisation) bool { return o.Known == nil })
}

// Known tells that something is known of any of the eight quarters.
func (s *Shares) Known() bool {
	return slices.ContainsFunc(s.Quarters, func(q ShareQuarter) bool { return q.N > 0 })
}

// Covered tells that a source covers the quarter.
func (s *Shares) Covered() bool { return s.Quarters[len(s.Quarters)-1].Covered }

// Definitions are those of all numbers of the page.
func (p *Organisations) Definitions() []Definition {
	var all []Definition
	if p.Shares != nil {
		all = append(all, p.Shares.Definition)
	}
	for _, t := range p.Tiles {
		all = append(all, t.Definition)
	}
	if p.Members != nil {
		all = append(all, p.Members.Definition)
	}
	if p.Doings != nil {
		all = append(all, p.Doings.definitions...)
	}
	return all
}

// organisationTiles are the numbers of the page, in its order.
func organisationTiles() []string {
	return []string{"org_active", "org_new", "org_top_share", "code_elephant_factor", "org_volunteer_share"}
}

// LoadOrganisations reads the page from one compute.
func LoadOrganisations(ctx context.Context, conn driver.Conn, o Options) (*Organisations, error) {
	r, in, err := choose(ctx, conn, o)
	if err != nil {
		return nil, err
	}
	if err := r.numbers(ctx, &in); err != nil {
		return nil, err
	}
	from := in.quarters[max(0, in.at-shareQuarters+1)].start
	rows, err := r.shareRows(ctx, "org_share", from, in.quarters[in.at].start, in.snapshot == nil)
	if err != nil {
		return nil, err
	}
	doings, err := r.doingRows(ctx, in.quarters[in.at].start, in.snapshot == nil)
	if err != nil {
		return nil, err
	}
	return assembleOrganisations(in, rows, doings), nil
}

func assembleOrganisations(in input, rows []shareRow, doings []doingRow) *Organisations {
	a := newAssembler(in)
	p := &Organisations{Head: a.head(), Marks: a.marks(in.at-historyQuarters+1, in.at), Tiles: a.tiles(organisationTiles()...)}
	if d, computed := a.definition("org_share"); computed && a.collected(d.KPI) {
		shares := a.shares(d, rows)
		p.Shares = &shares
	}
	if d, computed := a.definition("member_participation"); computed {
		if members, found := a.list(d); found {
			p.Members = &members
		}
	}
	p.Doings = a.doings(doings)
	p.Findings, p.Footnotes = p.findings(), p.footnotes()
	return p
}

// tiles are KPIs by their ids; those that are not computed or not collected are
// left out.
func (a *assembler) tiles(ids ...string) []Tile {
	all := []Tile{}
	for _, id := range ids {
		if d, computed := a.definition(id); computed && a.collected(id) {
			all = append(all, a.explained(a.tile(d)))
		}
	}
	return all
}

// explained gives a covered KPI without a value a reason that says what it takes.
func (a *assembler) explained(t Tile) Tile {
	if t.Reason != NotEnough {
		return t
	}
	at := slices.IndexFunc(a.catalogue, func(k catalogue.KPI) bool { return k.ID == t.KPI })
	switch {
	case at < 0:
	case a.quarters[a.at].end.After(a.compute.AsOf) && pairs(a.catalogue[at].Looks):
		t.Reason = "the quarter is not over"
	case pairs(a.catalogue[at].Looks):
		t.Reason = "no source covers this quarter and the one before"
	case a.catalogue[at].Looks == catalogue.Ever && t.Kind == string(catalogue.Count):
		t.Reason = "the sources begin less than a year before, so nobody can be called new"
	case a.catalogue[at].Looks == catalogue.Ever:
		t.Reason = "nobody who is known to be new"
	}
	return t
}

// pairs tells that a KPI compares its period with the one before.
func pairs(l catalogue.Looks) bool { return l == catalogue.Previous || l == catalogue.Both }
