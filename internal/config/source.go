package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"goldenratio/collectors"
	"goldenratio/internal/config/rule"
)

// parseSource reads one entry of `sources`.
func parseSource(node ast.Node, at rule.Path, types []collectors.Type) (Source, error) {
	line := node.GetToken().Position.Line
	whole, ok := node.(*ast.MappingNode)
	if !ok || len(whole.Values) == 0 {
		return Source{}, fmt.Errorf("line %d: a source is a mapping such as {id: xen-git, type: git, scope: xen, url: …}", line)
	}
	line = start(whole)
	common, own, shared := *whole, *whole, sharedKeys()
	common.Values, own.Values = nil, nil
	for _, value := range whole.Values {
		if slices.Contains(shared, value.Key.String()) {
			common.Values = append(common.Values, value)
		} else {
			own.Values = append(own.Values, value)
		}
	}
	var s Source
	if err := kinds(whole, reflect.TypeFor[Source](), at); err != nil {
		return Source{}, err
	}
	if err := yaml.NodeToValue(&common, &s, yaml.Strict()); err != nil {
		return Source{}, readable(err)
	}
	i := slices.IndexFunc(types, func(t collectors.Type) bool { return t.Name == s.Type })
	if i < 0 {
		return Source{}, fmt.Errorf("line %d: source %q has the unknown type %q; there are %s", line, s.ID, s.Type, names(types))
	}
	s.Of, s.Options = types[i], types[i].Options()
	if err := kinds(whole, reflect.TypeOf(s.Options).Elem(), at); err != nil {
		return Source{}, err
	}
	rule.Fill(s.Options)
	if err := yaml.NodeToValue(&own, s.Options, yaml.Strict()); err != nil {
		return Source{}, readable(err)
	}
	return s, nil
}

// sharedKeys are those that every source may have; the others are its type's.
func sharedKeys() (keys []string) {
	for field := range reflect.TypeFor[Source]().Fields() {
		if key := rule.Key(field); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

func names(types []collectors.Type) string {
	all := make([]string, len(types))
	for i, t := range types {
		all[i] = t.Name
	}
	return strings.Join(all, ", ")
}
