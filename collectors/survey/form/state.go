package form

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"goldenratio/collectors"
)

// stated recognises the columns by which services say how far a response got:
// LimeSurvey's submitdate, Finished and Status of Qualtrics.
func stated(t title, a answers) *States {
	header, _, _ := strings.Cut(strings.ToLower(t.whole), " / ")
	switch header = strings.TrimSpace(header); {
	case (header == "submitdate" || header == "date submitted") && share(a, clock) == 1 && len(a.cells) > 0:
		return &States{Complete: []string{Any}, Partial: []string{""}}
	case header == "finished":
		return only(a, States{Complete: []string{"True", "TRUE", "true", "1"}, Partial: []string{"False", "FALSE", "false", "0"}})
	case header == "status" || header == "response type":
		return only(a, States{
			Complete: []string{"IP Address", "Imported", "Offline Response", "0", "4", "16"},
			Test:     []string{"Survey Preview", "Survey Test", "Offline Survey Preview", "Spam", "Possible Spam", "Preview Spam", "Imported Spam", "1", "2", "8", "9", "12", "17"},
		})
	}
	return nil
}

// only leaves the states that cells have; nil where a cell has none.
func only(a answers, known States) *States {
	found := &States{}
	for _, cell := range slices.Sorted(maps.Keys(a.counts)) {
		switch {
		case slices.Contains(known.Complete, cell):
			found.Complete = append(found.Complete, cell)
		case slices.Contains(known.Partial, cell):
			found.Partial = append(found.Partial, cell)
		case slices.Contains(known.Test, cell):
			found.Test = append(found.Test, cell)
		default:
			return nil
		}
	}
	if len(a.counts) == 0 {
		return nil
	}
	return found
}

// state reads a Status. A cell that is listed nowhere is not explained, unless it
// is empty: then it says nothing.
func (r reader) state(cell string) (a Answer, says bool, err error) {
	for _, s := range []struct {
		cells []string
		state collectors.ResponseState
	}{
		{r.States.Test, collectors.ResponseTest},
		{r.States.Partial, collectors.ResponsePartial},
		{r.States.Complete, collectors.ResponseComplete},
	} {
		if slices.Contains(s.cells, cell) || cell != "" && slices.Contains(s.cells, Any) && !r.listed(cell) {
			return Answer{State: s.state}, true, nil
		}
	}
	if cell == "" {
		return Answer{}, false, nil
	}
	return Answer{}, false, &Unexplained{"no state", cell}
}

func (r reader) listed(cell string) bool {
	return slices.Contains(r.States.Test, cell) || slices.Contains(r.States.Partial, cell) || slices.Contains(r.States.Complete, cell)
}

// States says what each response is good for. Where no column tells, it is
// complete if something of the last fifth of the questions was answered: who
// gives up does not get there. It is repeated if an earlier one of the same day
// is equal to the last letter and says enough for that to be no chance.
func (f Form) States(responses []Response) []collectors.ResponseState {
	late := f.late()
	seen := map[string]bool{}
	out := make([]collectors.ResponseState, len(responses))
	for i, r := range responses {
		if out[i] = r.state(late); out[i] == collectors.ResponseTest || !f.telling(r) {
			continue
		}
		whole := r.fingerprint()
		if seen[whole] {
			out[i] = collectors.ResponseRepeated
		}
		seen[whole] = true
	}
	return out
}

// late are the columns of the last fifth of the questions.
func (f Form) late() map[int]bool {
	var questions []string
	for _, c := range f.Columns {
		if c.Question != "" && c.Kind != Day && !slices.Contains(questions, c.Question) {
			questions = append(questions, c.Question)
		}
	}
	last := questions[len(questions)-(len(questions)+4)/5:]
	columns := map[int]bool{}
	for i, c := range f.Columns {
		columns[i] = slices.Contains(last, c.Question)
	}
	return columns
}

// state is what columns say of the response: the least good of them, else what
// the late ones tell.
func (r Response) state(late map[int]bool) (state collectors.ResponseState) {
	reached := collectors.ResponsePartial
	for _, a := range r {
		switch {
		case a.State == collectors.ResponseTest, a.State == collectors.ResponsePartial && state != collectors.ResponseTest,
			a.State == collectors.ResponseComplete && state == "":
			state = a.State
		case late[a.Column]:
			reached = collectors.ResponseComplete
		}
	}
	if state == "" {
		return reached
	}
	return state
}

// How much a response says at least that two people do not say by chance: so
// many answers, or so many letters in own words.
const (
	tellingAnswers = 12
	tellingLetters = 30
)

func (f Form) telling(r Response) bool {
	answers, letters := 0, 0
	for _, a := range r {
		switch f.Columns[a.Column].Kind {
		case Day, Status:
		default:
			answers++
			letters += len(a.Other)
		}
	}
	return answers >= tellingAnswers || letters >= tellingLetters
}

// fingerprint is all that a response says.
func (r Response) fingerprint() string {
	var b strings.Builder
	for _, a := range r {
		fmt.Fprintf(&b, "%d %q %q %v\n", a.Column, a.Options, a.Other, a.Number)
	}
	return b.String()
}
