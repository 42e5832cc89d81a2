package chance

import (
	"cmp"
	"slices"
)

// Adjust gives the p-values of a family as Benjamini and Hochberg (1995) adjust
// them: calling all that are ≤ q makes no more than a share q of the calls
// wrong, on average. A nil is no test, and not counted.
func Adjust(family []*float64) []*float64 {
	var order []int
	for i, p := range family {
		if p != nil {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(*family[j], *family[i]) })
	adjusted := make([]*float64, len(family))
	least := 1.0
	for above, i := range order {
		rank := len(order) - above
		least = min(least, *family[i]*float64(len(order))/float64(rank))
		p := least
		adjusted[i] = &p
	}
	return adjusted
}
