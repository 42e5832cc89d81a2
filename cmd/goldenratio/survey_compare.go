package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"goldenratio/collectors/survey/form"
	"goldenratio/internal/report"
	"goldenratio/metrics/chance"
	"goldenratio/metrics/survey"
)

type surveyCompare struct {
	Earlier     string `arg:"" help:"The earlier survey's export." type:"existingfile"`
	Later       string `arg:"" help:"The later survey's export." type:"existingfile"`
	EarlierForm string `help:"What the earlier one's columns hold." placeholder:"FILE.yaml"`
	LaterForm   string `help:"What the later one's columns hold." placeholder:"FILE.yaml"`
	All         bool   `help:"Show what may be chance, too."`
}

// falseDiscoveries is the share of the changes called real that may be chance.
const falseDiscoveries = 0.1

// moved is one answer in two surveys.
type moved struct {
	Question string        `json:"question"`
	Text     string        `json:"text"`
	Item     string        `json:"item,omitempty"`
	Option   string        `json:"option"`
	Earlier  survey.Share  `json:"earlier"`
	Later    survey.Share  `json:"later"`
	Change   survey.Change `json:"change"`
	Adjusted float64       `json:"adjusted_p"`
	Real     bool          `json:"beyond_chance"`
}

// Run says what changed, the most certain first.
func (c *surveyCompare) Run(a *app) error {
	earlier, err := readPoll(c.Earlier, c.EarlierForm)
	if err != nil {
		return err
	}
	later, err := readPoll(c.Later, c.LaterForm)
	if err != nil {
		return err
	}
	all, apart := compare(earlier.form.Tallies(earlier.responses, nil), later.form.Tallies(later.responses, nil))
	if a.JSON {
		return a.printJSON(all)
	}
	return printMoved(a.stdout, all, apart, c.All)
}

// compare compares every answer of every question that both surveys have under
// one name and with one scale; apart counts the questions that only one has so.
func compare(earlier, later []form.Tally) (all []moved, apart int) {
	before := map[string]form.Tally{}
	for _, t := range earlier {
		before[key(t)] = t
	}
	for _, t := range later {
		old, ok := before[key(t)]
		if !ok || old.Kind != t.Kind || t.Kind == form.Scale && !slices.Equal(options(old), options(t)) {
			apart++
			continue
		}
		all = append(all, optionByOption(old, t)...)
	}
	p := make([]*float64, len(all))
	for i := range all {
		p[i] = &all[i].Change.P
	}
	for i, adjusted := range chance.Adjust(p) {
		all[i].Adjusted, all[i].Real = *adjusted, *adjusted <= falseDiscoveries
	}
	slices.SortStableFunc(all, func(x, y moved) int {
		return cmp.Or(cmp.Compare(x.Change.P, y.Change.P), -cmp.Compare(math.Abs(x.Change.Difference), math.Abs(y.Change.Difference)))
	})
	return all, apart
}

func key(t form.Tally) string { return t.Question + "\n" + t.Item }

func options(t form.Tally) []string {
	out := make([]string, len(t.Counts))
	for i, n := range t.Counts {
		out[i] = n.Option
	}
	return out
}

// optionByOption compares the options that both questions have. One that is new was
// not to be chosen before.
func optionByOption(old, t form.Tally) (out []moved) {
	if old.Answered == 0 || t.Answered == 0 {
		return nil
	}
	for _, n := range t.Counts {
		at := slices.IndexFunc(old.Counts, func(o form.Count) bool { return o.Option == n.Option })
		if at < 0 {
			continue
		}
		m := moved{Question: t.Question, Text: t.Text, Item: t.Item, Option: n.Option,
			Earlier: survey.Share{Chosen: float64(old.Counts[at].N), Asked: float64(old.Answered)},
			Later:   survey.Share{Chosen: float64(n.N), Asked: float64(t.Answered)}}
		m.Change = survey.Between(m.Later, m.Earlier)
		out = append(out, m)
	}
	return out
}

func printMoved(w io.Writer, all []moved, apart int, chancy bool) error {
	shown := 0
	for _, m := range all {
		if !m.Real && !chancy {
			continue
		}
		shown++
		if _, err := fmt.Fprintf(w, "%s\n    %s\n", plain(about(m)), inWords(m)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%d of %d answers moved beyond chance; %d questions of the later survey have no equal in the earlier one\n", certain(all), len(all), apart)
	return err
}

func about(m moved) string { return clip(m.Text, 90) + " " + clip(m.Option, 60) }

// inWords says what happened to one answer, as pages do.
func inWords(m moved) string {
	c := report.SurveyChange{
		ShareBefore: m.Earlier.Value(), BaseBefore: uint32(m.Earlier.Asked), Share: m.Later.Value(), Base: uint32(m.Later.Asked),
		Difference: m.Change.Difference, Lower: m.Change.Lower, Upper: m.Change.Upper, Verdict: "unclear",
	}
	switch {
	case !m.Real:
	case c.Difference < 0:
		c.Verdict = "fell"
	default:
		c.Verdict = "rose"
	}
	return strings.ReplaceAll(c.Words(), "\u00a0", " ")
}

// signed is a difference in points, with a true minus sign.
func signed(difference float64) string {
	if math.Round(1000*difference) < 0 {
		return "−" + points(-difference)
	}
	return "+" + points(math.Abs(difference))
}

func certain(all []moved) (n int) {
	for _, m := range all {
		if m.Real {
			n++
		}
	}
	return n
}
