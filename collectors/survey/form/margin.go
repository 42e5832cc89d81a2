package form

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/goccy/go-yaml"
)

// A Margin says how a question's answers are distributed among everybody who
// could have been asked.
type Margin struct {
	Question string        `yaml:"question"`
	Shares   yaml.MapSlice `yaml:"shares"` // by option, adding up to 1
}

// ReadMargins reads a list of margins, in the order in which they are to be met.
func ReadMargins(r io.Reader) (margins []Margin, err error) {
	b, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return nil, err
	}
	if err := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict()).Decode(&margins); err != nil {
		return nil, fmt.Errorf("read margins: %w", err)
	}
	return margins, nil
}

// Category returns a margin's targets, and for each response which of them it
// belongs to; -1 where the question has another answer or none.
func (f Form) Category(m Margin, responses []Response) (of []int, targets []float64, err error) {
	column := slices.IndexFunc(f.Columns, func(c Column) bool {
		return c.Question == m.Question && (c.Kind == Single || c.Kind == Scale)
	})
	if column < 0 {
		return nil, nil, fmt.Errorf("margin %s: no single choice or scale has this name", m.Question)
	}
	at, sum := map[string]int{}, 0.0
	for _, s := range m.Shares {
		option, share := fmt.Sprint(s.Key), 0.0
		if _, err := fmt.Sscan(fmt.Sprint(s.Value), &share); err != nil || share <= 0 || share > 1 {
			return nil, nil, fmt.Errorf("margin %s: %q has %v, want a share above 0", m.Question, option, s.Value)
		}
		if !slices.Contains(f.Columns[column].Options, option) {
			return nil, nil, fmt.Errorf("margin %s: %q is no option", m.Question, option)
		}
		at[option] = len(targets)
		targets = append(targets, share)
		sum += share
	}
	if sum < 0.999 || sum > 1.001 {
		return nil, nil, fmt.Errorf("margin %s: its shares add up to %.3f, not to 1", m.Question, sum)
	}
	for i := range targets {
		targets[i] /= sum
	}
	of = make([]int, len(responses))
	for i, r := range responses {
		of[i] = -1
		for _, a := range r {
			if n, known := at[first(a.Options)]; a.Column == column && known {
				of[i] = n
			}
		}
	}
	return of, targets, nil
}

func first(options []string) string {
	if len(options) == 0 {
		return ""
	}
	return options[0]
}
