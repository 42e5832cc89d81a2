// Package chance says what chance alone can do: the limits within which a share and
// a difference of shares lie with 95 % confidence, and which of many tests
// still mean something.
package chance

import "math"

// Z is the quantile of the normal distribution that 95 % lie within.
const Z = 1.959964

// Wilson gives the limits of a share p of n trials, which need not be whole.
func Wilson(p, n float64) (lower, upper float64) {
	centre := p + Z*Z/(2*n)
	reach := Z * math.Sqrt(p*(1-p)/n+Z*Z/(4*n*n))
	scale := 1 + Z*Z/n
	return math.Max(0, (centre-reach)/scale), math.Min(1, (centre+reach)/scale)
}

// Newcombe gives the limits of the difference p − q of two shares, of n and m
// trials (Newcombe 1998, method 10).
func Newcombe(p, n, q, m float64) (lower, upper float64) {
	pLower, pUpper := Wilson(p, n)
	qLower, qUpper := Wilson(q, m)
	return p - q - math.Hypot(p-pLower, qUpper-q), p - q + math.Hypot(pUpper-p, q-qLower)
}
