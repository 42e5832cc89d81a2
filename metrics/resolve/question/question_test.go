package question

import (
	"math/rand/v2"
	"slices"
	"testing"
)

const day = 86400

func TestGroup(t *testing.T) {
	for name, tc := range map[string]struct {
		questions []Question
		want      []uint64
	}{
		"none": {},
		"like the first": {
			[]Question{{1, 0, "aabbccdd"}, {2, day, "aabbzzyy"}, {3, 2 * day, "aaxxccww"}},
			[]uint64{1, 1, 1},
		},
		"a quarter is enough, less is not": {
			[]Question{{1, 0, "aabbccdd"}, {2, day, "aaxxyyzz"}, {3, 2 * day, "aab1122334455"}},
			[]uint64{1, 1, 3},
		},
		"bytes count at their places": {
			[]Question{{1, 0, "aabbccdd"}, {2, day, "bbaaddcc"}},
			[]uint64{1, 2},
		},
		"no pair in common": {
			[]Question{{1, 0, "aabbccdd"}, {2, day, "axbxcxdx"}},
			[]uint64{1, 2},
		},
		"90 days, to the second": {
			[]Question{{1, 0, "aabbccdd"}, {2, 90 * day, "aabbccdd"}, {3, 10, "eeffgghh"}, {4, 90*day + 11, "eeffgghh"}},
			[]uint64{1, 1, 3, 4},
		},
		"a group lives as long as it is asked": {
			[]Question{{1, 0, "aabbccdd"}, {2, 80 * day, "aabbccdd"}, {3, 160 * day, "aabbccdd"}, {4, 240 * day, "aabbccdd"}},
			[]uint64{1, 1, 1, 1},
		},
		"forgotten after a long silence": {
			[]Question{{1, 0, "aabbccdd"}, {2, 1000 * day, "aabbccdd"}, {3, 1001 * day, "aabbccdd"}},
			[]uint64{1, 2, 2},
		},
		"the group in which most are like it": {
			[]Question{{1, 0, "aabbccdd"}, {2, 1, "eeffgghh"}, {3, 2, "eeffgghh"}, {4, 3, "aabbgghh"}},
			[]uint64{1, 2, 2, 2},
		},
		"no chain to another subject": {
			[]Question{
				{1, 0, "aabbccdd"}, {2, 1, "aabbccdd"}, {3, 2, "aabbccdd"}, {4, 3, "aabbccdd"},
				{5, 4, "aabbxxyy"}, {6, 5, "zzwwxxyy"}, {7, 6, "zzwwxxyy"},
			},
			[]uint64{1, 1, 1, 1, 1, 6, 6},
		},
		"without a sketch": {
			[]Question{{1, 0, ""}, {2, 1, ""}},
			[]uint64{1, 2},
		},
	} {
		slices.SortStableFunc(tc.questions, func(a, b Question) int { return int(a.Date) - int(b.Date) })
		got := Group(tc.questions)
		byID := map[uint64]uint64{}
		for i, q := range tc.questions {
			byID[q.ID] = got[i]
		}
		for i, want := range tc.want {
			if byID[uint64(i+1)] != want {
				t.Errorf("%s: question %d is in group %d, want %d", name, i+1, byID[uint64(i+1)], want)
			}
		}
	}
}

// What is found does not depend on what comes later.
func TestGroupLooksBackOnly(t *testing.T) {
	questions := random(3000)
	all := Group(questions)
	for _, n := range []int{1, 10, 500, 2999} {
		if !slices.Equal(Group(questions[:n]), all[:n]) {
			t.Errorf("the first %d are grouped otherwise without the rest", n)
		}
	}
}

// random are questions about some hundred subjects, of which a third of the words
// change.
func random(n int) (questions []Question) {
	r := rand.New(rand.NewPCG(1, 2))
	subjects := make([][]byte, 100)
	for i := range subjects {
		subjects[i] = bytes(r)
	}
	for i := range n {
		sketch := slices.Clone(subjects[r.IntN(len(subjects))])
		for k := range sketch {
			if r.IntN(3) == 0 {
				sketch[k] = byte(r.IntN(256))
			}
		}
		questions = append(questions, Question{uint64(i + 1), uint32(i * 3600), string(sketch)})
	}
	return questions
}

func bytes(r *rand.Rand) []byte {
	sketch := make([]byte, 128)
	for i := range sketch {
		sketch[i] = byte(r.IntN(256))
	}
	return sketch
}

// Subjects are told apart, and of each hardly a question is lost.
func TestGroupFindsSubjects(t *testing.T) {
	questions := random(3000)
	groups := map[uint64]int{}
	for _, group := range Group(questions) {
		groups[group]++
	}
	large := 0
	for _, n := range groups {
		if n >= 10 {
			large++
		}
	}
	if large != 100 || len(groups) > 110 {
		t.Errorf("%d groups, %d of them large, of 100 subjects", len(groups), large)
	}
}

// BenchmarkGroup groups 100,000 questions of ten years, as a list with a million
// mails may have, and as many that are all the same.
func BenchmarkGroup(b *testing.B) {
	same := slices.Repeat(random(1), 100_000)
	for i := range same {
		same[i].ID, same[i].Date = uint64(i+1), uint32(i*3150)
	}
	for name, questions := range map[string][]Question{"subjects": random(100_000), "all the same": same} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Group(questions)
			}
		})
	}
}
