package config

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"

	"goldenratio/internal/config/rule"
)

// Fault is an error about a key of the file, with its line. Who knows more than
// this package, such as which KPIs there are, says with it what is wrong.
func (c *Config) Fault(at rule.Path, format string, args ...any) error {
	return fmt.Errorf("line %d: %s: "+format, append([]any{line(c.text, at), at}, args...)...)
}

// line is that of a key, or of the last thing on the way to it that stands in
// the file. Behind an alias (*name) it is the alias' own.
func line(node ast.Node, at rule.Path) int {
	here := start(node)
	for _, step := range at {
		next, line := child(node, step)
		if next == nil {
			return here
		}
		node, here = next, line
	}
	return here
}

// child is one step down, and its line.
func child(node ast.Node, step any) (ast.Node, int) {
	switch node := node.(type) {
	case *ast.AnchorNode:
		return child(node.Value, step)
	case *ast.MappingNode:
		for _, pair := range node.Values {
			if pair.Key.GetToken().Value == step {
				return pair.Value, pair.Key.GetToken().Position.Line
			}
		}
	case *ast.SequenceNode:
		if i, ok := step.(int); ok && i < len(node.Values) {
			return node.Values[i], start(node.Values[i])
		}
	}
	return nil, 0
}

// start is the line on which a node begins: a mapping's own token is the colon
// behind its first key.
func start(node ast.Node) int {
	if mapping, ok := node.(*ast.MappingNode); ok && len(mapping.Values) > 0 {
		return mapping.Values[0].Key.GetToken().Position.Line
	}
	return node.GetToken().Position.Line
}
