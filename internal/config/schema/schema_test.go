package schema_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"goldenratio/collectors/all"
	"goldenratio/docs"
	"goldenratio/internal/config"
	"goldenratio/internal/config/schema"
)

var root = filepath.Join("..", "..", "..")

func read(t *testing.T) *schema.Section {
	t.Helper()
	file, err := schema.Read(root, all.Types())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestGeneratedFilesAreUpToDate(t *testing.T) {
	file := read(t)
	text, err := schema.JSON(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, docs.Schema) {
		t.Error("docs/goldenratio.schema.json is out of date: go generate ./internal/config")
	}
	page, err := os.ReadFile(filepath.Join(root, "docs", "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := schema.Page(page, file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(page)); diff != "" {
		t.Error("the tables of docs/configuration.md are out of date: go generate ./internal/config", diff)
	}
}

// TestParserAndSchemaAgree holds both against the same files: what one takes
// the other takes, but for the faults that a schema cannot see. The first line
// of a bad file is a comment with what the parser says.
func TestParserAndSchemaAgree(t *testing.T) {
	compiled := compile(t)
	for _, corpus := range []struct {
		file         string
		parsed, fits bool
	}{
		{"good", true, true},
		{"unseen", false, true},
		{"bad", false, false},
	} {
		archive, err := txtar.ParseFile(filepath.Join("..", "testdata", corpus.file+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			t.Run(corpus.file+"/"+f.Name, func(t *testing.T) {
				_, err := config.Parse(f.Data, all.Types())
				if (err == nil) != corpus.parsed {
					t.Errorf("the parser says %v", err)
				}
				if want := says(f.Data); err != nil && !strings.Contains(err.Error(), want) {
					t.Errorf("the parser says %q, not %q", err, want)
				}
				if err := fit(t, compiled, f.Data); (err == nil) != corpus.fits {
					t.Errorf("the schema says %v", err)
				}
			})
		}
	}
}

// says is the comment in the first line.
func says(text []byte) string {
	line, _, _ := strings.Cut(string(text), "\n")
	comment, _ := strings.CutPrefix(line, "# ")
	return comment
}

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// TestExamplesAreTrue reads the examples of the documents, which together are
// one file.
func TestExamplesAreTrue(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "docs", "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	var whole []byte
	for _, block := range yamlBlock.FindAllSubmatch(page, -1) {
		whole = append(whole, block[1]...)
	}
	if _, err := config.Parse(whole, all.Types()); err != nil {
		t.Error(err)
	}
	if err := fit(t, compile(t), whole); err != nil {
		t.Error(err)
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(docs.Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat() // as editors do
	if err := compiler.AddResource("goldenratio.schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("goldenratio.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// fit holds YAML against the schema, as an editor would: of several documents
// each, of a key that stands there twice the last.
func fit(t *testing.T, compiled *jsonschema.Schema, text []byte) error {
	t.Helper()
	first, _, _ := bytes.Cut(bytes.TrimPrefix(text, []byte("---\n")), []byte("\n---\n"))
	var value any
	if err := yaml.UnmarshalWithOptions(first, &value, yaml.AllowDuplicateMapKey()); err != nil {
		t.Fatal(err)
	}
	asJSON, err := yaml.MarshalWithOptions(value, yaml.JSON())
	if err != nil {
		t.Fatal(err)
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(instance)
}
