package form

import (
	"bytes"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
)

const preamble = `# What the columns of a survey's export hold, as far as they tell themselves.
# Correct what is wrong. type is one of drop, day, single, multi, tick, scale,
# number, rank and text. The options of a scale stand from the least to the
# most. The columns of one question share its name: give it one that you
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
	return nil
}

func (c Column) check() error {
	switch c.Kind {
	case Drop, Day:
		return nil
	case Single, Scale:
		if len(c.Options) == 0 {
			return fmt.Errorf("type %s needs options", c.Kind)
		}
	case Multi:
		if len(c.Options) == 0 || c.Separator == "" {
			return fmt.Errorf("type multi needs options and a separator")
		}
	case Tick, Number, Rank, Text:
	default:
		return fmt.Errorf("type %q is none of drop, day, single, multi, tick, scale, number, rank, text", c.Kind)
	}
	if c.Question == "" {
		return fmt.Errorf("question needs a name")
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
