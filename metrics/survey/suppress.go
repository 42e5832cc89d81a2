package survey

import (
	"cmp"
	"slices"
)

// Least is the smallest number of people that may be shown.
const Least = 5

// A Cell is an answer that may be shown: one option, or several merged into
// other answers.
type Cell struct {
	Options []int // their positions
	Merged  bool
}

// Choices says what may be shown of a question with one answer each: options
// that 1 to 4 have chosen are merged into other answers, and those with the next
// smallest until they are 5. Nothing is left to show where fewer than two cells
// are.
func Choices(counts []int) []Cell {
	order := make([]int, len(counts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(counts[a], counts[b]) })
	other, people := Cell{Merged: true}, 0
	for _, at := range order {
		if n := counts[at]; n > 0 && (n < Least || people > 0 && people < Least) {
			other.Options = append(other.Options, at)
			people += n
		}
	}
	var shown []Cell
	for i := range counts {
		if !slices.Contains(other.Options, i) {
			shown = append(shown, Cell{Options: []int{i}})
		}
	}
	if len(other.Options) > 0 {
		slices.Sort(other.Options)
		shown = append(shown, other)
	}
	if told(shown, counts) < 2 {
		return nil
	}
	return shown
}

// told is how many cells anybody is in.
func told(cells []Cell, counts []int) (n int) {
	for _, c := range cells {
		if slices.ContainsFunc(c.Options, func(i int) bool { return counts[i] > 0 }) {
			n++
		}
	}
	return n
}

// Ticks says which options may be shown of a question with any number of answers:
// those that neither 1 to 4 of the base have chosen nor 1 to 4 have not.
func Ticks(counts []int, base int) []Cell {
	var shown []Cell
	for i, n := range counts {
		if small(n) || small(base-n) {
			continue
		}
		shown = append(shown, Cell{Options: []int{i}})
	}
	return shown
}

func small(n int) bool { return n > 0 && n < Least }
