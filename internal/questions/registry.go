package questions

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/goccy/go-yaml"
)

// A Registry is what is known of the questions that a survey asks again.
type Registry struct {
	Questions []Question `yaml:"questions,omitempty"`
	// Margins are known distributions of answers, by which responses are weighted, in the
	// order in which they are to be met.
	Margins []Margin `yaml:"margins,omitempty"`
	// Cohorts set what people say beside what they do.
	Cohorts []Cohort `yaml:"said_and_done,omitempty"`
}

// A Question is one that is asked in several waves, or one line of a grid.
type Question struct {
	// Name is what it is called from the first wave to the last.
	Name string `yaml:"question"`
	// Item is the line of a grid; empty for a question without lines, and for what is
	// true of all of them.
	Item  string `yaml:"item,omitempty"`
	Title string `yaml:"title,omitempty"` // how pages put it
	// Options are the canonical ones, those of a scale from the least to the most; by
	// default those of the newest wave.
	Options []string `yaml:"options,omitempty"`
	// Aside are options that are no answer: do not know, does not apply.
	Aside []string `yaml:"aside,omitempty"`
	Score Score    `yaml:"score,omitempty"`
	// Headline questions are on the board and in Prometheus.
	Headline bool `yaml:"headline,omitempty"`
	// Segment says that other questions are cut by the answers to this one.
	Segment bool             `yaml:"segment,omitempty"`
	Waves   map[string]Asked `yaml:"waves,omitempty"`
}

// A Score is what a scale is reduced to.
type Score string

// The scores. Without one, a scale gets what its options suggest.
const (
	Likert  Score = "likert" // the two highest steps, and net of the two lowest
	NPS     Score = "nps"    // 9 and 10, net of 0 to 6
	NoScore Score = "none"
)

// Asked is how one wave asked a question.
type Asked struct {
	// Question and Item are what they are called in the wave's form, where that differs.
	Question string `yaml:"question,omitempty"`
	Item     string `yaml:"item,omitempty"`
	Class    Class  `yaml:"class"`
	// Recode turns options of the wave into canonical ones.
	Recode map[string]string `yaml:"recode,omitempty"`
}

// A Class says whether a wave's answers can be compared with those of the wave before.
type Class string

// The classes. Only the first three are ever joined.
const (
	Identical    Class = "identical"
	Reworded     Class = "reworded"
	Recoded      Class = "recoded"
	ScaleChanged Class = "scale changed"
	New          Class = "new"
	Dropped      Class = "dropped"
)

// A Margin is a question's distribution among everybody who could have been asked.
type Margin struct {
	Question string             `yaml:"question"`
	Wave     string             `yaml:"wave,omitempty"` // empty for all
	Shares   map[string]float64 `yaml:"shares"`         // by option, adding up to 1
}

// A Cohort sets the answers of newcomers and of regulars beside a KPI of the same people.
type Cohort struct {
	Question  string   `yaml:"said"`
	Item      string   `yaml:"item,omitempty"`
	KPI       string   `yaml:"done"`
	By        string   `yaml:"by"` // the question that tells them apart
	Newcomers []string `yaml:"newcomers"`
	Regulars  []string `yaml:"regulars"`
}

// maxRegistry is far more than the longest registry that a person keeps.
const maxRegistry = 16 << 20

// Read reads a registry. An unknown key, and what contradicts itself, is an error.
func Read(r io.Reader) (g Registry, err error) {
	b, err := io.ReadAll(io.LimitReader(r, maxRegistry))
	if err != nil {
		return Registry{}, err
	}
	if err := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict()).Decode(&g); err != nil && !errors.Is(err, io.EOF) {
		return Registry{}, err
	}
	return g, g.check()
}

// check says everything that is wrong at once.
func (g Registry) check() error {
	var errs []error
	seen := map[[2]string]bool{}
	for _, q := range g.Questions {
		id := [2]string{q.Name, q.Item}
		if seen[id] {
			errs = append(errs, fmt.Errorf("question %s is there twice", q.called()))
		}
		seen[id] = true
		errs = append(errs, q.check())
	}
	for _, m := range g.Margins {
		errs = append(errs, m.check())
	}
	for _, c := range g.Cohorts {
		errs = append(errs, c.check())
	}
	return errors.Join(errs...)
}

func (q Question) called() string {
	if q.Item == "" {
		return fmt.Sprintf("%q", q.Name)
	}
	return fmt.Sprintf("%q [%s]", q.Name, q.Item)
}

func (q Question) check() error {
	if q.Name == "" {
		return errors.New("a question needs a name")
	}
	if !slices.Contains([]Score{"", Likert, NPS, NoScore}, q.Score) {
		return fmt.Errorf("question %s: score %q is none of likert, nps and none", q.called(), q.Score)
	}
	for _, wave := range slices.Sorted(keys(q.Waves)) {
		if err := q.Waves[wave].check(q.Options); err != nil {
			return fmt.Errorf("question %s: wave %s: %w", q.called(), wave, err)
		}
	}
	return nil
}

func keys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func (a Asked) check(canonical []string) error {
	switch a.Class {
	case Identical, Reworded, ScaleChanged, New, Recoded:
	case Dropped:
		if a.Question != "" || a.Item != "" || len(a.Recode) > 0 {
			return errors.New("a question that was dropped has neither a name nor options")
		}
	default:
		return fmt.Errorf("class %q is none of identical, reworded, recoded, scale changed, new and dropped", a.Class)
	}
	if len(a.Recode) > 0 && a.Class != Recoded && a.Class != New {
		return fmt.Errorf("%s, and yet options are recoded: call it recoded", a.Class)
	}
	for _, from := range slices.Sorted(keys(a.Recode)) {
		if to := a.Recode[from]; len(canonical) > 0 && !slices.Contains(canonical, to) {
			return fmt.Errorf("%q becomes %q, which is not among the options", from, to)
		}
	}
	return nil
}

func (m Margin) check() error {
	sum := 0.0
	for option, share := range m.Shares {
		if share <= 0 || share > 1 {
			return fmt.Errorf("margin %s: %q has %v, want a share above 0", m.Question, option, share)
		}
		sum += share
	}
	if m.Question == "" || math.Abs(sum-1) > 0.001 {
		return fmt.Errorf("margin %q: its shares add up to %.3f, not to 1", m.Question, sum)
	}
	return nil
}

func (c Cohort) check() error {
	if c.Question == "" || c.KPI == "" || c.By == "" || len(c.Newcomers)+len(c.Regulars) == 0 {
		return fmt.Errorf("said and done: %q needs said, done, by, and newcomers or regulars", c.Question)
	}
	for _, option := range c.Newcomers {
		if slices.Contains(c.Regulars, option) {
			return fmt.Errorf("said and done: %q are both newcomers and regulars", option)
		}
	}
	return nil
}
