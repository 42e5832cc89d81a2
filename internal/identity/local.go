package identity

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// letterOnly is a local part or a login without what separates its words and
// without digits.
func letterOnly(local string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, local)
}

// A pattern is a local part that a full name makes.
type pattern struct {
	text   string
	strong bool // of both words whole
}

// patterns are the local parts that people make of a name: keirfraser, kfraser.
func patterns(f *fullName) []pattern {
	first, last := f.ends()
	f1, l1 := initialOf(first), initialOf(last)
	return []pattern{
		{first + last, true}, {last + first, true}, {strings.ReplaceAll(f.spoken, " ", ""), true},
		{f1 + last, false}, {last + f1, false}, {first + l1, false}, {l1 + first, false},
	}
}

func initialOf(word string) string {
	_, size := utf8.DecodeRuneInString(word)
	return word[:size]
}

// explains reports whether a name makes a local part, or a part of it does.
func explains(f *fullName, local string) bool {
	return local == "" || strings.Contains(f.words, local) ||
		slices.ContainsFunc(patterns(f), func(p pattern) bool { return strings.Contains(p.text, local) || strings.Contains(local, p.text) })
}

// localBonds join those who show no full name with those whose name their local
// part is made of, or who write from a mailbox of the same name.
func (c *crowd) localBonds(census *census) []bond {
	nameless, handles := map[string][]int32{}, map[string][]int32{}
	for n := range int32(len(c.nodes)) {
		if !c.lacksName(n) {
			continue
		}
		const telling = 4
		if text := letterOnly(c.nodes[n].local); len(text) >= telling {
			nameless[text] = append(nameless[text], n)
		}
		handles[c.nodes[n].local] = append(handles[c.nodes[n].local], n)
	}
	return append(c.madeOfNames(nameless, census), c.sameHandles(handles)...)
}

// lacksName reports whether somebody is known by an address or an account alone;
// not by one on a network, where anybody may take the login that another has
// elsewhere.
func (c *crowd) lacksName(n int32) bool {
	one := &c.nodes[n]
	return !c.full[n] && !c.network[n] && one.bot == "" && one.local != "" && c.start[n] < c.start[n+1] &&
		(one.sort == personal || one.sort == account || one.sort == nowhere) && !roleLocal.MatchString(one.local)
}

// A maker is a name that makes a local part.
type maker struct {
	key    int32
	strong bool
	more   bool // other names make it too
}

// madeOfNames finds the one name that makes a local part.
func (c *crowd) madeOfNames(nameless map[string][]int32, census *census) (all []bond) {
	if len(nameless) == 0 {
		return nil
	}
	makers := map[string]maker{}
	for i, p := range c.pairs {
		if i > 0 && c.pairs[i-1].key == p.key {
			continue
		}
		for _, made := range patterns(&c.keys[p.key]) {
			if nameless[made.text] == nil {
				continue
			}
			old, ok := makers[made.text]
			if !ok {
				makers[made.text] = maker{key: p.key, strong: made.strong}
			} else if old.key != p.key {
				old.more = true
				makers[made.text] = old
			}
		}
	}
	for text, m := range makers {
		if m.more {
			continue
		}
		bearers := c.bearers(m.key)
		for _, n := range nameless[text] {
			if b, ok := c.madeOf(n, m, bearers, census); ok {
				all = append(all, b)
			}
		}
	}
	return all
}

// bearers are the nodes with a full name, used first first.
func (c *crowd) bearers(key int32) (nodes []int32) {
	from, _ := slices.BinarySearchFunc(c.pairs, key, func(p pair, key int32) int { return int(p.key) - int(key) })
	for ; from < len(c.pairs) && c.pairs[from].key == key && len(nodes) < namesakes; from++ {
		nodes = append(nodes, c.pairs[from].node)
	}
	return nodes
}

// madeOf is the bond of somebody with the bearers of the one name that makes
// their local part. Of both words it tells as much as the name itself; with an
// initial only where the host is nobody's, or the organisation that of a bearer.
func (c *crowd) madeOf(n int32, m maker, bearers []int32, census *census) (b bond, ok bool) {
	f := &c.keys[m.key]
	weight := 0.95 * rightly(census.chance(f, m.key))
	if !m.strong {
		weight = c.neighbour(n, bearers)
	}
	if weight < enough {
		return b, false
	}
	return bond{
		kind: byLocal, weight: weight, members: append(slices.Clone(bearers), n), timid: true, tag: f.words,
		sentence: fmt.Sprintf("the mailbox is called as %s would call it, and nobody else here", titled(f.spoken)),
	}, true
}

// neighbour is the weight of a local part that only resembles a name.
func (c *crowd) neighbour(n int32, bearers []int32) float32 {
	one := &c.nodes[n]
	if one.sort == nowhere {
		return nowhereUser
	}
	if at := c.hosts.organisation(one.host); one.sort == personal && at != "" {
		for _, other := range bearers {
			if c.nodes[other].sort == personal && c.hosts.organisation(c.nodes[other].host) == at {
				return sameHandle
			}
		}
	}
	return 0
}

// sameHandles join mailboxes that are called the same: within one organisation,
// and those on machines that are nobody's with the only others.
func (c *crowd) sameHandles(nameless map[string][]int32) (all []bond) {
	type place struct{ local, at string }
	places := map[place][]int32{}
	elsewhere := map[string][]int32{}
	for n := range int32(len(c.nodes)) {
		one := &c.nodes[n]
		if one.sort != personal || one.bot != "" || nameless[one.local] == nil || c.start[n] == c.start[n+1] {
			continue
		}
		if at := c.hosts.organisation(one.host); at != "" {
			places[place{one.local, at}] = append(places[place{one.local, at}], n)
		}
		if len(elsewhere[one.local]) < namesakes {
			elsewhere[one.local] = append(elsewhere[one.local], n)
		}
	}
	for p, nodes := range places {
		all = append(all, c.oneMailbox(nodes, p.local+" "+p.at, "mailboxes of one name on two machines of "+p.at)...)
	}
	return append(all, c.lostMachines(nameless, elsewhere)...)
}

// oneMailbox joins those without a full name with all who have one, or with the
// first of them.
func (c *crowd) oneMailbox(nodes []int32, tag, sentence string) (all []bond) {
	if len(nodes) < 2 || len(nodes) > namesakes {
		return nil
	}
	slices.SortFunc(nodes, c.before)
	var named []int32
	for _, n := range nodes {
		if c.full[n] {
			named = append(named, n)
		}
	}
	for _, n := range nodes {
		switch {
		case c.full[n]:
		case len(named) == 0:
			named = append(named, n)
		default:
			all = append(all, bond{
				kind: byLocal, weight: sameHandle, members: append(slices.Clone(named), n), tag: tag, timid: true, sentence: sentence,
			})
		}
	}
	return all
}

// lostMachines are bonds of mailboxes on machines that are nobody's.
func (c *crowd) lostMachines(nameless, elsewhere map[string][]int32) (all []bond) {
	const telling = 5
	for local, nodes := range nameless {
		others := elsewhere[local]
		if len(local) < telling || len(others) == 0 || len(others) == namesakes {
			continue
		}
		for _, n := range nodes {
			if c.nodes[n].sort == nowhere {
				all = append(all, bond{
					kind: byLocal, weight: nowhereUser, members: append(slices.Clone(others), n), tag: local, timid: true,
					sentence: "a machine that knows no name of its own, and nobody else here whose mailbox is called so",
				})
			}
		}
	}
	return all
}
