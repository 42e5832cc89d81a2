package lineage

import (
	"errors"
	"maps"
	"testing"
)

func TestFirst(t *testing.T) {
	g := NewGraph()
	for commit, parents := range map[uint64][]uint64{
		1: nil, 2: {1}, 3: {2}, 4: {3}, // the main line
		12: {2}, 13: {12}, // a branch, whose 12 is released by itself
		5: {4, 13}, // and merged
		6: {5, 99}, // 99 was never collected
		7: {6},
	} {
		g.Add(commit, parents)
	}
	g.Add(4, nil) // seen in another clone
	got := map[uint64]int{}
	err := g.First([]uint64{2, 12, 12, 6, 98}, func(commit uint64, release int) error {
		if _, twice := got[commit]; twice {
			t.Errorf("%d is given twice", commit)
		}
		got[commit] = release
		return nil
	})
	want := map[uint64]int{1: 0, 2: 0, 12: 1, 3: 3, 4: 3, 13: 3, 5: 3, 6: 3}
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	broken := errors.New("no")
	if err := g.First([]uint64{2}, func(uint64, int) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}
