package mbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"goldenratio/collectors/paths"
)

// A File is one mbox of a source.
type File struct {
	Path  string    // to open it
	Name  string    // in origins and cursors; without addresses, and no two files have the same
	Month time.Time // the first day of the month that it is named after; zero: none

	info fs.FileInfo
}

// glob expands patterns to files, sorted by name. A pattern without a file is
// an error, but the others are found all the same.
func glob(dir string, patterns []string) ([]File, error) {
	found, err := paths.Find(dir, patterns, func(info fs.FileInfo) bool { return info.Mode().IsRegular() })
	files := make([]File, len(found))
	for i, f := range found {
		files[i] = File{Path: f.Path, Name: f.Name, Month: monthIn(filepath.Base(f.Path))}
	}
	return files, err
}

// stat looks at the files and returns those that are there.
func stat(files []File) (there []File, err error) {
	var errs []error
	for _, f := range files {
		if f.info, err = os.Stat(f.Path); err != nil {
			errs = append(errs, err)
			continue
		}
		there = append(there, f)
	}
	return there, errors.Join(errs...)
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
