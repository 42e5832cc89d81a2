package pipeline_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/all"
	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// configured writes files into a folder of their own and reads the
// configuration among them.
func configured(t *testing.T, files map[string]string) *config.Config {
	t.Helper()
	dir := t.TempDir()
	files["golden.key"] = strings.Repeat("ab", 32)
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := config.Load(filepath.Join(dir, "goldenratio.yaml"), all.Types())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// read lists the rows of a question of testdata.
func read(t *testing.T, store *warehouse.Store, name string) (lines []string) {
	t.Helper()
	query, err := os.ReadFile(filepath.Join("testdata", name+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Name string `ch:"name"`
		Work string `ch:"work"`
	}
	rows, err := warehouse.Rows[row](t.Context(), store.Conn, string(query), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		lines = append(lines, r.Name+": "+r.Work)
	}
	return lines
}

func wrote(n int, who collectors.Alias, day string) collectors.Item {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	m := &collectors.Message{ID: fmt.Sprintf("%d@example.org", n), From: who, Date: collectors.Dated{At: at, Source: collectors.DateHeader}}
	return collectors.Item{Origin: m.ID, Day: at, Record: m}
}

// TestAffiliate goes from what a source shows and the operator says to rows.
func TestAffiliate(t *testing.T) {
	c := configured(t, map[string]string{
		"goldenratio.yaml": `
scopes: [{id: c}]
bots: [{address: robot@alpha.example.org}]
organisations:
  - {id: alpha, name: Alpha, domains: [alpha.example.org], aliases: ['@alpha-inc']}
  - {id: small, domains: [small.example.org], acquired: {by: alpha, on: 2010-04-01}}
affiliations: [{name: Bob, organisation: independent, from: 2010-01-01, reason: told us}]
affiliation_files: [{path: people.yaml}, {path: map, format: gitdm}, {path: users.json, format: json}]
`,
		"people.yaml": "- {address: bob@example.com, organisation: alpha}\n",
		"map":         "dan@example.com Delta Ltd.\nexample.net Beta < 2010-06-01\n",
		"users.json":  `[{"login": "eve", "affiliation": "Gamma"}]`,
	})
	store := warehousetest.Open(t)
	run, err := store.Begin("s", warehouse.Position{})
	if err != nil {
		t.Fatal(err)
	}
	var batch collectors.Batch
	for i, w := range []struct{ name, address, login, day string }{
		{"Ann", "ann@small.example.org", "", "2010-03-01"}, {"Ann", "ann@small.example.org", "", "2010-05-01"},
		{"Bob", "bob@example.com", "", "2010-05-01"},
		{"Cat", "cat@example.net", "", "2010-05-01"}, {"Cat", "cat@example.net", "", "2010-07-01"},
		{"Dan", "dan@example.com", "", "2010-05-01"},
		{"Eve", "", "github.com/eve", "2010-05-01"}, {"Robot", "robot@alpha.example.org", "", "2010-05-01"},
		{"Fay", "", "github.com/fay", "2010-05-01"},
	} {
		batch.Items = append(batch.Items, wrote(i, collectors.Alias{Name: w.name, Address: w.address, Login: w.login}, w.day))
	}
	batch.State = []collectors.Record{&collectors.Profile{
		Person: collectors.Alias{Login: "github.com/fay"}, Host: "github.com", Company: "@Alpha-Inc",
		Version: uint64(time.Date(2011, 2, 1, 0, 0, 0, 0, time.UTC).UnixMilli()),
	}}
	if err := run.Write(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	if err := run.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := pipeline.Identify(t.Context(), store, c); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Ann: alpha as small 2010-04-01 2010-11-01 addresses", "Ann: small 2010-03-01 2010-04-01 addresses",
		"Bob: alpha 1970-01-01 2010-01-01 file people.yaml", "Bob: independent 2010-01-01 2106-02-07 configuration: told us",
		"Cat: beta 2010-05-01 2010-11-01 addresses",
		"Dan: delta 1970-01-01 2106-02-07 file map", "Eve: gamma 1970-01-01 2106-02-07 file users.json",
		"Fay: alpha 2010-02-01 2106-02-07 public page",
	}
	if diff := cmp.Diff(want, read(t, store, "affiliations")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	want = []string{"alpha: Alpha  1970-01-01", "beta: Beta  1970-01-01", "delta: Delta Ltd.  1970-01-01", "gamma: Gamma  1970-01-01", "small: small alpha 2010-04-01"}
	if diff := cmp.Diff(want, read(t, store, "organisations")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestRealEmployers reads half a year of a real list without any configuration.
func TestRealEmployers(t *testing.T) {
	pack := realdata.Unpack(t, "mail-virtualization-2020h1-dev")
	c := configured(t, map[string]string{"goldenratio.yaml": `
scopes: [{id: c}]
lists: [{id: l, scope: c}]
sources: [{id: s, type: mbox, list: l, paths: ['` + pack + `/mail/*/*.gz']}]
`})
	store := warehousetest.Open(t)
	collection := pipeline.Collection{Store: store, Config: c, Cache: t.TempDir(), Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	if err := collection.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := pipeline.Identify(t.Context(), store, c); err != nil {
		t.Fatal(err)
	}
	found := read(t, store, "affiliations")
	employer := func(line string) bool {
		name, firm, _ := strings.Cut(line, ": ") // he writes his name in two ways, and is one person
		return slices.Contains([]string{"Juergen Gross", "Jürgen Groß"}, name) && strings.HasPrefix(firm, "suse.com ") && strings.HasSuffix(line, " addresses")
	}
	if !slices.ContainsFunc(found, employer) {
		t.Errorf("Juergen Gross is not at SUSE: %q", found)
	}
	var organisations []string
	for _, line := range read(t, store, "organisations") {
		name, _, _ := strings.Cut(line, ":")
		organisations = append(organisations, name)
	}
	for _, firm := range []string{"redhat.com", "intel.com", "oracle.com", "ibm.com"} {
		if !slices.Contains(organisations, firm) {
			t.Errorf("%s is missing among %q", firm, organisations)
		}
	}
	for _, none := range []string{"gmail.com", "kernel.org", "localdomain", "debian.org"} {
		if slices.Contains(organisations, none) {
			t.Errorf("%s is an organisation", none)
		}
	}
}
