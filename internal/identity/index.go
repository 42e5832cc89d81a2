package identity

// An index numbers things by what they are called. It holds numbers alone, since
// what they are called is held elsewhere: a fifth of the size of a map.
type index[K comparable] struct {
	slots []int32 // numbers, from 1 on; 0 for a free slot
	taken int
	hash  func(K) uint64
	key   func(n int32) K // what a number stands for
}

func newIndex[K comparable](hash func(K) uint64, key func(int32) K) *index[K] {
	return &index[K]{slots: make([]int32, 64), hash: hash, key: key}
}

// find is the number of what is called so.
func (x *index[K]) find(key K) (n int32, ok bool) {
	n = x.slots[x.slot(key)] - 1
	return n, n != none
}

// slot is where something called so is, or would be.
func (x *index[K]) slot(key K) int {
	mask := len(x.slots) - 1
	at := int(x.hash(key)) & mask
	for x.slots[at] != 0 && x.key(x.slots[at]-1) != key {
		at = (at + 1) & mask
	}
	return at
}

// add gives a number to what has none yet.
func (x *index[K]) add(key K, n int32) {
	if x.taken++; 4*x.taken > 3*len(x.slots) {
		old := x.slots
		x.slots = make([]int32, 2*len(old))
		for _, stored := range old {
			if stored != 0 {
				x.slots[x.slot(x.key(stored-1))] = stored
			}
		}
	}
	x.slots[x.slot(key)] = n + 1
}
