package survey

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func write(cells []Cell, counts []int) string {
	var out []string
	for _, c := range cells {
		sum := 0
		for _, i := range c.Options {
			sum += counts[i]
		}
		word := fmt.Sprint(sum)
		if c.Merged {
			word = "other " + word
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

func TestChoices(t *testing.T) {
	for _, tc := range []struct {
		counts []int
		want   string
	}{
		{[]int{20, 12, 5, 2, 1}, "20 12 other 8"}, {[]int{30, 7, 3}, "30 other 10"}, {[]int{38, 2}, ""},
		{[]int{9, 8}, "9 8"}, {[]int{4, 0, 9, 30}, "0 30 other 13"}, {[]int{3, 3, 9}, "9 other 6"}, {[]int{2, 1}, ""}, {[]int{40, 0}, ""},
	} {
		if got := write(Choices(tc.counts), tc.counts); got != tc.want {
			t.Errorf("%v are shown as %q, want %q", tc.counts, got, tc.want)
		}
	}
}

func TestTicks(t *testing.T) {
	counts := []int{58, 30, 3, 60, 0, 55}
	if got := write(Ticks(counts, 60), counts); got != "30 60 0 55" {
		t.Errorf("shown is %q", got)
	}
}

// Whoever sees the cells and the total cannot tell an option that is hidden
// within less than five people.
func TestHiddenStaysHidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 40), 1, 8).Draw(t, "counts")
		for _, c := range Choices(counts) {
			people := 0
			for _, i := range c.Options {
				people += counts[i]
			}
			if small(people) || c.Merged && (people < Least || len(c.Options) < 2) {
				t.Fatalf("%v: %d people are shown of %v", counts, people, c)
			}
		}
	})
}
