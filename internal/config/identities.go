package config

import (
	"path/filepath"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"goldenratio/internal/config/rule"
)

// Formats of files that say who is who.
const (
	Journal    = "yaml"       // the program's own, which its commands write
	Mailmap    = "mailmap"    // of git
	Gitdm      = "gitdm"      // the aliases of gitdm
	Accounts   = "json"       // the accounts of cncf/gitdm
	SortingHat = "sortinghat" // the identities of SortingHat
	CSV        = "csv"        // a line for each alias
)

// An IdentityFile says of whom the aliases are.
type IdentityFile struct {
	// Path is the file, relative to the configuration's folder.
	Path string `yaml:"path" schema:"required"`
	// Format is what it is written in; by default what its name tells.
	Format string `yaml:"format" schema:"oneof=yaml|mailmap|gitdm|json|sortinghat|csv"`
}

// UnmarshalYAML reads a file's path, or a mapping with its format.
func (f *IdentityFile) UnmarshalYAML(node ast.Node) error {
	if node.Type() != ast.MappingType {
		path, err := word(node)
		f.Path = path
		return err
	}
	type plain IdentityFile // without this method
	if err := yaml.NodeToValue(node, (*plain)(f), yaml.Strict()); err != nil {
		return readable(err)
	}
	return nil
}

// kinds says where a value is of a kind that does not fit.
func (IdentityFile) kinds(node ast.Node, at rule.Path) error {
	type plain IdentityFile
	if found(node) == isMapping {
		return kinds(node, reflect.TypeFor[plain](), at)
	}
	return kinds(node, reflect.TypeFor[string](), at)
}

// JSONSchema describes a file: its path alone, or a mapping.
func (IdentityFile) JSONSchema() map[string]any {
	field, _ := reflect.TypeFor[IdentityFile]().FieldByName("Format")
	path := map[string]any{"type": "string", "minLength": 1}
	return map[string]any{"title": "a path, or `{path, format}`", "oneOf": []any{path, map[string]any{
		"type": "object", "additionalProperties": false, "required": []string{"path"},
		"properties": map[string]any{"path": path, "format": map[string]any{"type": "string", "enum": rule.Of(field).Words}},
	}}}
}

// identities fills in the formats that the files' names tell.
func (k *checker) identities() {
	for i := range k.Identities {
		f, at := &k.Identities[i], rule.Path{"identities", i}
		if f.Format == "" {
			f.Format = formatOf(f.Path)
		}
		if f.Format == "" && f.Path != "" {
			k.add(at, "%q does not tell its format: write `{path: …, format: …}`", f.Path)
		}
	}
}

// formatOf is the format that a file's name tells; empty for none.
func formatOf(path string) string {
	switch name := strings.ToLower(filepath.Base(path)); {
	case strings.HasSuffix(name, "mailmap"):
		return Mailmap
	case strings.HasSuffix(name, ".yaml"), strings.HasSuffix(name, ".yml"):
		return Journal
	case strings.HasSuffix(name, ".csv"):
		return CSV
	}
	return ""
}

// Decided is the file that the commands write what people decide into; empty
// where the configuration names none.
func (c *Config) Decided() string {
	for _, f := range c.Identities {
		if f.Format == Journal {
			return c.Resolve(f.Path)
		}
	}
	return ""
}
