package report

import (
	"fmt"
	"time"

	"goldenratio/internal/warehouse"
)

// leastCoverage is the share of what was expected that must have been received
// before a change is shown.
const leastCoverage = 0.95

// patience is how far a source may lie behind the numbers before it is called
// stale.
const patience = 3 * 24 * time.Hour

// problems are what is wrong with the sources, the worst of each first.
func (q *Quality) problems() []Problem {
	all := []Problem{}
	if len(q.Sources) == 0 {
		return append(all, Problem{
			Text: "Nothing is collected here.", Step: "Name a source under sources in goldenratio.yaml, then", Command: "goldenratio collect",
		})
	}
	for _, s := range q.Sources {
		all = append(append(all, s.problems(q.Compute)...), q.lacking(s.ID)...)
	}
	return all
}

// lacking is what a source held that was not stored when it was last asked.
func (q *Quality) lacking(source string) []Problem {
	var all []Problem
	for _, r := range q.Reconciled {
		if r.Source == source && r.lacks() {
			all = append(all, Problem{
				Source: source, Text: "It " + r.missing(), Command: "goldenratio reconcile " + source,
				Step: "Collect it, then ask again; what is missing then was lost, or cannot be had any more:",
			})
		}
	}
	return all
}

func (s SourceQuality) problems(compute Compute) []Problem {
	var all []Problem
	add := func(step, command, format string, args ...any) {
		all = append(all, Problem{Source: s.ID, Text: fmt.Sprintf(format, args...), Step: step, Command: command})
	}
	again := "goldenratio collect " + s.ID
	switch {
	case s.Until.IsZero():
		add("Collect it, then compute:", again, "It was not collected before the last compute.")
	case compute.AsOf.Sub(s.Until) > patience:
		add("Collect it, then compute:", again, "It was last seen up to %s; the numbers go up to %s.", Day(s.Until), Day(compute.AsOf))
	}
	if s.Status != nil {
		s.runs(s.Status, again, add)
	}
	if short := s.Count(DayShort); short > 0 {
		add("Collect it again; where the origin itself has lost something, a note in goldenratio.yaml tells readers.", again,
			"It holds less than was expected of %s in the 53 weeks below.", Count(uint64(short), "days"))
	}
	return all
}

// runs looks at what the runs of a source left.
func (s SourceQuality) runs(status *warehouse.SourceStatus, again string, add func(step, command, format string, args ...any)) {
	switch status.Outcome {
	case "failed":
		add("Mend what the error names, then collect it again:", again, "Its last run failed: %s.", status.Error)
	case "interrupted", "cancelled":
		add("Collect it again; it goes on from where it stopped:", again, "Its last run was %s.", status.Outcome)
	}
	if status.Coverage != nil && *status.Coverage < leastCoverage {
		add("See which days are short below; collecting again fetches what is there:", again,
			"Only %s of what was expected was received; below %s no change is shown.", Share(*status.Coverage), Share(leastCoverage))
	}
	if status.Quarantined > 0 {
		add("See which and why:", "goldenratio status", "%s in quarantine.", items(status.Quarantined))
	}
	if status.Received != status.Stored+status.Duplicates+status.Quarantined {
		add("This must not happen; collect everything anew and report it:", "goldenratio collect --rebuild",
			"Received is not stored + duplicates + quarantined.")
	}
}

func items(n uint64) string {
	if n == 1 {
		return "1" + tie + "item is"
	}
	return Number(n) + tie + "items are"
}
