package identity

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// Resolve is who is who of everybody added. It is called once.
func (r *Resolver) Resolve() warehouse.Everybody {
	r.seal()
	singles := r.single()
	c := r.gather()
	s := newSolver(c)
	s.census = c.census()
	s.decide()
	s.followAll(c.bonds(singles, s.census))
	s.judge()
	return s.everybody()
}

// followAll follows all evidence, and lets go of what is no longer needed: of a
// million aliases it is as large as the people.
func (s *solver) followAll(all []bond) {
	for i := range all {
		s.follow(&all[i])
	}
	s.ask()
	s.account, s.ring, s.stays, s.pairs, s.census, s.numbers, s.owners = nil, nil, nil, nil, nil, nil, nil
}

// single gives aliases that are to be apart nodes of their own, which equal
// addresses join again with the others unless that is what was decided.
func (r *Resolver) single() (all []bond) {
	moved := map[int32]bool{}
	for _, h := range r.told.hits {
		i, _ := r.find(h.alias)
		if h.from || r.told.decisions[h.decision].Verdict != Apart || moved[i] {
			continue
		}
		moved[i] = true
		a := &r.aliases[i]
		old := a.node
		a.node = r.node(r.ids.of("alias", a.id.String()), r.nodes[old])
		if a.node != old {
			all = append(all, bond{kind: byAddress, weight: sameAddress, members: []int32{old, a.node}, sentence: sentenceAddress})
		}
	}
	return all
}

const sentenceAddress = "both show one address or one account"

// judge says who is a program: what people said last counts.
func (s *solver) judge() {
	for _, h := range s.told.sorted() {
		d := &s.told.decisions[h.decision]
		if i, ok := s.find(h.alias); ok && !h.from && (d.Verdict == Program || d.Verdict == Human) {
			s.verdicts[s.root(s.aliases[i].node)] = verdict{d.Verdict == Program, d.said()}
		}
	}
}

// watch says why those are programs who write by the clock on nine of ten days of
// theirs: others have a job that mails in their name.
func (s *solver) watch() map[int32]string {
	by, on := map[int32]warehouse.Clockwork{}, map[int32]int32{}
	for _, clock := range s.clocks {
		i, ok := s.find(clock.Alias)
		if !ok {
			continue
		}
		root := s.root(s.aliases[i].node)
		on[root] += s.aliases[i].days
		if clock.Hours > by[root].Hours {
			by[root] = clock
		}
	}
	all := map[int32]int32{}
	for i := range s.aliases {
		if root := s.root(s.aliases[i].node); on[root] > 0 {
			all[root] += s.aliases[i].days
		}
	}
	reasons := map[int32]string{}
	for root, clock := range by {
		if 10*on[root] >= 9*all[root] {
			reasons[root] = fmt.Sprintf("mails come by the clock: in one minute of the hour, in %.0f %% of %d hours", 100*clock.Share, clock.Hours)
		}
	}
	return reasons
}

// A figure is a person while the aliases are looked through.
type figure struct {
	id   uuid.UUID
	head int32 // node that the id is of
	name int32
	days int32 // under that name
	bot  string
}

// everybody writes down the clusters.
func (s *solver) everybody() warehouse.Everybody {
	figures, timed := s.figures(), s.watch()
	e := warehouse.Everybody{Identities: make([]warehouse.Identity, 0, len(s.aliases)+len(s.tombs)), Conflicts: s.conflicts}
	for i := range s.aliases {
		a := &s.aliases[i]
		f := figures[s.root(a.node)]
		e.Identities = append(e.Identities, warehouse.Identity{Alias: a.id, Person: f.id, Evidence: s.evidence(a.node, f.head)})
	}
	e.Links = s.followed()
	for root, f := range figures {
		f.bot = cmp.Or(f.bot, timed[root])
		said, ok := s.verdicts[root]
		switch {
		case ok && said.program:
			f.bot = said.reason
		case ok:
			f.bot = ""
		}
		e.People = append(e.People, warehouse.Person{ID: f.id, Name: s.names[f.name].text, Bot: f.bot != "", BotReason: f.bot})
	}
	s.forget(&e)
	slices.SortFunc(e.Identities, func(a, b warehouse.Identity) int { return compare(a.Alias, b.Alias) })
	slices.SortFunc(e.People, func(a, b warehouse.Person) int { return compare(a.ID, b.ID) })
	slices.SortFunc(e.Links, func(a, b warehouse.Link) int { return a.Compare(&b) })
	slices.SortFunc(e.Conflicts, func(a, b warehouse.Conflict) int { return a.Compare(&b.Link) })
	return e
}

// followed are the links between aliases: those of one node, and those of two.
func (s *solver) followed() []warehouse.Link {
	all := make([]warehouse.Link, 0, len(s.links)+max(0, len(s.aliases)-len(s.nodes)))
	for i := range s.aliases {
		a := &s.aliases[i]
		if one := s.speaker(a.node); one != a.id {
			all = append(all, between(a.id, one, link{weight: 1, kind: byAddress, sentence: sentenceAddress}))
		}
	}
	for _, l := range s.links {
		if !s.empty(l.a) && !s.empty(l.b) {
			all = append(all, between(s.speaker(l.a), s.speaker(l.b), l))
		}
	}
	s.links = nil
	return all
}

// figures are the people by the roots of their clusters. A person's id is that of
// the node used first, which nothing moves that is used later.
func (s *solver) figures() map[int32]*figure {
	all := map[int32]*figure{}
	for n := range int32(len(s.nodes)) {
		if s.empty(n) {
			continue
		}
		root := s.root(n)
		f := all[root]
		if f == nil {
			f = &figure{head: n, name: none}
			all[root] = f
		}
		if s.before(n, f.head) < 0 {
			f.head = n
		}
		f.id = s.nodes[f.head].id
		if bot := s.nodes[n].bot; bot != "" && (f.bot == "" || bot < f.bot) {
			f.bot = bot
		}
	}
	s.christen(all)
	return all
}

// christen finds the name that each person uses most.
func (s *solver) christen(all map[int32]*figure) {
	type use struct{ root, name, days int32 }
	uses := make([]use, len(s.aliases))
	for i := range s.aliases {
		a := &s.aliases[i]
		if uses[i] = (use{s.root(a.node), a.name, a.days}); a.claimed {
			uses[i].days = 0 // what others call somebody comes before
		}
	}
	slices.SortFunc(uses, func(a, b use) int { return cmp.Or(cmp.Compare(a.root, b.root), cmp.Compare(a.name, b.name)) })
	for i := 0; i < len(uses); {
		one := uses[i]
		for i++; i < len(uses) && uses[i].root == one.root && uses[i].name == one.name; i++ {
			one.days += uses[i].days
		}
		if f := all[one.root]; f.name == none || s.better(one.name, one.days, f.name, f.days) {
			f.name, f.days = one.name, one.days
		}
	}
}

// better prefers a full name, then one of several words, then the one used more,
// the longer one, and the first in order.
func (s *solver) better(name, days, than, thanDays int32) bool {
	a, b := &s.names[name], &s.names[than]
	return cmp.Or(
		cmp.Compare(a.rank(), b.rank()), cmp.Compare(days, thanDays),
		cmp.Compare(utf8.RuneCountInString(a.text), utf8.RuneCountInString(b.text)), cmp.Compare(b.text, a.text),
	) > 0
}

func (n *name) rank() int {
	switch {
	case n.key != none:
		return 3
	case strings.Contains(n.text, " "):
		return 2
	case n.text != "":
		return 1
	}
	return 0
}

// evidence says why an alias is its person's.
func (s *solver) evidence(n, head int32) string {
	switch kind := s.joinedBy[n]; {
	case n != head && kind != "":
		return "equal " + kind
	case s.nodes[n].sort == account:
		return "equal login"
	case s.nodes[n].sort == absent:
		return "alone: no address"
	case s.nodes[n].sort.shared():
		return "alone: an address that many share"
	}
	return "equal address"
}

// empty reports whether a node has no alias: an address that only an account shows.
func (s *solver) empty(n int32) bool { return s.start[n] == s.start[n+1] }

// speaker is the alias that stands for a node.
func (s *solver) speaker(n int32) uuid.UUID { return s.aliases[s.order[s.start[n]]].id }

// forget adds those of whom nothing but the numbers is kept.
func (s *solver) forget(e *warehouse.Everybody) {
	known := map[uuid.UUID]bool{}
	for i := range s.tombs {
		t := &s.tombs[i]
		e.Identities = append(e.Identities, warehouse.Identity{Alias: t.Alias, Person: t.Person, Evidence: "forgotten"})
		if !known[t.Person] {
			known[t.Person] = true
			reason := ""
			if t.Bot {
				reason = "as it was"
			}
			e.People = append(e.People, warehouse.Person{ID: t.Person, Name: warehouse.Forgotten, Bot: t.Bot, BotReason: reason})
		}
	}
}
