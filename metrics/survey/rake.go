package survey

import (
	"errors"
	"fmt"
	"math"
)

// A Margin is a question whose true distribution is known from elsewhere.
type Margin struct {
	Name string
	// Answers are the respondents' categories, in their order; -1 for none.
	Answers []int
	// Targets are the categories' true shares. They add up to 1.
	Targets []float64
}

// ErrEmptyCategory says that nobody is in a category that should have a weight.
var ErrEmptyCategory = errors.New("a category without respondents cannot be weighted")

// ErrNotConverged says that the margins contradict each other.
var ErrNotConverged = errors.New("weights do not settle")

// The end of raking: no factor further from 1 than precise, within rounds.
const (
	precise = 1e-10
	rounds  = 200
)

// Rake gives n respondents weights with which each margin has its targets among
// those who answered it. Their sum is n.
func Rake(n int, margins []Margin) ([]float64, error) {
	w := make([]float64, n)
	for i := range w {
		w[i] = 1
	}
	for range rounds {
		furthest := 0.0
		for _, m := range margins {
			moved, err := m.fit(w)
			if err != nil {
				return nil, fmt.Errorf("weight by %s: %w", m.Name, err)
			}
			furthest = math.Max(furthest, moved)
		}
		if furthest <= precise {
			return scaled(w), nil
		}
	}
	return nil, ErrNotConverged
}

// fit multiplies the weights of those who answered, so that the margin has its
// targets, and returns how far the furthest factor was from 1.
func (m Margin) fit(w []float64) (furthest float64, err error) {
	sums, all := make([]float64, len(m.Targets)), 0.0
	for i, category := range m.Answers {
		if category >= 0 {
			sums[category] += w[i]
			all += w[i]
		}
	}
	for category, target := range m.Targets {
		if sums[category] == 0 && target > 0 {
			return 0, ErrEmptyCategory
		}
	}
	for i, category := range m.Answers {
		if category >= 0 {
			factor := m.Targets[category] * all / sums[category]
			w[i] *= factor
			furthest = math.Max(furthest, math.Abs(factor-1))
		}
	}
	return furthest, nil
}

func scaled(w []float64) []float64 {
	sum := 0.0
	for _, one := range w {
		sum += one
	}
	for i := range w {
		w[i] *= float64(len(w)) / sum
	}
	return w
}

// Effective is how many respondents without weights would say as much as these
// with theirs.
func Effective(w []float64) float64 {
	sum, squares := 0.0, 0.0
	for _, one := range w {
		sum += one
		squares += one * one
	}
	return sum * sum / squares
}
