package identity

import (
	"cmp"
	"slices"
)

// claimedName is how often somebody on a network is the one who bears the same rare
// name elsewhere: too seldom to be followed.
const claimedName = 0.75

// againstClaims is why a name on a network is never followed.
const againstClaims = "on a network everybody calls themselves what they like"

// ask makes questions of the full names that accounts on networks show: whether
// they are those who bear these names elsewhere, or one another, where the names
// are rare. Nobody is joined by them, and whom other evidence has joined, or people
// have decided about, nobody is asked about.
func (s *solver) ask() {
	type couple struct{ head, node int32 }
	asked := map[couple]bool{}
	// Who is asked about by two spellings of a name is asked by the first in the
	// alphabet, whichever was met first.
	names := slices.SortedFunc(runs(s.claims, func(a, b pair) bool { return a.key == b.key }), func(a, b []pair) int {
		return cmp.Compare(s.keys[a[0].key].words, s.keys[b[0].key].words)
	})
	for _, of := range names {
		key := of[0].key
		chance := s.census.chance(&s.keys[key], key)
		if rightly(chance) < enough || len(of) > namesakes {
			continue
		}
		nodes := s.bearers(key)[:min(1, len(s.bearers(key)))]
		for _, p := range of {
			nodes = append(nodes, p.node)
		}
		b := bond{kind: byName, weight: claimedName * rightly(chance), name: key}
		for _, n := range nodes[1:] {
			if one := (couple{nodes[0], n}); !asked[one] && s.open(one.head, one.node) {
				asked[one] = true
				s.conflict(one.head, one.node, &b, againstClaims)
			}
		}
	}
}

// open reports whether nobody knows yet if two nodes are one person.
func (s *solver) open(a, b int32) bool {
	a, b = s.root(a), s.root(b)
	if a == b {
		return false
	}
	_, decided := s.decided(a, b)
	return !decided
}
