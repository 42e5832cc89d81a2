package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

type peopleConflicts struct {
	Limit int `default:"20" help:"How many questions to list."`
}

// Run lists what might be one person, but for something that speaks against it,
// with the commands that would decide.
func (c *peopleConflicts) Run(ctx context.Context, a *app) error {
	if c.Limit < 1 {
		return errors.New("want at least 1 conflict")
	}
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		const most = 100_000 // pieces of evidence; a question may have hundreds
		all, err := store.Conflicts(ctx, "", most)
		if err != nil {
			return err
		}
		known, err := facesOf(ctx, store, all)
		if err != nil {
			return err
		}
		open := asking(slices.DeleteFunc(all, func(e warehouse.Evidence) bool { return decided(conf, &e) }), known)
		left := max(0, len(open)-c.Limit)
		open = open[:len(open)-left]
		if a.JSON {
			evidence := []warehouse.Evidence{}
			for _, q := range open {
				evidence = append(evidence, q.evidence...)
			}
			return a.printJSON(evidence)
		}
		if len(open) == 0 {
			fmt.Fprintln(a.stderr, "no evidence waits for a decision")
			return nil
		}
		for i := range open {
			open[i].print(a.stdout)
		}
		if left > 0 {
			fmt.Fprintf(a.stdout, "and %d more: --limit\n", left)
		}
		return nil
	})
}

// decided reports whether what speaks against evidence is what people said: then
// nobody has to look again.
func decided(conf *config.Config, e *warehouse.Evidence) bool {
	return slices.ContainsFunc(conf.Identities, func(f config.IdentityFile) bool {
		return strings.HasPrefix(e.Against, filepath.Base(f.Path)+", ")
	})
}

// A question is whether two people are one: all evidence between them.
type question struct {
	one, other side
	evidence   []warehouse.Evidence
}

// A side of a question is a person with the aliases that the question is about.
type side struct {
	person string
	faces  []*warehouse.Face
	uses   uint64
}

// asking gathers evidence by the two people whom it is about, in the order in
// which it comes; who did more is named first.
func asking(all []warehouse.Evidence, known faces) (open []*question) {
	at := map[[2]string]*question{}
	for _, e := range all {
		one, other := known[e.Alias], known[e.Other]
		if one == nil || other == nil || one.Person == other.Person {
			continue // one person since, for another reason
		}
		if other.Person < one.Person {
			one, other = other, one
		}
		key := [2]string{one.Person, other.Person}
		q := at[key]
		if q == nil {
			q = &question{one: side{person: one.Person}, other: side{person: other.Person}}
			at[key] = q
			open = append(open, q)
		}
		q.one.add(one)
		q.other.add(other)
		q.evidence = append(q.evidence, e)
	}
	for _, q := range open {
		if q.other.uses > q.one.uses {
			q.one, q.other = q.other, q.one
		}
	}
	return open
}

func (s *side) add(f *warehouse.Face) {
	if !slices.Contains(s.faces, f) {
		s.faces = append(s.faces, f)
		s.uses += f.Uses
	}
}

// print words a question, its evidence once each, and the commands that answer it.
func (q *question) print(w io.Writer) {
	fmt.Fprintln(w, "Is this one person?")
	q.one.print(w)
	fmt.Fprintln(w, "and")
	q.other.print(w)
	seen := map[string]bool{}
	for i := range q.evidence {
		e := &q.evidence[i]
		if text := fmt.Sprintf("  for it: %s (%.0f %% sure)\n  against: %s\n", plain(e.Sentence), 100*e.Weight, plain(e.Against)); !seen[text] {
			seen[text] = true
			fmt.Fprint(w, text)
		}
	}
	fmt.Fprintf(w, "  if so:  goldenratio people merge %s %s --why …\n", spell(q.one.faces[0]), spell(q.other.faces[0]))
	var others []string
	for _, f := range q.other.faces {
		others = append(others, spell(f))
	}
	fmt.Fprintf(w, "  if not: goldenratio people split %s %s --why …\n\n", spell(q.one.faces[0]), strings.Join(others, " "))
}

// print lists a side's aliases.
func (s *side) print(w io.Writer) {
	for _, f := range s.faces {
		did := "nothing of its own: others name it"
		if f.Uses > 0 {
			did = fmt.Sprintf("%s, %s to %s", counted(int(f.Uses), "contribution"), dayOf(f.First), dayOf(f.Last))
		}
		fmt.Fprintf(w, "  %s, %s\n", plain(shown(f)), did)
	}
}

// safe is what a shell takes as it is.
var safe = regexp.MustCompile(`^[A-Za-z0-9@._+/][A-Za-z0-9@._+/-]*$`)

// spell names an alias on a command line, by its id where nothing shorter is safe
// and its own.
func spell(f *warehouse.Face) string {
	switch w := handle(f); {
	case w.Name == "" && safe.MatchString(w.Address):
		return w.Address
	case safe.MatchString(w.Login):
		return w.Login
	}
	return f.Alias.String()
}
