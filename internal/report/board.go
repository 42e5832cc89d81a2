package report

import (
	"slices"
	"strings"
	"time"
)

// Board is what a board sees of one quarter of one scope. Its foreign text is
// plain: no control characters, valid UTF-8. It is not escaped for HTML.
type Board struct {
	Head
	Index      Index         `json:"index"`
	Headline   []Sentence    `json:"headline"`
	Trust      string        `json:"trust"` // how far the numbers can be believed, in a sentence
	Since      Since         `json:"since_last_board"`
	Moved      []Moved       `json:"moved"` // strengths and weaknesses, by area
	Notes      []Note        `json:"notes"` // what happened in the quarter
	Marks      []Mark        `json:"marks"` // notes and releases of the twelve quarters
	Areas      []Area        `json:"areas"`
	Waiting    []List        `json:"waiting"`
	Dependence []Tile        `json:"dependence"`
	Newcomers  []Tile        `json:"newcomers"`
	Surveys    []SurveyNews  `json:"surveys,omitempty"` // that ended in the quarter; a closed one keeps their KPIs only
	Targets    []TargetState `json:"targets"`
	Unmeasured []Unmeasured  `json:"unmeasured"` // what a board asks and no KPI answers yet
	Sources    []Source      `json:"sources"`
	Footnotes  []string      `json:"footnotes"`
}

// Area is one of the index's four, with the groups of KPIs that belong to it.
type Area struct {
	ID       string    `json:"area"`
	Title    string    `json:"title"`
	Index    AreaIndex `json:"index"`
	Sections []Section `json:"sections"`
	Needs    string    `json:"needs"` // what it would take to measure it
}

// Empty tells that nothing of the area is measured.
func (a Area) Empty() bool {
	return !slices.ContainsFunc(a.Sections, func(s Section) bool { return !s.Empty() })
}

// Tiles are all KPIs on the board, in its order.
func (b *Board) Tiles() []*Tile {
	var all []*Tile
	for _, area := range b.Areas {
		for _, s := range area.Sections {
			for i := range s.Tiles {
				all = append(all, &s.Tiles[i])
			}
		}
	}
	for i := range b.Newcomers {
		all = append(all, &b.Newcomers[i])
	}
	for i := range b.Dependence {
		all = append(all, &b.Dependence[i])
	}
	return all
}

// Definitions are those of all numbers of the page.
func (b *Board) Definitions() []Definition {
	var all []Definition
	for _, t := range b.Tiles() {
		all = append(all, t.Definition)
	}
	return all
}

// surveyed tells that the quarter has numbers of a survey.
func (b *Board) surveyed() bool {
	return slices.ContainsFunc(b.Tiles(), func(t *Tile) bool { return strings.HasPrefix(t.KPI, "survey_") && t.Value != nil })
}

// Unmeasured is a question of boards that no KPI answers, and what it takes.
type Unmeasured struct {
	Title string `json:"title"`
	Needs string `json:"needs"`
}

// Scope is a community or a part of one.
type Scope struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Period is a quarter, [Start, End).
type Period struct {
	Label string    `json:"label"` // 2020-Q1
	Words string    `json:"words"` // first quarter 2020 (Jan–Mar)
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// State says how final the numbers of a period are.
type State string

// The states, from final to empty.
const (
	Complete  State = "complete"    // over, and every source was collected past its end and the grace
	Settling  State = "settling"    // over, but late arrivals may still change it
	Running   State = "running"     // not over at the compute's as-of time
	Uncovered State = "not covered" // no source covers it
)

// Compute names the evaluation that the numbers come from.
type Compute struct {
	ID        string    `json:"id"`
	AsOf      time.Time `json:"as_of"`
	Published time.Time `json:"published"`
	Program   string    `json:"program"`
	Closings  uint64    `json:"-"` // how many quarters had been closed when it was looked up
}

// Sentence is a finding in words, and the KPI that explains it ("" for none).
type Sentence struct {
	Text string `json:"text"`
	KPI  string `json:"kpi,omitempty"`
}

// Section is a group of the catalogue. One that is empty is not collected for
// the scope, and Needs says which kinds of sources have something for it.
type Section struct {
	Title string   `json:"title"`
	Needs []string `json:"needs"` // mail, code …
	Tiles []Tile   `json:"tiles"`
	Lists []List   `json:"lists,omitempty"`
}

// Empty tells that nothing of the section's kind is collected.
func (s Section) Empty() bool { return len(s.Tiles) == 0 && len(s.Lists) == 0 }

// Bare tells that sources of the section's kind are collected, and none covers
// the quarter: there is a line to say, not a table of nothing.
func (s Section) Bare() bool {
	return len(s.Tiles) > 0 && !slices.ContainsFunc(s.Tiles, func(t Tile) bool { return t.Value != nil || t.Reason != NotCovered })
}

// Tile is one KPI in the quarter.
type Tile struct {
	Definition
	Value      *float64     `json:"value"` // in Unit; nil: Reason says why
	Text       string       `json:"text"`  // as a person reads it: 5.2 h
	Reason     string       `json:"reason,omitempty"`
	Previous   Change       `json:"quarter_before"`
	YearBefore Change       `json:"year_before"`
	Interval   *Interval    `json:"interval,omitempty"`
	N          uint64       `json:"n"`
	Coverage   *float64     `json:"coverage"` // 0 to 1; nil: unknown
	Unknown    *float64     `json:"unknown_share,omitempty"`
	Complete   bool         `json:"complete"`
	Sources    []string     `json:"sources"` // those that cover the quarter and can answer
	Also       []Stat       `json:"also,omitempty"`
	Target     *TargetState `json:"target,omitempty"`
	Means      string       `json:"means,omitempty"` // what it says of this community, or cannot see
	History    []Point      `json:"history"`         // twelve quarters, this one last
}

// Whole tells that the sources received everything that they should have held.
func (t Tile) Whole() bool { return t.Coverage != nil && *t.Coverage == 1 }

// Definition is what the catalogue said of a KPI when the compute ran.
type Definition struct {
	KPI      string `json:"kpi"`
	Version  uint16 `json:"definition_version"`
	Title    string `json:"title"`
	Question string `json:"question"`
	Unit     string `json:"unit"`
	Kind     string `json:"kind"`   // count, share, duration, level, table
	Better   string `json:"better"` // higher, lower, target, none
	SQL      string `json:"-"`
}

// Interval is how far the value may be off. A nil limit is not known yet.
type Interval struct {
	Kind  string   `json:"kind"` // sampling (95 %) or bounds
	Lower *float64 `json:"lower"`
	Upper *float64 `json:"upper"`
	Text  string   `json:"text"`
}

// Stat is another number of the same KPI, such as the 85th percentile.
type Stat struct {
	Name  string   `json:"stat"`
	Words string   `json:"words"` // 85 % within
	Value *float64 `json:"value"`
	Text  string   `json:"text"`
}

// Point is one quarter of a KPI's history.
type Point struct {
	Label    string    `json:"label"`
	Start    time.Time `json:"start"`
	Value    *float64  `json:"value"`
	Lower    *float64  `json:"lower,omitempty"`
	Upper    *float64  `json:"upper,omitempty"`
	Interval string    `json:"interval,omitempty"`
	N        uint64    `json:"n"`
	Coverage *float64  `json:"coverage,omitempty"`
	Complete bool      `json:"complete"`
	Covered  bool      `json:"covered"`
	Text     string    `json:"text"`

	// In a KPI's own history: how far it moved to get here.
	QuarterBefore *Change `json:"quarter_before,omitempty"`
	YearBefore    *Change `json:"year_before,omitempty"`
}

// List is a table that a KPI made for the quarter: columns in its own order.
type List struct {
	Definition
	Columns []string `json:"columns"`
	Rows    [][]Cell `json:"rows"` // a short row ends with empty cells
}

// Cell is one field of a list. URL leads to what it names, or is empty.
type Cell struct {
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
}

// Source is where numbers of the scope come from.
type Source struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"` // mbox, git …
	Kind      string    `json:"kind"` // mail, code …
	Member    string    `json:"member"`
	Scope     string    `json:"scope"`
	Synthetic bool      `json:"synthetic"`
	Untried   bool      `json:"untried,omitempty"` // its type was never run against the real service
	Lossy     bool      `json:"lossy,omitempty"`   // it misses things, and cannot tell how many
	From      time.Time `json:"from,omitzero"`     // zero: from its beginning, or not collected yet
	Until     time.Time `json:"until,omitzero"`
}
