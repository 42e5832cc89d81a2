package form

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/goccy/go-yaml"
)

const preamble = `# What the columns of a survey's export hold, as far as they tell themselves.
# Correct what is wrong. type is one of drop, day, status, single, multi, tick,
# scale, number, rank and text. The options of a scale stand from the least to
# the most. The columns of one question share its name: give it one that you
# would use for the next survey, too.
`

// Write writes a form as a file that a person corrects.
func (f Form) Write(w io.Writer) error {
	b, err := yaml.MarshalWithOptions(f, yaml.IndentSequence(false), yaml.UseLiteralStyleIfMultiline(true))
	if err != nil {
		return fmt.Errorf("write form: %w", err)
	}
	_, err = w.Write(append([]byte(preamble), b...))
	return err
}

// Read reads a form that a person may have corrected. What is unknown or makes
// no sense is an error with its line.
func Read(r io.Reader) (f Form, err error) {
	b, err := io.ReadAll(io.LimitReader(r, 16<<20))
	if err != nil {
		return Form{}, err
	}
	if err := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict()).Decode(&f); err != nil {
		return Form{}, fmt.Errorf("read form: %w", err)
	}
	return f, f.check()
}

func (f Form) check() error {
	if f.Headers < 1 || f.Headers > 3 {
		return fmt.Errorf("headers: want 1 to 3 rows, not %d", f.Headers)
	}
	if len(f.Columns) == 0 {
		return fmt.Errorf("columns: there are none")
	}
	for i, c := range f.Columns {
		if err := c.check(); err != nil {
			return fmt.Errorf("column %d, %q: %w", i+1, c.Column, err)
		}
	}
	return f.distinct()
}

// distinct looks whether each column says something of its own: two with one
// name would be one answer.
func (f Form) distinct() error {
	type id struct{ question, item string }
	columns, answers := map[id]int{}, map[id]int{}
	for i, c := range f.Columns {
		if c.Question == "" {
			continue
		}
		name := id{c.Question, c.Item}
		if first := columns[name]; first > 0 {
			return fmt.Errorf("columns %d and %d are both question %q with item %q", first, i+1, c.Question, c.Item)
		}
		columns[name] = i + 1
		for _, item := range c.items() {
			name := id{c.Question, item}
			if first := answers[name]; first > 0 && (f.Columns[first-1].Kind != c.Kind || !c.shared()) {
				return fmt.Errorf("columns %d and %d are both question %q with item %q: give one another name", first, i+1, c.Question, item)
			}
			answers[name] = i + 1
		}
	}
	return nil
}

// items are what the column's answers belong to: all that are ticked belong to
// the question, and a place to the option that has it.
func (c Column) items() []string {
	switch {
	case c.Kind == Tick:
		return []string{""}
	case c.Kind == Rank && len(c.Options) > 0:
		return c.Options
	}
	return []string{c.Item}
}

// shared reports whether several columns make one answer.
func (c Column) shared() bool { return c.Kind == Tick || c.Kind == Rank && len(c.Options) > 0 }

func (c Column) check() error {
	switch c.Kind {
	case Drop, Day:
		return nil
	case Status:
		if c.States == nil {
			return fmt.Errorf("type status needs states")
		}
		return nil
	case Single, Scale:
		if len(c.Options) == 0 {
			return fmt.Errorf("type %s needs options", c.Kind)
		}
	case Multi:
		if len(c.Options) == 0 || c.Separator == "" {
			return fmt.Errorf("type multi needs options and a separator")
		}
	case Rank:
		if _, ok := c.Place(); len(c.Options) > 0 && !ok {
			return fmt.Errorf("type rank with options needs an item that ends in its place, such as Rank 1")
		}
	case Tick, Number, Text:
	default:
		return fmt.Errorf("type %q is none of drop, day, status, single, multi, tick, scale, number, rank, text", c.Kind)
	}
	if c.Question == "" {
		return fmt.Errorf("question needs a name")
	}
	for code, option := range c.Codes {
		if !slices.Contains(c.Options, option) {
			return fmt.Errorf("code %q stands for %q, which is no option", code, option)
		}
	}
	if seen := repeated(c.Options); seen != "" {
		return fmt.Errorf("option %q is there twice", seen)
	}
	return nil
}

// repeated is the first of the values that is there twice; empty for none.
func repeated(values []string) string {
	seen := map[string]bool{}
	for _, v := range values {
		if seen[v] {
			return v
		}
		seen[v] = true
	}
	return ""
}
