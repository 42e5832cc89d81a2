package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"goldenratio/internal/config"
	"goldenratio/internal/questions"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// Registry reads the registry of a survey; one without a file is empty.
func Registry(c *config.Config, source string) (questions.Registry, error) {
	at := slices.IndexFunc(c.Surveys, func(s config.Survey) bool { return s.Source == source })
	if at < 0 {
		return questions.Registry{}, nil
	}
	path := c.Surveys[at].Registry
	from, err := os.Open(c.Resolve(path))
	if err != nil {
		return questions.Registry{}, err
	}
	defer from.Close()
	g, err := questions.Read(from)
	if err != nil {
		return questions.Registry{}, fmt.Errorf("read %s: %w", path, err)
	}
	return g, nil
}

// describeSurveys stores what the operator's registries say now.
func describeSurveys(ctx context.Context, store *warehouse.Store, c *config.Config) error {
	var all warehouse.SurveyRegistry
	var errs []error
	for _, s := range c.Surveys {
		g, err := Registry(c, s.Source)
		if err == nil {
			err = known(ctx, store, s, g)
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		register(&all, s.Source, g)
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return store.Register(ctx, all)
}

// known refuses a registry with questions that no wave asks under that name: it
// would silently join nothing. Waves that were not collected yet are let pass.
func known(ctx context.Context, store *warehouse.Store, s config.Survey, g questions.Registry) error {
	lines, err := store.SurveyLines(ctx, s.Source)
	if err != nil {
		return err
	}
	waves, asked := map[string]bool{}, map[[3]string]bool{}
	for _, l := range lines {
		waves[l.Wave] = true
		asked[[3]string{l.Wave, l.Question, l.Item}] = true
		asked[[3]string{l.Wave, l.Question}] = true
	}
	var errs []error
	for _, q := range g.Questions {
		for wave, a := range q.Waves {
			name := [3]string{wave, cmp.Or(a.Question, q.Name), cmp.Or(a.Item, q.Item)}
			if waves[wave] && a.Class != questions.Dropped && !asked[name] {
				errs = append(errs, fmt.Errorf("read %s: question %q: wave %s has no question %q %s", s.Registry, q.Name, wave, name[1], name[2]))
			}
		}
	}
	slices.SortFunc(errs, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	return errors.Join(append(errs, measured(s, g))...)
}

// measured refuses a registry that holds what people say against a KPI that nobody
// computes.
func measured(s config.Survey, g questions.Registry) error {
	if len(g.Cohorts) == 0 {
		return nil
	}
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return err
	}
	var errs []error
	for _, c := range g.Cohorts {
		if !slices.ContainsFunc(kpis, func(k catalogue.KPI) bool { return k.ID == c.KPI }) {
			errs = append(errs, fmt.Errorf("read %s: said and done: there is no KPI %q", s.Registry, c.KPI))
		}
	}
	return errors.Join(errs...)
}

// register adds the registry of one survey.
func register(all *warehouse.SurveyRegistry, survey string, g questions.Registry) {
	for i, q := range g.Questions {
		all.Questions = append(all.Questions, warehouse.SurveyQuestion{
			Survey: survey, Question: q.Name, Item: q.Item, Position: uint32(i), Title: q.Title, Score: string(q.Score),
			Options: q.Options, Aside: q.Aside, Headline: q.Headline, Segment: q.Segment,
		})
		for wave, a := range q.Waves {
			join := warehouse.SurveyJoin{Survey: survey, Question: q.Name, Item: q.Item, Wave: wave, Class: string(a.Class), Recode: a.Recode}
			if a.Class != questions.Dropped {
				join.Asked, join.AskedItem = cmp.Or(a.Question, q.Name), cmp.Or(a.Item, q.Item)
			}
			all.Joins = append(all.Joins, join)
		}
	}
	for i, m := range g.Margins {
		for option, share := range m.Shares {
			all.Margins = append(all.Margins, warehouse.SurveyMargin{
				Survey: survey, Wave: m.Wave, Position: uint32(i), Question: m.Question, Option: option, Share: share,
			})
		}
	}
	for _, c := range g.Cohorts {
		all.Cohorts = append(all.Cohorts, cohort(survey, c, c.Newcomers, "newcomers")...)
		all.Cohorts = append(all.Cohorts, cohort(survey, c, c.Regulars, "regulars")...)
	}
}

func cohort(survey string, c questions.Cohort, options []string, name string) (all []warehouse.SurveyCohort) {
	for _, option := range options {
		all = append(all, warehouse.SurveyCohort{
			Survey: survey, Question: c.Question, Item: c.Item, KPI: c.KPI, Segment: c.By, Option: option, Cohort: name,
		})
	}
	return all
}
