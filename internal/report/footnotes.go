package report

import (
	"fmt"
	"regexp"
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
		add("A change is an amplitude with its 95 % interval. Its verdict says whether it is more than the measure's own usual noise: ▲ up, ▼ down, ≈ steady, ? unclear; about one verdict in ten among those of a quarter may be chance. Factors, ages and stocks have no verdict. Good and bad follow the direction in the definition.")
		add("Against the quarter before, the verdict and the interval leave out the usual move of the season; the amplitude does not.")
		if len(b.Marks) > 0 {
			add("Above the small pictures, a dot is a quarter with releases and a triangle one with a note.")
		}
		add(comparisonNote(b))
		add("n is how many things were counted. A sampling interval holds the true value in 95 of 100 cases; bounds hold it whatever is unknown. Things counted in full have neither.")
		add(coverageNote(b))
		add(missingNote(b))
	}
	if b.Snapshot != nil {
		add("This quarter is closed: its numbers, titles and definitions stay as they are. It names nobody, so that people who ask to be forgotten are.")
	}
	if b.Snapshot != nil && b.surveyed() {
		add("A closed quarter keeps the KPIs of its survey. What people answered, as it is published now, stands under Surveys.")
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
		return fmt.Sprintf("The quarter ends on %s; its numbers go up to %s and are compared with as many days of earlier quarters, without a verdict.",
			Day(b.Period.End.AddDate(0, 0, -1)), Day(b.Compute.AsOf))
	case Settling:
		return "Not final: late arrivals are awaited for 14 days, and every source has to be collected past the quarter's end."
	case Uncovered:
		return "A quarter is covered when a source was collected from before its start until past its end."
	default:
		return ""
	}
}

// tooFew is a reason that counts what is there: 4 in both quarters together: 10
// are needed.
var tooFew = regexp.MustCompile(`^(a share of )?\d+( .*)?: (\d+) are needed`)

// comparisonNote lists why comparisons or verdicts are missing, each reason
// once.
func comparisonNote(b *Board) string {
	var reasons []string
	for _, t := range b.Tiles() {
		for _, c := range []Change{t.Previous, t.YearBefore} {
			reason := c.Reason
			if _, after, found := strings.Cut(reason, ": no "); found {
				reason = "no " + after // of the share that a duration is judged by
			}
			reason = tooFew.ReplaceAllString(reason, "${1}fewer than $3$2")
			// That some kinds are never judged is said already.
			if strings.HasSuffix(reason, " is not judged") || strings.HasPrefix(reason, "judged by ") {
				continue
			}
			if reason != "" && !slices.Contains(reasons, reason) {
				reasons = append(reasons, reason)
			}
		}
	}
	if len(reasons) == 0 {
		return ""
	}
	slices.Sort(reasons)
	return "Comparisons and verdicts are missing where they would mislead. " + sentence(strings.Join(reasons, "; "))
}

func sentence(text string) string {
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// coverageNote names the least covered KPI, and those whose sources cannot
// tell how much they should have held.
func coverageNote(b *Board) string {
	least, blind, all := 1.0, 0, 0
	for _, t := range b.Tiles() {
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

// trust says in a sentence or two how far the numbers can be believed.
func trust(b *Board) string {
	states := map[State]string{
		Complete:  "The quarter is complete: its sources were collected past its end.",
		Settling:  "Not final: late arrivals may still change these numbers.",
		Running:   "The quarter is still running.",
		Uncovered: "No source covers this quarter.",
	}
	return strings.Join(slices.DeleteFunc([]string{states[b.State], coverageNote(b), uncoveredNote(b)}, func(s string) bool { return s == "" }), " ")
}

// uncoveredNote says how many measures no source covers in a quarter that
// others do.
func uncoveredNote(b *Board) string {
	tiles, bare := b.Tiles(), 0
	for _, t := range tiles {
		if t.Value == nil && t.Reason == NotCovered {
			bare++
		}
	}
	if b.State == Uncovered || bare == 0 {
		return ""
	}
	return fmt.Sprintf("No source covers %d of the %d measures in this quarter.", bare, len(tiles))
}

func missingNote(b *Board) string {
	var parts []string
	for _, reason := range []string{NotCovered, NotEnough} {
		var titles []string
		for _, t := range b.Tiles() {
			if t.Value == nil && t.Reason == reason {
				titles = append(titles, t.Title)
			}
		}
		if len(titles) > 0 {
			parts = append(parts, strings.Join(titles, ", ")+" ("+reason+")")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Without a value: " + strings.Join(parts, "; ") + "."
}
