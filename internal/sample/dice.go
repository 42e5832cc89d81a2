package sample

import (
	"math"
	"math/rand/v2"
)

// dice is one stream of chance. Each concern has its own, so that a change to
// how mails are worded does not change who writes them.
type dice struct{ *rand.Rand }

func newDice(seed, stream uint64) dice {
	return dice{rand.New(rand.NewPCG(seed, stream))}
}

func (d dice) chance(p float64) bool { return d.Float64() < p }

// spread is log-normal: half of the values are below the median.
func (d dice) spread(median, sigma float64) float64 {
	return median * math.Exp(sigma*d.NormFloat64())
}

// count is Poisson with this mean.
func (d dice) count(mean float64) int {
	if mean > 30 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*d.NormFloat64())))
	}
	n, limit := 0, math.Exp(-mean)
	for p := d.Float64(); p > limit; p *= d.Float64() {
		n++
	}
	return n
}

// more is geometric: how often in a row something goes on that does so with p.
func (d dice) more(p float64, most int) int {
	n := 0
	for n < most && d.chance(p) {
		n++
	}
	return n
}

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }
