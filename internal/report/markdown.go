package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// JSON writes a page for programs.
func JSON(w io.Writer, page any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(page)
}

// Markdown writes the board so that it reads well as it is, on a terminal, and
// rendered, on a forge. Foreign text cannot become markup.
func Markdown(w io.Writer, b *Board) error {
	m := marker{bufio.NewWriter(w)}
	m.head(b.Head)
	m.line("%s Computed with data up to %s.", b.Trust, Day(b.Compute.AsOf))
	m.index(b.Index)
	m.findings(b)
	for _, area := range b.Areas {
		m.area(b, area)
	}
	m.further(b)
	m.surveys(b.Surveys)
	m.title("Footnotes")
	for _, note := range b.Footnotes {
		m.line("- %s", escaped(note))
	}
	return m.w.Flush()
}

// marker writes Markdown; an error stays in the writer until Flush.
type marker struct{ w *bufio.Writer }

func (m marker) line(format string, args ...any) {
	text := strings.ReplaceAll(fmt.Sprintf(format, args...), tie, " ")
	fmt.Fprintln(m.w, strings.TrimRight(text, " "))
}

func (m marker) title(text string) { m.line("\n## %s\n", text) }

// markup is what would mean something to a renderer wherever it stands; the last
// ones would become links.
var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "[", `\[`, "]", `\]`, "<", `\<`, "~", `\~`,
	"://", `\://`, "www.", `www\.`, "@", `\@`)

// entity is what a renderer would take for another character.
var entity = regexp.MustCompile(`&#?\w+;`)

// escaped is foreign text that a renderer shows as it is. What means nothing where
// it stands stays readable: an underscore inside of a word, an arrow's head.
func escaped(text string) string {
	runes := []rune(entity.ReplaceAllString(markup.Replace(text), `\$0`))
	inWord := func(at int) bool {
		return at >= 0 && at < len(runes) && (unicode.IsLetter(runes[at]) || unicode.IsDigit(runes[at]))
	}
	digits := len(runes) - len([]rune(strings.TrimLeft(string(runes), "0123456789"))) // 1. and a blank would begin a list
	ends := func(at int) bool { return at == len(runes)-1 || unicode.IsSpace(runes[at+1]) }
	var out strings.Builder
	for i, r := range runes {
		switch {
		case digits > 0 && i == digits && (r == '.' || r == ')') && ends(i), r == '_' && !(inWord(i-1) && inWord(i+1)), r == '>' && (i == 0 || runes[i-1] == ' '), i == 0 && strings.ContainsRune("#+-", r):
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

func (m marker) head(h Head) {
	m.line("# %s · %s\n", escaped(h.Scope.Title), h.Period.Words)
	if h.Snapshot != nil {
		m.line("%s\n", escaped(h.Snapshot.Line()))
	}
}

func (m marker) index(i Index) {
	m.title("Golden Ratio")
	if i.Value == nil {
		m.line("No index: %s.", i.Reason)
	} else {
		m.line("**%s %s** (%s%s)  `%s`  twelve quarters", i.Text, i.Word, i.Range(), leftOut(i), i.Spark())
	}
	if t := i.ThreeYear; t != nil && t.Value != nil {
		m.line("Against three years before: %s %s (%s).", t.Text, t.Word, t.Range())
	}
	m.line("")
	for _, a := range i.Areas {
		m.line("- %s", a.Line())
	}
}

func leftOut(i Index) string {
	if i.KPIOut == nil {
		return ""
	}
	return "; " + i.KPIOut.Text() + " leaving any KPI out"
}

// Line is Products 1.18 (1.05–1.32), 5 of 8 KPIs, or what is missing.
func (a AreaIndex) Line() string { return a.Title + ": " + a.words() }

func (a AreaIndex) words() string {
	if a.Value != nil {
		return fmt.Sprintf("%s (%s), %d of %d KPIs", a.Text, a.Range(), a.Present, a.Listed)
	}
	return fmt.Sprintf("no index, %d of its %d KPIs can be compared", a.Present, a.Listed)
}

func (m marker) findings(b *Board) {
	m.title(b.HeadlineTitle())
	for _, s := range b.Headline {
		m.line("- %s", s.Text)
	}
	m.line("\nSince the last board: %s", escaped(b.Since.Text()))
	m.strengths(b)
	if len(b.Notes) > 0 {
		m.title("What happened")
		for _, n := range b.Notes {
			m.line("- %s: %s", Day(n.Day), escaped(n.Text))
		}
	}
}

// strengths are what moved beyond its noise, area by area.
func (m marker) strengths(b *Board) {
	m.title("Strong and weak")
	for _, a := range b.Moved {
		if !a.Measured {
			m.line("- %s: not measured", a.Title)
			continue
		}
		for _, f := range a.Findings {
			m.line("- %s: %s%s", a.Title, word(f.News), f.Text)
		}
	}
}

func word(news string) string {
	return map[string]string{"good": "strong – ", "bad": "weak – "}[news]
}

func (m marker) area(b *Board, a Area) {
	m.title(a.Title)
	if a.Index.Value != nil {
		m.line("Index: %s.\n", a.Index.words())
	} else {
		m.line("No index: %d of its %d KPIs can be compared.\n", a.Index.Present, a.Index.Listed)
	}
	if a.Empty() {
		m.line("Nothing here is measured. It takes %s.", a.Needs)
		return
	}
	for _, s := range a.Sections {
		if s.Bare() {
			m.line("%s: no source covers this quarter.\n", s.Title)
			continue
		}
		m.tiles(b.Period, s.Title, s.Tiles)
		for _, l := range s.Lists {
			m.list(l)
		}
	}
}

// further is what stands below the areas.
func (m marker) further(b *Board) {
	if len(b.Targets) > 0 {
		m.title("Our own targets")
		for _, t := range b.Targets {
			m.line("- %s, %s: %s", t.Title, t.Text, t.State)
		}
	}
	m.title("Waiting longest")
	for _, l := range b.Waiting {
		m.list(l)
	}
	if len(b.Waiting) == 0 {
		m.line("Nobody that a source of this quarter knows of: lists and forges tell who waits.")
	}
	m.title("Whom we depend on")
	m.tiles(b.Period, "Factor", b.Dependence)
	m.title("Newcomers and who stayed")
	m.tiles(b.Period, "Measure", b.Newcomers)
	m.title("Not measured yet")
	for _, u := range b.Unmeasured {
		m.line("- %s: takes %s", u.Title, u.Needs)
	}
}

// tiles are a table whose columns are aligned as it stands.
func (m marker) tiles(period Period, title string, tiles []Tile) {
	if len(tiles) == 0 {
		return
	}
	first := tiles[0]
	rows := [][]string{{title, period.Label, against(first.Previous, "quarter before"), against(first.YearBefore, "year before"), "12 quarters", "how sure"}}
	for _, t := range tiles {
		rows = append(rows, []string{t.Title, bare(t.Text), t.Previous.short(), t.YearBefore.short(), Spark(t.History), t.sure()})
	}
	m.table(rows, 1, 2, 3)
	m.line("")
}

func (t Tile) sure() string {
	switch {
	case t.Value == nil:
		return t.Reason
	case t.Interval != nil:
		return t.Interval.Text
	default:
		return "n " + Number(t.N)
	}
}

func against(c Change, otherwise string) string {
	if c.Against == "" {
		return otherwise
	}
	return "vs " + c.Against
}

// short is a change in a few characters: +52 % ▲ good.
func (c Change) short() string {
	if c.Amplitude == nil {
		return "–"
	}
	text := strings.TrimRight(c.Text+" "+c.Sign(), " ")
	text = strings.NewReplacer("points", "pt", tie+"people", "", tie+"person", "", " organisations", "", " organisation", "").Replace(bare(text))
	return strings.TrimRight(text+" "+c.News, " ")
}

// bare leaves out a unit that a measure's title says: followers are accounts.
func bare(text string) string {
	return strings.NewReplacer(tie+"accounts", "", tie+"account", "").Replace(text)
}

// table writes rows, the first of them the head, in columns as wide as they
// need; those that are named stand on the right.
func (m marker) table(rows [][]string, right ...int) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			row[i] = strings.NewReplacer(tie, " ", "|", `\|`).Replace(cell)
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
	}
	onRight := map[int]bool{}
	for _, i := range right {
		onRight[i] = true
	}
	for at, row := range rows {
		m.line("| %s |", strings.Join(padded(row, widths, onRight), " | "))
		if at > 0 {
			continue
		}
		rule := make([]string, len(widths))
		for i, width := range widths {
			rule[i] = strings.Repeat("-", width+2)
			if onRight[i] {
				rule[i] = rule[i][1:] + ":"
			}
		}
		m.line("|%s|", strings.Join(rule, "|"))
	}
}

func padded(row []string, widths []int, right map[int]bool) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if right[i] {
			out[i] = space + cell
		} else {
			out[i] = cell + space
		}
	}
	return out
}

// fewRows is how much of a list stands in Markdown.
const fewRows = 5

func (m marker) list(l List) {
	m.line("%s:\n", l.Title)
	for i, cells := range l.Rows {
		if i == fewRows {
			m.line("- … %d more", len(l.Rows)-fewRows)
			break
		}
		var parts []string
		for at, c := range cells {
			if c.Text != "" {
				parts = append(parts, escaped(counted(c.Text, l.Columns[at])))
			}
		}
		m.line("- %s", strings.Join(parts, " · "))
	}
	m.line("")
}

// counted is a cell with what it counts, where it is a number: 80 days.
func counted(text, column string) string {
	if n, err := strconv.ParseUint(text, 10, 64); err == nil {
		return Count(n, strings.ToLower(column))
	}
	return text
}

// Spark draws quarters as blocks, from zero to the largest; a dot is a quarter
// without a value.
func Spark(points []Point) string {
	values := make([]*float64, len(points))
	for i, p := range points {
		values[i] = p.Value
	}
	return blocks(values, 0)
}

// Spark draws the index's history; the least is the lowest block, since an
// index is no amount.
func (i Index) Spark() string {
	least := math.Inf(1)
	values := make([]*float64, len(i.History))
	for at, p := range i.History {
		values[at] = p.Value
		if p.Value != nil {
			least = min(least, *p.Value)
		}
	}
	return blocks(values, least)
}

func blocks(values []*float64, bottom float64) string {
	top := bottom
	for _, v := range values {
		if v != nil {
			top = max(top, *v)
		}
	}
	signs := []rune("▁▂▃▄▅▆▇█")
	out := []rune(strings.Repeat(" ", max(0, historyQuarters-len(values))))
	for _, v := range values {
		switch {
		case v == nil:
			out = append(out, '·')
		case top <= bottom:
			out = append(out, signs[0])
		default:
			at := int(math.Round((*v - bottom) / (top - bottom) * float64(len(signs)-1)))
			out = append(out, signs[min(max(at, 0), len(signs)-1)])
		}
	}
	return string(out)
}
