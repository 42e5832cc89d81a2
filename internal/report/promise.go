package report

import (
	"fmt"
	"strings"
)

// promises says which targets were kept.
func (h *teller) promises() {
	var missed []TargetState
	all, kept := len(h.board.Targets), 0
	for _, t := range h.board.Targets {
		switch {
		case t.Missed():
			missed = append(missed, t)
		case t.Kept():
			kept++
		}
	}
	switch open := all - kept - len(missed); {
	case all == 0:
	case open == all:
		h.say("", "Whether our targets are met is not known yet.")
	case len(missed) == 0:
		h.say(h.board.Targets[0].KPI, "%s.", keptOf(kept, all)+later(open))
	default:
		h.say(missed[0].KPI, "%s; missed: %s.", keptOf(kept, all)+later(open), named(missed))
	}
}

// keptOf says how many targets are met.
func keptOf(kept, all int) string {
	switch {
	case all == 1:
		return "Our one target is " + map[bool]string{true: "met", false: "not met"}[kept == 1]
	case kept == 0:
		return fmt.Sprintf("None of our %d targets is met", all)
	case kept == all:
		return fmt.Sprintf("All %d targets are met", all)
	default:
		return fmt.Sprintf("%d of our %d targets %s met", kept, all, be(kept))
	}
}

// later says how many targets are not known to be met or missed.
func later(open int) string {
	if open == 0 {
		return ""
	}
	return fmt.Sprintf(", %d %s not known yet", open, be(open))
}

// named are missed targets with how long they have been.
func named(missed []TargetState) string {
	var parts []string
	for _, t := range missed[:min(len(missed), mostMissed)] {
		parts = append(parts, fmt.Sprintf("%s (%s), %s", t.Title, t.Text, lasting(t)))
	}
	return strings.Join(parts, ", ")
}

// mostMissed is how many missed targets a sentence names.
const mostMissed = 2

func be(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// lasting is how long a target is missed: since 2018-Q3, or in this quarter.
func lasting(t TargetState) string { return strings.TrimPrefix(t.State, "missed ") }
