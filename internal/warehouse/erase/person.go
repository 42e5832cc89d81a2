package erase

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/tombstone"
)

// A Person is one whom the store knows, with the aliases that are left.
type Person struct {
	ID        uuid.UUID
	Name      string
	Bot       bool
	Forgotten bool // before, perhaps not to the end
	Aliases   []warehouse.Alias
}

// Load reads what the store knows of a person.
func Load(ctx context.Context, store *warehouse.Store, id uuid.UUID) (Person, error) {
	p := Person{ID: id}
	params := warehouse.Params{"person": id.String()}
	type row struct {
		Name      string `ch:"name"`
		Bot       bool   `ch:"bot"`
		Forgotten bool   `ch:"forgotten"`
	}
	called, err := warehouse.Rows[row](ctx, store.Conn, statement("person"), params)
	if err != nil {
		return p, fmt.Errorf("read person: %w", err)
	}
	p.Name, p.Bot, p.Forgotten = called[0].Name, called[0].Bot, called[0].Forgotten
	p.Aliases, err = warehouse.Rows[warehouse.Alias](ctx, store.Conn, statement("aliases"), params)
	if err != nil {
		return p, fmt.Errorf("read person's aliases: %w", err)
	}
	return p, nil
}

// Buried finds somebody who was forgotten, by an address, a login with its host, a
// full name or the person's id.
func Buried(ctx context.Context, store *warehouse.Store, who string) (uuid.UUID, bool, error) {
	list, err := store.ForgetList(ctx)
	if err != nil {
		return uuid.Nil, false, err
	}
	if id, ok := list.Person(who, who, who); ok {
		return id, true, nil
	}
	stones, err := store.Tombstones(ctx)
	if err != nil {
		return uuid.Nil, false, err
	}
	for _, stone := range stones {
		if who == stone.Person.String() || who == stone.Alias.String() {
			return stone.Person, true, nil
		}
	}
	return uuid.Nil, false, nil
}

// A Told is a text by which people can tell a person.
type Told struct {
	Kind tombstone.Kind
	Text string
}

// tells are all texts by which a person can be told, once each; called are names
// beside those that aliases show.
func tells(p *Person, called ...string) (all []Told) {
	seen := map[Told]bool{}
	add := func(kind tombstone.Kind, text string) {
		t := Told{kind, strings.ToLower(strings.TrimSpace(text))}
		if t.Text != "" && !seen[t] {
			seen[t] = true
			all = append(all, t)
		}
	}
	names := append([]string{p.Name}, called...)
	for _, a := range p.Aliases {
		add(tombstone.Address, a.Address)
		if _, handle, ok := collectors.SplitLogin(a.Login); ok {
			add(tombstone.Login, a.Login)
			add(tombstone.Handle, handle)
		}
		names = append(names, a.Name)
	}
	for _, name := range names {
		if strings.ContainsAny(name, "@＠") || name == warehouse.Forgotten {
			continue
		}
		for _, spelling := range tombstone.Spellings(name) {
			add(tombstone.Name, spelling)
		}
	}
	return all
}

// guessed is what somebody is told by of whom nothing is left but what was asked
// for.
func guessed(who string) []Told {
	switch {
	case strings.Contains(who, "@"):
		return []Told{{tombstone.Address, strings.ToLower(who)}}
	case strings.Contains(who, "/"):
		return []Told{{tombstone.Login, strings.ToLower(who)}}
	}
	return tells(&Person{Name: who})
}

// shared takes out of what tells a person what others are told by as well, or
// what belongs to nobody, such as a list's address.
func shared(ctx context.Context, store *warehouse.Store, p *Person, all []Told, nobodys []string) (own, others []Told, err error) {
	mine := make(map[uuid.UUID]bool, len(p.Aliases))
	for _, a := range p.Aliases {
		mine[a.ID] = true
	}
	taken := map[Told]bool{}
	for _, address := range nobodys {
		taken[Told{tombstone.Address, strings.ToLower(address)}] = true
	}
	var names []string
	for _, t := range all {
		if t.Kind == tombstone.Name {
			names = append(names, t.Text)
		}
	}
	err = store.EachAlias(ctx, func(a *warehouse.Alias) error {
		if !mine[a.ID] {
			take(taken, a, names)
		}
		return nil
	})
	for _, t := range all {
		if taken[t] {
			others = append(others, t)
		} else {
			own = append(own, t)
		}
	}
	return own, others, err
}

// take marks what somebody else's alias shows.
func take(taken map[Told]bool, a *warehouse.Alias, names []string) {
	taken[Told{tombstone.Address, strings.ToLower(strings.TrimSpace(a.Address))}] = true
	taken[Told{tombstone.Login, strings.ToLower(a.Login)}] = true
	if _, handle, ok := collectors.SplitLogin(a.Login); ok {
		taken[Told{tombstone.Handle, strings.ToLower(handle)}] = true
	}
	if a.Name == "" || len(names) == 0 {
		return
	}
	shown := " " + tombstone.Folded(a.Name) + " "
	for _, name := range names {
		if strings.Contains(shown, " "+name+" ") {
			for _, spelling := range tombstone.Spellings(name) {
				taken[Told{tombstone.Name, spelling}] = true
			}
		}
	}
}

// BrokenOff are the ids of people whom somebody began to forget, and has not
// finished.
func BrokenOff(ctx context.Context, store *warehouse.Store) (people []string, err error) {
	err = warehouse.Each(ctx, store.Conn, statement("broken_off"), nil, func(r *struct {
		Person string `ch:"person_id"`
	}) error {
		people = append(people, r.Person)
		return nil
	})
	return people, err
}
