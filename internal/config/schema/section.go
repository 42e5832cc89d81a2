package schema

import (
	"fmt"
	"reflect"

	"goldenratio/collectors"
	"goldenratio/internal/config"
	"goldenratio/internal/config/rule"
)

// A Section is one mapping of the file.
type Section struct {
	Name    string // of a source's type; else of the key that it stands under
	Keys    []Key
	Untried bool // of a source's type: collectors.Type.Untried
}

// A Key is one key of a mapping.
type Key struct {
	Name string
	Doc  string
	Rule rule.Rule
	Type reflect.Type

	Of      *Section   // what the key holds, where that is a mapping or a list of them
	Sources []*Section // what it holds, where that is the sources: one for each type
}

// Read makes the sections of the whole file. root is the repository's folder,
// where the comments are.
func Read(root string, types []collectors.Type) (*Section, error) {
	r := reader{root: root, types: types, structs: map[string]comments{}}
	return r.section("", reflect.TypeFor[config.Config](), "")
}

type reader struct {
	root    string
	types   []collectors.Type
	structs map[string]comments // by folder
}

// section reads a struct. Of a source's keys it takes those that sources of the
// kind have.
func (r *reader) section(name string, t reflect.Type, kind string) (*Section, error) {
	found, err := r.comments(t)
	if err != nil {
		return nil, err
	}
	s := &Section{Name: name}
	for field := range t.Fields() {
		key := Key{Name: rule.Key(field), Rule: rule.Of(field), Type: field.Type}
		if field.Type == reflect.TypeFor[[]config.Source]() {
			key.Name = "sources"
		}
		if field.Anonymous {
			inline, err := r.section("", field.Type, kind)
			if err != nil {
				return nil, err
			}
			s.Keys = append(s.Keys, inline.Keys...)
			continue
		}
		if key.Name == "" || kind != "" && !key.Rule.For(kind) {
			continue
		}
		if key.Doc = found[field.Name]; key.Doc == "" {
			return nil, fmt.Errorf("%s.%s has no comment", t, field.Name)
		}
		if err := r.below(&key); err != nil {
			return nil, err
		}
		s.Keys = append(s.Keys, key)
	}
	return s, nil
}

// below reads what a key holds.
func (r *reader) below(key *Key) (err error) {
	if key.Name == "sources" {
		key.Sources, err = r.sources()
		return err
	}
	t := key.Type
	if t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if _, leaf := described(t); !leaf && t.Kind() == reflect.Struct {
		key.Of, err = r.section(key.Name, t, "")
	}
	return err
}

// sources are the sections of a source, first of what all types share.
func (r *reader) sources() (all []*Section, err error) {
	shared, err := r.section("", reflect.TypeFor[config.Source](), "")
	if err != nil {
		return nil, err
	}
	var names []string
	all = append(all, shared)
	for _, t := range r.types {
		own, err := r.section(t.Name, reflect.TypeOf(t.Options()).Elem(), string(t.Kind))
		if err != nil {
			return nil, err
		}
		for _, key := range shared.Keys {
			if key.Rule.For(string(t.Kind)) {
				own.Keys = append(own.Keys, key)
			}
		}
		own.Untried = t.Untried
		all = append(all, own)
		names = append(names, t.Name)
	}
	for i := range shared.Keys {
		if shared.Keys[i].Name == "type" {
			shared.Keys[i].Rule.Words = names
		}
	}
	return all, nil
}

// described is the schema of a type that has one of its own.
func described(t reflect.Type) (map[string]any, bool) {
	own, ok := reflect.Zero(t).Interface().(interface{ JSONSchema() map[string]any })
	if !ok {
		return nil, false
	}
	return own.JSONSchema(), true
}
