// Package realdata gives tests the real data that lies beside the repository.
package realdata

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Path is a file of ../shared/data. Where it is missing the test is skipped, or
// fails if REQUIRE_DATA is 1.
func Path(tb testing.TB, name string) string {
	tb.Helper()
	path := filepath.Join(root(tb), "..", "shared", "data", name)
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("REQUIRE_DATA") != "1" {
		tb.Skipf("no %s", path)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// Unpack unpacks an archive into a folder of the test's own.
func Unpack(tb testing.TB, pack string) string {
	tb.Helper()
	dir := tb.TempDir()
	each(tb, pack, func(h *tar.Header, in io.Reader) error {
		path := filepath.Join(dir, h.Name)
		if h.Typeflag == tar.TypeDir { // an empty one may be needed: git's refs
			return os.MkdirAll(path, 0o755)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		content, err := io.ReadAll(in)
		if err != nil {
			return err
		}
		return os.WriteFile(path, content, 0o644)
	})
	return dir
}

// Each calls take with every file of an archive whose path holds a text.
func Each(tb testing.TB, pack, within string, take func(name string, body []byte)) {
	tb.Helper()
	each(tb, pack, func(h *tar.Header, in io.Reader) error {
		if h.Typeflag != tar.TypeReg || !strings.Contains(h.Name, within) {
			return nil
		}
		body, err := io.ReadAll(in)
		if err == nil {
			take(h.Name, body)
		}
		return err
	})
}

// each calls do with the folders and regular files of an archive.
func each(tb testing.TB, pack string, do func(h *tar.Header, in io.Reader) error) {
	tb.Helper()
	f, err := os.Open(Path(tb, pack+".tar.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	for in := tar.NewReader(z); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil && (h.Typeflag == tar.TypeReg || h.Typeflag == tar.TypeDir) && filepath.IsLocal(h.Name) {
			err = do(h, in)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// root is the folder of go.mod, above the test's.
func root(tb testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			tb.Fatal("no go.mod above the test")
		}
		dir = parent
	}
}
