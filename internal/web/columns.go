package web

import (
	"math"
	"slices"
	"strings"
)

// columns is a picture of stacked columns, one a quarter. Across it is measured
// in percent of its width and downwards in pixels, so that its text keeps its
// size on every screen.
type columns struct {
	Height float64
	Base   float64 // where zero is
	Left   float64 // where the axis ends, in percent
	Ticks  []tick
	Bars   []column
	Label  string
}

// column is one quarter.
type column struct {
	X, Middle, Width float64
	Name, Year       string // Q4; 2019 where a year begins
	Pieces           []piece
	Open             bool // not final
	Gap              bool // nothing is known of it
	Break            bool // made of other sources than the one before
	Edge             float64
}

// piece is a part of a column.
type piece struct {
	Y, Height float64
	Class     string
	Text      string // what it is, for who points at it
}

// amount is a piece before it has its place.
type amount struct {
	Value float64
	Class string
	Text  string
}

// stack is a quarter's amounts, upwards and downwards from zero.
type stack struct {
	Label    string
	Up, Down []amount
	Open     bool
	Gap      bool
	Break    bool
}

// Open tells that a quarter is not final.
func (c columns) Open() bool {
	return slices.ContainsFunc(c.Bars, func(b column) bool { return b.Open })
}

// Breaks tells that a quarter is made of other sources than the one before.
func (c columns) Breaks() bool {
	return slices.ContainsFunc(c.Bars, func(b column) bool { return b.Break })
}

// Gaps tells that nothing is known of a quarter.
func (c columns) Gaps() bool {
	return slices.ContainsFunc(c.Bars, func(b column) bool { return b.Gap })
}

const (
	columnsLeft   = 12. // percent
	columnsTop    = 8.
	columnsHeight = 200.
	columnsFoot   = 40. // two lines of text
)

// newColumns puts stacks side by side between low and high, which include zero.
func newColumns(label string, stacks []stack, low, high float64, ticks []tick) columns {
	y := func(value float64) float64 {
		return round(columnsTop + columnsHeight*(high-value)/(high-low))
	}
	c := columns{Height: columnsTop + columnsHeight + columnsFoot, Base: y(0), Left: columnsLeft, Label: label}
	for _, t := range ticks {
		c.Ticks = append(c.Ticks, tick{At: y(t.At), Text: t.Text})
	}
	slot := (100 - columnsLeft) / float64(max(1, len(stacks)))
	for i, s := range stacks {
		left := columnsLeft + slot*float64(i)
		one := column{X: round(left + .14*slot), Middle: round(left + slot/2), Width: round(.72 * slot), Open: s.Open, Gap: s.Gap, Break: s.Break, Edge: round(left)}
		one.name(s.Label, i)
		one.Pieces = append(pieces(s.Up, y, 1), pieces(s.Down, y, -1)...)
		c.Bars = append(c.Bars, one)
	}
	return c
}

// name splits 2019-Q4 into the quarter and the year, which is said once.
func (c *column) name(label string, at int) {
	year, quarter, _ := strings.Cut(label, "-")
	c.Name = quarter
	if at == 0 || quarter == "Q1" {
		c.Year = year
	}
}

// pieces stack amounts from zero upwards, or downwards where sign is −1.
func pieces(amounts []amount, y func(float64) float64, sign float64) []piece {
	var all []piece
	sum := 0.
	for _, a := range amounts {
		from, to := y(sign*sum), y(sign*(sum+a.Value))
		sum += a.Value
		if height := math.Abs(from - to); height > 0 {
			all = append(all, piece{Y: min(from, to), Height: round(height), Class: a.Class, Text: a.Text})
		}
	}
	return all
}

// row is a picture of amounts side by side that make up a whole, across the
// width.
type row struct {
	Label  string
	Height float64
	Pieces []across
}

// across is a part of a row, in percent of the whole.
type across struct {
	X, Width float64
	Class    string
}

const rowHeight = 24.

func newRow(label string, amounts []amount, whole float64) row {
	r := row{Label: label, Height: rowHeight}
	at := 0.
	for _, a := range amounts {
		if whole <= 0 || a.Value <= 0 {
			continue
		}
		width := 100 * a.Value / whole
		r.Pieces = append(r.Pieces, across{X: round(at), Width: round(width), Class: a.Class})
		at += width
	}
	return r
}
