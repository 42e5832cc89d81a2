// Package warehousetest opens real stores for tests.
package warehousetest

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/engine"
)

// Key is the key of the stores of tests.
var Key = []byte("a key for tests, of 32 bytes ...")

// Open opens a store with the schema and nothing else, in a directory of its
// own, and closes it when the test ends. Without the engine's library the test
// is skipped, or fails where REQUIRE_SERVERS=1 says that it must be there.
func Open(t testing.TB) *warehouse.Store {
	t.Helper()
	return OpenAt(t, t.TempDir())
}

// OpenAt is Open for a directory that a test opens several times.
func OpenAt(t testing.TB, data string) *warehouse.Store {
	t.Helper()
	store, err := warehouse.Open(t.Context(), Options(t, data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := store.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	return store
}

// Options are those of a test's store.
func Options(t testing.TB, data string) warehouse.Options {
	t.Helper()
	return warehouse.Options{
		Engine: engine.Options{Data: data, Binary: Engine(t), Memory: 4 << 30},
		Key:    Key,
		Now:    time.Now,
		Log:    slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
}

// Engine is the path of goldenratio-engine, built once a test binary.
func Engine(t testing.TB) string {
	t.Helper()
	if _, _, err := engine.Find(t.Context(), engine.Options{}); errors.Is(err, engine.ErrNoLibrary) {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "goldenratio-engine-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "goldenratio-engine")
	command := exec.Command("go", "build", "-o", path, "goldenratio/cmd/goldenratio-engine")
	if output, err := command.CombinedOutput(); err != nil {
		return "", errors.New(string(output))
	}
	return path, nil
})
