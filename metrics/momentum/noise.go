package momentum

import "math"

// A past is what is known of a KPI before a quarter: its complete quarters,
// oldest first.
type past []quarter

// A quarter is a measure with its place in time: consecutive quarters have
// consecutive numbers, those of one season are equal modulo 4.
type quarter struct {
	number  int
	sources string // only quarters with the same sources are compared
	measure
}

// A noise is how a KPI usually moves from one quarter to the next.
type noise struct {
	dispersion float64 // of moves, as a multiple of their variance
	freedom    int     // degrees of freedom that it is known with
	quarters   int     // of the past
	seasons    [4]season
}

// A season is a transition such as from first quarters to second ones, by the
// season that it leads to.
type season struct {
	usual float64 // weighted mean of its moves
	seen  int
}

// noise measures the dispersion of the latest quarters of a past about their
// seasons, pulled towards that of the class of the KPI.
func (p past) noise(class prior) noise {
	if len(p) > window {
		p = p[len(p)-window:]
	}
	n := noise{dispersion: class.dispersion, freedom: trusted, quarters: len(p)}
	if len(p) < enough {
		return n
	}
	var moves [4][]move
	for i := 1; i < len(p); i++ {
		if p[i].number == p[i-1].number+1 && p[i].sources == p[i-1].sources {
			to := seasonOf(p[i].number)
			moves[to] = append(moves[to], moved(p[i].measure, p[i-1].measure))
		}
	}
	sum := trusted * class.dispersion
	for i := range moves {
		n.seasons[i] = season{usual: mean(moves[i]), seen: len(moves[i])}
		for _, m := range moves[i] {
			off := m.l - n.seasons[i].usual
			sum += off * off / m.v
		}
		n.freedom += max(0, len(moves[i])-1)
	}
	n.dispersion = math.Max(class.floor, sum/float64(n.freedom))
	return n
}

func seasonOf(number int) int { return (number%4 + 4) % 4 }

// mean weighs moves by what they know, 0 where there are none.
func mean(moves []move) float64 {
	var sum, weight float64
	for _, m := range moves {
		sum += m.l / m.v
		weight += 1 / m.v
	}
	if weight == 0 {
		return 0
	}
	return sum / weight
}

// seasonal is the usual move into a quarter beyond the mean of all four, and by
// how much not knowing it better widens the variance. It is not known while the
// past is short or lacks a transition.
func (n noise) seasonal(number int) (usual, widened float64, known bool) {
	for _, s := range n.seasons {
		if s.seen == 0 {
			return 0, 0, false
		}
		usual -= s.usual / 4
	}
	to := n.seasons[seasonOf(number)]
	return usual + to.usual, 1 + 0.75/float64(to.seen), true
}
