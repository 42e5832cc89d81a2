package main

import (
	"context"
	"fmt"

	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/questions"
	"goldenratio/internal/warehouse"
)

type surveyMatch struct {
	Source string `arg:"" help:"A survey of the configuration that was collected."`
}

// Run proposes which questions of a survey's waves are the same, as entries for
// its registry. It changes nothing.
func (c *surveyMatch) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(of *config.Config, store *warehouse.Store) error {
		lines, err := store.SurveyLines(ctx, c.Source)
		if err != nil {
			return err
		}
		waves := wavesOf(lines)
		if len(waves) < 2 {
			return fmt.Errorf("survey %q has %d waves in the store: two are needed to compare their questions", c.Source, len(waves))
		}
		g, err := pipeline.Registry(of, c.Source)
		if err != nil {
			return err
		}
		all := questions.Propose(g, waves)
		if len(all) == 0 {
			_, err := fmt.Fprintln(a.stdout, "# No question looks like one of another wave that has another name.")
			return err
		}
		return questions.Write(a.stdout, all)
	})
}

// wavesOf puts the questions of each wave together; the store has them in order.
func wavesOf(lines []warehouse.SurveyLine) (waves []questions.Wave) {
	for _, l := range lines {
		if len(waves) == 0 || waves[len(waves)-1].ID != l.Wave {
			waves = append(waves, questions.Wave{ID: l.Wave})
		}
		w := &waves[len(waves)-1]
		w.Lines = append(w.Lines, questions.Line{Question: l.Question, Item: l.Item, Kind: l.Kind, Text: l.Text, Options: l.Options})
	}
	return waves
}
