package report

import (
	"fmt"
	"io"
	"strings"
)

// SurveyMarkdown writes a wave to read in a terminal or on a forge: what moved, and every
// question with its answers.
func SurveyMarkdown(w io.Writer, s *Survey) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s, %s\n\n", escaped(s.ID), escaped(s.Wave.Title))
	if s.Synthetic {
		b.WriteString("Synthetic data: made by `goldenratio sample`, it describes nobody.\n\n")
	}
	for _, f := range s.Findings {
		fmt.Fprintf(&b, "- %s\n", escaped(f.Text))
	}
	s.markdownChanges(&b)
	for _, q := range s.Questions {
		fmt.Fprintf(&b, "\n## %s\n", escaped(q.Title))
		for _, l := range q.Lines {
			l.markdown(&b, q.Kind)
		}
	}
	b.WriteString("\n---\n\n")
	for _, note := range s.Footnotes {
		fmt.Fprintf(&b, "- %s\n", escaped(note))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (s *Survey) markdownChanges(b *strings.Builder) {
	if s.Certain == 0 {
		return
	}
	b.WriteString("\n## What changed\n\n")
	for _, c := range s.Changes[:s.Certain] {
		fmt.Fprintf(b, "- %s: **%s** %s\n", escaped(joinedLine(c.Title, c.Item)), escaped(c.Option), escaped(c.Text))
	}
}

func joinedLine(title, item string) string {
	if item == "" {
		return title
	}
	return title + " – " + item
}

func (l SurveyLine) markdown(b *strings.Builder, kind string) {
	if l.Item != "" {
		fmt.Fprintf(b, "\n### %s\n", escaped(l.Item))
	}
	switch {
	case l.Withheld != "":
		fmt.Fprintf(b, "\nNot shown: %s.\n", escaped(l.Withheld))
		return
	case kind == "text":
		fmt.Fprintf(b, "\n%s, in own words, which are kept apart.\n", escaped(l.Answered()))
		return
	case len(l.Answers) == 0:
		text := l.Answered()
		for _, s := range l.Scores {
			text += " · " + s.Words()
		}
		fmt.Fprintf(b, "\n%s\n", escaped(text))
		return
	}
	fmt.Fprintf(b, "\n%s\n\n| answer | share | limits | people |\n|---|--:|--:|--:|\n", escaped(l.Answered()))
	for _, a := range l.Answers {
		share, limits, people := "hidden", "", ""
		if a.Share != nil {
			share, people = exactly(*a.Share), whole(a.Chosen)
			limits = Definition{Kind: "share"}.Range(a.Lower, a.Upper)
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", escaped(a.Option), share, limits, people)
	}
}

// Answered says how many people a group's shares are of, and who is not among them.
func (g SurveyGroup) Answered() string {
	if g.Base == nil {
		return "few answered"
	}
	text := Count(uint64(*g.Base), "people") + " answered"
	if g.Missing != nil && *g.Missing > 0 {
		text += ", " + Number(uint64(*g.Missing)) + " did not"
	}
	if g.Aside != nil && *g.Aside > 0 {
		text += "; " + Number(uint64(*g.Aside)) + " of them chose what is no answer"
	}
	return text
}
