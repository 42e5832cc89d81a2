package warehouse

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Known is who is who and who works for whom, as the last compute found it.
func (s *Store) Known(ctx context.Context) (identities []Identity, people []Person, affiliations []Affiliation, err error) {
	err = Each(ctx, s.Conn, statement("known_identities"), nil, func(r *struct {
		Alias    uuid.UUID `ch:"alias_id"`
		Person   uuid.UUID `ch:"person_id"`
		Evidence string    `ch:"evidence"`
	},
	) error {
		identities = append(identities, Identity{Alias: r.Alias, Person: r.Person, Evidence: r.Evidence})
		return nil
	})
	if err != nil {
		return nil, nil, nil, fmt.Errorf("read identities: %w", err)
	}
	err = Each(ctx, s.Conn, statement("known_people"), nil, func(r *struct {
		ID     uuid.UUID `ch:"person_id"`
		Name   string    `ch:"name"`
		Bot    bool      `ch:"bot"`
		Reason string    `ch:"bot_reason"`
	},
	) error {
		people = append(people, Person{ID: r.ID, Name: r.Name, Bot: r.Bot, BotReason: r.Reason})
		return nil
	})
	if err != nil {
		return nil, nil, nil, fmt.Errorf("read people: %w", err)
	}
	affiliations, err = s.knownAffiliations(ctx)
	return identities, people, affiliations, err
}

func (s *Store) knownAffiliations(ctx context.Context) (all []Affiliation, err error) {
	err = Each(ctx, s.Conn, statement("known_affiliations"), nil, func(r *struct {
		Person       uuid.UUID `ch:"person_id"`
		From         time.Time `ch:"from"`
		Until        time.Time `ch:"until"`
		Organisation string    `ch:"organisation"`
		Unit         string    `ch:"unit"`
		Evidence     string    `ch:"evidence"`
	},
	) error {
		all = append(all, Affiliation{Person: r.Person, From: r.From, Until: r.Until, Organisation: r.Organisation, Unit: r.Unit, Evidence: r.Evidence})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read affiliations: %w", err)
	}
	return all, nil
}
