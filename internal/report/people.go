package report

import (
	"context"
	"fmt"
	"slices"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// People is who takes part in one quarter of one scope: who came, stayed and
// left, as numbers. It names people only where somebody waits for an answer.
type People struct {
	Head
	Findings   []Sentence `json:"findings"`
	Balances   []Balance  `json:"balances"` // twelve quarters, this one last; empty: not collected
	Tiles      []Tile     `json:"tiles"`
	Layers     []Tile     `json:"layers"` // core, regular and occasional people
	Cohorts    []Cohort   `json:"cohorts"`
	Funnel     []Level    `json:"funnel"`
	YearBefore string     `json:"year_before,omitempty"` // label of the same quarter a year before
	Newcomers  []Tile     `json:"newcomers"`
	Waiting    *List      `json:"waiting"` // newcomers without an answer; nil: nobody, or not collected
	Away       []Tile     `json:"away"`    // who was seen earlier
	Dependence []Tile     `json:"dependence"`
	Marks      []Mark     `json:"marks"`
	Footnotes  []string   `json:"footnotes"`

	tables []Definition // of the cohorts, the funnel and the newcomers who wait
}

// LoadPeople reads the page from one compute.
func LoadPeople(ctx context.Context, conn driver.Conn, o Options) (*People, error) {
	r, in, err := choose(ctx, conn, o)
	if err != nil {
		return nil, err
	}
	if err := r.numbers(ctx, &in); err != nil {
		return nil, err
	}
	others, err := r.members(ctx, "people_newcomer_response", in.quarters[in.at].start)
	if err != nil {
		return nil, err
	}
	var yearBefore []listRow
	if at := in.at - quartersAYear; at >= 0 {
		if yearBefore, err = r.rows(ctx, in.quarters[at].start, false); err != nil {
			return nil, err
		}
	}
	return assemblePeople(in, others, yearBefore)
}

// quartersAYear is how far back the same quarter a year before is.
const quartersAYear = 4

// assemblePeople makes the page; beside the time until newcomers get a response
// stands that of others.
func assemblePeople(in input, others []memberRow, yearBefore []listRow) (*People, error) {
	a := newAssembler(in)
	p := &People{
		Head: a.head(), Marks: a.marks(in.at-historyQuarters+1, in.at), Balances: a.balances(),
		Tiles:     a.tiles("people_active", "people_new", "people_retention"),
		Layers:    a.tiles("people_core", "people_regular", "people_occasional"),
		Newcomers: a.tiles("people_newcomer_response", "newcomer_merged_90d"),
		Away:      a.tiles("people_casual", "people_drifting", "people_away"),
		Dependence: a.tiles("mail_absence_factor", "code_absence_factor", "code_elephant_factor",
			"review_absence_factor", "responder_absence_factor", "component_single_maintainer"),
	}
	for i := range p.Dependence {
		p.Dependence[i] = p.Dependence[i].meaning()
	}
	for i := range p.Newcomers {
		p.Newcomers[i].beside(others)
	}
	if at := a.at - quartersAYear; at >= 0 {
		p.YearBefore = a.quarters[at].label
	}
	var err error
	if p.Cohorts, err = a.cohorts(); err != nil {
		return nil, fmt.Errorf("read cohorts of %q: %w", in.scope.ID, err)
	}
	if p.Funnel, err = a.funnel(yearBefore); err != nil {
		return nil, fmt.Errorf("read funnel of %q: %w", in.scope.ID, err)
	}
	if d, computed := a.definition("people_newcomer_waiting"); computed {
		if list, found := a.list(d); found {
			p.Waiting = &list
		}
	}
	for _, id := range []string{"people_cohort_retention", "people_funnel", "people_newcomer_waiting"} {
		if d, computed := a.definition(id); computed {
			p.tables = append(p.tables, d)
		}
	}
	p.Findings, p.Footnotes = p.findings(), p.footnotes()
	return p, nil
}

// beside adds to the time until newcomers get a response everybody's.
func (t *Tile) beside(others []memberRow) {
	if t.KPI != "people_newcomer_response" || t.Value == nil {
		return
	}
	for _, o := range others {
		if o.Member != "everybody" || o.Value == nil {
			continue
		}
		stat := Stat{Name: o.Member, Words: "everybody:", Value: o.Value, Text: t.Definition.Text(*o.Value)}
		if i := newInterval(t.Definition, o.Amount, o.Interval); i != nil {
			stat.Text += " (" + i.Text + ")"
		}
		t.Also = append(t.Also, stat)
	}
}

// Definitions are those of all numbers of the page.
func (p *People) Definitions() []Definition {
	var all []Definition
	for _, t := range slices.Concat(p.Tiles, p.Layers, p.Newcomers, p.Away, p.Dependence) {
		all = append(all, t.Definition)
	}
	return append(all, p.tables...)
}
