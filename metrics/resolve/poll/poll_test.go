package poll

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lines writes what a wave asks: names, options and how it compares.
func lines(all []*Line) (text []string) {
	for _, l := range all {
		text = append(text, strings.TrimSpace(fmt.Sprintf("%s %s: %s (%s) %s", l.Question, l.Item, strings.Join(l.Options, "|"), l.Class, l.Title)))
	}
	return text
}

// Without a registry a question's equal has its name and kind and, for a scale,
// its steps; the newest wave says how it is put and where it stands.
func TestWithoutRegistry(t *testing.T) {
	s := &Survey{Waves: []string{"1", "2", "3"}, Asked: []Asked{
		{Wave: "1", Question: "a", Position: 1, Kind: "single", Text: "A", Options: []string{"x", "y"}},
		{Wave: "1", Question: "b", Item: "i", Position: 2, Kind: "scale", Text: "B", Options: []string{"1", "2"}},
		{Wave: "2", Question: "b", Item: "i", Position: 1, Kind: "scale", Text: "B", Options: []string{"1", "2", "3"}},
		{Wave: "3", Question: "b", Item: "i", Position: 1, Kind: "scale", Text: "B?", Options: []string{"1", "2", "3"}},
		{Wave: "3", Question: "a", Position: 2, Kind: "single", Text: "A?", Options: []string{"z", "y", "x"}},
		{Wave: "3", Question: "c", Position: 3, Kind: "single", Text: "C?", Options: []string{"z"}},
	}}
	got, err := s.Lines()
	if err != nil {
		t.Fatal(err)
	}
	for wave, want := range map[string][]string{
		"1": {"b i: 1|2 (new) B?", "a : y|x (new) A?"},
		"2": {"b i: 1|2|3 (scale changed) B?"},
		"3": {"b i: 1|2|3 (identical) B?", "a : z|y|x (identical) A?", "c : z (new) C?"},
	} {
		if diff := cmp.Diff(want, lines(got[wave])); diff != "" {
			t.Errorf("wave %s: %s", wave, diff)
		}
	}
}

// The registry joins, recodes and orders; it may speak of a grid as a whole.
func TestRegistry(t *testing.T) {
	s := &Survey{
		Waves: []string{"1", "2"},
		Asked: []Asked{
			{Wave: "1", Question: "old", Position: 1, Kind: "single", Options: []string{"Never", "Now and then", "Often"}},
			{Wave: "2", Question: "new", Position: 1, Kind: "single", Options: []string{"often", "sometimes", "daily"}},
			{Wave: "2", Question: "grid", Item: "i", Position: 2, Kind: "scale", Options: []string{"bad", "good"}},
		},
		Registered: []Registered{
			{Question: "grid", Item: "i", Position: 1, Title: "Line"},
			{Question: "grid", Position: 1, Title: "Grid", Headline: true, Aside: []string{"bad"}},
			{Question: "new", Position: 2, Options: []string{"never", "sometimes", "often"}, Segment: true},
		},
		Joins: []Join{{Question: "new", Wave: "1", Asked: "old", Class: "recoded", Recode: map[string]string{"Never": "never", "Now and then": "sometimes", "Often": "often"}}},
	}
	got, err := s.Lines()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"new : never|sometimes|often (recoded)"}, lines(got["1"])); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"grid i: bad|good (new) Line", "new : sometimes|often|daily (identical)"}, lines(got["2"])); diff != "" {
		t.Error(diff)
	}
	if l := got["2"]; !l[0].Headline || len(l[0].Aside) != 1 || l[0].Segment || !l[1].Segment {
		t.Errorf("%+v", l)
	}
	s.Joins = append(s.Joins, Join{Question: "new", Wave: "2", Asked: "grid", AskedItem: "i", Class: "identical"})
	if _, err := s.Lines(); err == nil {
		t.Error("two questions of a wave are one")
	}
}

// Answers come in any order; places of a ranking are put in theirs, two options
// that became one count once, and own words stand behind all options.
func TestAnswers(t *testing.T) {
	s := &Survey{ID: "s", Waves: []string{"1"}, Asked: []Asked{
		{Wave: "1", Question: "use", Kind: "multi", Position: 1, Options: []string{"git", "Git", "svn"}},
		{Wave: "1", Question: "rank", Item: "speed", Kind: "rank", Position: 2},
		{Wave: "1", Question: "where", Kind: "single", Position: 3, Options: []string{"here"}},
		{Wave: "1", Question: "hours", Kind: "number", Position: 4},
		{Wave: "1", Question: "why", Kind: "text", Position: 5},
	}, Joins: []Join{{Question: "use", Wave: "1", Asked: "use", Class: "recoded", Recode: map[string]string{"Git": "git"}}},
		Targets: []Target{{Question: "where", Option: "here", Share: 1}, {Wave: "1", Question: "use", Option: "git", Share: .7}, {Wave: "1", Question: "use", Option: "svn", Share: .3}},
	}
	all, err := s.Lines()
	if err != nil {
		t.Fatal(err)
	}
	w := s.Wave("1", all["1"], []uint32{7, 9, 11})
	place := func(n float64) *float64 { return &n }
	for _, a := range []Answer{
		{Response: 9, Question: "use", Options: []string{"Git", "git", "new"}, Other: true},
		{Response: 7, Question: "use"},
		{Response: 8, Question: "use", Options: []string{"svn"}}, // another's copy
		{Response: 7, Question: "rank", Item: "speed", Number: place(10)},
		{Response: 9, Question: "rank", Item: "speed", Number: place(2)},
		{Response: 11, Question: "rank", Item: "speed", Number: place(10)},
		{Response: 7, Question: "where", Other: true},
		{Response: 9, Question: "where", Options: []string{"here"}},
		{Response: 11, Question: "where"},
		{Response: 11, Question: "hours", Number: place(8)},
		{Response: 11, Question: "why", Other: true},
		{Response: 7, Question: "gone", Options: []string{"x"}},
	} {
		w.Add(&a)
	}
	p := w.Poll()
	var got []string
	for _, l := range p.Lines {
		got = append(got, fmt.Sprint(l.Question, " ", l.Options, " ", l.Said, " ", l.Numbers))
	}
	want := []string{
		"use [git svn new] [[] [0 2 3] []] []",
		"rank [2 10] [[1] [0] [1]] []",
		"where [here] [[1] [0] []] []",
		"hours [] [[] [] []] [NaN NaN 8]",
		"why [] [[] [] [0]] []",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p.People != 3 || len(p.Margins) != 1 || p.Margins[0].Shares["git"] != .7 || p.Lines[2].Said[2] != nil || p.Lines[0].Said[0] == nil {
		t.Errorf("%d people, weighted by %v", p.People, p.Margins)
	}
}
