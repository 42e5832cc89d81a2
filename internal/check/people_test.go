package check

import (
	"context"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors/all"
	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/realdata"
	"goldenratio/internal/sample"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/metrics/evaluate"
)

// Each number about people of each quarter is what people.py counts, those of
// organisations are what organisations.py counts, and the equations between them hold: of a synthetic community, and of a real one.
func TestPeople(t *testing.T) {
	end := time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC)
	t.Run("sample", func(t *testing.T) {
		dir := t.TempDir()
		if _, err := sample.Write(t.Context(), dir, sample.Options{Seed: 5, End: end, Quarters: 10, Messages: 150, Commits: 60}); err != nil {
			t.Fatal(err)
		}
		people(t, dir, end)
	})
	t.Run("real", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "goldenratio.yaml"), []byte(virtualization(t)), 0o600); err != nil {
			t.Fatal(err)
		}
		people(t, dir, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	})
}

// virtualization is a configuration of two archives of a list and three repositories, two
// of them of one part of the community.
func virtualization(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`data: golden-data
key_file: golden.key
scopes: [{id: virt}, {id: virt/xapi}]
lists: [{id: virtualization, scope: virt}]
sources:
`)
	for _, pack := range []string{"mail-virtualization-xen-threads-dev", "mail-virtualization-2020h1-dev"} {
		fmt.Fprintf(&b, "  - {id: %s, type: mbox, list: virtualization, paths: ['%s/mail/*/*.gz']}\n", pack, realdata.Unpack(t, pack))
	}
	for name, scope := range map[string]string{"mini-os": "virt", "xapi-sm": "virt/xapi", "xapi-xenopsd": "virt/xapi"} {
		bundle, err := filepath.Abs("../../../shared/data/" + name + "-dev.bundle")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(bundle); err != nil {
			missing(t, "REQUIRE_DATA", err.Error())
		}
		fmt.Fprintf(&b, "  - {id: %s, type: git, scope: %s, url: '%s'}\n", name, scope, bundle)
	}
	return b.String()
}

// people collects and computes the community of a folder, and counts its people
// again.
func people(t *testing.T, dir string, now time.Time) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "golden.key"), []byte(hex.EncodeToString(warehousetest.Key)), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(filepath.Join(dir, "goldenratio.yaml"), all.Types())
	if err != nil {
		t.Fatal(err)
	}
	store, err := warehouse.Open(t.Context(), warehousetest.Options(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	collection := pipeline.Collection{Store: store, Config: c, Cache: t.TempDir(), Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
	if err := collection.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Compute(t.Context(), store, c, evaluate.Options{AsOf: now, Published: now, Program: "test"}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"people", "organisations"} {
		t.Logf("%s: %s", name, python(t, name+".py", published(t, store, name)))
	}
}

// published writes what a script reads into a file.
func published(t *testing.T, store *warehouse.Store, name string) string {
	t.Helper()
	sql, err := os.ReadFile(filepath.Join("testdata", name+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Text string `ch:"text"`
	}
	rows, err := warehouse.Rows[row](t.Context(), store.Conn, string(sql), nil)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), name+".json")
	if err := os.WriteFile(file, []byte(rows[0].Text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
