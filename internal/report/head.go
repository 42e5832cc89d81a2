package report

import "time"

// Head is what the page of a quarter begins with, whatever it is about.
type Head struct {
	Scope     Scope     `json:"scope"`
	Period    Period    `json:"period"`
	Previous  string    `json:"previous_period,omitempty"` // label of the quarter before; empty: there is none
	Next      string    `json:"next_period,omitempty"`
	State     State     `json:"state"`
	Compute   Compute   `json:"compute"`
	Snapshot  *Snapshot `json:"snapshot,omitempty"` // these are the numbers of a closed quarter; nil: of the last compute
	Closed    *Snapshot `json:"closed,omitempty"`   // the newest snapshot of this quarter, where these are not its numbers
	Synthetic bool      `json:"synthetic"`          // a source of the scope was made by `goldenratio sample`
}

func (a *assembler) head() Head {
	now := a.quarters[a.at]
	h := Head{
		Scope: a.scope, Compute: a.compute, Snapshot: a.snapshot, Synthetic: a.synthetic,
		Period: newPeriod(now), State: state(now, a.compute.AsOf),
	}
	h.neighbours(a)
	return h
}

// neighbours are the quarters that a live page leads to. A closed one leads
// nowhere, since there will be more quarters and it must not change.
func (h *Head) neighbours(a *assembler) {
	if a.snapshot != nil {
		return
	}
	if a.at > 0 {
		h.Previous = a.quarters[a.at-1].label
	}
	if a.at+1 < len(a.quarters) {
		h.Next = a.quarters[a.at+1].label
	}
	h.Closed = newest(a.snapshots, h.Period.Label)
}

func newPeriod(q quarter) Period {
	return Period{Label: q.label, Words: quarterWords(q.label, q.start, q.end), Start: q.start, End: q.end}
}

func state(q quarter, asOf time.Time) State {
	switch {
	case !q.covered:
		return Uncovered
	case q.end.After(asOf):
		return Running
	case q.open:
		return Settling
	default:
		return Complete
	}
}
