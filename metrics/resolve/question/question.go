package question

import "iter"

// A Question is a thread that asks something.
type Question struct {
	ID     uint64 // unique
	Date   uint32 // seconds since 1970
	Sketch string // as many bytes alike as the words are
}

const (
	// window is how long a question is remembered, in seconds: 90 days.
	window = 90 * 86400

	// looked is how many of the last questions that share a pair of bytes are
	// looked at: a list on which all ask the same must not take for ever.
	looked = 100
)

// Group gives each of the questions, which are in the order of their dates, the
// id of the first of those that ask the same.
//
// A question joins the group of the last 90 days in which most are like it,
// provided that a third of that group's are; otherwise it begins one. So what
// is found depends on nothing later, and no chain of questions, each like the
// next, leads from one subject to another.
func Group(questions []Question) []uint64 {
	g := newGrouper(questions)
	groups := make([]uint64, len(questions))
	for i := range questions {
		g.group[i] = g.join(int32(i))
		groups[i] = questions[g.group[i]].ID
		g.keep(int32(i))
	}
	return groups
}

// A sketch is looked at by its pairs of bytes.
const (
	places = 64      // of pairs
	values = 1 << 16 // of a pair
)

// A grouper finds questions by a pair of bytes and its place in their sketches.
// Of questions as alike as is wanted hardly one in fifty shares none. Those that
// share one, and those of a group, are chains from the last to the first; 0 is
// the end, and a question is its index plus one.
type grouper struct {
	all   []Question
	group []int32 // of each question, the index of the first of its group

	lasts   []int32 // of each place and pair, the last question that has it
	earlier []int32 // of each question and place, the one before it that has the same pair
	last    []int32 // of each group, its last question
	before  []int32 // of each question, the one before it in its group

	seen []int32 // of each question, the one that looked at it last
}

func newGrouper(questions []Question) *grouper {
	n := len(questions)
	return &grouper{
		all: questions, group: make([]int32, n), seen: make([]int32, n), last: make([]int32, n), before: make([]int32, n),
		lasts: make([]int32, places*values), earlier: make([]int32, n*places),
	}
}

// join finds the group of a question: itself where it begins one.
func (g *grouper) join(i int32) int32 {
	votes := map[int32]int{}
	for place, pair := range g.pairs(i) {
		next := g.lasts[place*values+pair]
		for range looked {
			if next == 0 || !g.recent(next-1, i) {
				break
			}
			g.vote(next-1, i, votes)
			next = g.earlier[int(next-1)*places+place]
		}
	}
	best, most := i, 0
	for group, n := range votes {
		if (n > most || n == most && group < best) && 3*n >= g.size(group, i) {
			best, most = group, n
		}
	}
	return best
}

// vote counts for the group of a question that is like the ith.
func (g *grouper) vote(other, i int32, votes map[int32]int) {
	if g.seen[other] == i+1 {
		return
	}
	g.seen[other] = i + 1
	if alike(g.all[other].Sketch, g.all[i].Sketch) {
		votes[g.group[other]]++
	}
}

// size is how many questions of the last 90 days a group has, as far as they are
// looked at.
func (g *grouper) size(group, i int32) (n int) {
	for next := g.last[group]; next != 0 && n < looked && g.recent(next-1, i); next = g.before[next-1] {
		n++
	}
	return n
}

func (g *grouper) recent(other, i int32) bool { return g.all[i].Date-g.all[other].Date <= window }

// keep remembers a question.
func (g *grouper) keep(i int32) {
	group := g.group[i]
	g.before[i], g.last[group] = g.last[group], i+1
	for place, pair := range g.pairs(i) {
		at := place*values + pair
		g.earlier[int(i)*places+place], g.lasts[at] = g.lasts[at], i+1
	}
}

// pairs are the pairs of bytes in a question's sketch, by place.
func (g *grouper) pairs(i int32) iter.Seq2[int, int] {
	sketch := g.all[i].Sketch
	return func(yield func(int, int) bool) {
		for place := range min(places, len(sketch)/2) {
			if !yield(place, int(sketch[2*place])<<8|int(sketch[2*place+1])) {
				return
			}
		}
	}
}

// alike reports whether a quarter of the bytes are equal.
func alike(a, b string) bool {
	equal := 0
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			equal++
		}
	}
	return 4*equal >= max(len(a), len(b))
}
