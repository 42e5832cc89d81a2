package disclosure

import (
	"fmt"
	"slices"

	"goldenratio/metrics/survey"
)

// weights are how much each respondent counts.
type weights struct {
	of      []float64
	classes []int16 // those of one class weigh the same: they are alike in all margins
	n       int     // classes
}

// weigh makes weights with which the margins are met. Options that the totals
// merge are weighted as one: else their weights would tell them apart.
func weigh(p *Poll) (*weights, error) {
	if len(p.Margins) == 0 || p.People == 0 {
		return nil, nil
	}
	margins := make([]survey.Margin, len(p.Margins))
	labels := make([]int32, p.People)
	for i, known := range p.Margins {
		at := slices.IndexFunc(p.Lines, func(l Line) bool { return l.name() == known.Question && l.choice() })
		if at < 0 {
			return nil, fmt.Errorf("weight by %s: this wave has no such choice or scale", known.Question)
		}
		m, err := p.Lines[at].margin(known)
		if err != nil {
			return nil, fmt.Errorf("weight by %s: %w", known.Question, err)
		}
		margins[i] = m
		categories := make([]int16, p.People)
		for person, category := range m.Answers {
			categories[person] = int16(category)
		}
		refine(labels, categories)
	}
	of, err := survey.Rake(p.People, margins)
	if err != nil {
		return nil, err
	}
	w := &weights{of: of, classes: make([]int16, p.People)}
	for person, label := range labels {
		w.classes[person] = int16(label)
		w.n = max(w.n, int(label)+1)
	}
	return w, nil
}

// margin is a known distribution over the cells that a line's total shows.
func (l *Line) margin(known Margin) (survey.Margin, error) {
	m := survey.Margin{Name: known.Question}
	shown := survey.Choices(l.counts())
	if shown == nil {
		return m, fmt.Errorf("too few answered it")
	}
	category := make(map[uint16]int) // of an option
	found := 0
	for _, cell := range shown {
		target, named := 0.0, false
		for _, option := range cell.Options {
			if option < len(l.Options) {
				if share, ok := known.Shares[l.Options[option]]; ok {
					target, named = target+share, true
					found++
				}
			}
		}
		if !named {
			continue
		}
		for _, option := range cell.Options {
			category[uint16(option)] = len(m.Targets)
		}
		m.Targets = append(m.Targets, target)
	}
	if found < len(known.Shares) {
		return m, survey.ErrEmptyCategory
	}
	sum := 0.0
	for _, target := range m.Targets {
		sum += target
	}
	for i := range m.Targets {
		m.Targets[i] /= sum
	}
	for person := range l.Said {
		at := none
		if one := l.one(person); one != none {
			if c, ok := category[uint16(one)]; ok {
				at = c
			}
		}
		m.Answers = append(m.Answers, at)
	}
	return m, nil
}

// choice reports whether a line has one answer for each respondent, which others
// can be cut and weighted by.
func (l *Line) choice() bool { return l.Kind == Single || l.Kind == Scale }
