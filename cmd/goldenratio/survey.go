package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
	"goldenratio/collectors/survey/structure"
)

type surveyCommand struct {
	Inspect surveyInspect `cmd:"" help:"Guess what the columns of a survey's export hold."`
	Import  surveyImport  `cmd:"" help:"Collect the configured surveys and say what came in."`
	Tally   surveyTally   `cmd:"" help:"Count the answers of a survey's export."`
	Compare surveyCompare `cmd:"" help:"Say what changed between two surveys."`
	Match   surveyMatch   `cmd:"" help:"Propose which questions of a survey's waves are the same."`
}

type surveyInspect struct {
	File string `arg:"" optional:"" help:"A survey's export: CSV, TSV or xlsx." type:"existingfile"`

	Source string `help:"A configured survey, whose wave is read where it lies." placeholder:"ID"`
	Wave   string `help:"Which of its waves." placeholder:"ID"`

	Form string `help:"Write the guess to this file, to be corrected." placeholder:"FILE.yaml"`

	Structure string `help:"What the survey service says of the questionnaire: LimeSurvey's .lss or .tsv, Qualtrics' .qsf, or a dictionary of the columns." placeholder:"FILE" type:"existingfile"`
}

// Run shows what a survey's export seems to hold. It stores nothing.
func (c *surveyInspect) Run(ctx context.Context, a *app) error {
	table, err := c.table(ctx, a)
	if err != nil {
		return err
	}
	f := form.Guess(table)
	if c.Structure != "" {
		if f, err = structured(c.Structure, table, f); err != nil {
			return err
		}
	}
	if c.Form != "" {
		if err := writeForm(c.Form, f); err != nil {
			return err
		}
	}
	if a.JSON {
		return a.printJSON(f)
	}
	fmt.Fprintf(a.stdout, "%s, %s, %s responses in %d columns\n\n", table.Format, table.Encoding,
		thousands(uint64(len(table.Rows)-f.Headers)), len(f.Columns))
	if err := printColumns(a.stdout, f.Columns); err != nil {
		return err
	}
	if c.Form == "" {
		_, err = fmt.Fprintln(a.stdout, "\n`--form FILE.yaml` writes this down, to be corrected.")
	} else {
		_, err = fmt.Fprintf(a.stdout, "\n%s has it all: read it through, and correct what is wrong.\n", plain(c.Form))
	}
	return err
}

// table is the export: a file, or a wave of the configuration.
func (c *surveyInspect) table(ctx context.Context, a *app) (*sheet.Table, error) {
	switch {
	case c.File != "" && c.Source == "" && c.Wave == "":
		return sheet.Open(c.File)
	case c.File != "" || c.Source == "" || c.Wave == "":
		return nil, errors.New("want a file, or --source and --wave")
	}
	conf, err := a.config()
	if err != nil {
		return nil, err
	}
	surveys, err := (&surveyImport{Sources: []string{c.Source}}).chosen(conf)
	if err != nil {
		return nil, err
	}
	collector, err := opened(a, conf, surveys[0])
	if err != nil {
		return nil, err
	}
	tables, ok := collector.(interface {
		Table(context.Context, string) (*sheet.Table, error)
	})
	if !ok {
		return nil, fmt.Errorf("%s: a source of type %s cannot be inspected", c.Source, surveys[0].Of.Name)
	}
	table, err := tables.Table(ctx, c.Wave)
	if err != nil {
		return nil, fmt.Errorf("%s, wave %s: %w", c.Source, c.Wave, err)
	}
	return table, nil
}

// structured corrects a guess by what the service says.
func structured(path string, table *sheet.Table, guess form.Form) (form.Form, error) {
	file, err := os.Open(path)
	if err != nil {
		return guess, err
	}
	defer file.Close()
	questions, err := structure.Read(file)
	if err != nil {
		return guess, fmt.Errorf("%s: %w", path, err)
	}
	f, known := structure.Apply(guess, table, questions)
	if known == 0 {
		return guess, fmt.Errorf("%s: none of its %d questions has its code in a header: is it the structure of this survey, and has the export codes in its headers?", path, len(questions))
	}
	return f, nil
}

// writeForm never overwrites what a person may have corrected.
func writeForm(path string, f form.Form) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists: somebody may have corrected it, so it is not overwritten", path)
	}
	if err != nil {
		return err
	}
	return errors.Join(f.Write(file), file.Close())
}

func printColumns(w io.Writer, columns []form.Column) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "COLUMN\tTYPE\tANSWERS\tQUESTION\tHOLDS")
	for _, c := range columns {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", plain(clip(c.Column, 40)), c.Kind, thousands(uint64(c.Answers)), plain(clip(c.Question, 28)), plain(holds(c)))
	}
	return table.Flush()
}

// holds says in a few words what a column's answers are.
func holds(c form.Column) string {
	switch {
	case c.Why != "":
		return c.Why
	case c.Kind == form.Number && c.Unit != "":
		return "in " + c.Unit
	case c.States != nil:
		return clip("complete, partial or a test, by "+strings.Join(slices.Concat(c.States.Complete, c.States.Partial, c.States.Test), ", "), 48)
	case c.Kind == form.Tick || c.Kind == form.Rank:
		return clip(c.Item, 48)
	case c.Kind == form.Scale:
		return clip(c.Options[0], 22) + " … " + clip(c.Options[len(c.Options)-1], 22)
	case len(c.Options) > 0:
		return strconv.Itoa(len(c.Options)) + " options: " + clip(c.Options[0], 30) + " …"
	}
	return ""
}

// clip shortens text to so many characters, on one line.
func clip(text string, most int) string {
	all := []rune(text)
	for i, r := range all {
		if r == '\n' || r == '\t' {
			all[i] = ' '
		}
	}
	if len(all) <= most {
		return string(all)
	}
	return string(all[:most-1]) + "…"
}

// A poll is a survey's export, read by its form.
type poll struct {
	form      form.Form
	responses []form.Response
}

// readPoll reads a file by a form; without one by what it seems to hold.
func readPoll(path, formPath string) (poll, error) {
	table, err := sheet.Open(path)
	if err != nil {
		return poll{}, err
	}
	f := form.Guess(table)
	if formPath != "" {
		if f, err = readForm(formPath); err != nil {
			return poll{}, err
		}
	}
	responses, err := f.Responses(table)
	if err != nil {
		return poll{}, fmt.Errorf("read %s: %w", path, err)
	}
	return poll{f, responses}, nil
}

func readForm(path string) (form.Form, error) {
	file, err := os.Open(path)
	if err != nil {
		return form.Form{}, err
	}
	defer file.Close()
	f, err := form.Read(file)
	if err != nil {
		return form.Form{}, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}
