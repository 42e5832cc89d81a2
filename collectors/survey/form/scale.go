package form

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// scales are orders that surveys use, from the least to the most; on one level
// stand words that mean the same.
func scales() [][][]string {
	return [][][]string{
		{{"strongly disagree", "completely disagree"}, {"disagree", "somewhat disagree", "slightly disagree"}, {"neither agree or disagree", "neither agree nor disagree", "neutral", "undecided"}, {"agree", "somewhat agree", "slightly agree"}, {"strongly agree", "completely agree"}},
		{{"never"}, {"rarely", "seldom", "hardly ever"}, {"sometimes", "occasionally"}, {"often", "frequently", "regularly"}, {"very often", "usually", "most of the time"}, {"always"}},
		{{"not important", "not at all important", "not important at all", "unimportant"}, {"slightly important", "a little important"}, {"somewhat important"}, {"moderately important", "important"}, {"very important"}, {"extremely important", "critical", "essential"}},
		{{"horrible", "terrible", "very poor", "very bad", "unacceptable"}, {"poor", "bad", "not great"}, {"fair", "ok", "okay", "average", "adequate", "acceptable"}, {"good"}, {"very good", "great"}, {"excellent", "outstanding"}},
		{{"very dissatisfied", "very unsatisfied"}, {"dissatisfied", "unsatisfied", "somewhat dissatisfied"}, {"neutral", "neither satisfied nor dissatisfied"}, {"satisfied", "somewhat satisfied"}, {"very satisfied"}},
		{{"very unlikely", "definitely not", "no", "not at all likely", "not likely"}, {"unlikely", "probably not"}, {"neutral", "maybe", "possibly", "not sure"}, {"likely", "probably", "somewhat likely"}, {"very likely", "definitely", "yes", "yes, definitely!", "extremely likely"}},
		{{"never"}, {"rarely", "less than yearly"}, {"yearly", "annually"}, {"quarterly"}, {"monthly"}, {"weekly"}, {"daily"}, {"hourly"}},
		{{"none", "no experience"}, {"novice", "beginner", "basic"}, {"intermediate"}, {"advanced"}, {"expert"}, {"master"}},
		{{"very difficult", "very hard"}, {"difficult", "hard"}, {"neutral"}, {"easy"}, {"very easy"}},
		{{"very uncomfortable"}, {"uncomfortable"}, {"neutral"}, {"comfortable"}, {"very comfortable"}},
		{{"not at all"}, {"slightly", "a little", "a little bit"}, {"moderately", "somewhat"}, {"very", "quite a bit", "a lot", "very much"}, {"extremely"}},
	}
}

// ordered recognises a scale, in words or from 0 or 1 to at most 10.
func ordered(c *Column, _ title, a answers) bool {
	if options := inWords(a); options != nil {
		c.Kind, c.Options = Scale, options
		return true
	}
	if options := labelled(a); options != nil {
		c.Kind, c.Options = Scale, options
		return true
	}
	lowest, highest := 11, -1
	for v := range a.counts {
		n, ok := whole(v)
		if !ok || n < 0 || n > 10 {
			return false
		}
		lowest, highest = min(lowest, n), max(highest, n)
	}
	if len(a.counts) < 3 || lowest > 2 && highest != 5 {
		return false
	}
	c.Kind = Scale
	for n := min(lowest, 1); n <= max(highest, 5); n++ {
		c.Options = append(c.Options, strconv.Itoa(n))
	}
	return true
}

// inWords are the answers in the order of the first scale that has them all;
// nil for none. A yes and a no alone are a choice.
func inWords(a answers) []string {
	for _, scale := range scales() {
		if options, levels := rank(a, scale); options != nil && levels >= 3 {
			return options
		}
	}
	return nil
}

func rank(a answers, scale [][]string) (options []string, levels int) {
	level := map[string]int{}
	seen := map[int]bool{}
	for v := range a.counts {
		at := slices.IndexFunc(scale, func(words []string) bool { return slices.Contains(words, strings.ToLower(v)) })
		if at < 0 {
			return nil, 0
		}
		level[v], seen[at] = at, true
		options = append(options, v)
	}
	slices.SortFunc(options, func(x, y string) int { return cmp.Or(cmp.Compare(level[x], level[y]), strings.Compare(x, y)) })
	return options, len(seen)
}

// whole reads a whole number, which tables of statistics programs write as 3.0.
func whole(cell string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSuffix(cell, ".0"))
	return n, err == nil
}

// labelled are the answers of a scale of numbers of which some, the ends as a
// rule, have words beside them: `1 (never)`, `2`, `3`.
func labelled(a answers) []string {
	bare, at := 0, map[int]string{}
	for v := range a.counts {
		word, _, _ := strings.Cut(v, " ")
		n, ok := whole(word)
		if !ok || n < 0 || n > 10 || at[n] != "" {
			return nil
		}
		at[n] = v
		if word == v {
			bare++
		}
	}
	if bare < 2 || bare == len(at) {
		return nil
	}
	var options []string
	for _, n := range slices.Sorted(maps.Keys(at)) {
		options = append(options, at[n])
	}
	return options
}

var amount = regexp.MustCompile(`^[<>~≈]?\s*([0-9][0-9,' ]*(?:\.[0-9]+)?)\s*([%a-zA-Z€$£]*)\+?$`)

var (
	begins = regexp.MustCompile(`(?i)^(less than|fewer than|under|below|<|up to|more than|over|above|>|between|from|at least|about|~)?\s*([0-9][0-9,]*(?:\.[0-9]+)?)`)
	unit   = regexp.MustCompile(`(?i)\b(day|week|month|year)s?\b`)
)

// leading is the number with which a text begins, in days where it is a time; a
// little less or more after words such as "less than".
func leading(s string) (float64, bool) {
	m := begins.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(m[2], ",", ""), 64)
	if err != nil {
		return 0, false
	}
	switch strings.TrimSuffix(strings.ToLower(unit.FindString(s)), "s") {
	case "week":
		n *= 7
	case "month":
		n *= 30
	case "year":
		n *= 365
	}
	switch strings.ToLower(m[1]) {
	case "less than", "fewer than", "under", "below", "<", "up to":
		n -= 0.5
	case "more than", "over", "above", ">":
		n += 0.5
	}
	return n, true
}

// numbers recognises amounts: nearly all cells are one, and they are many
// different ones.
func numbers(c *Column, _ title, a answers) bool {
	units := map[string]int{}
	found := 0
	for v, n := range a.counts {
		if m := amount.FindStringSubmatch(v); m != nil {
			found += n
			units[strings.ToLower(m[2])] += n
		}
	}
	if len(a.counts) < 6 || found*20 < len(a.cells)*19 || versions(a) {
		return false
	}
	c.Kind = Number
	for unit, n := range units {
		if unit != "" && n*2 > found {
			c.Unit = unit
		}
	}
	return true
}

// versions reports whether cells such as 3.10 beside 3.9 are names and no
// amounts: they have a point, and few are there often.
func versions(a answers) bool {
	pointed := 0
	for v, n := range a.counts {
		if before, after, ok := strings.Cut(v, "."); ok && after != "0" && before != "" {
			pointed += n
		}
	}
	return pointed*2 > len(a.cells) && len(a.counts)*5 < len(a.cells)
}
