package web

import (
	"fmt"
	"strings"

	"goldenratio/internal/report"
)

// triangle is how many of each quarter's newcomers are active in the quarters
// after it. Across it is measured in percent of its width, downwards in pixels.
type triangle struct {
	Height float64
	Heads  []tick // quarters later
	Rows   []triangleRow
	Label  string
}

// triangleRow is one cohort.
type triangleRow struct {
	Y           float64
	Label, Size string
	Small       bool
	Cells       []triangleCell
}

// triangleCell is the share of a cohort that is active so many quarters later.
type triangleCell struct {
	X, Middle float64
	Class     string
	Text      string // percent
	Words     string
}

const (
	laterQuarters = 8
	triangleLeft  = 30. // percent, for the cohort and its size
	triangleTop   = 28.
	triangleCellH = 28.
)

func newTriangle(all []report.Cohort) triangle {
	t := triangle{Height: triangleTop + triangleCellH*float64(len(all))}
	slot := (100 - triangleLeft) / laterQuarters
	for k := range laterQuarters {
		t.Heads = append(t.Heads, tick{At: round(triangleLeft + slot*(float64(k)+.5)), Text: fmt.Sprint("+", k+1)})
	}
	var words []string
	for i, c := range all {
		r := triangleRow{Y: triangleTop + triangleCellH*float64(i), Label: c.Label, Size: report.Number(c.Size), Small: c.Small}
		for k, share := range c.Shares[:min(len(c.Shares), laterQuarters)] {
			if share == nil {
				continue
			}
			left := triangleLeft + slot*float64(k)
			r.Cells = append(r.Cells, triangleCell{
				X: round(left), Middle: round(left + slot/2), Class: heat(*share, c.Small),
				Text:  fmt.Sprintf("%.0f", 100**share),
				Words: fmt.Sprintf("%s, %d quarters later: %s of %s", c.Label, k+1, report.Share(*share), report.Count(c.Size, "people")),
			})
		}
		t.Rows = append(t.Rows, r)
		words = append(words, describeCohort(c))
	}
	t.Label = "Share of each quarter's newcomers that is active in the quarters after it. " + strings.Join(words, ". ")
	return t
}

// Slot is the width of a cell.
func (t triangle) Slot() float64 { return (100 - triangleLeft) / laterQuarters }

// heat is the shade of a share. Cells of a small cohort have none, since it
// would say more than is known.
func heat(share float64, small bool) string {
	if small {
		return "few"
	}
	for i, below := range []float64{.1, .2, .3, .45} {
		if share < below {
			return fmt.Sprint("h", i+1)
		}
	}
	return "h5"
}

func describeCohort(c report.Cohort) string {
	var parts []string
	for _, share := range c.Shares {
		if share != nil {
			parts = append(parts, report.Share(*share))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing is known yet"}
	}
	return fmt.Sprintf("%s, %s: %s", c.Label, report.Count(c.Size, "people"), strings.Join(parts, ", "))
}

// newCohortTable has a row for each cohort, the newest first.
func newCohortTable(all []report.Cohort) table {
	t := table{Title: "Newcomers and who is active later", Columns: []string{"New in", "People"}}
	for k := range laterQuarters {
		t.Columns = append(t.Columns, fmt.Sprint("+", k+1))
	}
	for i := len(all) - 1; i >= 0; i-- {
		c := all[i]
		t.Rows = append(t.Rows, append([]report.Cell{{Text: c.Label}, {Text: report.Number(c.Size)}}, shareCells("", c.Shares)[1:]...))
	}
	return t
}
