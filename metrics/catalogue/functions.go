package catalogue

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

var functionNames = regexp.MustCompile(`\bgolden_\w+`)

// Functions returns the definitions of the SQL functions that KPIs may use, by
// name.
func Functions() (map[string]string, error) {
	names, err := fs.Glob(shapes, "sql/functions/*.sql")
	if err != nil {
		return nil, err
	}
	all := make(map[string]string)
	for _, name := range names {
		text, err := shapes.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read function: %w", err)
		}
		all[strings.TrimSuffix(path.Base(name), ".sql")] = string(text)
	}
	return all, nil
}

// uses lists the definitions of the functions that a statement uses, and of
// those that they use, in the order of their names.
func uses(sql string, functions map[string]string) ([]string, error) {
	found := make(map[string]string)
	for open := []string{sql}; len(open) > 0; {
		text := normalise(open[0])
		open = open[1:]
		for _, name := range functionNames.FindAllString(text, -1) {
			definition, known := functions[name]
			if !known {
				return nil, fmt.Errorf("there is no SQL function %s", name)
			}
			if _, seen := found[name]; !seen {
				found[name] = normalise(definition)
				open = append(open, definition)
			}
		}
	}
	var all []string
	for _, definition := range found {
		all = append(all, definition)
	}
	slices.Sort(all)
	return all, nil
}
