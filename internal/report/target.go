package report

import (
	"strings"
	"time"
)

// TargetState is what the community promised itself, and whether it kept it.
type TargetState struct {
	KPI    string   `json:"kpi"`
	Title  string   `json:"title"`
	Per    string   `json:"per"`    // quarter or year
	Period string   `json:"period"` // label of the period that it was held against
	Least  *float64 `json:"at_least,omitempty"`
	Most   *float64 `json:"at_most,omitempty"`
	Value  *float64 `json:"value"`
	Met    *bool    `json:"met"` // nil: not known
	Since  string   `json:"since,omitempty"`
	Text   string   `json:"text"`  // at least 90 % a quarter
	State  string   `json:"state"` // met since 2018-Q3
}

// Kept tells that it is known to be met; Missed, that it is known not to be.
func (t TargetState) Kept() bool { return t.Met != nil && *t.Met }

// Missed tells that it is known not to be met.
func (t TargetState) Missed() bool { return t.Met != nil && !*t.Met }

// targetRow is a row of target_states.
type targetRow struct {
	KPI   string    `ch:"kpi"`
	Grain string    `ch:"grain"`
	Start time.Time `ch:"start"`
	Label string    `ch:"label"`
	Least *float64  `ch:"at_least"`
	Most  *float64  `ch:"at_most"`
	Value *float64  `ch:"value"`
	Met   *bool     `ch:"met"`
	Since string    `ch:"since"`
}

// targetStates are the targets in the quarter that is shown. One whose last
// period is an earlier quarter says so by its label.
func (a *assembler) targetStates() []TargetState {
	all := []TargetState{}
	for _, row := range a.targets {
		d, known := a.definition(row.KPI)
		if !known {
			continue
		}
		t := TargetState{
			KPI: row.KPI, Title: d.Title, Per: row.Grain, Period: row.Label,
			Least: row.Least, Most: row.Most, Value: row.Value, Met: row.Met, Since: row.Since,
		}
		t.Text, t.State = t.words(d), t.state()
		all = append(all, t)
	}
	return all
}

func (t TargetState) words(d Definition) string {
	text := ""
	if t.Least != nil {
		text = "at least " + aim(d, *t.Least)
	}
	if t.Most != nil {
		if text != "" {
			text += ", "
		}
		text += "at most " + aim(d, *t.Most)
	}
	if t.Per == "year" {
		text += " a year"
	}
	return text
}

// aim is a round number as people set it: 90 %, not 90.0 %.
func aim(d Definition, value float64) string {
	return strings.Replace(d.Text(value), ".0"+tie, tie, 1)
}

func (t TargetState) state() string {
	word := "missed"
	switch {
	case t.Met == nil:
		return "not known yet"
	case *t.Met:
		word = "met"
	}
	if t.Since == "" || t.Since == t.Period {
		return word + " in " + t.Period
	}
	return word + " since " + t.Since
}

// target is the one of a KPI; nil: it has none.
func target(all []TargetState, kpi string) *TargetState {
	for i := range all {
		if all[i].KPI == kpi {
			return &all[i]
		}
	}
	return nil
}
