package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// WeeklyJSON writes a digest for programs.
func WeeklyJSON(w io.Writer, digest *Weekly) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(digest)
}

// WeeklyMarkdown writes a digest that reads well as it is, in a mail of plain
// text, and rendered, on a forge: links stand at its end. Foreign text cannot
// become markup.
func WeeklyMarkdown(w io.Writer, digest *Weekly) error {
	l := letter{marker: marker{bufio.NewWriter(w)}}
	l.line("# %s, %s\n", escaped(digest.Scope.Title), digest.Week.Words)
	if digest.Synthetic {
		l.line("Synthetic data: made by goldenratio sample, it describes nobody.\n")
	}
	l.line("%s", escaped(digest.Summary))
	for _, text := range digest.Missing {
		l.line("\n%s", escaped(text))
	}
	for _, p := range digest.Sections {
		l.passage(p)
	}
	l.line("\n---\n")
	for _, note := range digest.Footnotes {
		l.line("- %s", escaped(note))
	}
	for i, address := range l.links {
		if i == 0 {
			l.line("")
		}
		l.line("[%d]: <%s>", i+1, address)
	}
	return l.w.Flush()
}

// letter is Markdown with numbered links.
type letter struct {
	marker
	links []string
}

func (l *letter) passage(p Passage) {
	l.title(p.Title)
	if p.Text != "" {
		l.line("%s", escaped(p.Text))
		if len(p.Entries) > 0 {
			l.line("")
		}
	}
	for _, e := range p.Entries {
		l.line("- %s", l.entry(e))
	}
}

// entry is **[title][1]** and its text.
func (l *letter) entry(e Entry) string {
	title := escaped(e.Title)
	if e.URL != "" {
		title = fmt.Sprintf("[%s][%d]", title, l.number(e.URL))
	}
	return strings.TrimSpace(fmt.Sprintf("**%s** – %s", title, escaped(e.Text)))
}

// number is that of a link at the end; equal ones share it.
func (l *letter) number(address string) int {
	for i, known := range l.links {
		if known == address {
			return i + 1
		}
	}
	l.links = append(l.links, address)
	return len(l.links)
}
