package dashboards_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestRules lets promtool check the rules and run the cases of testdata.
func TestRules(t *testing.T) {
	path, err := exec.LookPath("promtool")
	if err != nil {
		need(t, "promtool")
	}
	for _, args := range [][]string{{"check", "rules", "alerts.yaml"}, {"test", "rules", "testdata/alerts.yaml"}} {
		if out, err := exec.CommandContext(t.Context(), path, args...).CombinedOutput(); err != nil {
			t.Errorf("promtool %s: %v\n%s", args[0], err, out)
		}
	}
}

// TestEveryAlert checks that each alert has a case in which it fires and one in
// which it is silent, and a paragraph that says what to do.
func TestEveryAlert(t *testing.T) {
	text, err := os.ReadFile("testdata/alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var cases struct {
		Tests []struct {
			Checks []struct {
				Name     string `yaml:"alertname"`
				Expected []any  `yaml:"exp_alerts"`
			} `yaml:"alert_rule_test"`
		}
	}
	if err := yaml.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	fires, silent := map[string]bool{}, map[string]bool{}
	for _, c := range cases.Tests {
		for _, check := range c.Checks {
			if len(check.Expected) > 0 {
				fires[check.Name] = true
			} else {
				silent[check.Name] = true
			}
		}
	}
	page, err := os.ReadFile("../docs/alerts.md")
	if err != nil {
		t.Fatal(err)
	}
	rules := alerts(t)
	for _, r := range rules {
		if !fires[r.Alert] || !silent[r.Alert] {
			t.Errorf("%s has a case in which it fires: %t, and one in which it is silent: %t", r.Alert, fires[r.Alert], silent[r.Alert])
		}
		_, runbook, found := strings.Cut(string(page), "\n## "+r.Alert+"\n\n")
		if !found || len(runbook) < 80 || strings.HasPrefix(runbook, "#") {
			t.Errorf("docs/alerts.md has no paragraph for %s", r.Alert)
		}
		if want := "docs/alerts.md#" + strings.ToLower(r.Alert); r.Annotations["runbook_url"] != want || r.Annotations["summary"] == "" || r.Annotations["description"] == "" {
			t.Errorf("%s says %q", r.Alert, r.Annotations)
		}
	}
	if headings := strings.Count(string(page), "\n## GoldenRatio"); headings != len(rules) {
		t.Errorf("docs/alerts.md has %d paragraphs for %d alerts", headings, len(rules))
	}
}
