package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"goldenratio/internal/config"
	"goldenratio/internal/paper"
	"goldenratio/internal/report"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/web"
	"goldenratio/metrics/catalogue"
)

type reportCommand struct {
	Board         reportBoard         `cmd:"" help:"The board's page of a quarter: to read here, to send or for programs."`
	People        reportPeople        `cmd:"" help:"Who came, stayed and left in a quarter: to read here, to send or for programs."`
	Organisations reportOrganisations `cmd:"" help:"Who did the work of a quarter: to read here, to send or for programs."`
	Social        reportSocial        `cmd:"" help:"What happened on networks, in forums and in chats in a quarter: to read here, to send or for programs."`
	Weekly        reportWeekly        `cmd:"" help:"The digest of a week: to read here, to send or for programs."`
	Survey        reportSurvey        `cmd:"" help:"A wave of a survey and what changed since the one before."`
}

// A reportQuarter is what the pages of a quarter share.
type reportQuarter struct {
	Scope    string `help:"The scope; by default the first of the configuration." placeholder:"ID"`
	Period   string `help:"The quarter, such as 2014-Q2; by default the last complete one." placeholder:"LABEL" xor:"which"`
	Snapshot string `help:"A closed quarter, such as 2014-Q2.1, as it was closed." placeholder:"ID" xor:"which"`
	Format   string `enum:"md,html,pdf,json" default:"md" help:"md reads well in a terminal and on a forge; html is one file that needs nothing else; pdf is that printed, with Chromium; json is for programs."`
}

type (
	reportBoard         struct{ reportQuarter }
	reportPeople        struct{ reportQuarter }
	reportOrganisations struct{ reportQuarter }
	reportSocial        struct{ reportQuarter }
)

// Run prints a quarter's board.
func (c *reportBoard) Run(ctx context.Context, a *app) error {
	return printQuarter(ctx, a, c.reportQuarter, report.Store.Board, quarterForm[*report.Board]{report.Markdown, web.File})
}

// Run prints who takes part in a quarter.
func (c *reportPeople) Run(ctx context.Context, a *app) error {
	return printQuarter(ctx, a, c.reportQuarter, report.Store.People, quarterForm[*report.People]{report.PeopleMarkdown, web.PeopleFile})
}

// Run prints who does the work of a quarter.
func (c *reportOrganisations) Run(ctx context.Context, a *app) error {
	return printQuarter(ctx, a, c.reportQuarter, report.Store.Organisations, quarterForm[*report.Organisations]{report.OrganisationsMarkdown, web.OrganisationsFile})
}

// Run prints what happened on networks.
func (c *reportSocial) Run(ctx context.Context, a *app) error {
	return printQuarter(ctx, a, c.reportQuarter, report.Store.Social, quarterForm[*report.Social]{report.SocialMarkdown, web.SocialFile})
}

// quarterForm is how a page is written.
type quarterForm[P any] struct {
	markdown, html func(io.Writer, P) error
}

// printQuarter reads a page and prints it.
func printQuarter[P any](ctx context.Context, a *app, c reportQuarter, load func(report.Store, context.Context, report.Options) (P, error), f quarterForm[P]) error {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return err
	}
	if a.JSON {
		c.Format = "json"
	}
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		pages := report.Store{Conn: store.Conn, Catalogue: kpis}
		page, err := load(pages, ctx, report.Options{Scope: c.Scope, Period: c.Period, Snapshot: c.Snapshot})
		switch {
		case errors.Is(err, report.ErrUnknownSnapshot):
			return fmt.Errorf("%w; `goldenratio snapshot list` has them all", err)
		case err != nil:
			return err
		case c.Format == "html":
			return f.html(a.stdout, page)
		case c.Format == "pdf":
			return printed(ctx, a.stdout, func(w io.Writer) error { return f.html(w, page) })
		case c.Format == "json":
			return report.JSON(a.stdout, page)
		}
		return f.markdown(a.stdout, page)
	})
}

type reportWeekly struct {
	Scope  string `help:"The scope; by default the first of the configuration." placeholder:"ID"`
	Week   string `help:"The week, such as 2020-W08; by default the last whole one." placeholder:"LABEL"`
	Format string `enum:"md,html,pdf,json" default:"md" help:"md is for a mail of plain text or a forge; html is one file to send that needs nothing else; pdf is that printed, with Chromium; json is for programs."`
}

// Run prints the digest of a week.
func (c *reportWeekly) Run(ctx context.Context, a *app) error {
	if a.JSON {
		c.Format = "json"
	}
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		digest, err := report.LoadWeekly(ctx, store.Conn, report.WeeklyOptions{Scope: c.Scope, Week: c.Week})
		if err != nil {
			return err
		}
		return c.print(ctx, a.stdout, digest)
	})
}

func (c *reportWeekly) print(ctx context.Context, w io.Writer, digest *report.Weekly) error {
	switch c.Format {
	case "html":
		return web.WeeklyFile(w, digest)
	case "pdf":
		return printed(ctx, w, func(w io.Writer) error { return web.WeeklyFile(w, digest) })
	case "json":
		return report.WeeklyJSON(w, digest)
	default:
		return report.WeeklyMarkdown(w, digest)
	}
}

type reportSurvey struct {
	Survey string `arg:"" optional:"" help:"The survey's source; by default the first."`
	Wave   string `help:"The wave, such as 2014-05; by default the newest." placeholder:"ID"`
	By     string `help:"Cut the answers by those to a question that the registry has for a segment." placeholder:"QUESTION"`
	Format string `enum:"md,html,pdf,json,csv,xlsx" default:"md" help:"md reads well in a terminal and on a forge; html is one file that needs nothing else; pdf is that printed, with Chromium; json is for programs; csv and xlsx are for spreadsheets."`
}

// Run prints a wave of a survey.
func (c *reportSurvey) Run(ctx context.Context, a *app) error {
	if a.JSON {
		c.Format = "json"
	}
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		survey, err := report.LoadSurvey(ctx, store.Conn, report.SurveyOptions{Survey: c.Survey, Wave: c.Wave, By: c.By})
		if err != nil {
			return err
		}
		switch c.Format {
		case "html":
			return web.SurveyFile(a.stdout, survey)
		case "pdf":
			return printed(ctx, a.stdout, func(w io.Writer) error { return web.SurveyFile(w, survey) })
		case "json":
			return a.printJSON(survey)
		case "csv":
			return report.SurveyCSV(a.stdout, survey)
		case "xlsx":
			return report.SurveyWorkbook(a.stdout, survey)
		}
		return report.SurveyMarkdown(a.stdout, survey)
	})
}

// printed writes a page as it is on paper.
func printed(ctx context.Context, w io.Writer, html func(io.Writer) error) error {
	if terminal(w) {
		return errors.New("a PDF is no text for a terminal: send it to a file, `> report.pdf`")
	}
	var page bytes.Buffer
	if err := html(&page); err != nil {
		return err
	}
	pdf, err := paper.PDF(ctx, page.Bytes())
	if err != nil {
		return err
	}
	_, err = w.Write(pdf)
	return err
}
