package report

import (
	"bufio"
	"io"
)

// SocialMarkdown writes the page as Markdown does a board.
func SocialMarkdown(w io.Writer, p *Social) error {
	m := marker{bufio.NewWriter(w)}
	m.top(p.Head, "Social networks", p.Findings)
	m.section(p.Period, "Numbers", p.Tiles)
	m.networks(p.Networks)
	m.audiences(p.Audiences)
	if p.Questions != nil {
		m.questions(p.Questions)
	}
	m.discussed(p.Discussed)
	m.tags(p.Tags)
	m.covered(p.Sources)
	m.footnotes(p.Footnotes)
	return m.w.Flush()
}

func (m marker) networks(all []Network) {
	if len(all) == 0 {
		return
	}
	rows := [][]string{{"Network", "Posts", "12 quarters", "People", "12 quarters"}}
	for _, n := range all {
		said := n.Said.Text
		if n.Chat {
			said += " lines"
		}
		row := []string{escaped(n.Name), said, Spark(n.Said.History), "–", ""}
		if n.Heard != nil {
			row[3], row[4] = n.Heard.Text, Spark(n.Heard.History)
		}
		rows = append(rows, row)
	}
	m.title("By network")
	m.table(rows, 1, 3)
}

func (m marker) audiences(all []Audience) {
	if len(all) == 0 {
		return
	}
	rows := [][]string{{"Account or place", "Network", "Counts", "Now", "Quarter before", "Year before"}}
	for _, a := range all {
		rows = append(rows, []string{escaped(a.Account), escaped(a.Network), escaped(a.Measure), Reading(a.Now), Reading(a.Before), Reading(a.Year)})
	}
	m.title("Audiences")
	m.table(rows, 3, 4, 5)
}

// Reading is a number that may not have been read.
func Reading(n *uint64) string {
	if n == nil {
		return "–"
	}
	return Number(*n)
}

func (m marker) questions(q *Questions) {
	m.title("Questions without an answer")
	m.line("%s\n", q.Words())
	for _, one := range q.Open {
		m.line("- %s · %s · %s", m.posted(one.Post), escaped(one.Network+" "+one.Place), one.Waited())
	}
}

// posted is a post with a link where it has one.
func (m marker) posted(p Post) string {
	if p.URL == "" {
		return escaped(p.Called())
	}
	return "[" + escaped(p.Called()) + "](<" + p.URL + ">)"
}

func (m marker) discussed(all []Discussed) {
	if len(all) == 0 {
		return
	}
	m.title("Most discussed")
	for _, d := range all {
		m.line("- %s · %s · %s", m.posted(d.Post), escaped(d.Network), d.Counts())
	}
}

func (m marker) tags(all []Tag) {
	if len(all) == 0 {
		return
	}
	rows := [][]string{{"Tag", "Posts", "People", "Quarter before"}}
	for _, t := range all {
		rows = append(rows, []string{escaped(t.Name), Number(t.Posts), Number(t.People), Number(t.Before)})
	}
	m.title("Tags")
	m.table(rows, 1, 2, 3)
}

func (m marker) covered(all []Source) {
	m.title("What the sources cover")
	for _, s := range all {
		m.line("- %s (%s %s): %s", escaped(s.ID), escaped(s.Kind), escaped(s.Type), s.Span())
	}
	if len(all) == 0 {
		m.line("No source of networks, forums or chats is configured. Name one under `sources` in goldenratio.yaml, then `goldenratio collect` and `goldenratio compute`.")
	}
}
