package identity

import (
	"cmp"
	"slices"
	"strings"
)

// A crowd is the aliases gathered by their nodes, with what each node is called.
type crowd struct {
	*Resolver
	order []int32 // aliases, those of one node together
	start []int32 // of each node in order; one more at the end
	first []int32 // day on which each node was used first
	pairs []pair  // full names of nodes, sorted by name
	full  []bool  // whether a node has a full name

	claims  []pair // full names that accounts on networks show, sorted by name
	network []bool // whether a node is known by such accounts alone
}

// A pair says that a node has a full name.
type pair struct {
	key, node int32
	initial   rune
}

// gather sorts the aliases by node, after those at addresses that turn out to be
// shared have been told apart by name.
func (r *Resolver) gather() *crowd {
	c := &crowd{Resolver: r}
	c.arrange()
	if c.spread() {
		c.arrange()
	}
	r.nodeOf, r.nameOf, r.keyOf = nil, nil, nil // nobody else comes
	c.first = make([]int32, len(r.nodes))
	c.full, c.network = make([]bool, len(r.nodes)), make([]bool, len(r.nodes))
	for n := range r.nodes {
		c.meet(int32(n))
	}
	c.pairs, c.claims = c.sorted(c.pairs), c.sorted(c.claims)
	return c
}

// sorted puts names of nodes in order, each once.
func (c *crowd) sorted(pairs []pair) []pair {
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.key, b.key), c.before(a.node, b.node), cmp.Compare(a.initial, b.initial))
	})
	return slices.Compact(pairs)
}

// arrange fills order and start by counting.
func (c *crowd) arrange() {
	c.start = make([]int32, len(c.nodes)+1)
	for i := range c.aliases {
		c.start[c.aliases[i].node+1]++
	}
	for n := range c.nodes {
		c.start[n+1] += c.start[n]
	}
	c.order = make([]int32, len(c.aliases))
	at := slices.Clone(c.start)
	for i := range c.aliases {
		n := c.aliases[i].node
		c.order[at[n]] = int32(i)
		at[n]++
	}
}

// members are the aliases of a node, by their ids.
func (c *crowd) members(n int32) []int32 { return c.order[c.start[n]:c.start[n+1]] }

// before puts what was used first first, so that what comes later moves nothing.
func (c *crowd) before(a, b int32) int {
	return cmp.Or(cmp.Compare(c.first[a], c.first[b]), compare(c.nodes[a].id, c.nodes[b].id))
}

// meet notes when a node was used first and what it is called.
func (c *crowd) meet(n int32) {
	c.first[n] = never
	for _, i := range c.members(n) {
		c.first[n] = min(c.first[n], c.aliases[i].first)
	}
	if c.nodes[n].bot != "" || c.start[n] == c.start[n+1] {
		return
	}
	for _, called := range c.called(n) {
		if called.foreign {
			continue
		}
		c.full[n] = true
		c.pairs = called.name.pairs(c.pairs, n)
	}
	c.network[n] = true
	for _, i := range c.members(n) {
		if a := &c.aliases[i]; a.claimed {
			c.claims = c.names[a.name].pairs(c.claims, n)
		} else {
			c.network[n] = false
		}
	}
}

// pairs adds the spellings of a full name, as those of a node.
func (n *name) pairs(all []pair, node int32) []pair {
	for _, key := range [...]int32{n.key, n.alt} {
		if key != none {
			all = append(all, pair{key, node, n.initial})
		}
	}
	return all
}

// A calling is a full name that a node is called by.
type calling struct {
	name    *name
	weight  int32 // days, and one for each alias
	foreign bool  // has nothing in common with the usual one, nor with the address
}

// called are the full names of a node, the usual one first; not what accounts on
// networks claim to be called.
func (c *crowd) called(n int32) (all []calling) {
	weights := map[int32]int32{}
	for _, i := range c.members(n) {
		if a := &c.aliases[i]; c.names[a.name].key != none && !a.claimed {
			weights[a.name] += a.days + 1
		}
	}
	for name, weight := range weights {
		all = append(all, calling{name: &c.names[name], weight: weight})
	}
	slices.SortFunc(all, func(a, b calling) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.name.text, b.name.text))
	})
	local := letterOnly(c.nodes[n].local)
	for i := 1; i < len(all); i++ {
		all[i].foreign = !c.alike(all[0].name, all[i].name) && !c.made(local, all[i].name)
	}
	return all
}

// alike reports whether two full names have a word in common.
func (c *crowd) alike(a, b *name) bool {
	for _, one := range [...]int32{a.key, a.alt} {
		for _, other := range [...]int32{b.key, b.alt} {
			if one != none && other != none && common(c.keys[one].words, c.keys[other].words) {
				return true
			}
		}
	}
	return false
}

// common reports whether two sorted lists of words have one in common.
func common(a, b string) bool {
	for word := range strings.FieldsSeq(a) {
		for other := range strings.FieldsSeq(b) {
			if word == other {
				return true
			}
		}
	}
	return false
}

// made reports whether a local part holds a word of a name.
func (c *crowd) made(local string, n *name) bool {
	const telling = 4
	for word := range strings.FieldsSeq(c.keys[n.key].words) {
		if len(word) >= telling && strings.Contains(local, word) {
			return true
		}
	}
	return false
}

// spread tells the people apart who share an address: nobody is called three
// things that have nothing in common, unless others now and then write the
// address behind a wrong name.
func (c *crowd) spread() (found bool) {
	for n := range int32(len(c.start) - 1) {
		if one := c.nodes[n]; one.sort != personal || one.bot != "" || c.start[n+1]-c.start[n] < 3 || !c.foreigners(n) {
			continue
		}
		found = true
		stays := c.sharer(c.earliest(n))
		for _, i := range c.members(n) {
			a := &c.aliases[i]
			if who := c.sharer(i); who != stays {
				id := c.ids.of("shared", string(c.nodes[n].id[:])+"\x00"+who)
				a.node = c.node(id, node{sort: role, host: c.nodes[n].host, forge: none, local: c.nodes[n].local})
			}
		}
	}
	return found
}

// earliest is the alias of a node that was used first: it keeps the node, and so
// its id.
func (c *crowd) earliest(n int32) int32 {
	return slices.MinFunc(c.members(n), func(a, b int32) int {
		return cmp.Or(cmp.Compare(c.aliases[a].first, c.aliases[b].first), compare(c.aliases[a].id, c.aliases[b].id))
	})
}

// sharer tells an alias from others at its address.
func (c *crowd) sharer(i int32) string {
	a := &c.aliases[i]
	return c.sharing(a.name, &mailbox{local: c.nodes[a.node].local})
}

// foreigners reports whether several people have a share in a node.
func (c *crowd) foreigners(n int32) bool {
	strange, foreign, all := 0, int32(0), int32(0)
	for _, called := range c.called(n) {
		all += called.weight
		if called.foreign {
			strange++
			foreign += called.weight
		}
	}
	return strange >= 2 && 5*foreign > all
}
