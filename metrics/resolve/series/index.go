package series

import "slices"

// An index finds the versions that another may follow, without a look at all
// of them.
type index struct {
	titles  map[key][]int32    // by a title of theirs, of the whole or of a patch
	people  map[uint64][]int32 // by sender and author
	changes map[uint64][]int32 // by change-id
	tried   map[int32]struct{}
}

// A key is a title of one person's.
type key struct{ who, title uint64 }

func newIndex() *index {
	return &index{
		titles:  make(map[key][]int32),
		people:  make(map[uint64][]int32),
		changes: make(map[uint64][]int32),
		tried:   make(map[int32]struct{}),
	}
}

// people gives who may have sent another version.
func people(v *version) []uint64 {
	if v.author == 0 || v.author == v.sender {
		return []uint64{v.sender}
	}
	return []uint64{v.sender, v.author}
}

// titles gives all titles of a version.
func titles(v *version) []uint64 {
	if slices.Contains(v.titles, v.title) {
		return v.titles
	}
	return append(slices.Clone(v.titles), v.title)
}

func (x *index) add(at int32, v *version) {
	for _, who := range people(v) {
		x.people[who] = append(x.people[who], at)
		for _, title := range titles(v) {
			x.titles[key{who, title}] = append(x.titles[key{who, title}], at)
		}
	}
	if v.change != 0 {
		x.changes[v.change] = append(x.changes[v.change], at)
	}
}

// candidates gives each version that v may follow once.
func (x *index) candidates(v *version, try func(int32)) {
	clear(x.tried)
	last := func(list []int32, n int) {
		for _, at := range list[max(0, len(list)-n):] {
			if _, ok := x.tried[at]; !ok {
				x.tried[at] = struct{}{}
				try(at)
			}
		}
	}
	last(x.changes[v.change], 1)
	for _, who := range people(v) {
		for _, title := range titles(v) {
			last(x.titles[key{who, title}], equal)
		}
		last(x.people[who], recent)
	}
}
