package erase

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// searchFiles looks for a pattern in the files of a data directory.
func searchFiles(data, pattern string) (found []Place, searched int, err error) {
	if data == "" {
		return nil, 0, nil
	}
	wanted, err := regexp.Compile(pattern)
	if err != nil {
		return nil, 0, err
	}
	err = filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
		relative, _ := filepath.Rel(data, path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case entry.IsDir() && (relative == "store" || relative == "cache"): // tables, and copies of the origins
			return filepath.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		searched++
		has, err := holds(path, wanted)
		if has || wanted.MatchString(relative) {
			found = append(found, Place{Where: relative})
		}
		return err
	})
	return found, searched, err
}

// holds reports whether a file holds a pattern.
func holds(path string, wanted *regexp.Regexp) (bool, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer file.Close()
	lines := bufio.NewReaderSize(file, 1<<20)
	for {
		line, err := lines.ReadSlice('\n')
		if wanted.Match(line) {
			return true, nil
		}
		switch {
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return false, err
		}
	}
}

// emptyLogs empties those of the engine's logs that hold a pattern. The engine
// appends, and goes on from the start.
func emptyLogs(data, pattern string) error {
	if data == "" || pattern == "" {
		return nil
	}
	wanted, err := regexp.Compile(pattern)
	if err != nil {
		return err
	}
	logs, err := filepath.Glob(filepath.Join(data, "run", "*.log*"))
	if err != nil {
		return err
	}
	for _, log := range logs {
		has, err := holds(log, wanted)
		if err != nil {
			return err
		}
		if has {
			if err := os.Truncate(log, 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// A Line of a file holds what was searched for.
type Line struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// lines are those of some files that hold a pattern.
func lines(files []string, pattern string) (found []Line, err error) {
	wanted, err := regexp.Compile(pattern)
	if err != nil || pattern == "" {
		return nil, err
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		n := 0
		for line := range bytes.Lines(text) {
			if n++; wanted.Match(bytes.TrimRight(line, "\r\n")) {
				found = append(found, Line{path, n})
			}
		}
	}
	return found, nil
}
