package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// release is what the library itself calls Version: "26.7.3".
func release() string {
	before, _, _ := strings.Cut(Version, "-")
	return before
}

// checkVersion refuses a store that a newer engine has written to: an older one
// may misread it, and would have to guess.
func checkVersion(l layout) error {
	content, err := os.ReadFile(l.version())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read store's version: %w", err)
	}
	stored := strings.TrimSpace(string(content))
	newer, err := after(stored, release())
	if err != nil {
		return fmt.Errorf("read store's version %q: %w", l.version(), err)
	}
	if newer {
		return fmt.Errorf("the store was written by engine %s and this program has engine %s: use a newer goldenratio, or another data directory", stored, release())
	}
	return nil
}

// stampVersion notes which engine has written to the store.
func stampVersion(l layout) error {
	content, err := os.ReadFile(l.version())
	if err == nil && strings.TrimSpace(string(content)) == release() {
		return nil
	}
	if err := writeFile(l.version(), []byte(release()+"\n")); err != nil {
		return fmt.Errorf("write store's version: %w", err)
	}
	return nil
}

// after reports whether version a is later than b; both are numbers and dots.
func after(a, b string) (bool, error) {
	x, err := numbers(a)
	if err != nil {
		return false, err
	}
	y, err := numbers(b)
	if err != nil {
		return false, err
	}
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return x[i] > y[i], nil
		}
	}
	return len(x) > len(y), nil
}

func numbers(version string) ([]int, error) {
	var all []int
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, fmt.Errorf("not a version: %q", version)
		}
		all = append(all, n)
	}
	return all, nil
}
