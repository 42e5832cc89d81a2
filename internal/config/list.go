package config

import (
	"errors"
	"reflect"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"goldenratio/internal/config/rule"
)

// ReadList reads a file that is a list of mappings as strictly as the
// configuration itself. into points to a slice of structs with yaml and schema
// tags; lines are those on which its items begin.
func ReadList(text []byte, into any) (lines []int, err error) {
	root, err := list(text, into)
	if err != nil {
		return nil, err
	}
	k := checker{Config: &Config{text: root}}
	k.rules(rule.Check(reflect.ValueOf(into).Elem().Interface(), nil, ""))
	if items, ok := root.(*ast.SequenceNode); ok {
		for _, item := range items.Values {
			lines = append(lines, start(item))
		}
	}
	return lines, errors.Join(k.errs...)
}

// list reads a YAML list into a slice, and gives its text for errors to point
// into.
func list(text []byte, into any) (ast.Node, error) {
	root, err := document(text)
	if err != nil {
		return nil, err
	}
	if err := kinds(root, reflect.TypeOf(into).Elem(), nil); err != nil {
		return nil, err
	}
	if err := yaml.UnmarshalWithOptions(text, into, yaml.Strict()); err != nil {
		return nil, readable(err)
	}
	return root, nil
}
