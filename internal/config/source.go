package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"goldenratio/collectors"
)

// shared are the keys that every source may have; the others are its type's.
var shared = []string{"id", "type", "list", "scope", "repository", "synthetic"}

// parseSource reads one entry of `sources`.
func parseSource(node ast.Node, types []collectors.Type) (Source, error) {
	line := node.GetToken().Position.Line
	whole, ok := node.(*ast.MappingNode)
	if !ok {
		return Source{}, fmt.Errorf("line %d: a source is a mapping such as {id: xen-git, type: git, scope: xen, url: …}", line)
	}
	line = whole.Values[0].Key.GetToken().Position.Line
	common, own := *whole, *whole
	common.Values, own.Values = nil, nil
	for _, value := range whole.Values {
		if slices.Contains(shared, value.Key.String()) {
			common.Values = append(common.Values, value)
		} else {
			own.Values = append(own.Values, value)
		}
	}
	s := Source{line: line}
	if err := yaml.NodeToValue(&common, &s, yaml.Strict()); err != nil {
		return Source{}, readable(err)
	}
	i := slices.IndexFunc(types, func(t collectors.Type) bool { return t.Name == s.Type })
	if i < 0 {
		return Source{}, fmt.Errorf("line %d: source %q has the unknown type %q; there are %s", line, s.ID, s.Type, names(types))
	}
	s.Of, s.Options = types[i], types[i].Options()
	if err := yaml.NodeToValue(&own, s.Options, yaml.Strict()); err != nil {
		return Source{}, readable(err)
	}
	if checked, ok := s.Options.(interface{ Check() error }); ok {
		if err := checked.Check(); err != nil {
			return Source{}, fmt.Errorf("line %d: source %q: %w", line, s.ID, err)
		}
	}
	return s, nil
}

func names(types []collectors.Type) string {
	all := make([]string, len(types))
	for i, t := range types {
		all[i] = t.Name
	}
	return strings.Join(all, ", ")
}
