package resolve

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// People are who is who, and who works for whom.
type People struct {
	Identities   []warehouse.Identity
	People       []warehouse.Person
	Affiliations []warehouse.Affiliation
}

// people makes who is behind an alias and who works for whom: what the store
// knows, or what is supposed instead.
func (b builder) people(ctx context.Context, supposed *People) error {
	if supposed == nil {
		return b.run(ctx, "create_people", "employers")
	}
	if err := b.run(ctx, "suppose_people"); err != nil {
		return err
	}
	if err := b.supposePeople(ctx, supposed); err != nil {
		return fmt.Errorf("suppose people: %w", err)
	}
	if err := b.supposeEmployers(ctx, supposed.Affiliations); err != nil {
		return fmt.Errorf("suppose employers: %w", err)
	}
	return nil
}

func (b builder) supposePeople(ctx context.Context, p *People) error {
	program := make(map[uuid.UUID]bool)
	for i := range p.People {
		if p.People[i].Bot {
			program[p.People[i].ID] = true
		}
	}
	var aliases, people []uuid.UUID
	var bots []bool
	for _, i := range p.Identities {
		aliases, people, bots = append(aliases, i.Alias), append(people, i.Person), append(bots, program[i.Person])
	}
	return warehouse.InsertColumns(ctx, b.conn, statement("insert_people"), aliases, people, bots)
}

func (b builder) supposeEmployers(ctx context.Context, all []warehouse.Affiliation) error {
	var people []uuid.UUID
	var from, until []time.Time
	var organisations []string
	for i := range all {
		a := &all[i]
		people, from, until, organisations = append(people, a.Person), append(from, a.From), append(until, a.Until), append(organisations, a.Organisation)
	}
	return warehouse.InsertColumns(ctx, b.conn, statement("insert_employers"), people, from, until, organisations)
}
