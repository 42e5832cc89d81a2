package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

// JSON writes the board for programs.
func JSON(w io.Writer, b *Board) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(b)
}

// Summary writes the board for a terminal of the given width (0: 80).
func Summary(w io.Writer, b *Board, width int, colour bool) error {
	if width <= 0 {
		width = 80
	}
	t := terminal{w: bufio.NewWriter(w), width: min(max(width, 40), 120), colour: colour}
	t.head(b)
	for _, section := range b.Sections {
		t.section(b, section)
	}
	t.line("")
	for _, note := range b.Footnotes {
		t.wrap("  ", note, t.quiet)
	}
	return t.w.Flush()
}

type terminal struct {
	w      *bufio.Writer
	width  int
	colour bool
}

func (t terminal) head(b *Board) {
	t.line(t.strong(b.Scope.Title) + " · " + b.Period.Words + " · " + string(b.State))
	t.line(t.quiet(strings.Repeat("─", t.width)))
	for _, s := range b.Headline {
		t.wrap("• ", s.Text, nil)
	}
}

// line writes one line; an error stays in the writer until Flush.
func (t terminal) line(text string) {
	fmt.Fprintln(t.w, strings.TrimRight(strings.ReplaceAll(text, tie, " "), " "))
}

func (t terminal) strong(text string) string { return t.paint("1", text) }
func (t terminal) quiet(text string) string  { return t.paint("2", text) }

func (t terminal) paint(code, text string) string {
	if !t.colour || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// wrap writes a paragraph behind a mark, with its further lines indented.
func (t terminal) wrap(mark, text string, paint func(string) string) {
	if paint == nil {
		paint = func(s string) string { return s }
	}
	line, indent := mark, strings.Repeat(" ", utf8.RuneCountInString(mark))
	for _, word := range strings.Split(text, " ") {
		if utf8.RuneCountInString(line)+utf8.RuneCountInString(word) > t.width && strings.TrimSpace(line) != strings.TrimSpace(mark) {
			t.line(paint(strings.TrimRight(line, " ")))
			line = indent
		}
		line += word + " "
	}
	t.line(paint(strings.TrimRight(line, " ")))
}

func (t terminal) section(b *Board, s Section) {
	t.line("")
	if s.Empty() {
		t.line(t.strong(s.Title) + "  not collected")
		return
	}
	if len(s.Tiles) > 0 {
		t.table(b, s)
	}
	for _, l := range s.Lists {
		t.list(l)
	}
}

// column is one of the table's: how wide, and on which side its text stands.
type column struct {
	width int
	right bool
}

// columns leaves the widest picture that fits: the last columns go first.
func (t terminal) columns() []column {
	all := []column{{24, false}, {10, true}, {11, true}, {11, true}, {historyQuarters, false}, {18, false}}
	if t.width >= 100 {
		all[0].width, all[2].width, all[3].width = 34, 15, 15
	}
	for len(all) > 2 && span(all) > t.width {
		all = all[:len(all)-1]
	}
	return all
}

// span is how wide columns are, with two spaces between them.
func span(columns []column) int {
	width := -2
	for _, c := range columns {
		width += c.width + 2
	}
	return width
}

func (t terminal) table(b *Board, s Section) {
	columns := t.columns()
	first := s.Tiles[0]
	head := []string{s.Title, b.Period.Label, against(first.Previous, "quarter bef."), against(first.YearBefore, "year before"), "12 quarters", "how sure"}
	t.line(t.strong(row(columns, head)))
	for _, tile := range s.Tiles {
		sure := fmt.Sprintf("n %s", Number(tile.N))
		if tile.Interval != nil {
			sure = tile.Interval.Text
		}
		if tile.Value == nil {
			sure = tile.Reason
		}
		t.line(row(columns, []string{tile.Title, tile.Text, short(tile.Previous), short(tile.YearBefore), Spark(tile.History), sure}))
	}
}

func against(c Change, otherwise string) string {
	if c.Against == "" {
		return otherwise
	}
	return "vs " + c.Against
}

// short is a change in the width of a column.
func short(c Change) string {
	if c.Amplitude == nil {
		return map[string]string{NotEnough: "no data", StillRunning: "running", LowCoverage: "low cover.", SourcesDiffer: "sources ≠"}[c.Text]
	}
	return strings.NewReplacer(" points", " pt", tie+"points", tie+"pt", tie+"people", "", tie+"person", "").Replace(c.Text)
}

func row(columns []column, cells []string) string {
	var out strings.Builder
	for i, c := range columns {
		text := cut(cells[i], c.width)
		space := strings.Repeat(" ", c.width-utf8.RuneCountInString(text))
		if c.right {
			text = space + text
		} else {
			text += space
		}
		if i > 0 {
			out.WriteString("  ")
		}
		out.WriteString(text)
	}
	return out.String()
}

func cut(text string, width int) string {
	if utf8.RuneCountInString(text) <= width {
		return text
	}
	return string([]rune(text)[:width-1]) + "…"
}

// fewRows is how much of a list a summary shows.
const fewRows = 5

func (t terminal) list(l List) {
	t.line("")
	t.line(t.strong(l.Title))
	for i, cells := range l.Rows {
		if i == fewRows {
			t.line(fmt.Sprintf("  … %d more", len(l.Rows)-fewRows))
			return
		}
		var parts []string
		for _, c := range cells {
			if c.Text != "" {
				parts = append(parts, c.Text)
			}
		}
		t.line(cut("  "+strings.Join(parts, " · "), t.width))
	}
}

// Spark draws quarters as blocks, from zero to the largest; a dot is a quarter
// without a value.
func Spark(points []Point) string {
	top := 0.
	for _, p := range points {
		if p.Value != nil {
			top = math.Max(top, *p.Value)
		}
	}
	blocks := []rune("▁▂▃▄▅▆▇█")
	out := []rune(strings.Repeat(" ", max(0, historyQuarters-len(points))))
	for _, p := range points {
		switch {
		case p.Value == nil:
			out = append(out, '·')
		case top <= 0:
			out = append(out, blocks[0])
		default:
			at := int(math.Round(*p.Value / top * float64(len(blocks)-1)))
			out = append(out, blocks[min(max(at, 0), len(blocks)-1)])
		}
	}
	return string(out)
}
