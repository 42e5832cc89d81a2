package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

type peopleCommand struct {
	List      peopleList      `cmd:"" help:"List people with what they did."`
	Show      peopleShow      `cmd:"" help:"Show why somebody is taken for one person."`
	Conflicts peopleConflicts `cmd:"" help:"List what might be one person, and how to decide."`
	Merge     peopleMerge     `cmd:"" help:"Decide that some are one person."`
	Split     peopleSplit     `cmd:"" help:"Decide that some aliases are not a person's."`
	Bot       peopleBot       `cmd:"" help:"Decide that somebody is a program."`
	Human     peopleHuman     `cmd:"" help:"Decide that somebody is no program."`
	Undo      peopleUndo      `cmd:"" help:"End a decision."`
	Plan      peoplePlan      `cmd:"" help:"Show which numbers the decisions change."`
	Export    peopleExport    `cmd:"" help:"Write who is who for other programs."`

	Held   peopleHeld   `cmd:"" help:"Write all that is held of somebody as JSON, for that person."`
	Forget peopleForget `cmd:"" help:"Delete somebody's names, addresses, logins and texts; the numbers stay."`

	Todo peopleTodo `cmd:"" help:"Name the people of whom it would help most to know for whom they work."`
}

type peopleTodo struct {
	Scope    string `help:"The part of the community; by default the first of the configuration." placeholder:"ID"`
	Quarters int    `default:"4" help:"How many whole quarters to look back."`
	Limit    int    `default:"20" help:"How many people to name."`
}

// Run lists people by how much their affiliation would tell.
func (c *peopleTodo) Run(ctx context.Context, a *app) error {
	if c.Quarters < 0 || c.Limit < 1 {
		return errors.New("want at least 0 quarters and 1 person")
	}
	return a.withStore(ctx, func(conf *config.Config, store *warehouse.Store) error {
		if c.Scope == "" {
			c.Scope = conf.Scopes[0].ID
		}
		if err := configured(conf, c.Scope); err != nil {
			return err
		}
		switch computed, err := store.Computed(ctx); {
		case err != nil:
			return err
		case !computed:
			return errors.New("nothing is computed yet: `goldenratio compute` does it")
		}
		people, err := store.Strangers(ctx, c.Scope, c.Quarters, c.Limit)
		if err != nil {
			return err
		}
		if a.JSON {
			if people == nil {
				people = []warehouse.Stranger{}
			}
			return a.printJSON(people)
		}
		return printStrangers(a.stdout, people)
	})
}

func printStrangers(w io.Writer, people []warehouse.Stranger) error {
	if len(people) == 0 {
		_, err := fmt.Fprintln(w, "of everybody who contributed it is known for whom they work")
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NAME\tCONTRIBUTIONS\tOF ALL\tLAST")
	known := 0.0
	for _, p := range people {
		known += p.Share
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", plain(p.Name), thousands(p.Contributions), share(&p.Share), p.Last.Format(time.DateOnly))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	unknown, left := people[0].Unknown, max(0, people[0].Unknown-known)
	_, err := fmt.Fprintf(w, "for %s of the contributions it is not known for whom; with these people %s. They go into `affiliations` of the configuration.\n",
		share(&unknown), share(&left))
	return err
}
