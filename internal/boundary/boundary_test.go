// Package boundary checks which part of the program may import which: data
// flows one way, from collectors through the warehouse to what people see.
package boundary

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed says, for each part of the tree, the parts that its files (tests left
// out) may import. A part is its longest prefix in this table.
var allowed = map[string][]string{
	"cmd/goldenratio":                  {"collectors", "collectors/all", "collectors/survey/...", "docs", "internal/...", "metrics/..."},
	"cmd/goldenratio-engine":           {},
	"collectors":                       {},
	"collectors/trailer":               {"collectors", "collectors/redact"},
	"collectors/redact":                {},
	"collectors/patchid":               {},
	"collectors/plain":                 {},
	"collectors/secret":                {},
	"collectors/subject":               {},
	"collectors/collectortest":         {"collectors"},
	"collectors/plumbing":              {},
	"collectors/unpack":                {},
	"collectors/fetch":                 {"collectors/unpack"},
	"collectors/lock":                  {},
	"collectors/outbox":                {"collectors"},
	"collectors/paths":                 {"collectors/redact"},
	"collectors/rest":                  {"collectors/fetch"},
	"collectors/mail":                  {"collectors", "collectors/subject", "collectors/trailer", "collectors/patchid", "collectors/redact", "collectors/secret", "collectors/paths", "collectors/plumbing", "collectors/unpack", "collectors/fetch", "collectors/lock", "collectors/plain", "collectors/mail/..."},
	"collectors/code":                  {"collectors", "collectors/trailer", "collectors/patchid", "collectors/redact", "collectors/plumbing", "collectors/lock", "collectors/code/..."},
	"collectors/forge":                 {"collectors", "collectors/outbox", "collectors/rest", "collectors/redact", "collectors/secret", "collectors/plumbing", "collectors/unpack", "collectors/fetch", "collectors/lock", "collectors/forge/..."},
	"collectors/social":                {"collectors", "collectors/fetch", "collectors/lock", "collectors/outbox", "collectors/paths", "collectors/plain", "collectors/redact", "collectors/rest", "collectors/secret", "collectors/unpack", "collectors/social/..."},
	"collectors/social/socialtest":     {"collectors", "collectors/fetch/...", "collectors/redact", "internal/warehouse"},
	"collectors/survey":                {"collectors", "collectors/fetch", "collectors/redact", "collectors/secret", "collectors/survey/..."},
	"collectors/forge/github/recorded": {"internal/realdata"},
	"collectors/forge/githubtest":      {"internal/sample/hub"},
	"collectors/all":                   {"collectors", "collectors/mail/...", "collectors/code/...", "collectors/forge/...", "collectors/social/...", "collectors/survey/..."},
	"internal/warehouse":               {"collectors", "collectors/redact", "internal/warehouse/..."},
	"internal/warehouse/engine":        {},
	"internal/realdata":                {},
	"internal/check":                   {"collectors/all", "internal/config", "internal/pipeline", "internal/sample", "internal/warehouse", "metrics/evaluate"},
	"internal/config":                  {"collectors", "collectors/secret", "internal/config/..."},
	"internal/config/rule":             {},
	"internal/config/gen":              {"collectors/all", "internal/config/..."},
	"internal/guide":                   {},
	"internal/identity":                {"collectors", "collectors/redact", "internal/affiliation", "internal/warehouse"},
	"internal/identity/roster":         {"collectors", "collectors/redact", "internal/config", "internal/identity", "internal/sortinghat"},
	"internal/sortinghat":              {},
	"internal/affiliation":             {"collectors/redact", "internal/warehouse", "internal/affiliation/...", "internal/sortinghat"},
	"internal/plan":                    {},
	"internal/questions":               {},
	"internal/paper":                   {},
	"internal/picture":                 {},
	"internal/pipeline":                {"collectors", "internal/affiliation/...", "internal/config", "internal/identity/...", "internal/plan", "internal/questions", "internal/snapshot", "internal/warehouse", "internal/warehouse/erase", "metrics/catalogue", "metrics/evaluate", "metrics/resolve"},
	"internal/snapshot":                {"internal/warehouse", "metrics/calendar", "metrics/catalogue", "metrics/evaluate"},
	"internal/report":                  {"internal/report/...", "internal/warehouse", "metrics/catalogue", "metrics/calendar", "metrics/momentum", "metrics/survey/disclosure"},
	"internal/web":                     {"internal/web/...", "internal/picture", "internal/report", "internal/warehouse", "metrics/catalogue", "metrics/calendar", "metrics/exporter"},
	"internal/sample":                  {"internal/sample/..."},
	"metrics":                          {"internal/warehouse", "metrics/..."},
	"metrics/resolve/series":           {"collectors/subject"},
	"dashboards":                       {"dashboards/...", "metrics/catalogue"},
	"docs":                             {},
}

func TestImportsFollowTheFlow(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".." || entry.Name() == "node_modules" || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "warehousetest") {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		files++
		return check(t, path, filepath.ToSlash(filepath.Dir(rel)))
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 50 {
		t.Errorf("only %d files looked at: is this the repository's root?", files)
	}
}

// part is the longest entry of the table that holds a folder.
func part(dir string) string {
	for dir != "." {
		if _, ok := allowed[dir]; ok {
			return dir
		}
		dir = filepath.ToSlash(filepath.Dir(dir))
	}
	return ""
}

func check(t *testing.T, path, dir string) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	from := part(dir)
	if from == "" {
		t.Errorf("%s is in no part that the table knows", path)
		return nil
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		target, ours := strings.CutPrefix(imported, "goldenratio/")
		if ours && !slices.ContainsFunc(allowed[from], func(a string) bool { return covers(a, target) }) {
			t.Errorf("%s imports %s: %s may import only %q", path, target, from, allowed[from])
		}
	}
	return nil
}

// covers reports whether an entry of the table, a package or a whole part with
// /... behind it, holds a package.
func covers(entry, target string) bool {
	if whole, ok := strings.CutSuffix(entry, "/..."); ok {
		return target == whole || strings.HasPrefix(target, whole+"/")
	}
	return target == entry
}
