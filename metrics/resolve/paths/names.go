package paths

import (
	"path"
	"regexp"
	"strings"

	"github.com/go-enry/go-enry/v2"
)

// written are rules for names of what programs write, which linguist does not
// know, or only by what is in them.
func written() rules {
	var all []*regexp.Regexp
	for _, expression := range []string{
		`^yarn\.lock$`, `^go\.sum$`, `^Gemfile\.lock$`, `^mix\.lock$`, `opam\.locked$`, `^ltmain\.sh$`, `^Makefile\.in$`, `^zz_generated`,
		`\.(js|css)\.map$`, `\.pb\.(go|cc|h)$`, `\.pb\.gw\.go$`, `\.g\.dart$`, `_pb2(_grpc)?\.py$`, `_generated\.go$`,
	} {
		all = append(all, regexp.MustCompile(expression))
	}
	return newRules(all, nil)
}

// hints are texts of which one stands, in lower case, in each path that linguist
// calls generated without a look into the file.
func hints() []string {
	return []string{
		".lock", "-lock", ".pnp.", "npm-shrinkwrap", ".orig", "node_modules/", "pods/", "carthage/", ".idea/", "godeps/", "vendor/",
		"__generated__/", "htmlcov/", ".sqlx/", ".zep.", ".designer.", ".feature.cs", "_tlb.pas", ".nib", ".xc", ".map",
	}
}

// generated reports whether linguist calls a path generated.
func generated(file string) bool {
	lower := strings.ToLower(file)
	for _, hint := range hints() {
		if strings.Contains(lower, hint) {
			return enry.IsGenerated(file, nil)
		}
	}
	return false
}

// isTest reports whether one of the words of a folder's name is test.
func isTest(part string) bool {
	for _, word := range words(part) {
		if testWord(word) {
			return true
		}
	}
	return false
}

func testWord(word string) bool {
	switch word {
	case "test", "tests", "testing", "testsuite", "testsuites", "testdata", "unittest", "unittests", "selftest", "selftests", "e2e":
		return true
	}
	return false
}

// words are the words of a name that may have one of testWord's, in lower case.
func words(name string) []string {
	name = strings.ToLower(name)
	if !strings.Contains(name, "test") && !strings.Contains(name, "e2e") {
		return nil
	}
	return strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == '.' || r == ' ' })
}

func isDocumentation(part string) bool {
	switch part {
	case "doc", "docs", "Doc", "Docs", "documentation", "Documentation", "man", "manual", "manpages":
		return true
	}
	return false
}

// testName reports whether a file's name begins or ends with the word test, or
// is one by which linguist knows tests.
func testName(base string) bool {
	extension := path.Ext(base)
	stem := strings.TrimSuffix(base, extension)
	if w := words(stem); len(w) > 0 && extension != "" && (testWord(w[0]) || testWord(w[len(w)-1])) {
		return true
	}
	switch extension {
	case ".java", ".cs", ".kt", ".scala", ".php", ".swift":
		return strings.HasPrefix(stem, "Test") || strings.HasSuffix(stem, "Test") || strings.HasSuffix(stem, "Tests")
	case ".rb", ".ts", ".tsx", ".js":
		return strings.HasSuffix(stem, "_spec") || strings.HasSuffix(stem, ".spec")
	}
	return extension == ".t"
}

// documentationName reports whether a file is documentation by its name alone.
func documentationName(base, language string) bool {
	switch base {
	case "AUTHORS", "CREDITS", "HACKING", "MAINTAINERS", "NEWS", "NOTICE", "SECURITY", "THANKS", "TODO", "ChangeLog":
		return true
	}
	switch language {
	case "Roff", "TeX", "Texinfo":
		return true
	}
	return enry.GetLanguageType(language) == enry.Prose
}

// meant are the languages that are nearly always meant by a type of file of
// which linguist knows several.
func meant() map[string]string {
	return map[string]string{
		".h": "C", ".md": "Markdown", ".ml": "OCaml", ".rs": "Rust", ".ts": "TypeScript", ".cs": "C#", ".pl": "Perl", ".pm": "Perl",
		".t": "Perl", ".m": "Objective-C", ".php": "PHP", ".sql": "SQL", ".html": "HTML", ".yaml": "YAML", ".yml": "YAML",
		".json": "JSON", ".xml": "XML", ".txt": "Text", ".asm": "Assembly", ".S": "Assembly", ".tex": "TeX",
		".1": "Roff", ".2": "Roff", ".3": "Roff", ".4": "Roff", ".5": "Roff", ".6": "Roff", ".7": "Roff", ".8": "Roff", ".9": "Roff",
	}
}

// language is what linguist calls the language of a name.
func (c *Classifier) language(base string) string {
	if all := enry.GetLanguagesByFilename(base, nil, nil); len(all) == 1 {
		return all[0]
	}
	if strings.HasSuffix(base, "requirements.txt") {
		return "Pip Requirements"
	}
	if known, ok := c.languages[path.Ext(base)]; ok {
		return known
	}
	if all := enry.GetLanguagesByExtension(base, nil, nil); len(all) == 1 {
		return all[0]
	}
	return ""
}
