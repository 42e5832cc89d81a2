package paths

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func regular(info fs.FileInfo) bool { return info.Mode().IsRegular() }

// Patterns find each file once, in the order of names that hold no address; one that
// finds nothing is an error, and takes nothing from the others.
func TestFind(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	for _, path := range []string{filepath.Join(dir, "b.log"), filepath.Join(dir, "ada@example.org.log"), filepath.Join(elsewhere, "c.log")} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "d.log"), 0o755); err != nil {
		t.Fatal(err)
	}
	found, err := Find(dir, []string{"*.log", "b*", "d.log", "[", filepath.Join(elsewhere, "*")}, regular)
	var names []string
	for _, p := range found {
		names = append(names, p.Name)
	}
	if len(names) != 3 || !slices.Contains(names, "b.log") || !slices.IsSorted(names) || strings.Contains(strings.Join(names, " "), "@") {
		t.Errorf("%q", names)
	}
	if err == nil || !strings.Contains(err.Error(), `no file matches "d.log"`) || !strings.Contains(err.Error(), `pattern "["`) {
		t.Error(err)
	}
	if Check([]string{"*.log", "["}) == nil || Check([]string{"*.log"}) != nil {
		t.Error("what a pattern is")
	}
}
