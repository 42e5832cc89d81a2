package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// JSON is the schema of the file that s is.
func JSON(s *Section) ([]byte, error) {
	root := s.schema()
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "goldenratio.yaml"
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(root); err != nil {
		return nil, fmt.Errorf("write schema: %w", err)
	}
	return text.Bytes(), nil
}

// schema is that of one mapping: as the parser, it takes no other keys.
func (s *Section) schema() map[string]any {
	properties, required, either := map[string]any{}, []string{}, []any{}
	for i := range s.Keys {
		key := &s.Keys[i]
		properties[key.Name] = key.schema()
		if key.Rule.Required {
			required = append(required, key.Name)
		}
		if key.Rule.Either {
			either = append(either, map[string]any{"required": []string{key.Name}})
		}
	}
	all := map[string]any{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		all["required"] = required
	}
	if len(either) > 0 {
		all["oneOf"] = either
	}
	return all
}

// schema is that of a key's value. The parser takes a key with nothing behind
// it for one that is left out, so null fits where the key may be missing.
func (k *Key) schema() map[string]any {
	all := k.value()
	all["description"] = plain(k.Doc)
	if k.Rule.Default != "" {
		all["default"] = k.defaultValue()
	}
	if kind, ok := all["type"].(string); ok && !k.Rule.Required && !k.Rule.Either {
		all["type"] = []string{kind, "null"}
		if words, ok := all["enum"].([]any); ok {
			all["enum"] = append(words, nil)
		}
	}
	return all
}

func (k *Key) value() map[string]any {
	if k.Sources != nil {
		return map[string]any{"type": "array", "items": map[string]any{"oneOf": sources(k.Sources[1:])}}
	}
	if k.Type.Kind() == reflect.Slice {
		all := map[string]any{"type": "array", "items": k.item(k.Type.Elem())}
		if k.Rule.Required {
			all["minItems"] = 1
		}
		return all
	}
	all := k.item(k.Type)
	if all["type"] == "string" {
		k.text(all)
	}
	for name, limit := range map[string]*float64{"minimum": k.Rule.Min, "maximum": k.Rule.Max, "exclusiveMinimum": k.Rule.Above} {
		if limit != nil {
			all[name] = *limit
		}
	}
	return all
}

// text adds what holds for a text. An empty one is as good as none.
func (k *Key) text(all map[string]any) {
	if k.Rule.Words != nil {
		words := make([]any, len(k.Rule.Words))
		for i, word := range k.Rule.Words {
			words[i] = word
		}
		all["enum"] = words
	}
	if k.Rule.Format != nil {
		all["pattern"] = k.Rule.Format.Pattern.String()
	} else if k.Rule.Required || k.Rule.Either {
		all["minLength"] = 1
	}
}

// item is the schema of a type.
func (k *Key) item(t reflect.Type) map[string]any {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if own, ok := described(t); ok {
		return own
	}
	switch t.Kind() {
	case reflect.Struct:
		return k.Of.schema()
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	}
	panic(fmt.Sprintf("%s: no schema for a %s", k.Name, t)) // a slip of ours that every test finds
}

// sources are the schemas of all types, told apart by `type`.
func sources(types []*Section) (all []any) {
	for _, t := range types {
		one := t.schema()
		one["properties"].(map[string]any)["type"].(map[string]any)["const"] = t.Name
		one["title"] = t.Name
		all = append(all, one)
	}
	return all
}

// defaultValue is the default as JSON has it.
func (k *Key) defaultValue() any {
	if k.Type.Kind() == reflect.String {
		return k.Rule.Default
	}
	return json.RawMessage(k.Rule.Default)
}

// plain is a comment without Markdown.
func plain(doc string) string { return strings.ReplaceAll(doc, "`", "") }
