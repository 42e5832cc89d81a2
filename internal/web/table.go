package web

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"goldenratio/internal/report"
)

// table is a picture's numbers.
type table struct {
	Title   string
	Columns []string
	Rows    [][]report.Cell
}

// numeric tells that a column of a table holds numbers, or dashes where one is
// not known.
func numeric(rows [][]report.Cell, column int) bool {
	return column > 0 && !slices.ContainsFunc(rows, func(cells []report.Cell) bool {
		if column >= len(cells) || cells[column].Text == "" {
			return false
		}
		first, _, _ := strings.Cut(cells[column].Text, "\u00a0")
		_, err := strconv.ParseFloat(strings.ReplaceAll(first, ",", ""), 64)
		return err != nil && first != "–"
	})
}

// figure is a cell as people read it: a number with commas.
func figure(text string) string {
	if n, err := strconv.ParseUint(text, 10, 64); err == nil {
		return report.Number(n)
	}
	return text
}

// measured is a value whose unit, if it is a word, is set small and may stand on
// a line of its own: 15 organisations need less room than the 15 deserves.
func measured(text string) template.HTML {
	parts := strings.Fields(text) // a no-break space is one too
	if len(parts) != 2 || parts[1] == "%" {
		return template.HTML(template.HTMLEscapeString(text))
	}
	return template.HTML(template.HTMLEscapeString(parts[0]) + `<span class="unit"> ` + template.HTMLEscapeString(parts[1]) + "</span>")
}
