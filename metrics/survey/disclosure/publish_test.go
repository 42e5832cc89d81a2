package disclosure_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"goldenratio/metrics/survey"
	"goldenratio/metrics/survey/disclosure"
)

// choice is a line of which each option was chosen so often, by respondents in
// order; what is more than all options did not answer.
func choice(name string, people int, counts ...int) disclosure.Line {
	l := disclosure.Line{Question: name, Kind: disclosure.Single, Class: "identical", Said: make([][]uint16, people)}
	at := 0
	for option, n := range counts {
		l.Options = append(l.Options, fmt.Sprint("o", option))
		for range n {
			l.Said[at] = []uint16{uint16(option)}
			at++
		}
	}
	return l
}

// print writes the cells of a question: its options with how many chose them.
func print(p *disclosure.Publication, segment, question string) string {
	var all []string
	for _, c := range p.Cells {
		if c.Segment != segment || c.Question != question {
			continue
		}
		text := c.Option + " -"
		if c.Chosen != nil {
			text = fmt.Sprintf("%s %d/%d", c.Option, *c.Chosen, *c.Base)
		}
		if c.Member != "" {
			text = c.Member + ": " + text
		}
		all = append(all, text)
	}
	for _, l := range p.Lines {
		if l.Segment == segment && l.Question == question && l.Withheld != "" {
			all = append(all, l.Withheld)
		}
	}
	return strings.Join(all, ", ")
}

// The vectors of the contract, and what follows from them.
func TestSuppression(t *testing.T) {
	ticks := disclosure.Line{Question: "q", Kind: disclosure.Multi, Options: []string{"x", "y"}, Said: make([][]uint16, 60)}
	for person := range ticks.Said {
		ticks.Said[person] = []uint16{0}
		if person < 20 {
			ticks.Said[person] = []uint16{0, 1}
		}
	}
	ticks.Said[58], ticks.Said[59] = []uint16{1}, []uint16{1, 2}
	few := ticks
	few.Options, few.Said = []string{"x"}, make([][]uint16, 60)
	for person := range few.Said {
		few.Said[person] = []uint16{0}
	}
	few.Said[58], few.Said[59] = []uint16{}, []uint16{}
	ranked := choice("q", 60, 20, 37, 3)
	ranked.Kind = disclosure.Rank
	for _, tc := range []struct {
		name string
		line disclosure.Line
		want string
	}{
		{"the smallest are merged", choice("q", 40, 20, 12, 5, 2, 1), "o0 20/40, o1 12/40, other answers 8/40"},
		{"and the next smallest", choice("q", 40, 30, 7, 3), "o0 30/40, other answers 10/40"},
		{"nothing is left", choice("q", 40, 38, 2), disclosure.FewPeople},
		{"nobody is no small number", choice("q", 40, 20, 0, 20), "o0 20/40, o1 0/40, o2 20/40"},
		{"four answered", choice("q", 40, 4), disclosure.FewPeople},
		{"nearly all ticked it, and few used own words", ticks, "x -, y 22/60, in own words -"},
		{"nothing to tick is left", few, disclosure.FewPeople},
		{"a place in a ranking", ranked, disclosure.FewPeople},
	} {
		p := &disclosure.Poll{People: len(tc.line.Said), Lines: []disclosure.Line{tc.line}}
		if got := print(disclosure.Publish(p), "", "q"); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
}

// In a cut the same options are merged in every group, groups of whom few answered
// are merged, and who is in no group is one.
func TestCut(t *testing.T) {
	role := choice("role", 120, 50, 30, 20, 16) // 4 gave no answer
	role.Segment = true
	q := choice("q", 120)
	q.Options = []string{"a", "b", "c", "d"}
	say := func(from, until int, option uint16) {
		for person := from; person < until; person++ {
			q.Said[person] = []uint16{option}
		}
	}
	say(0, 30, 0)
	say(30, 47, 1)
	say(47, 50, 2) // too few in the first group
	say(50, 70, 0)
	say(70, 80, 2)
	say(80, 100, 0) // nobody has anything else in the third
	say(100, 110, 0)
	say(110, 120, 2) // of whom four are in no group, too few to hide in
	p := &disclosure.Poll{People: 120, Lines: []disclosure.Line{role, q}}
	want := "o0: a 30/50, o0: d 0/50, o0: other answers 20/50, o1: a 20/30, o1: d 0/30, o1: other answers 10/30, " +
		"o2; o3; (no answer): a 30/40, o2; o3; (no answer): d 0/40, o2; o3; (no answer): other answers 10/40"
	published := disclosure.Publish(p)
	if got := print(published, "role", "q"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := print(published, "", "q"), "a 80/120, b 17/120, c 23/120, d 0/120"; got != want {
		t.Errorf("in all %s, want %s", got, want)
	}
	// What a segment's own cut would hide is not hidden: there is no such cut.
	since := choice("since", 120, 117, 3)
	since.Segment = true
	p.Lines = append(p.Lines, since)
	if got := print(disclosure.Publish(p), "since", "q"); got != "" {
		t.Errorf("by a segment of which nothing is shown: %s", got)
	}
}

// Two waves: 93 of 394 became 122, beside what is in one wave only, what was
// asked otherwise, and what was merged otherwise.
func TestCompare(t *testing.T) {
	polls := []*disclosure.Poll{
		{Wave: "1", People: 394, Lines: []disclosure.Line{choice("q", 394, 93, 301), choice("other", 394, 93, 301), choice("merged", 394, 300, 90, 3, 1)}},
		{Wave: "2", People: 394, Lines: []disclosure.Line{choice("fresh", 394, 93, 301)}},
		{Wave: "3", People: 394, Lines: []disclosure.Line{choice("q", 394, 122, 272), choice("other", 394, 122, 272), choice("merged", 394, 300, 85, 3, 6)}},
	}
	polls[2].Lines[1].Class = "scale changed"
	history := disclosure.NewHistory()
	var got []string
	for _, p := range polls {
		for _, c := range history.Compare(p, disclosure.Publish(p)) {
			got = append(got, fmt.Sprintf("%s to %s %s %s %.6f %.6f…%.6f p %.6f adjusted %.6f %s", c.Before, c.Wave, c.Question, c.Option, c.Difference, c.Lower, c.Upper, c.P, c.Adjusted, c.Verdict))
		}
	}
	want := []string{ // of others only the first is comparable: the second were merged with two others
		"1 to 3 q o0 0.073604 0.011387…0.135078 p 0.020377 adjusted 0.030565 rose",
		"1 to 3 q o1 -0.073604 -0.135078…-0.011387 p 0.020377 adjusted 0.030565 fell",
		"1 to 3 merged o0 0.000000 -0.059444…0.059444 p 1.000000 adjusted 1.000000 unclear",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The vector of weights: shares of known margins, and what they make of a
// question; weights hide where they would tell.
func TestWeights(t *testing.T) {
	role, age, q := choice("role", 100, 60, 40), choice("age", 100), choice("q", 100)
	role.Options, age.Options, q.Options = []string{"dev", "user"}, []string{"new", "old"}, []string{"yes", "no"}
	groups := [][3]int{{20, 0, 10}, {40, 1, 10}, {10, 0, 5}, {30, 1, 6}}
	person := 0
	for _, g := range groups {
		for i := range g[0] {
			age.Said[person], q.Said[person] = []uint16{uint16(g[1])}, []uint16{1}
			if i < g[2] {
				q.Said[person] = []uint16{0}
			}
			person++
		}
	}
	p := &disclosure.Poll{People: 100, Lines: []disclosure.Line{role, age, q}, Margins: []disclosure.Margin{
		{Question: "role", Shares: map[string]float64{"dev": .4, "user": .6}}, {Question: "age", Shares: map[string]float64{"new": .5, "old": .5}},
	}}
	published := disclosure.Publish(p)
	if published.Effective == nil || math.Abs(*published.Effective-69.4671) > 5e-5 {
		t.Fatalf("as many as %v, want 69.4671: %s", published.Effective, published.Unweighted)
	}
	for _, c := range published.Cells {
		if c.Question == "q" && c.Option == "yes" {
			got := fmt.Sprintf("%.6f %.6f [%.6f, %.6f]", *c.Share, *c.Weighted, *c.WeightedLower, *c.WeightedUpper)
			if want := "0.310000 0.358788 [0.256142, 0.476234]"; got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
	}
	for person := range 7 { // three of the first group say yes: their weight would tell
		q.Said[person] = []uint16{1}
	}
	for _, c := range disclosure.Publish(p).Cells {
		if c.Question == "q" && (c.Weighted != nil || c.Share == nil) {
			t.Errorf("%s has a weighted share, or no other", c.Option)
		}
	}
	p.Margins[0].Shares = map[string]float64{"dev": .4, "user": .5, "boss": .1}
	if got := disclosure.Publish(p); got.Effective != nil || got.Unweighted == "" {
		t.Error("a margin's category without respondents is weighted")
	}
}

// Whatever is answered: no small number is shown, and what is hidden has no number
// at all.
func TestNothingSmall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.IntRange(0, 80).Draw(t, "people")
		p := &disclosure.Poll{People: people}
		for i, kind := range []string{disclosure.Single, disclosure.Scale, disclosure.Single, disclosure.Multi, disclosure.Scale} {
			l := disclosure.Line{Question: fmt.Sprint("q", i), Kind: kind, Segment: i < 2, Options: []string{"a", "b", "c", "d", "e"}, Aside: []string{"e"}}
			one := rapid.SliceOfN(rapid.Uint16Range(0, 5), 1, 1)
			said := rapid.OneOf(one, one, one, rapid.Just([]uint16(nil)))
			if kind == disclosure.Multi {
				said = rapid.OneOf(rapid.SliceOfNDistinct(rapid.Uint16Range(0, 5), 0, 3, rapid.ID), rapid.Just([]uint16(nil)))
			}
			l.Said = rapid.SliceOfN(said, people, people).Draw(t, l.Question)
			p.Lines = append(p.Lines, l)
		}
		if rapid.Bool().Draw(t, "weighted") {
			p.Margins = []disclosure.Margin{{Question: "q0", Shares: map[string]float64{"a": .5, "b": .5}}}
		}
		published := disclosure.Publish(p)
		for _, c := range published.Cells {
			multi := c.Question == "q3"
			switch {
			case c.Chosen == nil:
				if c.Base != nil || c.Share != nil || c.Lower != nil || c.Upper != nil || c.Weighted != nil || c.WeightedLower != nil || c.WeightedUpper != nil {
					t.Fatalf("a hidden cell has numbers: %+v", c)
				}
			case few(*c.Chosen), *c.Base < survey.Least, multi && few(*c.Base-*c.Chosen), !multi && *c.Chosen == *c.Base && c.Segment == "" && len(c.Merged) > 0:
				t.Fatalf("few people are told: %+v", c)
			}
		}
		for _, l := range published.Lines {
			if (l.Withheld != "") == (l.Base != nil) || l.Base != nil && few(*l.Base) || l.Aside != nil && few(*l.Aside) {
				t.Fatalf("few people are told: %+v", l)
			}
		}
		for _, s := range published.Scores {
			if s.N < survey.Least || !slices.Contains([]string{"top2", "net", "mean"}, s.Score) {
				t.Fatalf("a score of few: %+v", s)
			}
		}
	})
}

func few(n uint32) bool { return n > 0 && n < survey.Least }

// A score needs to know what it sums up.
func TestScores(t *testing.T) {
	for _, tc := range []struct {
		name, score string
		counts      []int
		want        string
	}{
		{"all are shown", "", []int{10, 10, 20, 30, 5}, "top2 0.714286 of 70; net 42.857143 of 70; mean 3.000000 of 70"},
		{"the lowest two are merged", "", []int{3, 7, 20, 30, 9}, "top2 0.833333 of 60; net 66.666667 of 60"},
		{"who does not know is hidden", "", []int{10, 10, 20, 30, 2}, ""},
		{"none is wanted", "none", []int{10, 10, 20, 30, 5}, ""},
		{"nobody has an opinion", "", []int{0, 0, 0, 0, 30}, ""},
	} {
		l := choice("q", 80, tc.counts...)
		l.Kind, l.Score, l.Aside = disclosure.Scale, tc.score, []string{"o4"}
		if got := scored(l); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
	nps := choice("q", 72, 0, 2, 3, 0, 5, 4, 6, 8, 8, 16, 20)
	nps.Kind, nps.Score = disclosure.Scale, "nps"
	for i := range nps.Options {
		nps.Options[i] = fmt.Sprint(i)
	}
	if got, want := scored(nps), "nps 22.222222 of 72"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	hours := disclosure.Line{Question: "q", Kind: disclosure.Number, Numbers: []float64{1, 2, 80.1, 80.2, 79.9, 80, 81.4, 79.6, 100, 200, math.NaN()}}
	if got, want := scored(hours), "median 80.000000 of 10"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	hours.Numbers[6] = 300 // now it is four who are near
	hours.Numbers[7] = 1
	if got := scored(hours); got != "" {
		t.Errorf("four people's number is shown: %s", got)
	}
}

func scored(l disclosure.Line) string {
	p := disclosure.Publish(&disclosure.Poll{People: max(len(l.Said), len(l.Numbers)), Lines: []disclosure.Line{l}})
	var all []string
	for _, s := range p.Scores {
		all = append(all, fmt.Sprintf("%s %.6f of %d", s.Score, s.Value, s.N))
	}
	return strings.Join(all, "; ")
}
