package sample

import (
	"math"
	"sort"
)

// A wait is one item under observation: how long until the event, or until it
// was last seen without it.
type wait struct {
	seconds int64
	event   bool
}

// A survival is what Kaplan and Meier say of waits, in hours; nil is unknown.
type survival struct {
	median, lower, upper    *float64
	p85, p85Lower, p85Upper *float64
}

// survive estimates the waiting time. Events come before censorings of equal
// time; the limits are log-log Greenwood's, and there are none where nobody is
// left (Klein and Moeschberger, Survival Analysis, 4.3).
func survive(waits []wait) survival {
	sort.Slice(waits, func(i, j int) bool { return waits[i].seconds < waits[j].seconds })
	var s survival
	curve, greenwood := 1.0, 0.0
	for i := 0; i < len(waits); {
		risk, t := float64(len(waits)-i), waits[i].seconds
		died := 0.0
		for ; i < len(waits) && waits[i].seconds == t; i++ {
			if waits[i].event {
				died++
			}
		}
		if died == 0 {
			continue
		}
		curve *= 1 - died/risk
		greenwood += died / (risk * (risk - died))
		s.step(float64(t)/3600, curve, greenwood)
	}
	return s
}

// step notes which quantiles are reached at an event time.
func (s *survival) step(hours, curve, greenwood float64) {
	low, top := limits(curve, greenwood)
	note := func(to **float64, v, level float64) {
		if *to == nil && v <= level+1e-12 {
			*to = &hours
		}
	}
	note(&s.median, curve, 0.5)
	note(&s.lower, low, 0.5)
	note(&s.upper, top, 0.5)
	note(&s.p85, curve, 0.15)
	note(&s.p85Lower, low, 0.15)
	note(&s.p85Upper, top, 0.15)
}

func limits(curve, greenwood float64) (low, top float64) {
	if curve < 1e-12 {
		return math.NaN(), math.NaN() // compares as false
	}
	const z = 1.959964
	w := z * math.Sqrt(greenwood) / math.Log(curve) // negative
	return math.Pow(curve, math.Exp(-w)), math.Pow(curve, math.Exp(w))
}
