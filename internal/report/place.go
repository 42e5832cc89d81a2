package report

import (
	"slices"
	"strings"

	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/momentum"
)

// areas are the index's in the order of the board, with what it takes to
// measure each. A group belongs to one of them whether or not its KPIs are on
// the index's list.
func areas() []Area {
	needs := map[string]string{
		"products":  "mailing lists, repositories, review and test results",
		"website":   "visitors, page views of the documentation and downloads, from the web server's logs",
		"community": "people who take part, events, talks, blog posts and user groups",
		"social":    "posts that mention the project, and questions in forums",
	}
	var all []Area
	for _, a := range momentum.Areas() {
		all = append(all, Area{ID: a.ID, Title: a.Title, Needs: needs[a.ID]})
	}
	return all
}

// areaOf is the area of a KPI: that of its group, which is its prefix.
func areaOf(kpi string) string {
	group, _, _ := strings.Cut(kpi, "_")
	switch group {
	case "web":
		return "website"
	case "people", "org", "member", "event", "promo", "gov":
		return "community"
	case "social":
		return "social"
	default:
		return "products"
	}
}

// place is where a KPI stands on the board.
type place int

const (
	inArea   place = iota
	inReview       // waiting, before all else
	inWaiting
	inDependence
	inNewcomers
)

// placeOf finds a KPI's place by what it is about.
func placeOf(d Definition) place {
	switch {
	case d.Kind == string(catalogue.Table) && contains(d.KPI, "stuck"):
		return inReview
	case d.Kind == string(catalogue.Table) && contains(d.KPI, "unanswered", "waiting"):
		return inWaiting
	case d.Kind == string(catalogue.Table):
		return inArea
	case contains(d.KPI, "absence_factor", "elephant_factor", "single_maintainer"):
		return inDependence
	case contains(d.KPI, "new_senders", "people_new", "newcomer", "retention", "org_new"):
		return inNewcomers
	default:
		return inArea
	}
}

func contains(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(text, part) })
}

// unmeasured are the questions of boards that no KPI answers here: none is
// computed, or no source of the scope has something for it.
func (a *assembler) unmeasured() []Unmeasured {
	var all []Unmeasured
	for _, q := range []struct {
		prefixes []string
		Unmeasured
	}{
		{[]string{"review_first_response"},
			Unmeasured{"How long people wait for review", "pull or merge requests of a forge, or patch series on a list"}},
		{[]string{"org_", "member_"}, Unmeasured{"Organisations and members", "people's affiliations over time"}},
		{[]string{"event_"}, Unmeasured{"Events and talks", "a calendar or list of events"}},
		{[]string{"promo_press"}, Unmeasured{"Press releases", "the project's news feed"}},
		{[]string{"survey_"}, Unmeasured{"Surveys", "the answers of a survey, as a file"}},
		{[]string{"gov_"}, Unmeasured{"Meetings and open actions", "the minutes of meetings"}},
	} {
		answered := slices.ContainsFunc(a.definitions, func(d Definition) bool {
			return a.collected(d.KPI) && slices.ContainsFunc(q.prefixes, func(prefix string) bool { return strings.HasPrefix(d.KPI, prefix) })
		})
		if !answered {
			all = append(all, q.Unmeasured)
		}
	}
	return all
}
