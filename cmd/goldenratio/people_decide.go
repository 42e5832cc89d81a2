package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"goldenratio/internal/config"
	"goldenratio/internal/identity"
	"goldenratio/internal/identity/roster"
	"goldenratio/internal/warehouse"
)

type peopleMerge struct {
	Who []string `arg:"" help:"${who}"`
	Why string   `required:"" placeholder:"TEXT" help:"How that is known."`
}

// Run decides that some are one person.
func (c *peopleMerge) Run(ctx context.Context, a *app) error {
	return a.decide(ctx, func(store *warehouse.Store) (e roster.Entry, err error) {
		e = roster.Entry{Verdict: identity.SamePerson, Why: c.Why}
		var people []string
		for _, text := range c.Who {
			one, err := who(ctx, store, text)
			if err != nil {
				return e, err
			}
			people = append(people, one.person)
			w, err := one.handle(ctx, store)
			if err != nil {
				return e, err
			}
			if !slices.Contains(e.Who, w) {
				e.Who = append(e.Who, w)
			}
		}
		slices.Sort(people)
		if len(slices.Compact(people)) < 2 {
			return e, errors.New("they are one person already; `goldenratio people show` says why")
		}
		return e, nil
	})
}

type peopleSplit struct {
	Person  string   `arg:"" help:"${who}"`
	Aliases []string `arg:"" help:"Addresses, accounts, names or ids of aliases that are somebody else's."`
	Why     string   `required:"" placeholder:"TEXT" help:"How that is known."`
}

// Run decides that some aliases are not a person's: now and whatever is found
// later.
func (c *peopleSplit) Run(ctx context.Context, a *app) error {
	return a.decide(ctx, func(store *warehouse.Store) (e roster.Entry, err error) {
		e = roster.Entry{Verdict: identity.Apart, Why: c.Why}
		person, err := who(ctx, store, c.Person)
		if err != nil {
			return e, err
		}
		taken := map[string]bool{}
		for _, text := range c.Aliases {
			one, err := who(ctx, store, text)
			if err != nil {
				return e, err
			}
			if one.aliases[0].By == "person" {
				return e, fmt.Errorf("%q is a person; name the aliases that are somebody else's", text)
			}
			for _, m := range one.aliases {
				taken[m.Alias.String()] = true
			}
		}
		e.Who, e.From, err = sides(ctx, store, person, taken)
		return e, err
	})
}

// sides names the aliases that are taken, and those of the person that are left.
// What both have is no way to tell them apart.
func sides(ctx context.Context, store *warehouse.Store, person found, taken map[string]bool) (who, from []identity.Who, err error) {
	faces, err := store.Faces(ctx, nil, nil)
	if err != nil {
		return nil, nil, err
	}
	var off, left []warehouse.Face
	for i := range faces {
		switch f := faces[i]; {
		case taken[f.Alias.String()]:
			off = append(off, f)
		case f.Person == person.person:
			left = append(left, f)
		}
	}
	if len(left) == 0 {
		return nil, nil, fmt.Errorf("nothing would be left of %s: name those aliases alone that are somebody else's", person.name)
	}
	return apart(off, left), apart(left, off), nil
}

// apart names aliases by what none of the others has.
func apart(faces, others []warehouse.Face) (all []identity.Who) {
	for i := range faces {
		w := handle(&faces[i])
		for j := range others {
			if o := &others[j]; w.Address != "" && strings.EqualFold(o.Address, w.Address) || w.Login != "" && strings.EqualFold(o.Login, w.Login) {
				w = identity.Who{Alias: faces[i].Alias}
				break
			}
		}
		if !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}

// peopleIs decides what somebody is.
type peopleIs struct {
	Who string `arg:"" help:"${who}"`
	Why string `required:"" placeholder:"TEXT" help:"How that is known."`
}

type (
	peopleBot   struct{ peopleIs }
	peopleHuman struct{ peopleIs }
)

// Run decides that somebody is a program.
func (c *peopleBot) Run(ctx context.Context, a *app) error {
	return a.decide(ctx, c.entry(ctx, identity.Program))
}

// Run decides that somebody is none, whatever the rules say.
func (c *peopleHuman) Run(ctx context.Context, a *app) error {
	return a.decide(ctx, c.entry(ctx, identity.Human))
}

func (c *peopleIs) entry(ctx context.Context, verdict identity.Verdict) func(*warehouse.Store) (roster.Entry, error) {
	return func(store *warehouse.Store) (e roster.Entry, err error) {
		one, err := who(ctx, store, c.Who)
		if err != nil {
			return e, err
		}
		w, err := one.handle(ctx, store)
		return roster.Entry{Verdict: verdict, Who: []identity.Who{w}, Why: c.Why}, err
	}
}

// decide writes what make decides, with the store open.
func (a *app) decide(ctx context.Context, make func(*warehouse.Store) (roster.Entry, error)) error {
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		path, err := journal(conf)
		if err != nil {
			return err
		}
		switch computed, err := store.Computed(ctx); {
		case err != nil:
			return err
		case !computed:
			return errors.New("who is who is not known yet: `goldenratio compute` finds it out")
		}
		e, err := make(store)
		if err != nil {
			return err
		}
		return a.write(path, e)
	})
}

// journal is the file of decisions.
func journal(conf *config.Config) (string, error) {
	path := conf.Decided()
	if path == "" {
		return "", fmt.Errorf("%s names no file for decisions: add `identities: [people.yaml]`", filepath.Base(conf.Path))
	}
	return path, nil
}

// write adds a decision to its file, and says what comes next.
func (a *app) write(path string, e roster.Entry) error {
	e.On = a.now().UTC().Truncate(24 * time.Hour)
	id, err := roster.Append(path, e)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.printJSON(map[string]any{"id": id, "file": path})
	}
	fmt.Fprintf(a.stdout, "decision %d stands in %s; `goldenratio people plan` shows which numbers it changes, the next compute applies it\n", id, plain(filepath.Base(path)))
	return nil
}

type peopleUndo struct {
	ID  int    `arg:"" name:"id" help:"The decision's number: people show and the file have it."`
	Why string `placeholder:"TEXT" help:"What was wrong with it."`
}

// Run ends a decision. It stays in the file, and so does its end.
func (c *peopleUndo) Run(a *app) error {
	conf, err := a.config()
	if err != nil {
		return err
	}
	path, err := journal(conf)
	if err != nil {
		return err
	}
	kept, err := roster.Open(path)
	if err != nil {
		return err
	}
	if kept.Find(c.ID) == nil {
		return fmt.Errorf("%s has no decision %d", filepath.Base(path), c.ID)
	}
	if by, void := kept.Undone()[c.ID]; void {
		return fmt.Errorf("decision %d is undone already, by %d", c.ID, by)
	}
	return a.write(path, roster.Entry{Undoes: c.ID, Why: c.Why})
}
