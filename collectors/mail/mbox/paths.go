package mbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors/redact"
)

// A file is one mbox that the source's patterns name.
type file struct {
	path  string // to open it
	name  string // in origins and cursors, addresses replaced
	info  fs.FileInfo
	month time.Time // named in the file's name; zero: none
}

// find expands patterns to files, sorted by name. A pattern without a file is
// an error, but the others are found all the same.
func find(dir string, patterns []string) ([]file, error) {
	var errs []error
	found := map[string]file{}
	for _, pattern := range patterns {
		full := pattern
		if !filepath.IsAbs(full) {
			full = filepath.Join(dir, pattern)
		}
		paths, err := filepath.Glob(full)
		if err != nil {
			errs = append(errs, fmt.Errorf("pattern %q: %w", pattern, err))
			continue
		}
		files := 0
		for _, path := range paths {
			f, err := stat(dir, path)
			if err != nil {
				errs = append(errs, err)
			} else if f.info.Mode().IsRegular() {
				files++
				found[f.name] = f
			}
		}
		if files == 0 {
			errs = append(errs, fmt.Errorf("no file matches %q", pattern))
		}
	}
	files := make([]file, 0, len(found))
	for _, f := range found {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return files, errors.Join(errs...)
}

func stat(dir, path string) (file, error) {
	info, err := os.Stat(path)
	if err != nil {
		return file{}, err
	}
	name := path
	if relative, err := filepath.Rel(dir, path); err == nil && !filepath.IsAbs(relative) && !strings.HasPrefix(relative, "..") {
		name = relative
	}
	return file{path: path, name: redact.Origin(filepath.ToSlash(name)), info: info, month: monthIn(filepath.Base(path))}, nil
}

// origin is where a mail stands: name@offset, or name~2@offset once the file
// was replaced twice. Up to the @ it is the prefix of all mails of that file
// and generation, and of no others.
func origin(name string, generation int, offset int64) string {
	return fmt.Sprintf("%s%d", prefix(name, generation), offset)
}

func prefix(name string, generation int) string {
	if generation == 0 {
		return name + "@"
	}
	return fmt.Sprintf("%s~%d@", name, generation)
}

var monthPattern = regexp.MustCompile(`(?i)(?:^|\D)((?:19|20)\d\d)[-_.]?(?:(0[1-9]|1[0-2])|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)(?:\D|$)`)

// monthIn finds the month in names such as 2020-01.mbox and 2013-October.txt.gz.
func monthIn(base string) time.Time {
	m := monthPattern.FindStringSubmatch(base)
	if m == nil {
		return time.Time{}
	}
	layout, value := "2006-01", m[1]+"-"+m[2]
	if m[2] == "" {
		layout, value = "2006-Jan", m[1]+"-"+strings.ToUpper(m[3][:1])+strings.ToLower(m[3][1:])
	}
	t, err := time.Parse(layout, value)
	if err != nil {
		return time.Time{}
	}
	return t
}
