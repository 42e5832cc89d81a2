package identity

import (
	"iter"
	"slices"
)

// clusters are nodes that are one person, and what keeps two of them apart. What
// few have is kept by root.
type clusters struct {
	parent  []int32
	account []int32                   // by root, a node of an account; none for none
	ring    []int32                   // from the node of an account to the next of its cluster, and around
	stays   map[int32][]stay          // months at firms
	closed  map[int32]int32           // by a decision
	enemies map[int32]map[int32]int32 // other clusters, by a decision
}

// A stay is a month in which somebody wrote from a firm on several days.
type stay struct {
	month int32
	firm  string
}

func newClusters(n int) *clusters {
	c := &clusters{
		parent: make([]int32, n), account: make([]int32, n), ring: make([]int32, n), stays: map[int32][]stay{},
		closed: map[int32]int32{}, enemies: map[int32]map[int32]int32{},
	}
	for i := range c.parent {
		c.parent[i], c.ring[i], c.account[i] = int32(i), int32(i), none
	}
	return c
}

func (c *clusters) root(n int32) int32 {
	for c.parent[n] != n {
		c.parent[n] = c.parent[c.parent[n]]
		n = c.parent[n]
	}
	return n
}

// join makes one cluster of two. The root does not matter to anybody.
func (c *clusters) join(a, b int32) {
	a, b = c.root(a), c.root(b)
	if a == b {
		return
	}
	if c.weight(a) < c.weight(b) {
		a, b = b, a
	}
	c.parent[b] = a
	if one, other := c.account[a], c.account[b]; one == none {
		c.account[a] = other
	} else if other != none {
		c.ring[one], c.ring[other] = c.ring[other], c.ring[one] // one ring of two
	}
	if len(c.stays[b]) > 0 {
		c.stays[a] = append(c.stays[a], c.stays[b]...)
		delete(c.stays, b)
	}
	if by, ok := c.closed[b]; ok {
		c.closed[a] = by
		delete(c.closed, b)
	}
	for enemy, by := range c.enemies[b] {
		delete(c.enemies[enemy], b)
		c.part(a, enemy, by)
	}
	delete(c.enemies, b)
}

// weight is how much there is to move when a root is given up.
func (c *clusters) weight(root int32) int {
	return len(c.stays[root]) + len(c.enemies[root])
}

// accounts yields the nodes of a cluster that are accounts.
func (c *clusters) accounts(root int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for first, n := c.account[root], c.account[root]; n != none; {
			if !yield(n) {
				return
			}
			if n = c.ring[n]; n == first {
				return
			}
		}
	}
}

// part keeps two clusters apart. The decision said last is the reason.
func (c *clusters) part(a, b, decision int32) {
	for _, pair := range [...][2]int32{{a, b}, {b, a}} {
		if c.enemies[pair[0]] == nil {
			c.enemies[pair[0]] = map[int32]int32{}
		}
		if by, ok := c.enemies[pair[0]][pair[1]]; !ok || by < decision {
			c.enemies[pair[0]][pair[1]] = decision
		}
	}
}

// decided is the decision that keeps two clusters apart.
func (c *clusters) decided(a, b int32) (decision int32, apart bool) {
	if by, ok := c.enemies[a][b]; ok {
		return by, true
	}
	one, first := c.closed[a]
	other, second := c.closed[b]
	switch {
	case first && second:
		return max(one, other), true
	case first:
		return one, true
	}
	return other, second
}

// atOnce is how many months two clusters worked for firms of which the other's
// was another, and the firms of the first of these months.
func (c *clusters) atOnce(a, b int32) (months int, one, other string) {
	x, y := c.stays[a], c.stays[b]
	if len(x) == 0 || len(y) == 0 {
		return 0, "", ""
	}
	firms := map[int32][]string{}
	for _, s := range x {
		firms[s.month] = append(firms[s.month], s.firm)
	}
	others := map[int32][]string{}
	for _, s := range y {
		if firms[s.month] != nil {
			others[s.month] = append(others[s.month], s.firm)
		}
	}
	least := int32(never)
	for month, there := range others {
		here := firms[month]
		if slices.ContainsFunc(there, func(firm string) bool { return slices.Contains(here, firm) }) {
			continue
		}
		if months++; month < least {
			least, one, other = month, slices.Min(here), slices.Min(there)
		}
	}
	return months, one, other
}
