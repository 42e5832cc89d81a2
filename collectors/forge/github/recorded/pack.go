package recorded

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

// each calls take with every file of a pack of ../shared/data whose path holds a
// text. Where the pack is missing the test is skipped, or fails if REQUIRE_DATA
// is 1.
func each(tb testing.TB, pack, within string, take func(name string, body []byte)) {
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
	for in := tar.NewReader(z); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			tb.Fatal(err)
		}
		if h.Typeflag != tar.TypeReg || !strings.Contains(h.Name, within) {
			continue
		}
		body, err := io.ReadAll(in)
		if err != nil {
			tb.Fatal(err)
		}
		take(h.Name, body)
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
