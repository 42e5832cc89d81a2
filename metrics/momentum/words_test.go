package momentum

import (
	"math"
	"slices"
	"strings"
	"testing"

	"goldenratio/metrics/catalogue"
)

func TestConstants(t *testing.T) {
	if tau != math.Log(math.Phi) || goldenFrom != math.Sqrt(math.Phi) {
		t.Errorf("τ is %v and √φ %v", math.Log(math.Phi), math.Sqrt(math.Phi))
	}
}

// TestListFitsCatalogue holds the list against the headers of the KPIs that
// there are: their area, and that a change of theirs is good or bad.
func TestListFitsCatalogue(t *testing.T) {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, a := range Areas() {
		for i := range kpis {
			k := &kpis[i]
			if !slices.Contains(a.KPIs, k.ID) {
				continue
			}
			found++
			if k.Area != a.ID || sign(k) == 0 || !countable(k) {
				t.Errorf("%s of area %s, %s, %s is better, cannot be in area %s of the index", k.ID, k.Area, k.Kind, k.Better, a.ID)
			}
			if k.Kind == catalogue.Share && counted(k) == "ratio" {
				t.Errorf("%s: it is not said what its trials are", k.ID)
			}
		}
	}
	if found < 4 {
		t.Errorf("the catalogue has %d KPIs of the index", found)
	}
	for i := range kpis {
		judge := judgeOf(kpis[i].ID)
		if judge != "" && !slices.ContainsFunc(kpis, func(k catalogue.KPI) bool { return k.ID == judge && k.Kind == catalogue.Share }) {
			t.Errorf("%s is judged by %s, which is no share", kpis[i].ID, judge)
		}
	}
}

func TestWords(t *testing.T) {
	for _, test := range []struct {
		interval
		want string
	}{
		{interval{1.3, 1.1, 1.5}, "golden"}, {interval{1.25, 1.1, 1.5}, "growing"}, {interval{1.3, 0.9, 1.9}, "no clear direction"},
		{interval{goldenFrom, 1.1, 1.5}, "golden"}, {interval{0.7, 0.5, 0.9}, "alarm"}, {interval{0.8, 0.7, 0.9}, "shrinking"},
		{interval{alarmTo, 0.7, 0.9}, "alarm"}, {interval{1, 0.9, 1.1}, "steady"}, {interval{1, 0.89, 1.1}, "no clear direction"},
		{interval{1.05, 1.01, 1.09}, "growing"}, {interval{1.05, 1, 1.09}, "steady"},
	} {
		if got := test.word(); got != test.want {
			t.Errorf("%+v is %s, want %s", test.interval, got, test.want)
		}
	}
}

// TestCoverageExplains has a change beyond noise that is smaller than what may
// be missing.
func TestCoverageExplains(t *testing.T) {
	for covered, want := range map[float64]string{1: Up, 0.96: Unclear} {
		p := pending{
			kpi: &catalogue.KPI{Better: catalogue.Lower}, covered: covered,
			estimate: &estimate{l: 0.03, p: 0.001, lower: 0.01, upper: 0.11},
		}
		p.decide(0.001)
		if p.Verdict != want || (p.Verdict == Up) != (p.News == Bad) || (p.Verdict == Up) != (p.Reason == "") {
			t.Errorf("covered %v: %s, %s, %s; want %s", covered, p.Verdict, p.News, p.Reason, want)
		}
	}
}

func TestFindings(t *testing.T) {
	kpis := listed()
	for i := range kpis {
		kpis[i].Title = "Title of " + kpis[i].ID
	}
	f := func(x float64) *float64 { return &x }
	var got []string
	for _, finding := range Findings(kpis, []Moved{
		{KPI: "code_authors", Verdict: Steady, Amplitude: f(0.01), Contribution: f(0.5), Value: f(1)},
		{KPI: "mail_senders", Verdict: Up, News: Good, Amplitude: f(0.2), Contribution: f(0.023), Value: f(1234)},
		{KPI: "mail_answered_share", Verdict: Down, News: Bad, Amplitude: f(-0.1503), Contribution: f(-0.04), Value: f(0.8)},
		{KPI: "doc_authors", Verdict: Up, News: Good, Contribution: f(0.0004), Value: f(12)},
		{KPI: "web_downloads", Verdict: Down, News: Bad, Amplitude: f(-0.5), Value: f(1234567)},
		{KPI: "mail_messages", Verdict: Up, Amplitude: f(0.5)},
		{KPI: "social_authors", Verdict: Unclear, Amplitude: f(0.5)},
	}) {
		got = append(got, strings.Join([]string{finding.Area, finding.KPI, finding.News, finding.Text}, "|"))
	}
	want := []string{
		"products|mail_answered_share|bad|Title of mail_answered_share: 15.0 points less than a year before, now 80.0 %. It lowers the index by 3.9 %.",
		"products|mail_senders|good|Title of mail_senders: 20 % more than a year before, now 1,234 people. It lifts the index by 2.3 %.",
		"products|doc_authors|good|Title of doc_authors: more than a year before, now 12 people. It lifts the index by less than 0.1 %.",
		"website|web_downloads|bad|Title of web_downloads: 50 % less than a year before, now 1,234,567 downloads.",
		"community|||Nothing moved beyond its usual noise.",
		"social|||Nothing moved beyond its usual noise.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
