package pipeline

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/affiliation"
	"goldenratio/internal/config"
	"goldenratio/internal/identity"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/erase"
)

// A Farewell says who is to be forgotten, and why.
type Farewell struct {
	// Find names the person, once the store knows of everybody whom it holds.
	Find   func(context.Context) (uuid.UUID, error)
	Who    string // as was asked
	Reason string
	Now    time.Time
	Log    *slog.Logger
}

// Forget makes the store forget a person. Nobody collects or computes meanwhile.
func Forget(ctx context.Context, store *warehouse.Store, c *config.Config, f Farewell) (done erase.Done, err error) {
	sources := make([]string, len(c.Sources))
	for i := range c.Sources {
		sources[i] = c.Sources[i].ID
	}
	release, err := store.LockSources(sources)
	if err != nil {
		return erase.Done{}, err
	}
	defer release()
	err = prepared(ctx, store, c, func() error {
		person, err := f.Find(ctx)
		if err != nil {
			return err
		}
		done, err = forget(ctx, store, c, person, &f)
		return err
	})
	return done, err
}

func forget(ctx context.Context, store *warehouse.Store, c *config.Config, id uuid.UUID, f *Farewell) (erase.Done, error) {
	person, err := erase.Load(ctx, store, id)
	if err != nil {
		return erase.Done{}, err
	}
	votes, err := votes(ctx, store, &person)
	if err != nil {
		return erase.Done{}, err
	}
	key, err := c.Key()
	if err != nil {
		return erase.Done{}, err
	}
	var lists []string
	for _, l := range c.Lists {
		lists = append(lists, l.Addresses...)
	}
	var called []string
	for i := range person.Aliases {
		called = append(called, identity.Display(&person.Aliases[i]))
	}
	return erase.Forget(ctx, store, &person, erase.Options{
		Who: f.Who, Reason: f.Reason, Now: f.Now, Data: c.Resolve(c.Data), Files: own(c), Nobodys: lists, Votes: votes,
		Names: identity.Remains(key, lists, person.Aliases), Called: called, Log: f.Log,
	})
}

// own are the operator's files.
func own(c *config.Config) []string {
	files := []string{c.Path}
	for _, f := range c.Identities {
		files = append(files, c.Resolve(f.Path))
	}
	for _, f := range c.AffiliationFiles {
		files = append(files, c.Resolve(f.Path))
	}
	return files
}

// votes are what a person gives to organisations that others make, too.
func votes(ctx context.Context, store *warehouse.Store, p *erase.Person) ([]warehouse.Vote, error) {
	if p.Bot {
		return nil, nil
	}
	mine := make(map[uuid.UUID]bool, len(p.Aliases))
	for _, a := range p.Aliases {
		mine[a.ID] = true
	}
	var pages []warehouse.Page
	err := store.EachPage(ctx, func(page *warehouse.Page) error {
		if mine[page.Alias] {
			pages = append(pages, *page)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read profiles: %w", err)
	}
	organisations, err := store.Organisations(ctx)
	if err != nil {
		return nil, fmt.Errorf("read organisations: %w", err)
	}
	return affiliation.Votes(p.ID, p.Aliases, affiliation.Company(pages), organisations), nil
}
