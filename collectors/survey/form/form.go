package form

import (
	"regexp"
	"strconv"
)

// A Form is what the columns of one export are.
type Form struct {
	// Headers is how many rows stand before the first response.
	Headers int `yaml:"headers" json:"headers"`
	// Columns are those of the file, in order.
	Columns []Column `yaml:"columns" json:"columns"`
}

// A Kind is what a column holds.
type Kind string

// The kinds of columns. Those of one Multi, grid or ranking that fill several columns share
// Question.
const (
	Drop   Kind = "drop"   // never stored
	Day    Kind = "day"    // when it was answered, of which the day is kept
	Status Kind = "status" // whether the response is complete, partial or a test
	Single Kind = "single" // one of several options
	Multi  Kind = "multi"  // several options in one cell
	Tick   Kind = "tick"   // one option of several, in a column of its own
	Scale  Kind = "scale"  // one of options that have an order
	Number Kind = "number"
	Rank   Kind = "rank" // the place that somebody gives to Item
	Text   Kind = "text" // in own words, kept apart
)

// A Column is what one column holds.
type Column struct {
	// Column is its header, the rows of it joined by " / ".
	Column string `yaml:"column" json:"column"`
	Kind   Kind   `yaml:"type" json:"type"`
	// Question names the question: the same for all columns of one.
	Question string `yaml:"question,omitempty" json:"question,omitempty"`
	// Item is the part of the question that is asked: a line of a grid, an option that
	// can be ticked.
	Item string `yaml:"item,omitempty" json:"item,omitempty"`
	// Text is how the question was put, where the header does not say it.
	Text string `yaml:"text,omitempty" json:"text,omitempty"`
	// Options are the answers that can be chosen; those of a scale from the least
	// to the most.
	Options []string `yaml:"options,omitempty" json:"options,omitempty"`
	// Codes are cells that stand for an option, where the export has codes.
	Codes map[string]string `yaml:"codes,omitempty" json:"codes,omitempty"`
	// Other says that there are answers beside the options, in own words.
	Other bool `yaml:"other,omitempty" json:"other,omitempty"`
	// Separator stands between the chosen options of a cell.
	Separator string `yaml:"separator,omitempty" json:"separator,omitempty"`
	// Blank are cells that mean no answer, beside empty ones.
	Blank []string `yaml:"blank,omitempty" json:"blank,omitempty"`
	// Unit is what a number counts.
	Unit string `yaml:"unit,omitempty" json:"unit,omitempty"`
	// Why says why a column is dropped.
	Why string `yaml:"why,omitempty" json:"why,omitempty"`
	// States says which cells of a Status mean what.
	States *States `yaml:"states,omitempty" json:"states,omitempty"`
	// Answers is how many cells answer, when the form was guessed.
	Answers int `yaml:"-" json:"answers"`
}

// Place is the place that a Rank with options stands for: the number in which its
// item ends.
func (c Column) Place() (place float64, ok bool) {
	place, err := strconv.ParseFloat(trailing.FindString(c.Item), 64)
	return place, err == nil
}

var trailing = regexp.MustCompile(`[0-9]+$`)

// States are the cells that mean a state of the response. Any stands for every
// cell that is in none of the lists, an empty text for an empty cell.
type States struct {
	Complete []string `yaml:"complete,omitempty" json:"complete,omitempty"`
	Partial  []string `yaml:"partial,omitempty" json:"partial,omitempty"`
	Test     []string `yaml:"test,omitempty" json:"test,omitempty"`
}

// Any stands for every filled cell that is listed nowhere.
const Any = "*"
