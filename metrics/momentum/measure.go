package momentum

import "math"

// A measure is a quarter's number as it was counted: x things, or x successes
// of n trials.
type measure struct {
	x, n  float64
	share bool
}

// value is the number that people see.
func (m measure) value() float64 {
	if m.share {
		return m.x / m.n
	}
	return m.x
}

// size is how much there is to go by.
func (m measure) size() float64 {
	if m.share {
		return m.n
	}
	return m.x
}

// A move is the logarithm of a change, and the variance that it would have if
// things came one by one: of a count or, for a share, of its odds.
type move struct{ l, v float64 }

// moved is the move from y to x. The halves keep it finite, and nearest to 0
// where there is least.
func moved(x, y measure) move {
	up, vUp := odds(x)
	down, vDown := odds(y)
	return move{l: math.Log(up / down), v: vUp + vDown}
}

func odds(m measure) (odds, variance float64) {
	if !m.share {
		return m.x + 0.5, 1 / (m.x + 0.5)
	}
	s, f := m.x+0.5, m.n-m.x+0.5
	return s / f, 1/s + 1/f
}

// shifted is a share whose move from any other is smaller by l, as far as there
// can be one.
func (m measure) shifted(l float64) measure {
	o, _ := odds(m)
	o *= math.Exp(-l)
	m.x = min(m.n, math.Max(0, (m.n+1)*o/(1+o)-0.5))
	return m
}
