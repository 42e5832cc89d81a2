package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/survey/sheet"
)

// A Response is what one person answered, column by column; columns without an
// answer are left out, and so are those that are dropped.
type Response []Answer

// An Answer is what one column says.
type Answer struct {
	Column int // its position
	// Options are what was chosen of the column's options: one, or for Multi any
	// number. For Tick it is the item, if it was ticked.
	Options []string
	// Other is what was answered beside the options, and Text's own words.
	Other string
	// Number is what a Number says, and the place that a Rank gives.
	Number float64
	// State is what a Status says.
	State collectors.ResponseState
}

// maxMistakes is how many mistakes an error lists.
const maxMistakes = 10

const unexplained = "the form does not explain the file"

// Responses reads a table strictly: its columns must be those of the form, and
// what is chosen must be among the options. The error lists what is not.
func (f Form) Responses(t *sheet.Table) ([]Response, error) {
	in, err := f.Reader(t)
	if err != nil {
		return nil, err
	}
	out := make([]Response, 0, len(in.Rows))
	m := mistakes{}
	for n, row := range in.Rows {
		r, wrong := in.Read(row)
		for _, one := range wrong {
			m.add(n+1, one)
		}
		out = append(out, r)
	}
	return out, m.error(unexplained)
}

// A Reader reads the rows of a table that is the form's.
type Reader struct {
	Rows    [][]string // without the headers
	columns []reader
}

// Reader returns a Reader of a table. That another table's columns are not those
// of the form is an error that lists them.
func (f Form) Reader(t *sheet.Table) (*Reader, error) {
	if err := f.matches(t); err != nil {
		return nil, err
	}
	in := &Reader{Rows: t.Rows[f.Headers:], columns: make([]reader, len(f.Columns))}
	for i, c := range f.Columns {
		in.columns[i] = newReader(c)
	}
	return in, nil
}

// Read reads one row; wrong are the cells that the form does not explain.
func (in *Reader) Read(row []string) (r Response, wrong []Mistake) {
	for i, cell := range row {
		a, answered, err := in.columns[i].read(cell)
		if err != nil {
			wrong = append(wrong, Mistake{Column: i, Name: in.columns[i].Column.Column, Err: err})
		} else if answered {
			a.Column = i
			r = append(r, a)
		}
	}
	return r, wrong
}

// matches reports whether the form is this table's.
func (f Form) matches(t *sheet.Table) error {
	if len(t.Rows) < f.Headers {
		return fmt.Errorf("%d rows, of which %d should be headers", len(t.Rows), f.Headers)
	}
	names := titles(t.Rows[:f.Headers])
	if len(names) != len(f.Columns) {
		return fmt.Errorf("the form has %d columns, the file %d", len(f.Columns), len(names))
	}
	m := mistakes{}
	for i, c := range f.Columns {
		if c.Column != names[i].whole {
			m.line(fmt.Sprintf("column %d is %q in the form and %q in the file", i+1, c.Column, names[i].whole))
		}
	}
	return m.error(unexplained)
}

// A Mistake is a cell that the form does not explain.
type Mistake struct {
	Column int // its position
	Name   string
	// Err is an *Unexplained.
	Err error
}

// Unexplained is what a cell says that the form does not explain. Its message
// quotes the cell; Reason does not, and can be counted.
type Unexplained struct {
	Reason string // such as "no option"
	cell   string
}

func (u *Unexplained) Error() string { return fmt.Sprintf("%q is %s", u.cell, u.Reason) }

// mistakes are those of a whole table, the first of each kind.
type mistakes struct {
	lines []string
	seen  map[string]bool
	more  int
}

func (m *mistakes) add(response int, one Mistake) {
	text := fmt.Sprintf("column %d, %q: %v", one.Column+1, one.Name, one.Err)
	if m.seen[text] {
		return
	}
	if m.seen == nil {
		m.seen = map[string]bool{}
	}
	m.seen[text] = true
	m.line(fmt.Sprintf("%s (response %d)", text, response))
}

func (m *mistakes) line(text string) {
	if len(m.lines) == maxMistakes {
		m.more++
		return
	}
	m.lines = append(m.lines, text)
}

// error is all of them below a heading; nil for none.
func (m *mistakes) error(heading string) error {
	if len(m.lines) == 0 {
		return nil
	}
	text := strings.Join(m.lines, "\n")
	if m.more > 0 {
		text += fmt.Sprintf("\nand %d more", m.more)
	}
	return fmt.Errorf("%s:\n%s", heading, text)
}

// A reader reads the cells of one column.
type reader struct {
	Column
	longest []string // options, the longest first
}

func newReader(c Column) reader {
	longest := slices.Clone(c.Options)
	slices.SortStableFunc(longest, func(x, y string) int { return len(y) - len(x) })
	return reader{c, longest}
}

func (r reader) read(cell string) (a Answer, answered bool, err error) {
	cell = strings.TrimSpace(cell)
	if r.Kind == Status {
		return r.state(cell)
	}
	if cell == "" || slices.Contains(r.Blank, cell) || r.Kind == Drop {
		return Answer{}, false, nil
	}
	switch r.Kind {
	case Day:
		a.Other, err = day(cell)
	case Single, Scale:
		a, err = r.one(r.decoded(cell))
	case Multi:
		a, err = r.many(r.decodedAll(cell))
	case Tick:
		if !denied(cell) {
			a.Options = []string{r.Item}
		}
	case Number:
		a.Number, err = number(cell)
	case Rank:
		a, err = r.placed(r.decoded(cell))
	case Text:
		a.Other = cell
	}
	return a, err == nil, err
}

// decoded is the option that a cell's code stands for.
func (r reader) decoded(cell string) string {
	if option, ok := r.Codes[cell]; ok {
		return option
	}
	return cell
}

// decodedAll does the same for several codes in a cell, if all of them are.
func (r reader) decodedAll(cell string) string {
	parts := strings.Split(cell, r.Separator)
	for i, part := range parts {
		option, ok := r.Codes[strings.TrimSpace(part)]
		if !ok {
			return cell
		}
		parts[i] = option
	}
	return strings.Join(parts, r.Separator)
}

func (r reader) one(cell string) (Answer, error) {
	switch {
	case slices.Contains(r.Options, cell):
		return Answer{Options: []string{cell}}, nil
	case slices.Contains(r.Options, strings.TrimSuffix(cell, ".0")): // as tables of statistics programs write whole numbers
		return Answer{Options: []string{strings.TrimSuffix(cell, ".0")}}, nil
	case r.Other:
		return Answer{Other: cell}, nil
	}
	return Answer{}, &Unexplained{"no option", cell}
}

// placed reads a ranking: either the option that has the place of the item, or
// the place that the item has.
func (r reader) placed(cell string) (Answer, error) {
	if len(r.Options) > 0 {
		return r.one(cell)
	}
	n, err := number(cell)
	return Answer{Number: n}, err
}

// many takes a cell apart. Options may hold the separator, so they are looked
// for first, the longest before others; each counts once.
func (r reader) many(cell string) (a Answer, err error) {
	for rest := cell; rest != ""; {
		if option, after, ok := r.next(rest); ok {
			if rest = after; !slices.Contains(a.Options, option) {
				a.Options = append(a.Options, option)
			}
			continue
		}
		parts := Split(rest, r.Separator)
		if len(parts) == 0 {
			break
		}
		if !r.Other {
			return Answer{}, &Unexplained{"no option", parts[0]}
		}
		if a.Other != "" {
			a.Other += r.Separator + " "
		}
		a.Other += parts[0]
		_, rest, _ = strings.Cut(rest, parts[0])
		rest = r.behind(rest)
	}
	return a, nil
}

// next is the option with which text begins, and what follows the separator
// behind it.
func (r reader) next(text string) (option, after string, ok bool) {
	text = strings.TrimLeft(text, " \t\r\n\"")
	for _, o := range r.longest {
		rest, found := strings.CutPrefix(text, o)
		if !found {
			continue
		}
		rest = strings.TrimLeft(rest, " \t\r\"")
		if strings.TrimSpace(rest) == "" || strings.HasPrefix(rest, r.Separator) {
			return o, r.behind(rest), true
		}
	}
	return "", "", false
}

// behind is what follows the separators with which text begins.
func (r reader) behind(text string) string {
	for {
		text = strings.TrimLeft(text, " \t\r\"")
		rest, ok := strings.CutPrefix(text, r.Separator)
		if !ok {
			return strings.TrimSpace(text)
		}
		text = rest
	}
}

func number(cell string) (float64, error) {
	m := amount.FindStringSubmatch(cell)
	if m == nil {
		return 0, &Unexplained{"no number", cell}
	}
	return strconv.ParseFloat(strings.Map(func(c rune) rune {
		if strings.ContainsRune(",' ", c) {
			return -1
		}
		return c
	}, m[1]), 64)
}
