package identity

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"goldenratio/internal/warehouse"
)

// drawn is a small community in which everything collides.
func drawn(t *rapid.T) *scene {
	names := []string{
		"", "Ann", "Ann Clarke", "Clarke, Ann", "Ann B. Clarke", "Anne Clarke", "Bob Dean", "Bob C. Dean", "Dean Bob", "root", "test robot", "aclarke",
		"Jürgen Groß", "Juergen Gross", "Jurgen Gross", "Ann Clarke via Devel", "Eve Frost Clarke", "Иван Петров", "Ivan Petrov",
	}
	addresses := []string{
		"", "ann@example.org", "ANN@example.org", "ann+x@example.org", "ann.clarke@example.org", "aclarke@localhost", "aclarke@example.com", "bob@beta-example.net",
		"devel@lists.example.org", "root@a.example.org", "root@localhost", "7+ann@users.noreply.github.com", "7+ann2@users.noreply.github.com",
		"bob@users.noreply.github.com", "clarke@example.net", "clarke@example.org", "x=40example.org@lists.example.net", "desk@example.org", "jgross@example.org",
	}
	logins := []string{"", "", "", "github.com/ann", "github.com/bob", "gitlab.com/ann", "github.com/x[bot]"}
	s := &scene{rules: Rules{Lists: []string{"devel@lists.example.org"}}}
	for i := range rapid.IntRange(1, 25).Draw(t, "aliases") {
		s.aliases = append(s.aliases, &warehouse.Alias{
			ID:   uuid.UUID{rapid.Byte().Draw(t, "id"), byte(i)},
			Name: rapid.SampledFrom(names).Draw(t, "name"), Address: rapid.SampledFrom(addresses).Draw(t, "address"), Login: rapid.SampledFrom(logins).Draw(t, "login"),
			Claimed: rapid.Bool().Draw(t, "claimed"),
		})
	}
	for range rapid.IntRange(0, 40).Draw(t, "uses") {
		first := time.Date(2012, time.Month(rapid.IntRange(1, 24).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		s.uses = append(s.uses, warehouse.Use{Alias: rapid.SampledFrom(s.aliases).Draw(t, "user").ID, First: first, Days: uint64(rapid.IntRange(1, 9).Draw(t, "days"))})
	}
	who := func() []Who {
		return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Who {
			if rapid.Bool().Draw(t, "by name") {
				return Who{Name: rapid.SampledFrom(names).Draw(t, "whose name")}
			}
			return Who{Address: rapid.SampledFrom(addresses).Draw(t, "whose address")}
		}), 0, 2).Draw(t, "who")
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "decisions") {
		s.rules.Decisions = append(s.rules.Decisions, Decision{
			Verdict: rapid.SampledFrom([]Verdict{SamePerson, Apart, Program, Human}).Draw(t, "verdict"), Who: who(), From: who(), Origin: fmt.Sprint(i),
		})
	}
	return s
}

// The same aliases and uses give the same people, links and conflicts in
// whatever order they come.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		want := s.resolve()
		s.aliases = rapid.Permutation(s.aliases).Draw(t, "order")
		s.uses = rapid.Permutation(s.uses).Draw(t, "order of uses")
		if diff := cmp.Diff(want, s.resolve()); diff != "" {
			t.Fatalf("-one order +another\n%s", diff)
		}
	})
}

// Everybody is in the map once, under a person who is in it too.
func TestEveryAliasIsOnePerson(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		e := s.resolve()
		people := map[uuid.UUID]int{}
		for _, p := range e.People {
			people[p.ID]++
		}
		aliases := map[uuid.UUID]int{}
		for _, i := range e.Identities {
			if aliases[i.Alias]++; people[i.Person] != 1 || aliases[i.Alias] != 1 {
				t.Fatalf("%v is of a person who is there %d times", i, people[i.Person])
			}
		}
		of := map[uuid.UUID]bool{}
		for _, i := range e.Identities {
			of[i.Person] = true
		}
		if len(of) != len(e.People) || len(e.Identities) > len(s.aliases) {
			t.Fatalf("%d people, %d of them with aliases", len(e.People), len(of))
		}
	})
}

// Who comes later gives nobody another id: a person has that of the alias used
// first, so that only one used earlier can change it.
func TestIDsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		s.rules.Decisions, s.uses = nil, nil
		first := time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC)
		for i, a := range s.aliases { // everybody begins on another day
			s.uses = append(s.uses, warehouse.Use{Alias: a.ID, First: first.AddDate(0, 0, i), Days: 1})
		}
		all, uses, n := s.aliases, s.uses, len(s.aliases)-1
		s.aliases, s.uses = all[:n], uses[:n]
		before := heads(s)
		s.aliases, s.uses = all, uses
		for head, id := range heads(s) {
			if was, ok := before[head]; ok && was != id {
				t.Fatalf("%+v was %v and is %v", s.aliases[head], was, id)
			}
		}
	})
}

// heads are the ids of people by the number of their alias used first; aliases
// come in the order of their first use.
func heads(s *scene) map[int]uuid.UUID {
	of, seen, all := map[uuid.UUID]uuid.UUID{}, map[uuid.UUID]bool{}, map[int]uuid.UUID{}
	for _, i := range s.resolve().Identities {
		of[i.Alias] = i.Person
	}
	for i, a := range s.aliases {
		if id, ok := of[a.ID]; ok && !seen[id] {
			seen[id] = true
			all[i] = id
		}
	}
	return all
}

// Whatever names and addresses hold, no address is shown, and none is read twice
// in two ways.
func FuzzAlias(f *testing.F) {
	for _, seed := range []string{"Ann <ann@example.org>", "ann at example dot org", "x=40y@z", "7+ann@users.noreply.github.com", "Jürgen Groß (Alpha)", "\xff@\x00", "a@[::1]", "@", "ann@gmail.com."} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, name, address string) {
		h := newHosts(nil)
		if box := h.read(address); box.sort == personal && h.read(box.text).text != box.text {
			t.Errorf("%q is read as %q, and that as %q", address, box.text, h.read(box.text).text)
		}
		s := &scene{aliases: []*warehouse.Alias{{ID: uuid.UUID{1}, Name: name, Address: address}, {ID: uuid.UUID{2}, Name: name, Address: "x" + address}}}
		for _, l := range s.resolve().Links {
			if box := h.read(address); box.local != "" && len(box.text) > len(box.local)+3 && box.sort == personal && strings.Contains(strings.ToLower(l.Sentence), box.text) {
				t.Errorf("%q shows %q", l.Sentence, box.text)
			}
		}
	})
}
