package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

type peopleList struct {
	Query string `arg:"" optional:"" help:"Part of a name, an address or an account; by default everybody."`
	Limit int    `default:"50" help:"How many people to list."`
	Bots  bool   `help:"List programs too."`
}

// Run lists people with what they did.
func (c *peopleList) Run(ctx context.Context, a *app) error {
	if c.Limit < 1 {
		return errors.New("want at least 1 person")
	}
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		people, err := store.Directory(ctx, c.Query, c.Bots, c.Limit)
		if err != nil {
			return err
		}
		if a.JSON {
			if people == nil {
				people = []warehouse.Listed{}
			}
			return a.printJSON(people)
		}
		if len(people) == 0 {
			fmt.Fprintln(a.stderr, "nobody; people are known once `goldenratio compute` has run")
			return nil
		}
		return printPeople(a.stdout, people)
	})
}

func printPeople(w io.Writer, people []warehouse.Listed) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NAME\tALIASES\tCONTRIBUTIONS\tFIRST\tLAST\tORGANISATION\tPERSON")
	for i := range people {
		p := &people[i]
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", title(p.Name, p.Bot), thousands(p.Aliases), thousands(p.Contributions),
			dayOf(p.First), dayOf(p.Last), plain(p.Organisation), p.Person)
	}
	return table.Flush()
}

// title is a person's name on a terminal.
func title(name string, bot bool) string {
	name = cmp.Or(plain(name), "(no name)")
	if bot {
		name += " (bot)"
	}
	return name
}

// dayOf is a day, or a dash where there is none.
func dayOf(at *time.Time) string {
	if at == nil {
		return "–"
	}
	return at.Format(time.DateOnly)
}
