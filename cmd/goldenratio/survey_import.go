package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/survey"
	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/warehouse"
)

type surveyImport struct {
	Sources []string `arg:"" optional:"" help:"Surveys to import; by default all."`
}

// Run collects surveys and says what came in.
func (c *surveyImport) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		surveys, err := c.chosen(conf)
		if err != nil {
			return err
		}
		show := a.progress(conf)
		if a.JSON {
			show = lines{a.stderr} // the one value on stdout is what came in
		}
		ids := make([]string, len(surveys))
		for i, s := range surveys {
			ids[i] = s.ID
		}
		err = (&pipeline.Collection{
			Store: store, Config: conf, Cache: cache(conf), Sources: ids, Watch: show.event, Now: a.now, Log: a.log,
		}).Run(ctx)
		err = errors.Join(err, show.end())
		var all []imported
		for _, s := range surveys {
			waves, failed := importedWaves(ctx, a, conf, store, s)
			all, err = append(all, waves...), errors.Join(err, failed)
		}
		if a.JSON {
			return errors.Join(err, a.printJSON(all))
		}
		return errors.Join(err, printImported(a.stdout, all))
	})
}

// chosen are the surveys to import.
func (c *surveyImport) chosen(conf *config.Config) (chosen []*config.Source, err error) {
	for i := range conf.Sources {
		s := &conf.Sources[i]
		if s.Of.Kind == collectors.Survey && (len(c.Sources) == 0 || slices.Contains(c.Sources, s.ID)) {
			chosen = append(chosen, s)
		}
	}
	for _, id := range c.Sources {
		if !slices.ContainsFunc(chosen, func(s *config.Source) bool { return s.ID == id }) {
			return nil, fmt.Errorf("there is no survey %q in %s", id, conf.Path)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("%s has no source of type survey", conf.Path)
	}
	return chosen, nil
}

// imported is what is stored of one wave, and what is not.
type imported struct {
	Source      string        `json:"source"`
	Wave        string        `json:"wave"`
	Title       string        `json:"title"`
	Began       string        `json:"began,omitempty"`
	Ended       string        `json:"ended"`
	Invited     uint64        `json:"invited,omitempty"`
	Complete    uint64        `json:"complete"`
	Partial     uint64        `json:"partial"`
	Repeated    uint64        `json:"repeated"`
	Tests       uint64        `json:"tests"`
	Words       uint64        `json:"own_words"`
	Coded       uint64        `json:"own_words_coded"`
	Quarantined []quarantined `json:"quarantined"`
	Dropped     []dropped     `json:"dropped"`
	waiting     bool          // own words are not stored before the wave has ended
}

type quarantined struct {
	Reason    string `json:"reason"`
	Detail    string `json:"detail"`
	Responses uint64 `json:"responses"`
}

type dropped struct {
	Column string `json:"column"`
	Why    string `json:"why,omitempty"`
}

// importedWaves reads what is stored of a survey, and what its forms drop.
func importedWaves(ctx context.Context, a *app, conf *config.Config, store *warehouse.Store, s *config.Source) (all []imported, err error) {
	waves, rejects, err := store.SurveyWaves(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	columns, err := droppedColumns(a, conf, s)
	for _, w := range waves {
		one := imported{
			Source: s.ID, Wave: w.Wave, Title: w.Title, Ended: w.Ended.Format(time.DateOnly), Invited: w.Invited,
			Complete: w.Complete, Partial: w.Partial, Repeated: w.Repeated, Tests: w.Tests, Words: w.Words, Coded: w.Coded,
			Quarantined: []quarantined{}, Dropped: []dropped{}, waiting: a.now().Before(w.Ended.AddDate(0, 0, 1)),
		}
		if w.Began.Unix() > 0 {
			one.Began = w.Began.Format(time.DateOnly)
		}
		for _, r := range rejects {
			if r.Wave == w.Wave {
				one.Quarantined = append(one.Quarantined, quarantined{r.Reason, r.Detail, r.Responses})
			}
		}
		for _, d := range columns {
			if d.Wave == w.Wave {
				one.Dropped = append(one.Dropped, dropped{d.Column, d.Why})
			}
		}
		all = append(all, one)
	}
	return all, err
}

// opened is a source's collector.
func opened(a *app, conf *config.Config, s *config.Source) (collectors.Collector, error) {
	return s.Of.New(collectors.Place{Dir: conf.Dir, Cache: filepath.Join(cache(conf), s.ID), Now: a.now}, s.Options)
}

// droppedColumns are those that a survey's forms drop, where it has forms.
func droppedColumns(a *app, conf *config.Config, s *config.Source) ([]survey.Dropped, error) {
	collector, err := opened(a, conf, s)
	if err != nil {
		return nil, err
	}
	if forms, ok := collector.(interface {
		Dropped() ([]survey.Dropped, error)
	}); ok {
		return forms.Dropped()
	}
	return nil, nil
}

func printImported(w io.Writer, all []imported) error {
	for i := range all {
		one := &all[i]
		days := spelled(one.Ended)
		if one.Began != "" && one.Began != one.Ended {
			days = spelled(one.Began) + " to " + days
		}
		title := one.Wave
		if one.Title != one.Wave {
			title += ", " + one.Title
		}
		fmt.Fprintf(w, "\n%s %s, %s\n", one.Source, plain(title), days)
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		for _, line := range one.counts() {
			fmt.Fprintf(table, "%s\t  %s\n", thousands(line.n), line.what)
		}
		if err := table.Flush(); err != nil {
			return err
		}
		if err := one.printLeftOut(w); err != nil {
			return err
		}
	}
	return nil
}

// lineOf is a number and what it counts.
type lineOf struct {
	n    uint64
	what string
}

// counts are the numbers of a wave that a person wants to know; what there is
// none of is left out but for the first.
func (one *imported) counts() []lineOf {
	held := uint64(0)
	for _, q := range one.Quarantined {
		held += q.Responses
	}
	started := one.Complete + one.Partial
	responses := "responses"
	if one.Invited > 0 {
		responses += fmt.Sprintf(", %s %% of the %s invited", points(float64(started)/float64(one.Invited)), thousands(one.Invited))
	}
	words := "answers in own words, kept apart"
	if one.Coded > 0 {
		words += fmt.Sprintf("; %s of them with a code", thousands(one.Coded))
	}
	lines := []lineOf{
		{started, responses}, {one.Complete, "complete"}, {one.Partial, "partial"}, {one.Repeated, "left out: equal to an earlier one"}, {one.Tests, "left out: a test of the survey"},
		{held, "in quarantine"}, {one.Words, words},
	}
	return append(lines[:1], slices.DeleteFunc(lines[1:], func(c lineOf) bool { return c.n == 0 })...)
}

// printLeftOut says what is not stored, and why.
func (one *imported) printLeftOut(w io.Writer) error {
	if one.waiting {
		fmt.Fprintln(w, "  answers in own words are not stored before the wave has ended: new ones would tell whose they are")
	}
	for _, q := range one.Quarantined {
		fmt.Fprintf(w, "  quarantined: %s, %s, %s\n", thousands(q.Responses), q.Reason, plain(clip(q.Detail, 80)))
	}
	why := map[string][]string{}
	var reasons []string
	for _, d := range one.Dropped {
		if why[d.Why] == nil {
			reasons = append(reasons, d.Why)
		}
		why[d.Why] = append(why[d.Why], plain(clip(d.Column, 40)))
	}
	for _, reason := range reasons {
		text := "  dropped"
		if reason != "" {
			text += ", " + plain(reason)
		}
		if _, err := fmt.Fprintf(w, "%s: %s\n", text, strings.Join(why[reason], "; ")); err != nil {
			return err
		}
	}
	return nil
}

// spelled is a day as people write it.
func spelled(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.Format("2 Jan 2006")
}
