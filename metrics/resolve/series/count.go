package series

import (
	"cmp"
	"math"
	"slices"
)

// A summary is what all rows of a version have in common.
type summary struct {
	change         uint64
	version, label uint16
	total          uint16
	kind           Kind
}

// count numbers the versions of each change and sums them up. What repeats or
// mends a version has its number.
func (s *Set) count() []summary {
	byChange := make(map[int32][]int32)
	for i := range s.versions {
		if s.versions[i].same == int32(i) {
			opening := s.opening(int32(i))
			byChange[opening] = append(byChange[opening], int32(i))
		}
	}
	all := make([]summary, len(s.versions))
	for opening, versions := range byChange {
		slices.SortFunc(versions, func(a, b int32) int {
			return cmp.Compare(s.versions[a].members[0], s.versions[b].members[0])
		})
		opened := s.mails[s.pieces[s.versions[opening].head].mail].ID
		kind := s.versions[versions[len(versions)-1]].kind
		for n, at := range versions {
			v := &s.versions[at]
			all[at] = summary{opened, number(n + 1), number(v.label), number(cmp.Or(v.total, v.size)), kind}
		}
	}
	for i := range s.versions {
		all[i] = all[s.versions[i].same]
	}
	return all
}

// number cuts off what nobody sends.
func number(n int) uint16 { return uint16(min(n, math.MaxUint16)) }

// row gives the row of a patch or cover, without its ID.
func (s *Set) row(p *piece, all []summary) Row {
	v := all[p.version]
	return Row{
		Change: v.change, Version: v.version, Label: v.label, Number: p.number, Total: v.total,
		Kind: v.kind, Role: p.role,
	}
}
