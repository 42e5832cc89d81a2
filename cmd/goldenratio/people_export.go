package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/google/uuid"

	"goldenratio/internal/affiliation"
	"goldenratio/internal/config"
	"goldenratio/internal/identity"
	"goldenratio/internal/identity/roster"
	"goldenratio/internal/warehouse"
)

type peopleExport struct {
	Format string `required:"" enum:"mailmap,gitdm,sortinghat,csv,yaml" help:"mailmap, gitdm, sortinghat, csv or yaml."`
	All    bool   `help:"Write people with only one alias too."`
}

// Run writes who is who in a format that others, and this program, read. It
// holds addresses: only the store's owner can run it.
func (c *peopleExport) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		faces, err := store.Faces(ctx, nil, nil)
		if err != nil {
			return err
		}
		work, err := c.work(ctx, store)
		if err != nil {
			return err
		}
		return roster.Write(a.stdout, c.Format, c.groups(faces, work))
	})
}

// work is for whom everybody worked, by person, where the format can say it.
func (c *peopleExport) work(ctx context.Context, store *warehouse.Store) (map[string][]roster.Job, error) {
	if c.Format != config.SortingHat {
		return nil, nil
	}
	organisations, err := store.Organisations(ctx)
	if err != nil {
		return nil, fmt.Errorf("read organisations: %w", err)
	}
	names := make(map[string]string, len(organisations))
	for _, o := range organisations {
		names[o.ID] = o.Name
	}
	_, _, stays, err := store.Known(ctx)
	if err != nil {
		return nil, err
	}
	work := map[string][]roster.Job{}
	for i := range stays {
		s := &stays[i]
		id := cmp.Or(s.Unit, s.Organisation)
		job := roster.Job{Organisation: cmp.Or(names[id], id)}
		if s.From.Unix() > 0 {
			job.From = s.From
		}
		if s.Until.Before(affiliation.Forever()) {
			job.Until = s.Until
		}
		work[s.Person.String()] = append(work[s.Person.String()], job)
	}
	return work, nil
}

// groups gathers aliases, which come one person after another, into people.
func (c *peopleExport) groups(faces []warehouse.Face, work map[string][]roster.Job) (all []roster.Group) {
	var one roster.Group
	person := ""
	end := func() {
		if len(one.Who) > 1 || one.Bot || c.All && len(one.Who) > 0 {
			all = append(all, one)
		}
	}
	for i := range faces {
		f := &faces[i]
		if f.Person != person {
			end()
			one, person = roster.Group{Name: f.Called, Bot: f.Bot, Jobs: work[f.Person]}, f.Person
		}
		one.Add(named(f)...)
	}
	end()
	return all
}

// named is all that an alias is known by: its address, with the name where
// others have the address too, and its account.
func named(f *warehouse.Face) (all []identity.Who) {
	switch {
	case f.Address != "" && f.Shared:
		all = append(all, identity.Who{Name: f.Name, Address: f.Address})
	case f.Address != "":
		all = append(all, identity.Who{Address: f.Address})
	}
	if f.Login != "" {
		all = append(all, identity.Who{Login: f.Login})
	}
	if all == nil && f.Alias != uuid.Nil {
		all = append(all, identity.Who{Alias: f.Alias})
	}
	return all
}
