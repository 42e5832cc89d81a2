package momentum

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"goldenratio/metrics/chance"
)

// An estimate is what a quarter's number says beside an earlier one.
type estimate struct {
	l            float64 // the move that is judged
	p            float64 // of a move that far, were there none
	lower, upper float64 // limits of the amplitude
	adjusted     float64 // amplitude of the move that is judged
}

// amplitude is how far x is from y: as a ratio, of shares as a difference.
func amplitude(x, y measure) float64 {
	if x.share {
		return x.value() - y.value()
	}
	return x.x/y.x - 1
}

// estimate judges x against y with the noise of the past.
func (n noise) estimate(x, y measure) estimate {
	m := moved(x, y)
	return n.judge(x, y, m.l, m.v, 1)
}

// deseasoned judges x, of a quarter with that number, against the quarter
// before, leaving out the usual move between the two.
func (n noise) deseasoned(x, y measure, number int) (estimate, bool) {
	usual, widened, known := n.seasonal(number)
	if !known {
		return estimate{}, false
	}
	m := moved(x, y)
	if x.share {
		x = x.shifted(usual)
	}
	return n.judge(x, y, m.l-usual, m.v*widened, widened), true
}

// judge makes the estimate of a move from y to x; for a share's limits the
// trials count for as many as their noise leaves.
func (n noise) judge(x, y measure, l, v, widened float64) estimate {
	deviation := math.Sqrt(n.dispersion * v)
	student := distuv.StudentsT{Sigma: 1, Nu: float64(n.freedom)}
	e := estimate{l: l, p: 2 * student.CDF(-math.Abs(l)/deviation)}
	if x.share {
		d := n.dispersion * widened
		e.lower, e.upper = chance.Newcombe(x.value(), x.n/d, y.value(), y.n/d)
		e.adjusted = amplitude(x, y)
		return e
	}
	reach := student.Quantile((1+confidence)/2) * deviation
	e.lower, e.upper, e.adjusted = math.Expm1(l-reach), math.Expm1(l+reach), math.Expm1(l)
	return e
}
