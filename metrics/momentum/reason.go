package momentum

import (
	"fmt"
	"math"

	"goldenratio/metrics/catalogue"
)

// named is what a comparison compares with, in words.
func named(comparison string) string {
	switch comparison {
	case QoQ:
		return "the quarter before"
	case YoY:
		return "the same quarter a year before"
	default:
		return "the same quarter three years before"
	}
}

// withheld says why a quarter and the one that it is compared with cannot be
// put side by side at all, or nothing.
func withheld(now, base cell, comparison string) string {
	for _, c := range []struct {
		cell
		name string
	}{{now, "the quarter"}, {base, named(comparison)}} {
		switch {
		case c.value == nil:
			return "no number for " + c.name
		case !c.complete:
			return c.name + " is not complete"
		case c.coverage != nil && *c.coverage < leastCovered:
			return fmt.Sprintf("only %.1f %% of %s was received", math.Floor(*c.coverage*1000)/10, c.name)
		}
	}
	if now.sources != base.sources {
		return named(comparison) + " was counted from other sources"
	}
	return ""
}

// unsure says why the two, side by side, cannot be judged, or nothing.
func unsure(now, base cell, comparison string) string {
	switch {
	case now.coverage == nil:
		return "it is not known how much of the quarter was received"
	case base.coverage == nil:
		return "it is not known how much of " + named(comparison) + " was received"
	default:
		return ""
	}
}

// few says that there is too little to judge, or nothing.
func few(x, y measure) string {
	if !x.share {
		if sum := x.x + y.x; sum < fewest {
			return fmt.Sprintf("%.0f in both quarters together: %d are needed", sum, fewest)
		}
		return ""
	}
	if least := min(x.n, y.n); least < fewest {
		return fmt.Sprintf("a share of %.0f: %d are needed in each quarter", least, fewest)
	}
	return ""
}

// unjudged says why a KPI gets no verdict of its own.
func unjudged(k *catalogue.KPI) string {
	switch {
	case k.Kind == catalogue.Duration:
		return "no share in time to judge it by"
	case stock(k.ID):
		return "what there is at the end of a quarter is not judged"
	default:
		return "a level is not judged"
	}
}

// unseasoned says why a change against the quarter before is not judged.
func unseasoned(n noise) string {
	if n.quarters < enough {
		return fmt.Sprintf("%d complete quarters before it: %d are needed to know what is usual between seasons", n.quarters, enough)
	}
	return "the past lacks a move between seasons"
}
