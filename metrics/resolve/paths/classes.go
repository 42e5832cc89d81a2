package paths

import (
	"path"
	"slices"
	"strings"

	"github.com/go-enry/go-enry/v2"
	"github.com/go-enry/go-enry/v2/data"
)

// A Class is the kind of a file.
type Class string

// The classes. A path is of the first that fits it in the order vendored,
// generated, test or documentation (whichever a folder says first, from the
// left, then the name), configuration, source.
const (
	Source        Class = "source"
	Test          Class = "test"
	Documentation Class = "documentation"
	Configuration Class = "configuration"
	Vendored      Class = "vendored"
	Generated     Class = "generated"
	Other         Class = "other" // images, data and what has no type
)

// A File is what a path tells.
type File struct {
	Class    Class
	Language string // as linguist calls it; empty for none, or where a name may mean several
}

// A Classifier classes paths. It may be used by several goroutines.
type Classifier struct {
	vendored      rules
	documentation rules
	written       rules
	languages     map[string]string // by type of file
}

// NewClassifier returns a Classifier.
func NewClassifier() *Classifier {
	return &Classifier{
		vendored:      newRules(data.VendorMatchers, own()),
		documentation: newRules(data.DocumentationMatchers, nil),
		written:       written(),
		languages:     meant(),
	}
}

// Class says what a path names.
func (c *Classifier) Class(file string) File {
	dir, base := path.Split(file)
	parts := strings.Split(dir, "/")
	out := File{Language: c.language(base)}
	switch {
	case slices.ContainsFunc(parts, foreign) || c.vendored.fit(file):
		out.Class = Vendored
	case c.written.fit(base) || generated(file):
		out.Class = Generated
	default:
		out.Class = c.kind(dir, parts, base, out.Language)
	}
	switch {
	case out.Class != "":
	case out.Language == "":
		out.Class = Other
	case enry.GetLanguageType(out.Language) == enry.Data:
		out.Class = Configuration
	default:
		out.Class = Source
	}
	return out
}

// kind is Test, Documentation or empty.
func (c *Classifier) kind(dir string, parts []string, base, language string) Class {
	for _, part := range parts {
		if isTest(part) {
			return Test
		}
		if isDocumentation(part) {
			return Documentation
		}
	}
	switch {
	case testName(base):
		return Test
	case documentationName(base, language) || c.documentation.fit(dir):
		return Documentation
	case c.documentation.fit(dir+base) && enry.GetLanguageType(language) != enry.Programming: // license.c is none
		return Documentation
	}
	return ""
}

// foreign reports whether a folder is one more of those where others' files are
// kept.
func foreign(part string) bool {
	switch part {
	case "external_libs", "vendored", "thirdparty", "_esy", "esy.lock", ".yarn":
		return true
	}
	return false
}

// own are the rules by which linguist calls vendored what a project's people
// write.
func own() []string {
	return []string{
		`(^|/)\.github/`, `(^|/)\.vscode/`, `(^|/)\.teamcity/`, `(^|/)\.obsidian/`, `(^|/)\.gitattributes$`, `(^|/)\.gitignore$`,
		`(^|/)\.gitmodules$`, `(^|/)\.gitpod\.Dockerfile$`, `(^|/)\.indent\.pro`, `(^|/)Jenkinsfile$`, `(^|/)Vagrantfile$`,
		`(^|/)fabfile\.py$`, `^debian/`, `(^|/)cache/`, `(^|/)env/`, `(^|/)testdata/`, `(^|/)[Tt]ests?/fixtures/`,
		`(^|/)[Ss]pecs?/fixtures/`, `(^|/)docs?/_?(build|themes?|templates?|static)/`,
	}
}
