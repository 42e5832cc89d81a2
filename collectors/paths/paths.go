// Package paths finds the files that a source names by patterns, and gives them
// names that may stand in public columns.
package paths

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"goldenratio/collectors/redact"
)

// A Path is a file or a folder that was found.
type Path struct {
	Path string // to open it
	Name string // below the configuration's folder, fit for origins; no two have the same
	Info fs.FileInfo
}

// Find expands patterns, relative to dir, to what accept wants, sorted by name. A
// pattern without anything is an error, but the others are found all the same.
func Find(dir string, patterns []string, accept func(fs.FileInfo) bool) ([]Path, error) {
	var errs []error
	found := map[string]Path{}
	for _, pattern := range patterns {
		full := pattern
		if !filepath.IsAbs(full) {
			full = filepath.Join(dir, pattern)
		}
		matches, err := filepath.Glob(full)
		if err != nil {
			errs = append(errs, fmt.Errorf("pattern %q: %w", pattern, err))
			continue
		}
		accepted := 0
		for _, path := range matches {
			info, err := os.Stat(path)
			if err != nil {
				errs = append(errs, err)
			} else if accept(info) {
				accepted++
				p := Path{Path: path, Name: name(dir, path), Info: info}
				found[p.Name] = p
			}
		}
		if accepted == 0 {
			errs = append(errs, fmt.Errorf("no file matches %q", pattern))
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b Path) int { return strings.Compare(a.Name, b.Name) }), errors.Join(errs...)
}

// name is a path below the configuration's folder, or else the whole path.
func name(dir, path string) string {
	name := path
	if relative, err := filepath.Rel(dir, path); err == nil && !filepath.IsAbs(relative) && !strings.HasPrefix(relative, "..") {
		name = relative
	}
	return redact.Origin(filepath.ToSlash(name))
}

// Check says what is wrong with patterns.
func Check(patterns []string) error {
	for _, pattern := range patterns {
		if _, err := filepath.Match(pattern, ""); err != nil {
			return fmt.Errorf("path %q is no pattern: %w", pattern, err)
		}
	}
	return nil
}
