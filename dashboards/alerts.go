package dashboards

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
)

// A rules file is Prometheus' own format.
type rules struct {
	Groups []ruleGroup `yaml:"groups"`
}

type ruleGroup struct {
	Name  string  `yaml:"name"`
	Rules []alert `yaml:"rules"`
}

type alert struct {
	Alert       string            `yaml:"alert"`
	Expr        string            `yaml:"expr"`
	For         string            `yaml:"for,omitempty"`
	Labels      map[string]string `yaml:"labels"`
	Annotations notice            `yaml:"annotations"`
}

type notice struct {
	Summary     string `yaml:"summary"`
	Description string `yaml:"description"`
	Runbook     string `yaml:"runbook_url"`
}

// runbooks is the page with a paragraph for each alert.
const runbooks = "docs/alerts.md"

// Who an alert is for: the community, which has to decide something, or the
// operator, who has to mend something.
const (
	community = "community"
	operator  = "operator"
)

func newAlert(audience, name, wait, expr, summary, description string) alert {
	name = "GoldenRatio" + name
	return alert{
		Alert: name, Expr: expr, For: wait, Labels: map[string]string{"audience": audience},
		Annotations: notice{summary, description, runbooks + "#" + strings.ToLower(name)},
	}
}

// alerts are all rules: what the numbers say, and whether they can be trusted.
func alerts() rules {
	return rules{[]ruleGroup{
		{"goldenratio-community", communityAlerts()},
		{"goldenratio-sources", sourceAlerts()},
		{"goldenratio-numbers", numberAlerts()},
	}}
}

func communityAlerts() []alert {
	return []alert{
		newAlert(community, "TargetMissed", "",
			"goldenratio_target_since_timestamp_seconds and on (kpi, scope, per) goldenratio_target_met == 0",
			"{{ $labels.scope }} misses its target for {{ $labels.kpi }}",
			"The last complete {{ $labels.per }} missed it, as did every one since {{ $value | humanizeTimestamp }}."),
		newAlert(community, "BadNews", "",
			`goldenratio_kpi_verdict{news="bad"} == 1`,
			"{{ $labels.kpi }} of {{ $labels.scope }} went {{ $labels.verdict }}",
			"In the last complete quarter, {{ if eq $labels.comparison \"yoy\" }}against the same quarter a year before{{ else }}against the quarter before{{ end }}, it moved in the wrong direction by more than its usual noise."),
		newAlert(community, "GoodNews", "",
			`goldenratio_kpi_verdict{news="good"} == 1`,
			"{{ $labels.kpi }} of {{ $labels.scope }} went {{ $labels.verdict }}",
			"In the last complete quarter, {{ if eq $labels.comparison \"yoy\" }}against the same quarter a year before{{ else }}against the quarter before{{ end }}, it moved in the right direction by more than its usual noise."),
	}
}

func sourceAlerts() []alert {
	return []alert{
		newAlert(operator, "CollectorFailing", "1h",
			"goldenratio_last_run_failed == 1",
			"Collecting {{ $labels.source }} fails",
			"Its last run failed, and none has ended well for an hour."),
		newAlert(operator, "SourceNotCollected", "1h",
			"time() - goldenratio_last_success_timestamp_seconds > 2 * 86400",
			"{{ $labels.source }} was not collected for {{ $value | humanizeDuration }}",
			"No run of it was complete for more than two days."),
		newAlert(operator, "SourceStale", "1h",
			"time() - goldenratio_source_seen_until_timestamp_seconds > 3 * 86400 < 100 * 86400",
			"{{ $labels.source }} was last seen {{ $value | humanizeDuration }} ago",
			"What happened there since is not known, and its periods do not become complete. After 100 days it is taken for an archive that has ended."),
		newAlert(operator, "CoverageLow", "1h",
			fmt.Sprintf("goldenratio_source_coverage_ratio < %g", coverageFloor),
			"{{ $labels.source }} holds {{ $value | humanizePercentage }} of what it should",
			"Over all its days, less than 95 % of what a second look says it holds was received and read."),
		newAlert(operator, "QuarantineGrows", "10m",
			`goldenratio_items{outcome="quarantined"} - min_over_time(goldenratio_items{outcome="quarantined"}[1d]) > 10`,
			"{{ $value }} more items of {{ $labels.source }} in quarantine",
			"Within a day more than ten items could not be read. They are kept with their reason."),
		newAlert(operator, "ItemsMissing", "25h",
			"goldenratio_reconcile_missing_items > 0",
			"{{ $value }} {{ $labels.what }} of {{ $labels.source }} are missing",
			"The source held them and the store did not, when it was asked; a day later that is still so."),
	}
}

func numberAlerts() []alert {
	return []alert{
		newAlert(operator, "PeriodCoverageLow", "1h",
			fmt.Sprintf(`min by (scope, window) (goldenratio_kpi_coverage_ratio{window="quarter",dimension=""}) < %g`, coverageFloor),
			"The last quarter of {{ $labels.scope }} is covered by {{ $value | humanizePercentage }}",
			"Of at least one KPI's sources less than 95 % of that quarter was received, so that its changes are withheld."),
		newAlert(operator, "ComputeStale", "1h",
			"time() - goldenratio_compute_published_timestamp_seconds > 2 * 86400",
			"The numbers are {{ $value | humanizeDuration }} old",
			"No compute was published for more than two days; pages, metrics and dashboards show the last one."),
		newAlert(operator, "MetricsStale", "5m",
			"increase(goldenratio_refresh_failures_total[15m]) > 0",
			"{{ $labels.instance }} cannot read its store",
			"The metrics page is not refreshed; it shows the numbers before."),
		newAlert(operator, "Down", "5m",
			`up{job="goldenratio"} == 0`,
			"{{ $labels.instance }} does not answer",
			"Prometheus gets no metrics, so none of the other alerts can fire."),
	}
}

// encodeRules is a rules file with its head.
func encodeRules(r rules) ([]byte, error) {
	text, err := yaml.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode rules: %w", err)
	}
	return append([]byte("# Generated by `go generate ./dashboards`; edits here are lost.\n# "+runbooks+" says what to do when one fires.\n"), text...), nil
}
