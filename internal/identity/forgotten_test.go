package identity

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"goldenratio/internal/warehouse"
)

// Whoever is forgotten leaves everybody else who they were, but for people of the
// same name: names stay as rare or as common as they have been.
func TestForgettingMovesNobodyElse(t *testing.T) {
	given := []string{"Ann", "Ben", "Carla", "Dora", "Emil"}
	family := []string{"Clarke", "Gross", "Li", "Weber"}
	hosts := []string{"firm.example.com", "home.example.net", "mail.example.org", "works.example.com"}
	rapid.Check(t, func(t *rapid.T) {
		s := &scene{}
		for i := range rapid.IntRange(10, 60).Draw(t, "aliases") {
			first, last := rapid.SampledFrom(given).Draw(t, "given"), rapid.SampledFrom(family).Draw(t, "family")
			s.aliases = append(s.aliases, &warehouse.Alias{
				ID: uuid.UUID{byte(i + 1)}, Name: first + " " + last,
				Address: fmt.Sprintf("%s%s%d@%s", first[:1], last, rapid.IntRange(0, 9).Draw(t, "number"), rapid.SampledFrom(hosts).Draw(t, "host")),
			})
		}
		before := whose(s.resolve())
		gone := rapid.SampledFrom(s.aliases).Draw(t, "who")
		ghost := before[gone.ID]
		var theirs []warehouse.Alias
		for _, a := range s.aliases {
			if before[a.ID] == ghost {
				theirs = append(theirs, *a)
			}
		}
		if slices.ContainsFunc(s.aliases, func(a *warehouse.Alias) bool { return a.Name == gone.Name && before[a.ID] != ghost }) {
			t.Skip("a namesake")
		}
		names := Remains([]byte("a key"), nil, theirs)
		s.aliases = slices.DeleteFunc(s.aliases, func(a *warehouse.Alias) bool {
			if before[a.ID] != ghost {
				return false
			}
			s.rules.Tombstones = append(s.rules.Tombstones, warehouse.Tombstone{Alias: a.ID, Person: ghost, Names: names})
			return true
		})
		after := whose(s.resolve())
		for alias, person := range before {
			if after[alias] != person {
				t.Fatalf("without %q alias %d is somebody else", gone.Name, alias[0])
			}
		}
	})
}

func whose(e warehouse.Everybody) map[uuid.UUID]uuid.UUID {
	of := map[uuid.UUID]uuid.UUID{}
	for _, i := range e.Identities {
		of[i.Alias] = i.Person
	}
	return of
}
