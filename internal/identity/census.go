package identity

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"goldenratio/internal/warehouse"
)

// A census counts the people who bear the words of full names: as many for each
// name as mailboxes of that name are told apart by a number.
type census struct {
	words map[string]int32
	names map[int32]int32 // people of each full name
	all   int32
}

func (c *crowd) census() *census {
	of := &census{words: map[string]int32{}, names: map[int32]int32{}}
	gone := c.gone()
	for pairs := range c.byName() {
		key := pairs[0].key
		numbers := c.numbering(pairs)
		if len(gone) > 0 {
			name := c.ids.words(c.keys[key].words)
			numbers = c.ids.all(numbers)
			maps.Copy(numbers, gone[name])
			delete(gone, name)
		}
		people := max(int32(len(numbers)), 1)
		of.names[key] = people
		of.all += people
		for word := range strings.FieldsSeq(c.keys[key].words) {
			of.words[word] += people
		}
	}
	c.remember(of, gone)
	return of
}

// gone are the names of forgotten people, as keyed hashes of their words, each with
// the hashes of what numbers their mailboxes.
func (c *crowd) gone() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for i := range c.tombs {
		for _, entry := range c.tombs[i].Names {
			name, numbers, _ := strings.Cut(entry, "/")
			if all[name] == nil {
				all[name] = map[string]bool{}
			}
			for number := range strings.FieldsSeq(numbers) {
				all[name][number] = true
			}
		}
	}
	return all
}

// remember counts names that only forgotten people had as if these were still
// there: words of theirs that others have stay as frequent as they were.
func (c *crowd) remember(of *census, gone map[string]map[string]bool) {
	if len(gone) == 0 {
		return
	}
	known := make(map[string]string, len(of.words))
	for word := range of.words {
		known[c.ids.words(word)] = word
	}
	for name, numbers := range gone {
		people := max(int32(len(numbers)), 1)
		of.all += people
		for hash := range strings.FieldsSeq(name) {
			if word, ok := known[hash]; ok {
				of.words[word] += people
			}
		}
	}
}

// Remains are what is kept of the names of somebody forgotten: for each full name
// the keyed hashes of its words, and of what numbers the mailboxes under it.
func Remains(key []byte, lists []string, aliases []warehouse.Alias) []string {
	r := NewResolver(key, Rules{Lists: lists})
	for i := range aliases {
		r.Add(&aliases[i])
	}
	r.seal()
	c := r.gather()
	var all []string
	for pairs := range c.byName() {
		numbers := c.ids.all(c.numbering(pairs))
		all = append(all, c.ids.words(c.keys[pairs[0].key].words)+"/"+strings.Join(slices.Sorted(maps.Keys(numbers)), " "))
	}
	slices.Sort(all)
	return all
}

// byName yields the pairs of one full name after the other.
func (c *crowd) byName() iter.Seq[[]pair] {
	return runs(c.pairs, func(a, b pair) bool { return a.key == b.key })
}

// numbering are what tells mailboxes of one name apart that organisations gave:
// they number those who come second.
func (c *crowd) numbering(pairs []pair) map[string]bool {
	all := map[string]bool{}
	for _, p := range pairs {
		if one := &c.nodes[p.node]; one.sort == personal && c.hosts.organisation(one.host) != "" {
			all[digits(one.local)] = true
		}
	}
	return all
}

// digits are those of a local part.
func digits(local string) string { return strings.Trim(local, "abcdefghijklmnopqrstuvwxyz.-_") }

// chance is how many others bear a name if words come together by chance: a word
// is as frequent as it is among those who do not bear the name. One that no other
// name has is in three of ten communities of the same size in another's; a small
// community is taken for the beginning of one of twenty.
func (c *census) chance(f *fullName, key int32) float64 {
	const unseen, least = 0.3, 20
	all := max(float64(c.all), least)
	expected := all
	for word := range strings.FieldsSeq(f.words) {
		expected *= (float64(c.words[word]-c.names[key]) + unseen) / all
	}
	return expected
}

// say is how rare a name is, for people.
func (c *census) say(f *fullName, key int32) string {
	var parts []string
	for word := range strings.FieldsSeq(f.words) {
		parts = append(parts, fmt.Sprintf("%d others with %s", c.words[word]-c.names[key], titled(word)))
	}
	return fmt.Sprintf("one of %d names here, %s", len(c.names), strings.Join(parts, ", "))
}
