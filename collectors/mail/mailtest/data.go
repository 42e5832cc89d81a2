// Package mailtest gives the tests of mail collectors the real archives that
// lie beside the repository.
package mailtest

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Data unpacks a pack of ../shared/data into a folder of the test's own. Where
// the pack is missing the test is skipped, or fails if REQUIRE_DATA is 1.
func Data(tb testing.TB, pack string) string {
	tb.Helper()
	path := filepath.Join(root(tb), "..", "shared", "data", pack+".tar.gz")
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("REQUIRE_DATA") != "1" {
		tb.Skipf("no %s", path)
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	dir := tb.TempDir()
	if err := extract(tar.NewReader(z), dir); err != nil {
		tb.Fatal(err)
	}
	return dir
}

func extract(in *tar.Reader, dir string) error {
	for {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if !filepath.IsLocal(h.Name) {
			continue
		}
		path := filepath.Join(dir, h.Name)
		switch h.Typeflag {
		case tar.TypeDir:
			err = os.MkdirAll(path, 0o755)
		case tar.TypeReg:
			err = write(path, in)
		}
		if err != nil {
			return err
		}
	}
}

func write(path string, from io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	content, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
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
