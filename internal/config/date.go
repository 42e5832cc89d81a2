package config

import (
	"fmt"
	"regexp"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// A Date is a day, written 2020-12-25.
type Date struct{ time.Time }

// datePattern is what a day looks like; the years are those that the store can
// hold.
var datePattern = regexp.MustCompile(`^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)

// UnmarshalYAML reads a day.
func (d *Date) UnmarshalYAML(node ast.Node) error {
	text, err := word(node)
	if err != nil {
		return err
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || !datePattern.MatchString(text) {
		return fmt.Errorf("line %d: %q is no day such as 2020-12-25, from 1970 to 2099", start(node), text)
	}
	d.Time = day
	return nil
}

// word is the text that a node is.
func word(node ast.Node) (text string, err error) {
	if err := yaml.NodeToValue(node, &text); err != nil {
		return "", readable(err)
	}
	return text, nil
}

// JSONSchema describes a day.
func (Date) JSONSchema() map[string]any {
	return map[string]any{"type": "string", "format": "date", "pattern": datePattern.String()}
}
