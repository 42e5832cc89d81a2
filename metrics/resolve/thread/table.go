package thread

import "math/bits"

// A table finds the index of a message by a hash of it. It holds nothing but
// indices, six bytes a message instead of a map's forty; the hashes stay where
// they are.
type table struct {
	slots []uint32
	shift int
}

func newTable(n int) table {
	width := bits.Len(uint(n + n/2))
	slots := make([]uint32, 1<<width)
	for i := range slots {
		slots[i] = none
	}
	return table{slots, 64 - width}
}

// slot gives the place of hash: the one that holds it, or the empty one where
// it belongs. Fibonacci hashing spreads what was not spread.
func (t table) slot(hash uint64, of func(uint32) uint64) int {
	at := int(hash * 0x9e3779b97f4a7c15 >> t.shift)
	for t.slots[at] != none && of(t.slots[at]) != hash {
		at = (at + 1) & (len(t.slots) - 1)
	}
	return at
}

// add stores an index, unless another of the same hash is there already.
func (t table) add(index uint32, of func(uint32) uint64) {
	if at := t.slot(of(index), of); t.slots[at] == none {
		t.slots[at] = index
	}
}

// find gives the index stored for hash, or none.
func (t table) find(hash uint64, of func(uint32) uint64) uint32 {
	return t.slots[t.slot(hash, of)]
}
