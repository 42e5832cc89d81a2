package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// surveyColumns head the answers of a survey for spreadsheets.
func surveyColumns() []string {
	return []string{
		"survey", "wave", "question", "title", "line", "kind", "compared with the wave before", "segment", "answer to it",
		"option", "merged", "chosen", "base", "share", "lower", "upper", "weighted", "weighted lower", "weighted upper", "withheld",
	}
}

// cells are the answers of a wave, a row for each option.
func (s *Survey) cells() [][]string {
	segment := ""
	if s.By != nil {
		segment = s.By.ID
	}
	var rows [][]string
	for _, q := range s.Questions {
		for _, l := range q.Lines {
			head := []string{s.ID, s.Wave.ID, q.ID, q.Title, l.Item, q.Kind, l.Class}
			rows = append(rows, l.cells(append(head, "", ""))...)
			for _, g := range l.Groups {
				rows = append(rows, g.cells(append(head[:len(head):len(head)], segment, g.Member))...)
			}
		}
	}
	return rows
}

// cells are a group's answers; of one that is withheld, why.
func (g SurveyGroup) cells(head []string) [][]string {
	head = head[:len(head):len(head)]
	if len(g.Answers) == 0 {
		row := make([]string, len(surveyColumns()))
		copy(row, head)
		row[len(row)-1] = g.Withheld
		return [][]string{row}
	}
	var rows [][]string
	for _, a := range g.Answers {
		rows = append(rows, append(head, a.Option, strings.Join(a.Merged, "; "), whole(a.Chosen), whole(a.Base),
			digits(a.Share), digits(a.Lower), digits(a.Upper), digits(a.Weighted), digits(a.WeightedLower), digits(a.WeightedUpper), ""))
	}
	return rows
}

func whole(n *uint32) string {
	if n == nil {
		return ""
	}
	return strconv.FormatUint(uint64(*n), 10)
}

// SurveyCSV writes what may be shown of a wave, a row for each option. What is hidden is empty.
func SurveyCSV(w io.Writer, s *Survey) error {
	out := csv.NewWriter(w)
	rows := [][]string{surveyColumns()}
	for _, row := range s.cells() {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = cell
			if _, err := strconv.ParseFloat(cell, 64); err != nil {
				safe[i] = text(cell)
			}
		}
		rows = append(rows, safe)
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// changeColumns head the changes of a survey for spreadsheets.
func changeColumns() []string {
	return []string{
		"question", "title", "line", "option", "wave before", "share before", "base before", "share", "base",
		"difference", "lower", "upper", "p", "adjusted p", "exact", "verdict",
	}
}

// SurveyWorkbook writes the same as a workbook, with a second sheet of what changed. Numbers are
// numbers there, and text is never a formula.
func SurveyWorkbook(w io.Writer, s *Survey) error {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // all is in memory
	if err := book.SetSheetName("Sheet1", "answers"); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if _, err := book.NewSheet("changes"); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	answers := [][]any{heads(surveyColumns())}
	for _, row := range s.cells() {
		answers = append(answers, typed(row))
	}
	changes := [][]any{heads(changeColumns())}
	for _, c := range s.Changes {
		changes = append(changes, []any{
			c.Question, c.Title, c.Item, c.Option, c.Before, c.ShareBefore, c.BaseBefore, c.Share, c.Base, c.Difference, c.Lower, c.Upper, c.P, c.Adjusted, c.Exact, c.Verdict,
		})
	}
	for _, sheet := range []struct {
		name string
		rows [][]any
	}{{"answers", answers}, {"changes", changes}} {
		if err := fillSheet(book, sheet.name, sheet.rows); err != nil {
			return fmt.Errorf("write workbook: %w", err)
		}
	}
	return book.Write(w)
}

func fillSheet(book *excelize.File, name string, rows [][]any) error {
	out, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, row := range rows {
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return err
		}
	}
	return out.Flush()
}

func heads(columns []string) []any {
	out := make([]any, len(columns))
	for i, name := range columns {
		out[i] = name
	}
	return out
}

// numbersFrom is the first column of surveyColumns that holds numbers.
const numbersFrom = 11

// typed makes numbers of the columns that hold them.
func typed(row []string) []any {
	out := make([]any, len(row))
	for i, cell := range row {
		out[i] = cell
		if n, err := strconv.ParseFloat(cell, 64); err == nil && i >= numbersFrom {
			out[i] = n
		}
	}
	return out
}
