package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"text/tabwriter"

	"goldenratio/collectors/survey/form"
	"goldenratio/metrics/survey"
)

type surveyTally struct {
	File    string `arg:"" help:"A survey's export: CSV, TSV or xlsx." type:"existingfile"`
	Form    string `help:"What its columns hold, as \"survey inspect\" writes it; by default what they seem to hold." placeholder:"FILE.yaml"`
	Publish bool   `help:"Hide what is too small to be shown to others."`
	Margins string `help:"How answers are distributed among everybody: weigh the responses so that theirs are." placeholder:"FILE.yaml"`
}

// Run counts the answers. Nothing is stored.
func (c *surveyTally) Run(a *app) error {
	p, err := readPoll(c.File, c.Form)
	if err != nil {
		return err
	}
	weights, err := p.weigh(c.Margins)
	if err != nil {
		return err
	}
	tallies := p.form.Tallies(p.responses, weights)
	if c.Publish {
		hide(tallies)
	}
	if a.JSON {
		return a.printJSON(tallies)
	}
	hidden := "small numbers are not hidden here: --publish hides them"
	if c.Publish {
		hidden = "what fewer than five people say is merged or left out"
	}
	fmt.Fprintf(a.stdout, "%s responses; %s\n", thousands(uint64(len(p.responses))), hidden)
	if weights != nil {
		printWeights(a.stdout, weights)
	}
	for _, t := range tallies {
		if err := printTally(a.stdout, t, weights != nil); err != nil {
			return err
		}
	}
	return nil
}

// weigh gives the responses weights with which they meet the margins of a file;
// none without a file.
func (p poll) weigh(path string) ([]float64, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	known, err := form.ReadMargins(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var margins []survey.Margin
	for _, m := range known {
		of, targets, err := p.form.Category(m, p.responses)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		margins = append(margins, survey.Margin{Name: m.Question, Answers: of, Targets: targets})
	}
	weights, err := survey.Rake(len(p.responses), margins)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return weights, nil
}

func printWeights(w io.Writer, weights []float64) {
	effective := survey.Effective(weights)
	fmt.Fprintf(w, "weighted, as telling as %s without weights", thousands(uint64(math.Round(effective))))
	if effective < float64(len(weights))/2 {
		fmt.Fprint(w, ": less than half, so the weights rest on few")
	}
	fmt.Fprintln(w, "; beside each share the unweighted one")
}

func printTally(w io.Writer, t form.Tally, weighted bool) error {
	if t.Answered == 0 || len(t.Counts) == 0 {
		return nil
	}
	fmt.Fprintf(w, "\n%s\n", plain(clip(t.Text, 100)))
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, n := range t.Counts {
		s := weightedShare(t, n.Weight)
		lower, upper := s.Limits()
		fmt.Fprintf(table, "  %s\t%s %%\t%s…%s\t", thousands(uint64(n.N)), points(s.Value()), points(lower), points(upper))
		if weighted {
			fmt.Fprintf(table, "%s %%\t", points(float64(n.N)/float64(t.Answered)))
		}
		fmt.Fprintf(table, "  %s\n", plain(clip(n.Option, 80)))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if t.Kind == form.Scale && len(t.Counts) >= 4 && t.Counts[len(t.Counts)-1].Option != merged {
		printEnds(w, t)
	}
	line := "  of " + thousands(uint64(t.Answered)) + " who answered"
	if t.Other > 0 {
		line += ", " + thousands(uint64(t.Other)) + " of them in own words"
	}
	_, err := fmt.Fprintln(w, line)
	return err
}

// weightedShare is a share of those who answered, each with their weight; the
// weights make them as telling as fewer people.
func weightedShare(t form.Tally, weight float64) survey.Share {
	effective := t.Weight * t.Weight / t.Squares
	return survey.Share{Chosen: weight / t.Weight * effective, Asked: effective}
}

// printEnds sums a scale up: its two highest steps, and those less the two
// lowest.
func printEnds(w io.Writer, t form.Tally) {
	steps := t.Counts
	high, low := steps[len(steps)-1].Weight+steps[len(steps)-2].Weight, steps[0].Weight+steps[1].Weight
	top, bottom := weightedShare(t, high), weightedShare(t, low)
	lower, upper := top.Limits()
	net, least, most := survey.Net(top.Chosen, bottom.Chosen, top.Asked)
	fmt.Fprintf(w, "  top two %s %% (%s…%s); less the lowest two %s points (%s…%s)\n",
		points(top.Value()), points(lower), points(upper), signed(net/100), signed(least/100), signed(most/100))
}

func points(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) }

// What answers are called that are too few to be shown alone, and those in own
// words.
const (
	merged   = "other answers"
	ownWords = "in own words"
)

// hide leaves of each tally what may be shown to others. A question of which
// nothing may be is left without counts.
func hide(tallies []form.Tally) {
	for i := range tallies {
		t := &tallies[i]
		several := t.Kind == form.Multi || t.Kind == form.Tick
		if t.Other > 0 && !several {
			t.Counts = append(slices.Clone(t.Counts), form.Count{Option: ownWords, N: t.Other, Weight: t.OtherWeight})
		}
		t.Other, t.OtherWeight = 0, 0
		counts := make([]int, len(t.Counts))
		for j, n := range t.Counts {
			counts[j] = n.N
		}
		cells := survey.Choices(counts)
		if several {
			cells = survey.Ticks(counts, t.Answered)
		}
		t.Counts = together(t.Counts, cells)
		if t.Answered < survey.Least {
			t.Answered, t.Weight, t.Counts = 0, 0, nil
		}
	}
}

func together(counts []form.Count, cells []survey.Cell) (out []form.Count) {
	for _, c := range cells {
		sum := form.Count{Option: merged}
		for _, i := range c.Options {
			sum.N += counts[i].N
			sum.Weight += counts[i].Weight
			if !c.Merged {
				sum.Option = counts[i].Option
			}
		}
		out = append(out, sum)
	}
	return out
}
