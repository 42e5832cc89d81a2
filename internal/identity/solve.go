package identity

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// A solver makes people of the nodes of a crowd.
type solver struct {
	*crowd
	*clusters
	census    *census
	links     []link
	conflicts []warehouse.Conflict
	joinedBy  []string // kind of the evidence that joined a node with others first
	verdicts  map[int32]verdict
}

// A link is evidence that was followed.
type link struct {
	a, b     int32
	weight   float32
	kind     string
	sentence string
}

// A verdict is what was said of a person at last.
type verdict struct {
	program bool
	reason  string
}

func newSolver(c *crowd) *solver {
	s := &solver{crowd: c, clusters: newClusters(len(c.nodes)), joinedBy: make([]string, len(c.nodes)), verdicts: map[int32]verdict{}}
	for n := range c.nodes {
		if c.nodes[n].sort == account {
			s.account[n] = int32(n)
		}
	}
	for _, m := range c.busy {
		n := c.aliases[m.alias].node
		if at := c.nodes[n].host; at != none {
			s.stays[n] = append(s.stays[n], stay{m.month, c.hosts.all[at].firm})
		}
	}
	return s
}

// follow joins the members of a bond, unless something speaks against it. Who
// cannot be one person with the first may be one with the second of them.
func (s *solver) follow(b *bond) {
	if b.timid && !s.agreed(b.members[:len(b.members)-1]) {
		return
	}
	weight, against := s.doubts(b)
	if against != "" {
		s.refuse(b, against)
		return
	}
	heads, rest := b.members[:1:1], b.members[1:]
	if b.timid {
		rest = rest[len(rest)-1:]
	}
	for _, n := range rest {
		why := ""
		for _, head := range heads {
			if why = s.apart(head, n, b.renamed); why == "" {
				s.link(head, n, link{weight: weight, kind: b.kind, sentence: s.say(b)})
				break
			}
		}
		if why != "" {
			s.conflict(heads[0], n, b, why)
			heads = append(heads, n)
		}
	}
}

// agreed reports whether nodes are one person already.
func (s *solver) agreed(nodes []int32) bool {
	for _, n := range nodes {
		if s.root(n) != s.root(nodes[0]) {
			return false
		}
	}
	return true
}

// doubts lowers the weight of a name by those who bear it and cannot be one.
func (s *solver) doubts(b *bond) (weight float32, against string) {
	if b.kind != byName {
		return b.weight, ""
	}
	if len(b.members) > namesakes {
		return 0, fmt.Sprintf("%d addresses bear this name", len(b.members))
	}
	const doubt = 0.04
	strangers := s.strangers(b.members)
	if weight = rightly(b.chance + doubt*float64(strangers)); weight >= enough {
		return weight, ""
	}
	if strangers > 0 {
		return 0, fmt.Sprintf("the name is borne by several here: %d cannot be one with another", strangers)
	}
	return 0, "the name is common here"
}

// strangers counts those who cannot be one with somebody before them. Whom people
// took out makes nobody else a stranger.
func (s *solver) strangers(members []int32) (n int) {
	var heads []int32
	for _, m := range members {
		if slices.ContainsFunc(heads, func(head int32) bool { return s.root(head) == s.root(m) }) {
			continue
		}
		if slices.ContainsFunc(heads, func(head int32) bool { return s.quarrel(s.root(head), s.root(m), false) != "" }) {
			n++
		}
		heads = append(heads, m)
	}
	return n
}

// apart is what keeps two nodes apart; empty for nothing. An account that was
// renamed has two logins.
func (s *solver) apart(a, b int32, renamed bool) string {
	a, b = s.root(a), s.root(b)
	if a == b {
		return ""
	}
	if by, ok := s.decided(a, b); ok {
		return s.told.decisions[by].said()
	}
	return s.quarrel(a, b, renamed)
}

// quarrel is what two clusters show that one person does not.
func (s *solver) quarrel(a, b int32, renamed bool) string {
	if x, y := s.twoAccounts(a, b); x != "" && !renamed {
		return "two accounts: " + min(x, y) + " and " + max(x, y)
	}
	const many = 6
	if months, x, y := s.atOnce(a, b); months >= many {
		return fmt.Sprintf("wrote from two employers at once, in %d months: %s and %s", months, min(x, y), max(x, y))
	}
	return ""
}

// twoAccounts are accounts of one forge that two clusters have.
func (s *solver) twoAccounts(a, b int32) (x, y string) {
	for one := range s.accounts(a) {
		for other := range s.accounts(b) {
			if a, b := &s.nodes[one], &s.nodes[other]; a.forge == b.forge && a.local != b.local {
				return s.accountName(one), s.accountName(other)
			}
		}
	}
	return "", ""
}

// link joins two nodes and notes why.
func (s *solver) link(a, b int32, l link) {
	if s.joinedBy[b] == "" && s.root(a) != s.root(b) {
		s.joinedBy[b] = l.kind
	}
	s.join(a, b)
	l.a, l.b = a, b
	s.links = append(s.links, l)
}

// between is a link of two aliases, the one with the lesser id first.
func between(a, b uuid.UUID, l link) warehouse.Link {
	if compare(b, a) < 0 {
		a, b = b, a
	}
	return warehouse.Link{Alias: a, Other: b, Kind: l.kind, Weight: l.weight, Sentence: l.sentence}
}

// refuse notes evidence that was not followed.
func (s *solver) refuse(b *bond, against string) {
	for _, n := range b.members[1:min(len(b.members), namesakes)] {
		if s.root(n) != s.root(b.members[0]) {
			s.conflict(b.members[0], n, b, against)
		}
	}
}

// conflict notes for people to decide that two nodes might be one. Nodes without
// aliases are nothing that people can speak of.
func (s *solver) conflict(a, b int32, of *bond, against string) {
	if s.empty(a) || s.empty(b) {
		return
	}
	s.conflicts = append(s.conflicts, warehouse.Conflict{
		Link:    between(s.speaker(a), s.speaker(b), link{weight: of.weight, kind: of.kind, sentence: s.say(of)}),
		Against: against,
	})
}

// say is a bond for people.
func (s *solver) say(b *bond) string {
	if b.sentence == "" {
		f := &s.keys[b.name]
		b.sentence = fmt.Sprintf("both are called %s, %s", titled(f.spoken), s.census.say(f, b.name))
	}
	return b.sentence
}

// decide follows what people say, the last decision first: what was said earlier
// and contradicts it does not count.
func (s *solver) decide() {
	hits := s.told.sorted()
	for to := len(hits); to > 0; {
		from := to
		for from > 0 && hits[from-1].decision == hits[to-1].decision {
			from--
		}
		s.obey(hits[from:to])
		to = from
	}
}

// obey follows one decision.
func (s *solver) obey(hits []hit) {
	number := hits[0].decision
	d := &s.told.decisions[number]
	var who, from []int32
	for _, h := range hits {
		i, _ := s.find(h.alias)
		if h.from {
			from = append(from, s.aliases[i].node)
		} else {
			who = append(who, s.aliases[i].node)
		}
	}
	if len(who) == 0 || d.Verdict == Program || d.Verdict == Human {
		return
	}
	s.unite(who, d)
	if d.Verdict != Apart {
		return
	}
	if len(d.From) == 0 {
		s.close(who, number)
	}
	for _, n := range from {
		if a, b := s.root(who[0]), s.root(n); a != b {
			s.part(a, b, number)
		}
	}
}

// unite makes one person of all whom a decision names.
func (s *solver) unite(who []int32, d *Decision) {
	b := bond{kind: byDecision, weight: 1, sentence: d.said()}
	for _, n := range who[1:] {
		if by, ok := s.decided(s.root(who[0]), s.root(n)); ok && s.root(who[0]) != s.root(n) {
			s.conflict(who[0], n, &b, s.told.decisions[by].said())
		} else if n != who[0] {
			s.link(who[0], n, link{weight: b.weight, kind: b.kind, sentence: b.sentence})
		}
	}
}

// close keeps somebody apart from everybody else.
func (s *solver) close(who []int32, decision int32) {
	for _, n := range who {
		root := s.root(n)
		if by, ok := s.closed[root]; !ok || by < decision {
			s.closed[root] = decision
		}
	}
}
