package schema

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// module is what import paths of this repository begin with.
const module = "goldenratio/"

// comments are those of one folder's structs, by name.
type comments map[string]fields

// fields are the comments of a struct's fields, by name.
type fields map[string]string

// comments returns those of a struct, out of its package's source.
func (r *reader) comments(t reflect.Type) (fields, error) {
	dir := filepath.Join(r.root, filepath.FromSlash(strings.TrimPrefix(t.PkgPath(), module)))
	if r.structs[dir] == nil {
		found, err := readComments(dir)
		if err != nil {
			return nil, fmt.Errorf("read comments of %s: %w", t, err)
		}
		r.structs[dir] = found
	}
	found, ok := r.structs[dir][t.Name()]
	if !ok {
		return nil, fmt.Errorf("no struct %s in %s", t, dir)
	}
	return found, nil
}

func readComments(dir string) (comments, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	all := comments{}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, declaration := range file.Decls {
			if types, ok := declaration.(*ast.GenDecl); ok {
				all.add(types)
			}
		}
	}
	return all, nil
}

func (c comments) add(types *ast.GenDecl) {
	for _, spec := range types.Specs {
		named, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		body, ok := named.Type.(*ast.StructType)
		if !ok {
			continue
		}
		found := fields{}
		for _, field := range body.Fields.List {
			for _, name := range field.Names {
				found[name.Name] = phrase(name.Name, field.Doc.Text())
			}
		}
		c[named.Name.Name] = found
	}
}

// phrase is a comment such as "Data is the folder of …" as it stands beside
// the key: "The folder of …".
func phrase(name, comment string) string {
	text := strings.TrimPrefix(strings.Join(strings.Fields(comment), " "), name+" ")
	for _, verb := range []string{"is ", "are "} {
		text = strings.TrimPrefix(text, verb)
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
