package web

import (
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
