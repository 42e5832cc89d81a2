package questions

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// A Line is a question, or one line of a grid, as a wave asked it.
type Line struct {
	Question, Item string
	Kind           string
	Text           string
	Options        []string
}

// A Match proposes that a line of a later wave is one of an earlier wave.
type Match struct {
	Earlier, Later Line
	Class          Class
	Recode         map[string]string // from the earlier one's options to the later one's, where words differ little
	Alike          float64           // from 0 to 1
}

// How alike two questions must be to be proposed, and two options to be taken for one.
const (
	alikeQuestions = 0.5
	alikeOptions   = 0.6
)

// Lines proposes which lines are the same, the most alike first: each stands in one match at most.
// Lines that have a name in common are that question already and are left out.
func Lines(earlier, later []Line) []Match {
	named := func(all []Line, one Line) bool {
		return slices.ContainsFunc(all, func(l Line) bool { return l.Question == one.Question && l.Item == one.Item })
	}
	weigh := newWeights(earlier, later)
	var all []Match
	for _, old := range earlier {
		if named(later, old) {
			continue
		}
		for _, next := range later {
			if named(earlier, next) || !comparable(old.Kind, next.Kind) {
				continue
			}
			if alike := weigh.lines(old, next); alike >= alikeQuestions {
				all = append(all, propose(old, next, alike))
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Match) int { return cmp.Compare(b.Alike, a.Alike) })
	return once(all)
}

// comparable reports whether questions of these kinds can be the same.
func comparable(a, b string) bool { return a == b || choice(a) && choice(b) }

func choice(kind string) bool { return kind == "single" || kind == "multi" || kind == "scale" }

// once leaves each line in its best match only.
func once(all []Match) []Match {
	type id struct{ question, item string }
	old, next := map[id]bool{}, map[id]bool{}
	return slices.DeleteFunc(all, func(m Match) bool {
		a, b := id{m.Earlier.Question, m.Earlier.Item}, id{m.Later.Question, m.Later.Item}
		if old[a] || next[b] {
			return true
		}
		old[a], next[b] = true, true
		return false
	})
}

// propose says how the answers of two lines can be compared.
func propose(old, next Line, alike float64) Match {
	m := Match{Earlier: old, Later: next, Alike: alike, Class: Reworded}
	switch {
	case old.Kind != next.Kind:
		m.Class = ScaleChanged
	case slices.Equal(old.Options, next.Options) || old.Kind != "scale" && sameSet(old.Options, next.Options):
	case old.Kind == "scale" && len(old.Options) != len(next.Options):
		m.Class = ScaleChanged
	default:
		m.Class, m.Recode = Recoded, recode(old.Options, next.Options)
	}
	return m
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// recode finds for options that are gone the new ones in nearly the same words.
func recode(from, to []string) map[string]string {
	out := map[string]string{}
	for _, option := range from {
		if slices.Contains(to, option) {
			continue
		}
		best, most := "", alikeOptions
		for _, other := range to {
			if alike := overlap(tokens(option), tokens(other), evenly); !slices.Contains(from, other) && alike > most {
				best, most = other, alike
			}
		}
		if best != "" {
			out[option] = best
		}
	}
	return out
}

func evenly(string) float64 { return 1 }

// weights tell how much a word says: one that stands in most questions says little.
type weights map[string]float64

func newWeights(waves ...[]Line) weights {
	in, lines := map[string]float64{}, 0.0
	for _, wave := range waves {
		for _, l := range wave {
			lines++
			for _, word := range tokens(l.Text + " " + l.Item) {
				in[word]++
			}
		}
	}
	for word, n := range in {
		in[word] = math.Log(1 + lines/n)
	}
	return in
}

// lines says how alike two lines are. Lines of grids are alike by their own words, if their questions are.
func (w weights) lines(a, b Line) float64 {
	weight := func(word string) float64 { return w[word] }
	if a.Item != "" && b.Item != "" {
		return min(overlap(tokens(a.Item), tokens(b.Item), weight), 2*overlap(tokens(a.Text), tokens(b.Text), evenly))
	}
	alike := overlap(tokens(a.Text), tokens(b.Text), weight)
	if len(a.Options) > 0 && len(b.Options) > 0 {
		alike = 0.7*alike + 0.3*overlap(folded(a.Options), folded(b.Options), evenly)
	}
	return alike
}

// overlap is twice the weight of what two sets share, of the sum of their weights.
func overlap(a, b []string, weight func(string) float64) float64 {
	shared, all := 0.0, 0.0
	for _, word := range a {
		all += weight(word)
		if slices.Contains(b, word) {
			shared += 2 * weight(word)
		}
	}
	for _, word := range b {
		all += weight(word)
	}
	if all == 0 {
		return 0
	}
	return shared / all
}

// tokens are the different words of a text, without the endings of plurals and verbs.
func tokens(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, word := range words {
		for _, ending := range []string{"ing", "ed", "s"} {
			if stem, ok := strings.CutSuffix(word, ending); ok && len(stem) > 3 {
				words[i] = stem
				break
			}
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func folded(options []string) []string {
	out := make([]string, len(options))
	for i, option := range options {
		out[i] = strings.Join(tokens(option), " ")
	}
	slices.Sort(out)
	return slices.Compact(out)
}
