package survey

import (
	"fmt"

	"goldenratio/collectors/redact"
	"goldenratio/collectors/survey/form"
)

// A Dropped is a column of a wave that is never stored.
type Dropped struct {
	Wave   string
	Column string
	Why    string
}

// Dropped are the columns that the forms of the waves drop.
func (c *Collector) Dropped() ([]Dropped, error) { return Drops(c.dir, c.options.Waves) }

// Drops are the columns that the forms of some waves drop; relative paths start in dir.
func Drops(dir string, waves []Wave) (all []Dropped, err error) {
	for _, w := range waves {
		f, _, err := readForm(dir, w.Map)
		if err != nil {
			return nil, fmt.Errorf("wave %s: %w", w.ID, err)
		}
		for _, column := range f.Columns {
			if column.Kind == form.Drop {
				all = append(all, Dropped{Wave: w.ID, Column: redact.Addresses(column.Column), Why: column.Why})
			}
		}
	}
	return all, nil
}
