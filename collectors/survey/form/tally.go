package form

import "slices"

// A Count is how often something was chosen.
type Count struct {
	Option string `json:"option"`
	N      int    `json:"n"`
	// Weight is the sum of the weights of those who chose it.
	Weight float64 `json:"weight"`
}

// A Tally is what was chosen for one question, or for one line of a grid.
type Tally struct {
	Question string `json:"question"`
	Item     string `json:"item,omitempty"`
	Kind     Kind   `json:"type"`
	// Text is how the file puts the question.
	Text string `json:"text"`
	// Answered is how many people answered it at all: whoever was asked and
	// ticked nothing cannot be told from who was not.
	Answered int `json:"answered"`
	// Weight is the sum of their weights, and Squares that of the squares.
	Weight  float64 `json:"weight"`
	Squares float64 `json:"-"`
	Counts  []Count `json:"counts"`
	// Other is how many answered in own words, alone or beside options.
	Other int `json:"other,omitempty"`
	// OtherWeight is the sum of their weights.
	OtherWeight float64 `json:"-"`
}

// Tallies counts what was chosen, question by question in the order of the
// columns; numbers and own words have none. Each response has a weight; without
// weights each counts once.
func (f Form) Tallies(responses []Response, weights []float64) []Tally {
	var out []Tally
	at := make([]int, len(f.Columns)) // the tally of a column, from 1
	for i, c := range f.Columns {
		switch c.Kind {
		case Single, Scale, Multi, Rank:
			out = append(out, Tally{Question: c.Question, Item: c.Item, Kind: c.Kind, Text: c.Column, Counts: counts(c.Options)})
		case Tick:
			n := slices.IndexFunc(out, func(t Tally) bool { return t.Kind == Tick && t.Question == c.Question })
			if n < 0 {
				n = len(out)
				out = append(out, Tally{Question: c.Question, Kind: Tick, Text: c.Question})
			}
			out[n].Counts = append(out[n].Counts, Count{Option: c.Item})
			at[i] = n + 1
			continue
		default:
			continue
		}
		at[i] = len(out)
	}
	last := make([]int, len(out)) // the response that a tally had last, from 1
	for i, r := range responses {
		weight := 1.0
		if weights != nil {
			weight = weights[i]
		}
		for _, a := range r {
			if n := at[a.Column] - 1; n >= 0 {
				out[n].add(a, last[n] != i+1, weight)
				last[n] = i + 1
			}
		}
	}
	return slices.DeleteFunc(out, func(t Tally) bool { return len(t.Counts) == 0 })
}

func counts(options []string) []Count {
	out := make([]Count, len(options))
	for i, o := range options {
		out[i].Option = o
	}
	return out
}

// add counts an answer; first says that it is its respondent's first one here.
func (t *Tally) add(a Answer, first bool, weight float64) {
	if first {
		t.Answered++
		t.Weight += weight
		t.Squares += weight * weight
	}
	if a.Other != "" {
		t.Other++
		t.OtherWeight += weight
	}
	for _, o := range a.Options {
		for i := range t.Counts {
			if t.Counts[i].Option == o {
				t.Counts[i].N++
				t.Counts[i].Weight += weight
			}
		}
	}
}
