package survey

import (
	"math"

	"goldenratio/metrics/chance"
)

// A Change is how a share differs between two waves, whose respondents are
// taken for different people.
type Change struct {
	Difference   float64
	Lower, Upper float64 // Newcombe
	P            float64
	Exact        bool // P is Fisher's
}

// Between compares the share of the later wave with that of the earlier one.
// Where an expected count is below 5, p is Fisher's exact one, else that of the
// pooled z.
func Between(later, earlier Share) Change {
	c := Change{Difference: later.Value() - earlier.Value()}
	c.Lower, c.Upper = chance.Newcombe(later.Value(), later.Asked, earlier.Value(), earlier.Asked)
	pooled := (later.Chosen + earlier.Chosen) / (later.Asked + earlier.Asked)
	smallest := min(later.Asked, earlier.Asked) * min(pooled, 1-pooled)
	switch {
	case pooled == 0 || pooled == 1:
		c.P = 1
	case smallest < 5:
		c.P, c.Exact = fisher(later, earlier), true
	default:
		z := c.Difference / math.Sqrt(pooled*(1-pooled)*(1/later.Asked+1/earlier.Asked))
		c.P = math.Erfc(math.Abs(z) / math.Sqrt2)
	}
	return c
}

// fisher is the two-sided exact p: of all tables with these margins, those that
// are at most as likely as the one seen.
func fisher(x, y Share) float64 {
	a, n, m, chosen := math.Round(x.Chosen), math.Round(x.Asked), math.Round(y.Asked), math.Round(x.Chosen)+math.Round(y.Chosen)
	likely := func(k float64) float64 {
		return math.Exp(choose(n, k) + choose(m, chosen-k) - choose(n+m, chosen))
	}
	const tie = 1 + 1e-7 // equal but for rounding
	seen, p := likely(a)*tie, 0.0
	for k := math.Max(0, chosen-m); k <= math.Min(n, chosen); k++ {
		if l := likely(k); l <= seen {
			p += l
		}
	}
	return math.Min(1, p)
}

// choose is the logarithm of a binomial coefficient.
func choose(n, k float64) float64 {
	all, _ := math.Lgamma(n + 1)
	part, _ := math.Lgamma(k + 1)
	rest, _ := math.Lgamma(n - k + 1)
	return all - part - rest
}
