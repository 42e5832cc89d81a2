package report

import (
	"bufio"
	"fmt"
	"io"
)

// PeopleMarkdown writes the page as Markdown does a board.
func PeopleMarkdown(w io.Writer, p *People) error {
	m := marker{bufio.NewWriter(w)}
	m.top(p.Head, "People", p.Findings)
	m.balances(p.Balances)
	m.section(p.Period, "Who takes part", p.Tiles)
	m.cohorts(p.Cohorts)
	m.funnel(p.Funnel)
	m.section(p.Period, "Core, regular and occasional", p.Layers)
	m.section(p.Period, "How newcomers are received", p.Newcomers)
	if p.Waiting != nil {
		m.line("")
		m.list(*p.Waiting)
	}
	m.section(p.Period, "Seen seldom, or not any more", p.Away)
	m.section(p.Period, "Whom we depend on", p.Dependence)
	m.footnotes(p.Footnotes)
	return m.w.Flush()
}

// OrganisationsMarkdown writes the page as Markdown does a board.
func OrganisationsMarkdown(w io.Writer, p *Organisations) error {
	m := marker{bufio.NewWriter(w)}
	m.top(p.Head, "Organisations", p.Findings)
	if p.Shares != nil {
		m.shares(p.Shares)
	}
	m.section(p.Period, "How much depends on few", p.Tiles)
	if p.Members != nil {
		m.title("Member organisations")
		m.grid(p.Members.Columns, foreign(p.Members.Rows))
	}
	if p.Doings != nil {
		m.title(p.Doings.Title)
		m.grid(p.Doings.Columns, foreign(p.Doings.Rows))
	}
	m.footnotes(p.Footnotes)
	return m.w.Flush()
}

// top is what a page of a quarter begins with.
func (m marker) top(h Head, title string, all []Sentence) {
	m.head(h)
	m.line("Computed with data up to %s.", Day(h.Compute.AsOf))
	m.title(title)
	for _, s := range all {
		m.line("- %s", escaped(s.Text))
	}
}

// section is a table of KPIs under a title, where there are any.
func (m marker) section(period Period, title string, tiles []Tile) {
	if len(tiles) > 0 {
		m.title(title)
		m.tiles(period, "Measure", tiles)
	}
}

func (m marker) footnotes(notes []string) {
	m.title("Footnotes")
	for _, note := range notes {
		m.line("- %s", escaped(note))
	}
}

// foreign are cells whose text cannot become markup.
func foreign(rows [][]Cell) [][]string {
	var all [][]string
	for _, row := range rows {
		var texts []string
		for _, c := range row {
			texts = append(texts, escaped(c.Text))
		}
		all = append(all, texts)
	}
	return all
}

// grid is a table, all but the first column on the right. A short row ends with
// empty cells.
func (m marker) grid(columns []string, rows [][]string) {
	all := [][]string{columns}
	for _, row := range rows {
		texts := make([]string, len(columns))
		copy(texts, row)
		all = append(all, texts)
	}
	right := make([]int, 0, len(columns))
	for i := 1; i < len(columns); i++ {
		right = append(right, i)
	}
	m.table(all, right...)
}

func (m marker) balances(all []Balance) {
	if len(all) == 0 {
		return
	}
	m.title("Who came, stayed and left")
	now := all[len(all)-1]
	if now.Text != "" {
		m.line("%s active.", now.Text)
	}
	if now.Reason != "" {
		m.line("%s.", Heading(now.Reason))
	}
	m.line("")
	var rows [][]string
	for _, b := range all {
		row := []string{b.Label}
		for _, n := range []*float64{b.Active, b.Stayed, b.Regained, b.New, b.Either, b.Lost} {
			row = append(row, orDash(n, func(v float64) string { return Number(uint64(v)) }))
		}
		rows = append(rows, row)
	}
	m.grid([]string{"Quarter", "Active", "Stayed", "Came back", "New", "Either", "Left"}, rows)
}

// orDash is a number's text; a dash: it is not known.
func orDash(value *float64, text func(float64) string) string {
	if value == nil {
		return "–"
	}
	return text(*value)
}

func (m marker) cohorts(all []Cohort) {
	if len(all) == 0 {
		return
	}
	m.title("Who stays of those who are new")
	columns := []string{"New in", "People"}
	for i := range laterQuarters {
		columns = append(columns, fmt.Sprint("+", i+1))
	}
	var rows [][]string
	for _, c := range all {
		row := []string{c.Label, Number(c.Size)}
		for _, share := range c.Shares {
			row = append(row, orDash(share, Share))
		}
		rows = append(rows, row)
	}
	m.grid(columns, rows)
}

func (m marker) funnel(all []Level) {
	if len(all) == 0 {
		return
	}
	m.title("From a first mail to maintaining")
	var rows [][]string
	for _, l := range all {
		rows = append(rows, []string{l.Title, Number(l.People), orDash(l.Conversion, Share), orDash(l.Earlier, Share)})
	}
	m.grid([]string{"People who …", "for the first time", "go on within a year", "those a year before"}, rows)
}

func (m marker) shares(s *Shares) {
	m.title("Who does the work")
	var rows [][]string
	all := s.Active()
	if s.Independent != nil && s.Independent.Known != nil {
		all = append(all, *s.Independent)
	}
	for _, o := range all {
		rows = append(rows, []string{escaped(o.Name), Share(o.Least), Share(o.Most), Share(*o.Known)})
	}
	if s.Unknown != nil {
		rows = append(rows, []string{unaffiliated, Share(*s.Unknown)})
	}
	m.grid([]string{"Organisation", "At least", "At most", "Of what is known"}, rows)
}
