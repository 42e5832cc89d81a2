package identity

import (
	"slices"
	"strings"
)

// kinBonds join those who write from mailboxes of one name, that of a family
// which few have, under short and long forms of a first name: Dave and David.
func (c *crowd) kinBonds(census *census) (all []bond) {
	places := map[string][]pair{}
	for _, p := range c.pairs {
		if one := &c.nodes[p.node]; one.sort == personal || one.sort == account {
			if text := letterOnly(one.local); c.family(text, &c.keys[p.key], census) {
				places[text] = append(places[text], p)
			}
		}
	}
	for text, pairs := range places {
		if len(pairs) > namesakes {
			continue
		}
		for i, p := range pairs {
			for _, q := range pairs[:i] {
				if p.node != q.node && p.key != q.key && kin(&c.keys[p.key], &c.keys[q.key]) {
					members := []int32{p.node, q.node}
					slices.SortFunc(members, c.before)
					all = append(all, bond{
						kind: byLocal, weight: kinMailbox, members: members, tag: text,
						sentence: "mailboxes of one name, of " + titled(min(c.keys[p.key].spoken, c.keys[q.key].spoken)) +
							" and of " + titled(max(c.keys[p.key].spoken, c.keys[q.key].spoken)),
					})
				}
			}
		}
	}
	return all
}

// kin reports whether two names may be one person's: they end in one word, and
// begin alike.
func kin(a, b *fullName) bool {
	first, last := a.ends()
	other, end := b.ends()
	const telling = 3
	n := min(telling, len(first), len(other))
	return last == end && first[:n] == other[:n]
}

// family reports whether a local part is the last word of a name, or holds it,
// and few here end in that.
func (c *crowd) family(local string, f *fullName, census *census) bool {
	const telling, few = 6, 4
	_, last := f.ends()
	return len(local) >= telling && strings.Contains(local, last) && census.words[last] <= few
}
