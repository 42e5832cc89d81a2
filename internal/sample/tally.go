package sample

// The scopes and lists of the sample, as goldenratio.yaml names them.
const (
	scopeRoot  = "demo"
	scopeHyper = "demo/hypervisor"
	scopeTools = "demo/tools"
	listDevel  = "example-devel"
	listUsers  = "example-users"
)

// lists is a set of the two lists.
type lists uint8

const (
	onDevel lists = 1 << iota
	onUsers
)

func (l lists) names() []string {
	var n []string
	if l&onDevel != 0 {
		n = append(n, listDevel)
	}
	if l&onUsers != 0 {
		n = append(n, listUsers)
	}
	return n
}

// who is an identity to each of the two ways of counting people.
type who struct{ address, person int }

// A way of counting people.
const (
	byAddress = iota
	byPerson
	ways
)

func (w who) id(way int) int {
	if way == byAddress {
		return w.address
	}
	return w.person
}

// A thread's start, kept to the end: whether and when it is answered decides
// the numbers of later quarters too.
type start struct {
	at, deadline int64
	reply        [ways]int64 // first foreign one; 0 for none
	by           who
	lists        lists
}

// A tally counts what happens, in order of time, and closes each quarter's
// books when time passes its end.
type tally struct {
	cal     calendar
	quarter int
	books   [ways]map[string]*book
	seen    [ways]map[int]bool // contributors ever
	fresh   [ways]map[int]bool // contributors whose first quarter is the open one
	sent    [ways]map[int]bool
	starter [ways]map[int]bool // senders whose first quarter is the open one
	starts  []*start           // of class discussion or question
	changes []*submission
	tags    []release

	promises []promise
	problems []problem

	truth *Truth
	hosts map[int]string // by address
}

func newTally(cal calendar, truth *Truth, hosts map[int]string) *tally {
	t := &tally{cal: cal, truth: truth, hosts: hosts}
	for way := range ways {
		t.seen[way], t.sent[way] = map[int]bool{}, map[int]bool{}
		t.fresh[way], t.starter[way] = map[int]bool{}, map[int]bool{}
		t.books[way] = map[string]*book{}
		for _, s := range scopes() {
			t.books[way][s] = newBook()
		}
	}
	return t
}

func scopes() []string { return []string{scopeRoot, scopeHyper, scopeTools} }

// message counts a mail of a human being. starts says that it begins a thread.
func (t *tally) message(at int64, by who, on lists, starts bool) {
	t.reach(at)
	for way := range ways {
		id := by.id(way)
		if !t.sent[way][id] {
			t.sent[way][id], t.starter[way][id] = true, true
		}
		t.mail(t.books[way][scopeRoot], way, id, on, starts)
		if on&onDevel != 0 {
			t.mail(t.books[way][scopeHyper], way, id, onDevel, starts)
		}
	}
	t.contribution(by, scopeRoot)
	if on&onDevel != 0 {
		t.contribution(by, scopeHyper)
	}
}

func (t *tally) mail(b *book, way, id int, on lists, starts bool) {
	b.messages++
	for _, name := range on.names() {
		b.listMessages[name]++
	}
	if starts {
		b.started++
	}
	if b.sent[id] == 0 && t.starter[way][id] {
		b.newSenders++
	}
	b.sent[id]++
}

// open notes a discussion or question, whose answer is waited for.
func (t *tally) open(at int64, by who, on lists) *start {
	s := &start{at: at, deadline: deadline(at, 5), by: by, lists: on}
	t.starts = append(t.starts, s)
	return s
}

// answer notes a reply to such a thread; s may be nil.
func (t *tally) answer(s *start, at int64, by who) {
	if s == nil {
		return
	}
	for way := range ways {
		if s.reply[way] == 0 && by.id(way) != s.by.id(way) {
			s.reply[way] = at
		}
	}
}

// landed is a non-merge commit of a default branch.
type landed struct {
	at, authored   int64
	scope          string
	author         who
	coauthors      []who
	reviewers      []who // Reviewed-by and Acked-by
	added, removed int
	picked         bool // another repository has the equal patch earlier
}

func (t *tally) commit(c landed) {
	t.reach(c.at)
	for way := range ways {
		t.code(t.books[way][c.scope], way, c)
		if !c.picked {
			t.code(t.books[way][scopeRoot], way, c)
		}
	}
	for _, w := range append([]who{c.author}, c.coauthors...) {
		t.contribution(w, scopeRoot)
		t.contribution(w, c.scope)
	}
}

func (t *tally) code(b *book, way int, c landed) {
	b.commits++
	b.added += c.added
	b.removed += c.removed
	b.lags = append(b.lags, c.at-c.authored)
	author := c.author.id(way)
	b.credits[author]++
	for _, w := range c.coauthors {
		b.credits[w.id(way)]++
	}
	for _, w := range c.reviewers {
		if w.id(way) != author {
			b.covered++
			break
		}
	}
}

// contribution marks a person as active in a scope, and as new if nothing came
// before this quarter in the root.
func (t *tally) contribution(by who, scope string) {
	for way := range ways {
		id, b := by.id(way), t.books[way][scope]
		if !t.seen[way][id] {
			t.seen[way][id], t.fresh[way][id] = true, true
		}
		if !b.active[id] && t.fresh[way][id] {
			b.newcomers++
		}
		b.active[id] = true
	}
}

// reach closes the quarters that end at or before t.
func (t *tally) reach(at int64) {
	for t.quarter < t.cal.quarters() && at >= t.cal.bounds[t.quarter+1] {
		t.close()
		t.quarter++
		for way := range ways {
			clear(t.fresh[way])
			clear(t.starter[way])
			for s, b := range t.books[way] {
				t.books[way][s] = b.next()
			}
		}
	}
}
