package report

import (
	"strings"
	"testing"
)

// A board says what is missing in words that nobody takes for a finding.

func TestPromises(t *testing.T) {
	yes, no := true, false
	kept := TargetState{Title: "Answered in time", Text: "at least 90 %", State: "met since 2019-Q1", Met: &yes}
	missed := TargetState{Title: "Time to first answer", Text: "at most 4 h", State: "missed in 2019-Q3", Met: &no}
	open := TargetState{Title: "Releases", State: "not known yet"}
	for _, c := range []struct {
		targets []TargetState
		want    string
	}{
		{nil, ""},
		{[]TargetState{open}, "Whether our targets are met is not known yet."},
		{[]TargetState{kept}, "Our one target is met."},
		{[]TargetState{missed}, "Our one target is not met; missed: Time to first answer (at most 4 h), in 2019-Q3."},
		{[]TargetState{kept, kept}, "All 2 targets are met."},
		{[]TargetState{missed, missed, open}, "None of our 3 targets is met, 1 is not known yet; missed: Time to first answer (at most 4 h), in 2019-Q3, Time to first answer (at most 4 h), in 2019-Q3."},
		{[]TargetState{kept, missed, open}, "1 of our 3 targets is met, 1 is not known yet; missed: Time to first answer (at most 4 h), in 2019-Q3."},
		{[]TargetState{kept, kept, open}, "2 of our 3 targets are met, 1 is not known yet."},
	} {
		h := teller{board: &Board{Targets: c.targets}}
		got := ""
		for _, s := range h.tell(h.promises) {
			got += s.Text
		}
		if got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

// uncovered is a board whose lists are configured, with a source that ended
// before the quarter.
func uncovered() *Board {
	one, all := 1., 1.
	commits := Tile{Definition: Definition{KPI: "code_commits", Title: "Commits"}, Value: &one, Coverage: &all}
	commits.Previous.Reason, commits.YearBefore.Reason = "4 in both quarters together: 10 are needed", "7 in both quarters together: 10 are needed"
	reply := Tile{Definition: Definition{KPI: "mail_first_reply", Title: "Time to first answer"}, Reason: NotCovered}
	reply.Previous.Reason, reply.YearBefore.Reason = "a share of 5: 10 are needed in each quarter", "a level is not judged"
	return &Board{Head: Head{State: Complete}, Areas: []Area{{Sections: []Section{
		{Title: "Mailing lists", Tiles: []Tile{reply}}, {Title: "Code", Tiles: []Tile{commits}},
	}}}}
}

func TestUncovered(t *testing.T) {
	b := uncovered()
	var said []string
	for _, s := range headline(b) {
		said = append(said, s.Text)
	}
	for _, c := range []struct{ text, want string }{
		{strings.Join(said, " "), "no source covers the lists in this quarter"},
		{trust(b), "everything that the sources should have held was received. No source covers 1 of the 2 measures in this quarter."},
		{missingNote(b), "Without a value: Time to first answer (not covered)."},
	} {
		if !strings.Contains(c.text, c.want) {
			t.Errorf("%q is not in %q", c.want, c.text)
		}
	}
	if lists, code := b.Areas[0].Sections[0], b.Areas[0].Sections[1]; !lists.Bare() || code.Bare() {
		t.Errorf("bare: lists %v, code %v", lists.Bare(), code.Bare())
	}
}

func TestComparisonNote(t *testing.T) {
	want := "Comparisons and verdicts are missing where they would mislead. " +
		"A share of fewer than 10 in each quarter; fewer than 10 in both quarters together."
	if got := comparisonNote(uncovered()); got != want {
		t.Errorf("got %q", got)
	}
}
