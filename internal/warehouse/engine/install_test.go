package engine_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"goldenratio/internal/warehouse/engine"
)

// fakeNPM puts a program npm on PATH that does what `npm ci` would do, in a
// fresh cache folder, and returns the folder.
func fakeNPM(t *testing.T, script string) string {
	t.Helper()
	bin, cache := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "npm"), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Setenv("CHDB_LIB_PATH", "")
	return cache
}

const unpack = `
test "$1 $2" = "ci --ignore-scripts" || exit 1
grep -q sha512- package-lock.json || exit 1
mkdir -p node_modules/@chdb/lib-linux-x64-gnu
echo library > node_modules/@chdb/lib-linux-x64-gnu/libchdb.so
echo other > node_modules/@chdb/lib-linux-x64-gnu/chdb.h
`

func TestInstall(t *testing.T) {
	cache := fakeNPM(t, unpack)
	var said strings.Builder
	path, err := engine.Install(t.Context(), &said)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(cache, "goldenratio", "chdb", engine.Version, "libchdb.so"); path != want {
		t.Errorf("installed as %s, want %s", path, want)
	}
	if !strings.HasPrefix(said.String(), "getting engine "+engine.Version+": 178 MB") {
		t.Errorf("said %q", said.String())
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	fakeAgain := filepath.Join(cache, "npm-must-not-run")
	t.Setenv("PATH", fakeAgain)
	if again, err := engine.Install(t.Context(), io.Discard); err != nil || again != path {
		t.Errorf("second time: %q, %v", again, err)
	}
}

func TestInstallTwiceAtOnce(t *testing.T) {
	fakeNPM(t, unpack)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			path, err := engine.Install(t.Context(), io.Discard)
			if err != nil {
				t.Error(err)
				return
			}
			if content, err := os.ReadFile(path); err != nil || string(content) != "library\n" {
				t.Errorf("%q, %v", content, err)
			}
		})
	}
	both.Wait()
}

func TestInstallFails(t *testing.T) {
	cache := fakeNPM(t, "echo no network >&2; exit 7")
	var said strings.Builder
	if _, err := engine.Install(t.Context(), &said); err == nil || !strings.Contains(err.Error(), "npm ci") || !strings.Contains(said.String(), "no network") {
		t.Errorf("error %v, said %q", err, said.String())
	}
	left, _ := filepath.Glob(filepath.Join(cache, "goldenratio", "chdb", engine.Version, "*"))
	if len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
	t.Setenv("PATH", cache)
	if _, err := engine.Install(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "npm is needed") {
		t.Errorf("without npm: %v", err)
	}
}

// npm takes the registry from its own configuration, so that mirrors work.
func TestLockFileNamesNoRegistry(t *testing.T) {
	for _, name := range []string{"package.json", "package-lock.json"} {
		content, err := os.ReadFile(filepath.Join("npm", name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(content), "://") || strings.Contains(string(content), "resolved") {
			t.Errorf("%s names a registry", name)
		}
		if !strings.Contains(string(content), `"`+engine.Version+`"`) {
			t.Errorf("%s does not pin %s", name, engine.Version)
		}
	}
}

func TestFindOrder(t *testing.T) {
	fakeNPM(t, unpack)
	installed, err := engine.Install(t.Context(), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	configured, exported := filepath.Join(dir, "configured.so"), filepath.Join(dir, "exported.so")
	for _, path := range []string{configured, exported} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// This engine program names the library that it is asked about.
	binary := filepath.Join(dir, "engine")
	if err := os.WriteFile(binary, []byte("#!/bin/sh\necho 1.2.3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	find := func(o engine.Options) (string, error) {
		o.Binary = binary
		path, version, err := engine.Find(context.Background(), o)
		if err == nil && version != "1.2.3" {
			t.Errorf("version %q", version)
		}
		return path, err
	}
	if path, err := find(engine.Options{}); err != nil || path != installed {
		t.Errorf("installed: %q, %v", path, err)
	}
	t.Setenv("CHDB_LIB_PATH", exported)
	if path, err := find(engine.Options{}); err != nil || path != exported {
		t.Errorf("CHDB_LIB_PATH: %q, %v", path, err)
	}
	if path, err := find(engine.Options{Library: configured}); err != nil || path != configured {
		t.Errorf("configured: %q, %v", path, err)
	}
	t.Setenv("CHDB_LIB_PATH", filepath.Join(dir, "nowhere.so"))
	if _, err := find(engine.Options{}); !errors.Is(err, engine.ErrNoLibrary) || !strings.Contains(err.Error(), "goldenratio engine install") {
		t.Errorf("wrong CHDB_LIB_PATH: %v", err)
	}
}
