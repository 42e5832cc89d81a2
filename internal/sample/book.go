package sample

import "sort"

// A book is what is counted of the open quarter in one scope by one way of
// counting people.
type book struct {
	messages, started int
	listMessages      map[string]int
	sent              map[int]int // person → messages
	newSenders        int

	commits, added, removed, covered int
	credits                          map[int]int // person → commits written or co-written
	lags                             []int64     // committer date − author date, seconds

	active, before map[int]bool // people of this quarter, of the last
	newcomers      int
}

func newBook() *book {
	return &book{listMessages: map[string]int{}, sent: map[int]int{}, credits: map[int]int{}, active: map[int]bool{}}
}

// next opens the book of the following quarter.
func (b *book) next() *book {
	n := newBook()
	n.before = b.active
	return n
}

// retained is how many people of the last quarter are there in this one.
func (b *book) retained() (stayed, of int) {
	for id := range b.before {
		if b.active[id] {
			stayed++
		}
	}
	return stayed, len(b.before)
}

// absence is the least number of people who did half of all; nil for none.
func absence(done map[int]int) *float64 {
	counts, all := []int{}, 0
	for _, n := range done {
		counts = append(counts, n)
		all += n
	}
	if all == 0 {
		return nil
	}
	sort.Sort(sort.Reverse(sort.IntSlice(counts)))
	sum := 0
	for i, n := range counts {
		if sum += n; 2*sum >= all {
			k := float64(i + 1)
			return &k
		}
	}
	return nil
}

// middle is the median by rank, in days; nil for none.
func middle(seconds []int64) *float64 {
	if len(seconds) == 0 {
		return nil
	}
	sort.Slice(seconds, func(i, j int) bool { return seconds[i] < seconds[j] })
	v := float64(seconds[(len(seconds)+1)/2-1]) / float64(day)
	return &v
}
