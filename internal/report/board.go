package report

import "time"

// Board is one quarter of one scope. Its foreign text is plain: no control
// characters, valid UTF-8. It is not escaped for HTML.
type Board struct {
	Scope     Scope      `json:"scope"`
	Period    Period     `json:"period"`
	Previous  string     `json:"previous_period,omitempty"` // label of the quarter before; empty: there is none
	Next      string     `json:"next_period,omitempty"`
	State     State      `json:"state"`
	Compute   Compute    `json:"compute"`
	Synthetic bool       `json:"synthetic"` // a source of the scope was made by `goldenratio sample`
	Headline  []Sentence `json:"headline"`
	Sections  []Section  `json:"sections"`
	Sources   []Source   `json:"sources"`
	Footnotes []string   `json:"footnotes"`
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
}

// Sentence is a finding in words, and the KPI that explains it ("" for none).
type Sentence struct {
	Text string `json:"text"`
	KPI  string `json:"kpi,omitempty"`
}

// Section is a group of the catalogue. One that is empty is not collected for
// the scope, and Needs says which kinds of sources it would take.
type Section struct {
	Title string   `json:"title"`
	Needs []string `json:"needs"` // mail, code …
	Tiles []Tile   `json:"tiles"`
	Lists []List   `json:"lists,omitempty"`
}

// Empty tells that nothing of the section's kind is collected.
func (s Section) Empty() bool { return len(s.Tiles) == 0 && len(s.Lists) == 0 }

// NotCollected are the sections that have nothing, since the scope has no
// source for them.
func (b *Board) NotCollected() []Section {
	var all []Section
	for _, s := range b.Sections {
		if s.Empty() {
			all = append(all, s)
		}
	}
	return all
}

// Tile is one KPI in the quarter.
type Tile struct {
	Definition
	Value      *float64  `json:"value"` // in Unit; nil: Reason says why
	Text       string    `json:"text"`  // as a person reads it: 5.2 h
	Reason     string    `json:"reason,omitempty"`
	Previous   Change    `json:"quarter_before"`
	YearBefore Change    `json:"year_before"`
	Interval   *Interval `json:"interval,omitempty"`
	N          uint64    `json:"n"`
	Coverage   *float64  `json:"coverage"` // 0 to 1; nil: unknown
	Unknown    *float64  `json:"unknown_share,omitempty"`
	Complete   bool      `json:"complete"`
	Sources    []string  `json:"sources"` // those that cover the quarter and can answer
	Also       []Stat    `json:"also,omitempty"`
	History    []Point   `json:"history"` // twelve quarters, this one last
}

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

// Change is an amplitude: how far the value moved, not whether it moved beyond
// its usual noise.
type Change struct {
	Against   string   `json:"against,omitempty"` // label of the earlier quarter
	Amplitude *float64 `json:"amplitude"`         // in Measure; nil: Reason says why
	Measure   string   `json:"measure,omitempty"` // ratio (0.52: +52 %), points, or the KPI's unit
	Text      string   `json:"text"`
	Reason    string   `json:"reason,omitempty"`
	News      string   `json:"news,omitempty"` // better or worse, where the KPI has a direction
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
	From      time.Time `json:"from,omitzero"` // zero: from its beginning, or not collected yet
	Until     time.Time `json:"until,omitzero"`
}
