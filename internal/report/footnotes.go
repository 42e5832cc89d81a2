package report

import (
	"fmt"
	"slices"
	"strings"
)

// footnotes say what the numbers do not: what is made up, missing or open.
func footnotes(b *Board) []string {
	var notes []string
	add := func(note string) {
		if note != "" {
			notes = append(notes, note)
		}
	}
	add(syntheticNote(b))
	add(stateNote(b))
	if b.State != Uncovered {
		add("Changes are amplitudes: how far a number moved, not whether it moved beyond its usual noise. “Better” and “worse” follow the direction in the KPI's definition.")
		add(comparisonNote(b))
		add("A sampling interval holds the true value in 95 of 100 cases; bounds hold it whatever is unknown. Things counted in full have neither.")
		add(coverageNote(b))
		add(missingNote(b))
	}
	return notes
}

func syntheticNote(b *Board) string {
	var ids []string
	for _, s := range b.Sources {
		if s.Synthetic {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return fmt.Sprintf("Synthetic data: %s was made by goldenratio sample and describes nobody.", strings.Join(ids, ", "))
}

func stateNote(b *Board) string {
	switch b.State {
	case Running:
		return fmt.Sprintf("The quarter ends on %s; its numbers go up to %s and are compared with nothing.",
			Day(b.Period.End.AddDate(0, 0, -1)), Day(b.Compute.AsOf))
	case Settling:
		return "Not final: late arrivals are awaited for 14 days, and every source has to be collected past the quarter's end."
	case Uncovered:
		return "A quarter is covered when a source was collected from before its start until past its end."
	default:
		return ""
	}
}

// comparisonNote lists why comparisons are missing, each reason once.
func comparisonNote(b *Board) string {
	var reasons []string
	for _, section := range b.Sections {
		for _, t := range section.Tiles {
			for _, c := range []Change{t.Previous, t.YearBefore} {
				if c.Reason != "" && c.Reason != StillRunning && !slices.Contains(reasons, c.Reason) {
					reasons = append(reasons, c.Reason)
				}
			}
		}
	}
	if len(reasons) == 0 {
		return ""
	}
	slices.Sort(reasons)
	return "Comparisons are missing where they would mislead. " + sentence(strings.Join(reasons, "; "))
}

func sentence(text string) string {
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// coverageNote names the least covered KPI, and those whose sources cannot
// tell how much they should have held.
func coverageNote(b *Board) string {
	least, blind, all := 1.0, 0, 0
	for _, section := range b.Sections {
		for _, t := range section.Tiles {
			switch {
			case t.Value == nil:
				continue
			case t.Coverage == nil:
				blind++
			default:
				least = min(least, *t.Coverage)
			}
			all++
		}
	}
	switch {
	case all == 0:
		return ""
	case blind == all:
		return "Coverage is unknown: the sources cannot tell how much they should have held."
	case blind > 0:
		return fmt.Sprintf("Coverage: at least %s of what was expected was received, where sources can tell; unknown for %d of %d numbers.", Share(least), blind, all)
	case least == 1:
		return "Coverage: everything that the sources should have held was received."
	default:
		return fmt.Sprintf("Coverage: at least %s of what the sources should have held was received.", Share(least))
	}
}

func missingNote(b *Board) string {
	var parts []string
	for _, section := range b.Sections {
		for _, t := range section.Tiles {
			if t.Value == nil {
				parts = append(parts, t.Title+" ("+t.Reason+")")
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Without a value: " + strings.Join(parts, ", ") + "."
}
