package web

import (
	"fmt"
	"math"
	"strings"

	"goldenratio/internal/report"
)

// balanceChart is who came, stayed and left: the last quarter as two bars over
// each other, twelve quarters as columns.
type balanceChart struct {
	Now           report.Balance
	Before, After row
	BeforeLabel   string // the quarter before
	Columns       columns
	Key           []entry
}

// entry is a line of a key.
type entry struct{ Class, Text string }

// Classes of the people of a balance.
const (
	stayedClass = "s1"
	backClass   = "s5"
	newClass    = "s3"
	leftClass   = "rest"
	activeClass = "faint" // of whom nothing more is known
)

func newBalanceChart(all []report.Balance) balanceChart {
	c := balanceChart{Now: all[len(all)-1], Columns: balanceColumns(all), BeforeLabel: "the quarter before"}
	if len(all) > 1 {
		c.BeforeLabel = all[len(all)-2].Label
	}
	b := c.Now
	if !b.Known() {
		return c
	}
	whole := max(*b.Before, *b.Active)
	c.Before = newRow(fmt.Sprintf("%s: %s stayed, %s left", c.BeforeLabel, people(b.Stayed), people(b.Lost)),
		[]amount{{Value: *b.Stayed, Class: stayedClass}, {Value: *b.Lost, Class: leftClass}}, whole)
	c.After = newRow(fmt.Sprintf("%s: %s stayed, %s came back, %s new", b.Label, people(b.Stayed), people(b.Regained), people(b.New)), balanceStack(b).Up, whole)
	c.Key = []entry{
		{stayedClass, people(b.Stayed) + " stayed"}, {backClass, people(b.Regained) + " came back"},
		{newClass, people(b.New) + " new"}, {leftClass, people(b.Lost) + " left"},
	}
	if *b.Either > 0 {
		c.Key = append(c.Key, entry{activeClass, people(b.Either) + " new or back"})
	}
	return c
}

// people is a number of them; a dash: not known.
func people(n *float64) string {
	if n == nil {
		return "–"
	}
	return report.Number(uint64(*n))
}

func balanceColumns(all []report.Balance) columns {
	high, low := 1., 0.
	var stacks []stack
	var words []string
	for _, b := range all {
		stacks = append(stacks, balanceStack(b))
		words = append(words, describeBalance(b))
		if b.Active != nil {
			high = max(high, *b.Active)
		}
		if b.Lost != nil {
			low = max(low, *b.Lost)
		}
	}
	step := max(1, niceStep(high))
	high, low = step*math.Ceil(high/step), step*math.Ceil(low/step)
	var ticks []tick
	for value := -low; value <= high; value += step {
		ticks = append(ticks, tick{At: value, Text: report.Number(uint64(math.Abs(value)))})
	}
	return newColumns("Active people by quarter. "+strings.Join(words, ". "), stacks, -low, high, ticks)
}

// balanceStack has who is active upwards and who left downwards.
func balanceStack(b report.Balance) stack {
	s := stack{Label: b.Label, Open: b.Active != nil && !b.Complete, Gap: b.Active == nil}
	switch {
	case b.Active == nil:
		return s
	case b.Known():
		s.Up = []amount{
			{*b.Stayed, stayedClass, people(b.Stayed) + " stayed"},
			{*b.Regained, backClass, people(b.Regained) + " came back"},
			{*b.New, newClass, people(b.New) + " new"},
			{*b.Either, activeClass, people(b.Either) + " new or back"},
		}
	default:
		s.Up = []amount{{*b.Active, activeClass, people(b.Active) + " active"}}
	}
	if b.Lost != nil {
		s.Down = []amount{{*b.Lost, leftClass, people(b.Lost) + " left"}}
	}
	return s
}

func describeBalance(b report.Balance) string {
	switch {
	case b.Active == nil:
		return b.Label + ": not covered"
	case !b.Known():
		return fmt.Sprintf("%s: %s active", b.Label, people(b.Active))
	}
	return fmt.Sprintf("%s: %s active, of them %s stayed, %s came back, %s new; %s left",
		b.Label, people(b.Active), people(b.Stayed), people(b.Regained), people(b.New), people(b.Lost))
}

// newBalanceTable has a row for each quarter, the newest first.
func newBalanceTable(all []report.Balance) table {
	t := table{Title: "Who came, stayed and left", Columns: []string{"Quarter", "Active", "Stayed", "Came back", "New", "Either", "Left"}}
	for i := len(all) - 1; i >= 0; i-- {
		b := all[i]
		cells := []report.Cell{{Text: b.Label}}
		for _, n := range []*float64{b.Active, b.Stayed, b.Regained, b.New, b.Either, b.Lost} {
			cells = append(cells, report.Cell{Text: people(n)})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
