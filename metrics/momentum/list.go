package momentum

import "goldenratio/metrics/catalogue"

// Version counts the states of this file: of the list of the index and of the
// constants. Whoever changes either counts it up.
const Version = 1

// How noise is measured on the past.
const (
	window  = 20 // quarters looked back on, at most
	enough  = 9  // quarters without which the dispersion is the class's own
	trusted = 4  // degrees of freedom that the class's own dispersion counts for
)

// When a change is called what.
const (
	falseShare   = 0.10 // of changes called up or down, by Benjamini and Hochberg
	confidence   = 0.95 // of every interval
	leastCovered = 0.95 // of a quarter, to be judged
	fewest       = 10   // things in both quarters, or trials in either
	steadyRatio  = 0.10 // around no change, for counts
	steadyPoints = 0.05 // the same for shares
)

// How the index is made.
const (
	tau         = 0.4812118250596034474977589134243684231 // ln φ: the change that stands out
	cut         = 2 * tau                                 // of one KPI's part
	correlation = 0.5                                     // of the noise of KPIs within an area
	fewestAreas = 3
	first       = "products" // the area without which there is no index

	goldenFrom  = 1.2720196495140689 // √φ
	alarmTo     = 1 / goldenFrom
	steadyLower = 0.90
	steadyUpper = 1.10
)

// An Area is a part of the index.
type Area struct {
	ID    string // as a KPI's header names it
	Title string
	KPIs  []string
}

// Areas is the list of the index. It never holds medians, stocks, net changes,
// lines or numbers of messages and commits: splitting would inflate them.
func Areas() []Area {
	return []Area{
		{"products", "Products", []string{
			"mail_senders", "mail_answered_share", "code_authors", "review_merged",
			"review_answered_share", "issue_answered_share", "test_pass_share", "doc_authors",
		}},
		{"website", "Website", []string{"web_visitor_days", "web_docs_views", "web_downloads"}},
		{"community", "Community activity", []string{
			"people_new", "event_speakers", "event_talks", "promo_authors", "promo_groups",
		}},
		{"social", "Social networks", []string{"social_authors", "social_answered_share"}},
	}
}

// A prior is what is supposed of a KPI's dispersion before its past is known.
type prior struct {
	dispersion float64
	floor      float64 // what is never gone below
}

// priorOf is that of things of a unit. People come one by one; threads bring
// threads; one person sends many messages.
func priorOf(unit string) prior {
	switch unit {
	case "people":
		return prior{dispersion: 1, floor: 0.25}
	case "threads", "changes", "issues":
		return prior{dispersion: 2, floor: 1}
	default:
		return prior{dispersion: 5, floor: 1}
	}
}

// counted is the unit of the things that a KPI counts: of a share, its trials.
func counted(k *catalogue.KPI) string {
	switch k.ID {
	case "mail_answered_share", "social_answered_share":
		return "threads"
	case "review_answered_share", "review_ignored_share", "review_merged_30d", "review_merged_90d",
		"newcomer_merged_90d":
		return "changes"
	case "issue_answered_share", "issue_reopened_share":
		return "issues"
	case "test_pass_share":
		return "runs"
	case "people_retention", "mail_sender_retention", "org_volunteer_share", "event_conversion":
		return "people"
	default:
		return k.Unit
	}
}

// judgeOf is the share in target that a duration takes its verdict from.
func judgeOf(duration string) string {
	switch duration {
	case "mail_first_reply":
		return "mail_answered_share"
	case "review_first_response":
		return "review_answered_share"
	case "issue_first_response":
		return "issue_answered_share"
	default:
		return ""
	}
}

// stock reports whether a count is of what there is at the end of a quarter, or
// of what came less what went: neither has the noise of a count.
func stock(id string) bool {
	switch id {
	case "mail_unanswered", "review_backlog", "component_single_maintainer", "code_orphan_components",
		"issue_net", "issue_stale", "people_drifting", "people_away", "gov_actions_open",
		"social_followers", "social_follower_growth":
		return true
	default:
		return false
	}
}
