package report

import (
	"slices"
	"time"

	"goldenratio/internal/warehouse"
)

// Index is the Golden Ratio of a quarter: how fast the community grows against
// the same quarter a year before.
type Index struct {
	Value     *float64     `json:"value"` // nil: Reason says why
	Lower     *float64     `json:"lower"` // 95 % limits
	Upper     *float64     `json:"upper"`
	Text      string       `json:"text"`
	Word      string       `json:"word,omitempty"` // golden, growing, steady, shrinking, alarm, no clear direction
	Reason    string       `json:"reason,omitempty"`
	KPIOut    *Span        `json:"kpi_out,omitempty"`  // the index with any one KPI left out
	AreaOut   *Span        `json:"area_out,omitempty"` // with any one area left out
	Entered   []string     `json:"entered,omitempty"`  // titles of KPIs that the quarter before did not have
	Departed  []string     `json:"departed,omitempty"`
	Matched   *Matched     `json:"matched,omitempty"` // where KPIs entered or departed: of what is in both quarters
	Areas     []AreaIndex  `json:"areas"`
	ThreeYear *Momentum    `json:"three_years,omitempty"` // the same against three years before
	History   []IndexPoint `json:"history"`               // twelve quarters, this one last
	Version   uint16       `json:"list_version,omitempty"`
}

// Known tells that a quarter of the history has an index.
func (i Index) Known() bool {
	return slices.ContainsFunc(i.History, func(p IndexPoint) bool { return p.Value != nil })
}

// AbsentBy are the titles of the KPIs that take no part, by reason.
func (a AreaIndex) AbsentBy() []Absentees {
	var all []Absentees
	for _, k := range a.Absent {
		at := slices.IndexFunc(all, func(x Absentees) bool { return x.Reason == k.Reason })
		if at < 0 {
			at = len(all)
			all = append(all, Absentees{Reason: k.Reason})
		}
		all[at].Titles = append(all[at].Titles, k.Title)
	}
	return all
}

// Absentees are KPIs that take no part for the same reason.
type Absentees struct {
	Reason string
	Titles []string
}

// Span goes from a lower to an upper value.
type Span struct {
	Lower float64 `json:"lower"`
	Upper float64 `json:"upper"`
}

// Text is 1.09–1.14.
func (s Span) Text() string { return factor(s.Lower) + "–" + factor(s.Upper) }

// Matched are two quarters' indices over the KPIs that both have.
type Matched struct {
	Now    float64 `json:"now"`
	Before float64 `json:"before"`
}

// Text is 1.05, after 1.03 in the quarter before.
func (m Matched) Text() string {
	return factor(m.Now) + ", after " + factor(m.Before) + " in the quarter before"
}

// Momentum is an index against another year.
type Momentum struct {
	Value  *float64 `json:"value"`
	Lower  *float64 `json:"lower"`
	Upper  *float64 `json:"upper"`
	Text   string   `json:"text"`
	Word   string   `json:"word,omitempty"`
	Reason string   `json:"reason,omitempty"`
}

// AreaIndex is one area's part of the index.
type AreaIndex struct {
	ID      string    `json:"area"`
	Title   string    `json:"title"`
	Value   *float64  `json:"value"` // nil: fewer than half of its KPIs take part
	Lower   *float64  `json:"lower"`
	Upper   *float64  `json:"upper"`
	Text    string    `json:"text"`
	Listed  uint16    `json:"listed"`
	Present uint16    `json:"present"`
	Absent  []Absence `json:"absent,omitempty"`
}

// Absence is a KPI of the index's list that takes no part, and why.
type Absence struct {
	KPI    string `json:"kpi"`
	Title  string `json:"title"`
	Reason string `json:"reason"`
}

// IndexPoint is one quarter of the index's history. A broken one has another
// composition than the quarter before, so that no line leads to it.
type IndexPoint struct {
	Label  string   `json:"label"`
	Value  *float64 `json:"value"`
	Lower  *float64 `json:"lower,omitempty"`
	Upper  *float64 `json:"upper,omitempty"`
	Word   string   `json:"word,omitempty"`
	Broken bool     `json:"broken,omitempty"`
}

// indexRow is a row of index_values.
type indexRow struct {
	warehouse.Amount

	Start           time.Time `ch:"start"`
	Comparison      string    `ch:"comparison"`
	Word            string    `ch:"word"`
	KPIOutLower     *float64  `ch:"kpi_out_lower"`
	KPIOutUpper     *float64  `ch:"kpi_out_upper"`
	AreaOutLower    *float64  `ch:"area_out_lower"`
	AreaOutUpper    *float64  `ch:"area_out_upper"`
	Missing         []string  `ch:"missing"`
	Entered         []string  `ch:"entered"`
	Departed        []string  `ch:"departed"`
	Matched         *float64  `ch:"matched"`
	PreviousMatched *float64  `ch:"previous_matched"`
	Reason          string    `ch:"reason"`
	Version         uint16    `ch:"list_version"`
}

// areaRow is a row of index_areas.
type areaRow struct {
	warehouse.Amount

	Comparison string  `ch:"comparison"`
	Area       string  `ch:"area"`
	Weight     float64 `ch:"weight"`
	Listed     uint16  `ch:"listed"`
	Present    uint16  `ch:"present"`
}

// memberOfIndex is a row of index_kpis.
type memberOfIndex struct {
	Area         string   `ch:"area"`
	KPI          string   `ch:"kpi"`
	Present      bool     `ch:"present"`
	Reason       string   `ch:"reason"`
	Contribution *float64 `ch:"contribution"`
	Without      *float64 `ch:"without"`
}

// momenta are all that a compute says of a scope's index.
type momenta struct {
	values []indexRow
	areas  []areaRow
	kpis   []memberOfIndex
}

// factor is an index as people read it.
func factor(value float64) string { return grouped(value, 2) }

// around is 1.03–1.22, or nothing.
func around(lower, upper *float64) string {
	if lower == nil || upper == nil {
		return ""
	}
	return Span{*lower, *upper}.Text()
}

// Range is the 95 % interval.
func (i Index) Range() string { return around(i.Lower, i.Upper) }

// Range is the 95 % interval.
func (m Momentum) Range() string { return around(m.Lower, m.Upper) }

// Range is the 95 % interval.
func (a AreaIndex) Range() string { return around(a.Lower, a.Upper) }

// index is the Golden Ratio of the quarter.
func (a *assembler) index() Index {
	out := Index{Text: "no index", Reason: "it was not computed", History: a.indexHistory(), Areas: a.indexAreas()}
	row := a.indexOf("yoy", a.at)
	if row == nil {
		return out
	}
	out.Value, out.Lower, out.Upper, out.Word = row.Value, row.Lower, row.Upper, Plain(row.Word)
	out.Reason, out.Version = Plain(row.Reason), row.Version
	out.Entered, out.Departed = a.titles(row.Entered), a.titles(row.Departed)
	out.KPIOut, out.AreaOut = newSpan(row.KPIOutLower, row.KPIOutUpper), newSpan(row.AreaOutLower, row.AreaOutUpper)
	if row.Matched != nil && row.PreviousMatched != nil {
		out.Matched = &Matched{*row.Matched, *row.PreviousMatched}
	}
	if row.Value != nil {
		out.Text, out.Reason = factor(*row.Value), ""
	}
	out.ThreeYear = a.threeYears()
	return out
}

func newSpan(lower, upper *float64) *Span {
	if lower == nil || upper == nil {
		return nil
	}
	return &Span{*lower, *upper}
}

func (a *assembler) threeYears() *Momentum {
	row := a.indexOf("3y", a.at)
	if row == nil {
		return nil
	}
	m := &Momentum{Value: row.Value, Lower: row.Lower, Upper: row.Upper, Word: Plain(row.Word), Text: "no data", Reason: Plain(row.Reason)}
	if row.Value != nil {
		m.Text = factor(*row.Value)
	}
	return m
}

// indexOf is the row of the quarter with this index; nil: none.
func (a *assembler) indexOf(comparison string, at int) *indexRow {
	for i := range a.momenta.values {
		if row := &a.momenta.values[i]; row.Comparison == comparison && row.Start.Equal(a.quarters[at].start) {
			return row
		}
	}
	return nil
}

func (a *assembler) indexHistory() []IndexPoint {
	var points []IndexPoint
	for at := max(0, a.at-historyQuarters+1); at <= a.at; at++ {
		p := IndexPoint{Label: a.quarters[at].label}
		if row := a.indexOf("yoy", at); row != nil {
			p.Value, p.Lower, p.Upper, p.Word = row.Value, row.Lower, row.Upper, Plain(row.Word)
			p.Broken = len(row.Entered)+len(row.Departed) > 0
		}
		points = append(points, p)
	}
	return points
}

func (a *assembler) indexAreas() []AreaIndex {
	var all []AreaIndex
	for _, area := range areas() {
		ai := AreaIndex{ID: area.ID, Title: area.Title, Text: "no data"}
		at := slices.IndexFunc(a.momenta.areas, func(r areaRow) bool { return r.Area == area.ID && r.Comparison == "yoy" })
		if at >= 0 {
			r := a.momenta.areas[at]
			ai.Value, ai.Lower, ai.Upper, ai.Listed, ai.Present = r.Value, r.Lower, r.Upper, r.Listed, r.Present
		}
		if ai.Value != nil {
			ai.Text = factor(*ai.Value)
		}
		for _, k := range a.momenta.kpis {
			if k.Area == area.ID && !k.Present {
				ai.Absent = append(ai.Absent, Absence{k.KPI, a.title(k.KPI), Plain(k.Reason)})
			}
		}
		all = append(all, ai)
	}
	return all
}

// title is a KPI's title as the compute knew it, or its id in words: the
// index's list names KPIs that this program cannot compute yet.
func (a *assembler) title(kpi string) string {
	if d, known := a.definition(kpi); known {
		return d.Title
	}
	return Heading(kpi)
}

func (a *assembler) titles(kpis []string) []string {
	var all []string
	for _, kpi := range kpis {
		all = append(all, a.title(kpi))
	}
	return all
}
