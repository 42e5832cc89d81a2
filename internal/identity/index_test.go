package identity

import (
	"testing"

	"pgregory.net/rapid"
)

// An index finds what a map finds, whatever falls into one slot.
func TestIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var keys []uint64
		x, want := newIndex(func(k uint64) uint64 { return k % 8 }, func(n int32) uint64 { return keys[n] }), map[uint64]int32{}
		for _, key := range rapid.SliceOfN(rapid.Uint64Range(0, 300), 0, 400).Draw(t, "keys") {
			n, ok := x.find(key)
			if is, known := want[key]; ok != known || ok && n != is {
				t.Fatalf("%d is %d, %t, want %d, %t", key, n, ok, is, known)
			}
			if !ok {
				want[key] = int32(len(keys))
				keys = append(keys, key)
				x.add(key, want[key])
			}
		}
	})
}
