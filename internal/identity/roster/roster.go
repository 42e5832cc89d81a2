package roster

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"goldenratio/internal/config"
	"goldenratio/internal/identity"
)

// A File is one that the configuration names; its format is one of package
// config.
type File struct{ Path, Format string }

// Load reads what files decide. The decisions of an earlier file come later,
// since of two the later one counts. A journal that is not there yet decides
// nothing.
func Load(files []File) (all []identity.Decision, err error) {
	for _, file := range slices.Backward(files) {
		decisions, err := load(file)
		if err != nil {
			return nil, err
		}
		all = append(all, decisions...)
	}
	return all, nil
}

func load(file File) ([]identity.Decision, error) {
	name := filepath.Base(file.Path)
	if file.Format == config.Journal {
		journal, err := Open(file.Path)
		if err != nil {
			return nil, err
		}
		return journal.Decisions(), nil
	}
	text, err := os.ReadFile(file.Path)
	if err != nil {
		return nil, fmt.Errorf("read identities: %w", err)
	}
	groups, err := Read(bytes.NewReader(text), file.Format)
	if err != nil {
		return nil, fmt.Errorf("read identities %s: %w", name, err)
	}
	return decide(groups, name), nil
}

// Read reads a file of groups, one that is no journal.
func Read(r io.Reader, format string) ([]Group, error) {
	switch format {
	case config.Mailmap:
		return readMailmap(r)
	case config.Gitdm:
		return readAliases(r)
	case config.Accounts:
		return readAccounts(r)
	case config.SortingHat:
		return readSortingHat(r)
	case config.CSV:
		return readCSV(r)
	}
	return nil, fmt.Errorf("no file of people has the format %q", format)
}

// Write writes groups in a format. What it cannot say is left out: git's and
// gitdm's know addresses only.
func Write(w io.Writer, format string, groups []Group) error {
	switch format {
	case config.Mailmap:
		return writeMailmap(w, groups)
	case config.Gitdm:
		return writeAliases(w, groups)
	case config.SortingHat:
		return writeSortingHat(w, groups)
	case config.CSV:
		return writeCSV(w, groups)
	case config.Journal:
		return writeJournal(w, groups)
	}
	return fmt.Errorf("people cannot be written as %q", format)
}

// Open reads a journal; one that is not there has no entries.
func Open(path string) (*Journal, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read decisions: %w", err)
	}
	journal, err := Parse(text)
	if err != nil {
		return nil, fmt.Errorf("read decisions %s: %w", filepath.Base(path), err)
	}
	journal.name = filepath.Base(path)
	return journal, nil
}
