package survey

import (
	"math"

	"goldenratio/metrics/chance"
)

// A Share is how many of those who were asked chose something.
type Share struct {
	Chosen, Asked float64
}

// Value is the share; not a number if nobody was asked.
func (s Share) Value() float64 { return s.Chosen / s.Asked }

// Limits are those of the share.
func (s Share) Limits() (lower, upper float64) { return chance.Wilson(s.Value(), s.Asked) }

// Net is 100·(for − against)/n with its limits (adjusted Wald: three more
// answers, spread over for, against and the rest), in points. n is more than 0.
func Net(favour, against, n float64) (net, lower, upper float64) {
	p, d := (favour+0.75)/(n+3), (against+0.75)/(n+3)
	c := p - d
	reach := chance.Z * math.Sqrt((p+d-c*c)/(n+3))
	return 100 * (favour - against) / n, math.Max(-100, 100*(c-reach)), math.Min(100, 100*(c+reach))
}
