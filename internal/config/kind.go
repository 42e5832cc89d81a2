package config

import (
	"fmt"
	"reflect"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"goldenratio/internal/config/rule"
)

// The kinds of values, in words.
const (
	isText    = "a text"
	isWhole   = "a whole number"
	isNumber  = "a number"
	isBool    = "true or false"
	isList    = "a list"
	isMapping = "a mapping"
)

// kinds says where a value is of another kind than its key wants. The decoder
// would make 1.10 the text 1.1, and 3.7 the number 3.
func kinds(node ast.Node, t reflect.Type, at rule.Path) error {
	node, t = unwrap(node), elem(t)
	if node == nil || t.Kind() == reflect.Interface {
		return nil
	}
	if own, ok := reflect.Zero(t).Interface().(interface {
		kinds(ast.Node, rule.Path) error
	}); ok {
		return own.kinds(node, at)
	}
	have, want := found(node), wanted(t)
	switch {
	case have == "" || have == want || have == isWhole && want == isNumber:
	case want == isText && have != isList && have != isMapping:
		return fmt.Errorf("line %d: %s: %s where %s is wanted; put it in quotes", start(node), at, have, want)
	default:
		return fmt.Errorf("line %d: %s: %s where %s is wanted", start(node), at, have, want)
	}
	switch node := node.(type) {
	case *ast.SequenceNode:
		for i, value := range node.Values {
			if err := kinds(value, t.Elem(), at.With(i)); err != nil {
				return err
			}
		}
	case *ast.MappingNode:
		return keyKinds(node, t, at)
	}
	return nil
}

// keyKinds is kinds for the values of a mapping; the decoder refuses keys that
// the struct does not have.
func keyKinds(node *ast.MappingNode, t reflect.Type, at rule.Path) error {
	for _, field := range reflect.VisibleFields(t) {
		key := rule.Key(field)
		if key == "" {
			continue
		}
		if value, _ := child(node, key); value != nil {
			if err := kinds(value, field.Type, at.With(key)); err != nil {
				return err
			}
		}
	}
	return nil
}

// unwrap is what stands behind a mark; nil for nothing and for an alias, which
// was looked at where it is defined.
func unwrap(node ast.Node) ast.Node {
	switch node := node.(type) {
	case *ast.AnchorNode:
		return unwrap(node.Value)
	case *ast.AliasNode, *ast.NullNode, *ast.TagNode:
		return nil
	}
	return node
}

func elem(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func found(node ast.Node) string {
	switch node.Type() {
	case ast.StringType, ast.LiteralType:
		return isText
	case ast.IntegerType:
		return isWhole
	case ast.FloatType:
		return isNumber
	case ast.InfinityType:
		return "infinity"
	case ast.NanType:
		return "no number"
	case ast.BoolType:
		return isBool
	case ast.SequenceType:
		return isList
	case ast.MappingType:
		return isMapping
	}
	return ""
}

func wanted(t reflect.Type) string {
	if reflect.PointerTo(t).Implements(reflect.TypeFor[yaml.NodeUnmarshaler]()) {
		return isText // a day, a secret
	}
	switch t.Kind() {
	case reflect.Bool:
		return isBool
	case reflect.Int:
		return isWhole
	case reflect.Float64:
		return isNumber
	case reflect.Slice:
		return isList
	case reflect.Struct:
		return isMapping
	}
	return isText
}
