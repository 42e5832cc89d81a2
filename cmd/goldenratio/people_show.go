package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/config"
	"goldenratio/internal/identity"
	"goldenratio/internal/identity/roster"
	"goldenratio/internal/warehouse"
)

type peopleShow struct {
	Who string `arg:"" help:"${who}"`
}

// A portrait is all that says who one person is.
type portrait struct {
	Person    string               `json:"person_id"`
	Name      string               `json:"name"`
	Bot       bool                 `json:"bot"`
	Aliases   []warehouse.Face     `json:"aliases"`
	Links     []warehouse.Evidence `json:"links"`
	Conflicts []warehouse.Evidence `json:"conflicts"`
	Decisions []decision           `json:"decisions"`
	Stays     []warehouse.Stay     `json:"affiliations"`
}

// A decision is an entry of the journal about the person.
type decision struct {
	ID      int              `json:"id"`
	On      string           `json:"on"`
	Verdict identity.Verdict `json:"verdict"`
	Who     string           `json:"who"`
	From    string           `json:"from,omitempty"`
	Why     string           `json:"why"`
	Undone  int              `json:"undone_by,omitempty"`
}

// conflictsShown is how many conflicts of one person are shown.
const conflictsShown = 20

// Run shows why somebody is taken for one person. It shows addresses: only the
// store's owner can run it.
func (c *peopleShow) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		one, err := who(ctx, store, c.Who)
		if err != nil {
			return err
		}
		p, others, err := paint(ctx, conf, store, one)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.printJSON(p)
		}
		return p.print(a.stdout, others)
	})
}

// paint reads a portrait, and the aliases of others that it speaks of.
func paint(ctx context.Context, conf *config.Config, store *warehouse.Store, one found) (p portrait, others faces, err error) {
	p = portrait{Person: one.person, Name: one.name}
	if p.Aliases, err = store.Faces(ctx, []string{one.person}, nil); err != nil {
		return p, nil, err
	}
	p.Bot = len(p.Aliases) > 0 && p.Aliases[0].Bot
	if p.Links, err = store.Links(ctx, one.person); err != nil {
		return p, nil, err
	}
	if p.Conflicts, err = store.Conflicts(ctx, one.person, conflictsShown); err != nil {
		return p, nil, err
	}
	if p.Stays, err = store.Stays(ctx, one.person); err != nil {
		return p, nil, err
	}
	if p.Decisions, err = decisionsOn(conf, p.Aliases); err != nil {
		return p, nil, err
	}
	others, err = facesOf(ctx, store, append(slices.Clone(p.Links), p.Conflicts...))
	return p, others, err
}

// faces are aliases by their ids.
type faces map[uuid.UUID]*warehouse.Face

// facesOf are the aliases that evidence is about.
func facesOf(ctx context.Context, store *warehouse.Store, all []warehouse.Evidence) (faces, error) {
	known := faces{}
	var ids []uuid.UUID
	for i := range all {
		ids = append(ids, all[i].Alias, all[i].Other)
	}
	if len(ids) == 0 {
		return known, nil
	}
	found, err := store.Faces(ctx, nil, ids)
	for i := range found {
		known[found[i].Alias] = &found[i]
	}
	return known, err
}

// name is an alias in words.
func (f faces) name(id uuid.UUID) string {
	if face := f[id]; face != nil {
		return shown(face)
	}
	return "alias " + id.String()
}

// decisionsOn are the entries of the journal that name one of the aliases.
func decisionsOn(conf *config.Config, aliases []warehouse.Face) (all []decision, err error) {
	path := conf.Decided()
	if path == "" {
		return nil, nil
	}
	kept, err := roster.Open(path)
	if err != nil {
		return nil, err
	}
	undone := kept.Undone()
	for i := range kept.Entries {
		e := &kept.Entries[i]
		if !slices.ContainsFunc(slices.Concat(e.Who, e.From), func(w identity.Who) bool { return meant(w, aliases) }) {
			continue
		}
		all = append(all, decision{
			ID: e.ID, On: e.On.Format(time.DateOnly), Verdict: e.Verdict, Who: wordedWho(e.Who), From: wordedWho(e.From), Why: e.Why, Undone: undone[e.ID],
		})
	}
	return all, nil
}

// meant reports whether somebody names one of some aliases.
func meant(w identity.Who, aliases []warehouse.Face) bool {
	return slices.ContainsFunc(aliases, func(f warehouse.Face) bool {
		return (w.Alias == uuid.Nil || w.Alias == f.Alias) && (w.Address == "" || strings.EqualFold(w.Address, f.Address)) &&
			(w.Login == "" || strings.EqualFold(w.Login, f.Login)) && (w.Name == "" || strings.EqualFold(w.Name, f.Name))
	})
}

// print writes a portrait for a terminal.
func (p *portrait) print(out io.Writer, others faces) error {
	fmt.Fprintf(out, "%s, person %s\n", title(p.Name, p.Bot), p.Person)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\nWrites as\tUSES\tFIRST\tLAST\tALIAS\n")
	for i := range p.Aliases {
		f := &p.Aliases[i]
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\n", plain(shown(f)), thousands(f.Uses), dayOf(f.First), dayOf(f.Last), f.Alias)
	}
	if len(p.Links) > 0 {
		fmt.Fprintf(w, "\nOne person since\tSURE\n")
	}
	for _, l := range p.Links {
		fmt.Fprintf(w, "  %s\t%.0f %%\n", plain(fmt.Sprintf("%s = %s: %s", others.name(l.Alias), others.name(l.Other), l.Sentence)), 100*l.Weight)
	}
	if len(p.Conflicts) > 0 {
		fmt.Fprintf(w, "\nPerhaps the same, but\tSURE\n")
	}
	for _, l := range p.Conflicts {
		fmt.Fprintf(w, "  %s\t%.0f %%\n", plain(fmt.Sprintf("%s = %s: %s; against it: %s", others.name(l.Alias), others.name(l.Other), l.Sentence, l.Against)), 100*l.Weight)
	}
	p.printDecisions(w)
	if len(p.Stays) > 0 {
		fmt.Fprintf(w, "\nWorks for\tFROM\tUNTIL\tKNOWN FROM\n")
	}
	for _, s := range p.Stays {
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", plain(s.Organisation), begin(s.From), end(s.Until), plain(s.Evidence))
	}
	return w.Flush()
}

func (p *portrait) printDecisions(w io.Writer) {
	if len(p.Decisions) > 0 {
		fmt.Fprintf(w, "\nDecided\tON\n")
	}
	for _, d := range p.Decisions {
		text := fmt.Sprintf("%d: %s %s", d.ID, said(d.Verdict), d.Who)
		if d.From != "" {
			text += " from " + d.From
		}
		if d.Why != "" {
			text += "; " + d.Why
		}
		if d.Undone != 0 {
			text += fmt.Sprintf(" (undone by %d)", d.Undone)
		}
		fmt.Fprintf(w, "  %s\t%s\n", plain(text), d.On)
	}
}

// said is a verdict in a word.
func said(v identity.Verdict) string {
	switch v {
	case identity.SamePerson:
		return "one person:"
	case identity.Apart:
		return "kept apart:"
	case identity.Program:
		return "a program:"
	}
	return "human:"
}

// always and forever are the days that stand for no beginning and no end.
const always, forever = "1970-01-01", "2106-02-07"

func begin(at time.Time) string { return bound(at, always, "the beginning") }

func end(at time.Time) string { return bound(at, forever, "now") }

func bound(at time.Time, open, word string) string {
	if text := at.Format(time.DateOnly); text != open {
		return text
	}
	return word
}
