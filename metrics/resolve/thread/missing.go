package thread

import (
	"cmp"
	"slices"
)

// A chain is what a message names up to the first mail that is there, the
// nearest first. All others in it are missing; they stand in the forest, as
// empty containers do in Zawinski's algorithm, since mails that name the same
// missing one belong together.
type chain struct {
	index uint32
	mails []uint64
}

// missing gives the index of a mail that is named and not there: beyond those
// of the messages.
func (f *Forest) missing(mail uint64) uint32 {
	i, ok := f.ghosts[mail]
	if !ok {
		i = uint32(len(f.parent))
		f.ghosts[mail] = i
		f.names = append(f.names, mail)
		f.parent = append(f.parent, none)
		f.root = append(f.root, i)
	}
	return i
}

// node gives the index of a mail that is named.
func (f *Forest) node(mail uint64) uint32 {
	if i := f.mails.find(mail, f.mail); i != none {
		return i
	}
	return f.missing(mail)
}

// here reports whether a message is known, rather than only named.
func (f *Forest) here(i uint32) bool { return int(i) < len(f.messages) }

// haunt gives missing mails their places: each below the mail that the earliest
// message that says so has before it. A reply that names only missing mails
// answers the nearest message above them.
func (f *Forest) haunt() {
	slices.SortFunc(f.chains, func(a, b chain) int { return cmp.Compare(a.index, b.index) })
	for _, c := range f.chains {
		below := f.missing(c.mails[0])
		for _, mail := range c.mails[1:] {
			above := f.node(mail)
			if f.parent[below] == none {
				f.attach(below, above)
			}
			below = above
		}
	}
	for _, c := range f.chains {
		if f.parent[c.index] == none {
			if p := f.above(f.missing(c.mails[0])); p != none {
				f.attach(c.index, p)
			}
		}
	}
}

// above gives the nearest message above a missing mail.
func (f *Forest) above(i uint32) uint32 {
	for i != none && !f.here(i) {
		i = f.parent[i]
	}
	return i
}

// gather puts the replies that nothing was found for below the missing mails
// that they name, so that they share a thread.
func (f *Forest) gather() {
	for _, c := range f.chains {
		if f.find(c.index) == c.index {
			f.attach(c.index, f.missing(c.mails[0]))
		}
	}
	f.chains = nil
}
