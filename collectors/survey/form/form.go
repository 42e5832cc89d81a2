package form

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
	// Options are the answers that can be chosen; those of a scale from the least
	// to the most.
	Options []string `yaml:"options,omitempty" json:"options,omitempty"`
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
	// Answers is how many cells answer, when the form was guessed.
	Answers int `yaml:"-" json:"answers"`
}
