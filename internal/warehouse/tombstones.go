package warehouse

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse/tombstone"
)

// Forgotten is how the program calls people who asked to be forgotten.
const Forgotten = "someone who asked to be forgotten"

// A Tombstone is an alias of somebody who asked to be forgotten. What it showed
// is told by tombstone.Hash: zero where it showed nothing.
type Tombstone struct {
	Alias   uuid.UUID `ch:"alias_id"`
	Person  uuid.UUID `ch:"person_id"`
	Address uuid.UUID `ch:"address_id"`
	Login   uuid.UUID `ch:"login_id"`
	Name    uuid.UUID `ch:"name_id"`
	Names   []string  `ch:"names"`
	Bot     bool      `ch:"bot"`
}

// Tombstones are those of everybody forgotten, in the order of aliases. Aliases
// whose address, login or full name is a forgotten person's get theirs when they
// are collected: to find the person behind an alias its id is enough.
func (s *Store) Tombstones(ctx context.Context) ([]Tombstone, error) {
	found, err := Rows[Tombstone](ctx, s.Conn, statement("tombstones"), nil)
	if err != nil {
		return nil, fmt.Errorf("read tombstones: %w", err)
	}
	return found, nil
}

// Hash makes the keyed hashes of this store's tombstones. It is for one
// goroutine.
func (s *Store) Hash() *tombstone.Hash { return tombstone.NewHash(s.key) }

// Bury writes the tombstones of a person's aliases, all or none. names are what
// identity goes on to count of theirs.
func (s *Store) Bury(ctx context.Context, person uuid.UUID, bot bool, aliases []Alias, names []string) error {
	t, hash := tombstones(), s.Hash()
	for _, a := range aliases {
		stone := stoneOf(hash, a.ID, person, collectors.Alias{Name: a.Name, Address: a.Address, Login: a.Login})
		stone.Bot, stone.Names = bot, names
		t.add(&stone)
	}
	return t.insert(ctx, s.Conn)
}

// A Vote is what a forgotten person gave to an organisation that is one because
// enough people use its domain or name it.
type Vote struct {
	Person uuid.UUID `ch:"person_id"`
	Kind   string    `ch:"kind"` // domain or company
	Name   string    `ch:"name"` // the domain, or the company as the page spelt it
}

// ForgottenWork is what is left of the work of forgotten people: for whom they
// worked, and what they gave to organisations that are some without them, too.
func (s *Store) ForgottenWork(ctx context.Context) ([]Affiliation, []Vote, error) {
	stretches, err := Rows[Affiliation](ctx, s.Conn, statement("forgotten_affiliations"), nil)
	if err != nil {
		return nil, nil, fmt.Errorf("read affiliations of forgotten people: %w", err)
	}
	votes, err := Rows[Vote](ctx, s.Conn, statement("forgotten_votes"), nil)
	if err != nil {
		return nil, nil, fmt.Errorf("read what forgotten people gave to organisations: %w", err)
	}
	return stretches, votes, nil
}
