package publicinbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"goldenratio/collectors/plumbing"
)

// An epoch is one of an inbox's repositories.
type epoch struct {
	name string // in origins and cursors: 0.git
	repo *plumbing.Repository
	tip  string // its newest commit; empty if it has none
}

// whole is the name of an inbox that is a single repository.
const whole = "inbox"

// open opens an inbox's epochs, in order. Those that it returns with an error
// are open too.
func open(ctx context.Context, name, path string) (epochs []*epoch, err error) {
	found, err := find(path)
	if err != nil {
		return nil, fmt.Errorf("open inbox %s: %w", name, err)
	}
	for _, e := range found {
		repo, err := plumbing.Open(ctx, e.called(name), e.path)
		if err != nil {
			return epochs, err
		}
		opened := &epoch{name: e.name, repo: repo}
		epochs = append(epochs, opened)
		if err := opened.look(ctx); err != nil {
			return epochs, err
		}
	}
	return epochs, nil
}

func closeAll(epochs []*epoch) {
	for _, e := range epochs {
		e.repo.Close()
	}
}

// A place is where an epoch lies.
type place struct{ name, path string }

// called is what messages call the epoch of an inbox.
func (p place) called(inbox string) string {
	if p.name == whole {
		return inbox
	}
	return filepath.Join(inbox, p.name)
}

// find looks for epochs in path/git and in path; else path is the inbox's only
// repository.
func find(path string) ([]place, error) {
	for _, dir := range []string{filepath.Join(path, "git"), path} {
		numbers, err := numbered(dir)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		var found []place
		for i, n := range numbers {
			if n != numbers[0]+i {
				return nil, fmt.Errorf("epoch %d.git is missing", numbers[0]+i)
			}
			name := strconv.Itoa(n) + ".git"
			found = append(found, place{name: name, path: filepath.Join(dir, name)})
		}
		if len(found) > 0 {
			return found, nil
		}
	}
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return []place{{name: whole, path: path}}, nil
}

var numberedName = regexp.MustCompile(`^(0|[1-9][0-9]{0,5})\.git$`)

// numbered lists the numbers of the epochs in a folder.
func numbered(dir string) (numbers []int, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if m := numberedName.FindStringSubmatch(e.Name()); m != nil {
			n, err := strconv.Atoi(m[1])
			if err != nil {
				return nil, err
			}
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

// look finds the newest commit, which HEAD names, and makes sure that it is one
// of an inbox.
func (e *epoch) look(ctx context.Context) error {
	out, err := e.repo.Refs.Output(ctx, nil, "for-each-ref", "--format=%(HEAD)%(objectname)", "refs/heads/")
	if err != nil {
		return fmt.Errorf("read branches of %s: %w", e.repo.Name, err)
	}
	branches := strings.Fields(strings.ReplaceAll(string(out), "*", " *"))
	for _, branch := range branches {
		if tip, ok := strings.CutPrefix(branch, "*"); ok {
			e.tip = tip
			return e.check(ctx)
		}
	}
	if len(branches) > 0 {
		return fmt.Errorf("read branches of %s: its HEAD leads to none of them", e.repo.Name)
	}
	return nil
}

// check looks at the newest tree: it holds m or d, or the folders that the
// Message-IDs' hashes begin with, or nothing if all was deleted.
func (e *epoch) check(ctx context.Context) error {
	out, err := e.repo.Objects.Output(ctx, nil, "ls-tree", e.tip)
	if err != nil {
		return fmt.Errorf("read %s: %w", e.repo.Name, err)
	}
	if len(out) > 0 && !rootEntry.Match(out) {
		return fmt.Errorf("read %s: it is no public-inbox: its files are neither m nor named after Message-IDs", e.repo.Name)
	}
	return nil
}

var rootEntry = regexp.MustCompile(`(?m)^(?:100[0-7]{3} blob [0-9a-f]+\t[md]|040000 tree [0-9a-f]+\t[0-9a-f]{2})$`)

// leads reports whether one commit leads to another: it is there, and among its
// ancestors or itself.
func (e *epoch) leads(ctx context.Context, from, to string) (bool, error) {
	if from == to {
		return true, nil
	}
	if to == "" {
		return false, nil
	}
	out, err := e.repo.Objects.Output(ctx, strings.NewReader(from+"\n"+to+"\n"), "cat-file", "--batch-check=%(objecttype)")
	if err != nil {
		return false, err
	}
	if string(out) != "commit\ncommit\n" {
		return false, nil
	}
	out, err = e.repo.Objects.Output(ctx, nil, "rev-list", "--max-count=1", from, "^"+to)
	return err == nil && len(out) == 0, err
}
