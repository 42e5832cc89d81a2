package identity

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"goldenratio/collectors/redact"
)

// A bond is evidence that nodes are one person.
type bond struct {
	kind     string
	weight   float32 // how often such evidence is right
	members  []int32 // used first first
	tag      string  // tells bonds of one kind apart
	sentence string
	name     int32   // for the sentence of names: the full name
	chance   float64 // how many others bear the name by chance
	renamed  bool    // two logins do not speak against it
	timid    bool    // followed only where all but the last member are one person already
}

// Kinds of evidence.
const (
	byAddress  = "address"
	byAccount  = "account"
	byName     = "name"
	byLocal    = "local part"
	byDecision = "decision"
)

// Weights of evidence that does not depend on how rare a name is, and the least
// that is followed. docs/adr/0012-people.md says where they come from.
const (
	sameAddress = 0.995
	sameNumber  = 0.99
	ownAddress  = 0.98
	sameMailbox = 0.93
	sameHandle  = 0.9
	kinMailbox  = 0.85
	nowhereUser = 0.85
	enough      = 0.8
)

// namesakes is how many addresses one person may have before a name alone tells
// nothing.
const namesakes = 40

// several is the share of people who write from several addresses.
const several = 0.3

// bonds is all evidence, what is right most often first.
func (c *crowd) bonds(singles []bond, census *census) []bond {
	all := slices.Grow(singles, len(c.owners)+len(census.names)/2) // nearly as many as there will be
	all = c.accountBonds(all)
	all = c.nameBonds(all, census)
	all = append(all, c.localBonds(census)...)
	all = append(all, c.kinBonds(census)...)
	for i := range all {
		slices.SortFunc(all[i].members[:len(all[i].members)-all[i].late()], c.before)
	}
	slices.SortFunc(all, func(a, b bond) int { // sorted by what no order of aliases moves
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.kind, b.kind), cmp.Compare(a.tag, b.tag), c.before(a.members[0], b.members[0]),
			c.before(a.members[len(a.members)-1], b.members[len(b.members)-1]))
	})
	return all
}

// late is how many members at the end stand apart from the others.
func (b *bond) late() int {
	if b.timid {
		return 1
	}
	return 0
}

// accountBonds adds those that join accounts with the addresses that they alone of their forge
// show, and accounts that changed their login.
func (c *crowd) accountBonds(all []bond) []bond {
	slices.SortFunc(c.owners, func(a, b owner) int {
		return cmp.Or(cmp.Compare(a.address, b.address), cmp.Compare(a.account, b.account))
	})
	for of := range runs(slices.Compact(c.owners), func(a, b owner) bool { return a.address == b.address }) {
		if c.service(of) {
			continue
		}
		for _, o := range of {
			all = append(all, bond{
				kind: byAccount, weight: ownAddress, members: []int32{o.address, o.account}, tag: c.accountName(o.account),
				sentence: "the account " + c.accountName(o.account) + " shows this address",
			})
		}
	}
	return append(all, c.renamed()...)
}

// renamed joins accounts that changed their login.
func (c *crowd) renamed() (all []bond) {
	slices.SortFunc(c.numbers, func(a, b accountID) int {
		return cmp.Or(cmp.Compare(a.forge, b.forge), cmp.Compare(a.number, b.number), cmp.Compare(a.account, b.account))
	})
	same := func(a, b accountID) bool { return a.forge == b.forge && a.number == b.number }
	for of := range runs(slices.Compact(c.numbers), same) {
		if len(of) == 1 {
			continue
		}
		one := bond{
			kind: byAccount, weight: sameNumber, tag: fmt.Sprintf("%s/%d", c.forgeNames[of[0].forge], of[0].number), renamed: true,
			sentence: "one account that changed its login: they have the same number",
		}
		for _, n := range of {
			one.members = append(one.members, n.account)
		}
		all = append(all, one)
	}
	return all
}

// runs yields the parts of a sorted list that are the same, one after another.
func runs[T any](all []T, same func(a, b T) bool) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for from := 0; from < len(all); {
			to := from + 1
			for to < len(all) && same(all[from], all[to]) {
				to++
			}
			if !yield(all[from:to]) {
				return
			}
			from = to
		}
	}
}

// service reports whether two accounts of one forge have an address, as those
// have whose commits a service makes. Such an address is nobody's.
func (c *crowd) service(accounts []owner) bool {
	if len(accounts) == 1 {
		return false
	}
	seen := map[int32]bool{}
	for _, o := range accounts {
		forge := c.nodes[o.account].forge
		if seen[forge] {
			return true
		}
		seen[forge] = true
	}
	return false
}

// accountName is a login with its host, without the address that it may be.
func (c *crowd) accountName(n int32) string {
	return redact.Addresses(c.forgeNames[c.nodes[n].forge] + "/" + c.nodes[n].local)
}

// nameBonds adds those that join those who bear one full name.
func (c *crowd) nameBonds(all []bond, census *census) []bond {
	for pairs := range c.byName() {
		if len(pairs) > 1 {
			all = append(all, c.namesakes(pairs, census)...)
		}
	}
	return all
}

// namesakes are the bonds of one name: all who bear it, if that is rare, and
// those of them who show the same local part, which the name does not explain or
// which two at one organisation would not both be given.
func (c *crowd) namesakes(pairs []pair, census *census) (all []bond) {
	key := pairs[0].key
	f := &c.keys[key]
	var members []int32
	same, initials := map[string][]int32{}, map[rune]bool{}
	for _, p := range pairs {
		if initials[p.initial] = true; len(members) > 0 && members[len(members)-1] == p.node {
			continue
		}
		members = append(members, p.node)
		if tag, ok := c.sameMailbox(p.node, f); ok {
			same[tag] = append(same[tag], p.node)
		}
	}
	chance := census.chance(f, key)
	if delete(initials, 0); len(initials) > 1 {
		chance += several // Ann A. and Ann B. are two, and who is Ann?
	}
	chance += c.numbered(members)
	all = append(all, bond{kind: byName, weight: rightly(chance), members: members, tag: f.words, name: key, chance: chance})
	for tag, nodes := range same {
		if len(nodes) > 1 {
			all = append(all, bond{
				kind: byLocal, weight: sameMailbox, members: nodes, tag: f.words + " " + tag,
				sentence: fmt.Sprintf("both are called %s and write from mailboxes of one name", titled(f.spoken)),
			})
		}
	}
	return all
}

// numbered is the doubt that arises from mailboxes that only a number tells
// apart: an organisation gives one to the second of a name.
func (c *crowd) numbered(members []int32) (doubt float64) {
	type stem struct{ letters, at string }
	const within, across = 0.15, 0.03
	here, anywhere := map[stem]string{}, map[string]string{}
	for _, n := range members {
		one := &c.nodes[n]
		at := c.hosts.organisation(one.host)
		if one.sort != personal || at == "" {
			continue
		}
		letters, number := letterOnly(one.local), digits(one.local)
		if other, ok := here[stem{letters, at}]; ok && other != number {
			doubt += within
		} else if other, ok := anywhere[letters]; ok && other != number {
			doubt += across
		}
		here[stem{letters, at}], anywhere[letters] = number, number
	}
	return doubt
}

// sameMailbox is what two bearers of one name would not both show by chance.
func (c *crowd) sameMailbox(n int32, f *fullName) (tag string, ok bool) {
	one := &c.nodes[n]
	const telling = 3
	if one.sort != personal && one.sort != account || len(one.local) < telling {
		return "", false
	}
	if !explains(f, letterOnly(one.local)) {
		return one.local, true
	}
	if at := c.hosts.organisation(one.host); one.sort == personal && at != "" {
		return one.local + "@" + at, true
	}
	return "", false
}

// rightly is how often two who bear one name are one person, where so many others
// bear it by chance.
func rightly(chance float64) float32 {
	return float32(several / (several + chance))
}
