package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestRealHistories collects four repositories and compares every quarter that
// they ever had with what git and awk count (internal/check/history.sh): commits,
// people, lines, documentation, tests, tags and releases. Of people, the program's
// own map of addresses is taken.
func TestRealHistories(t *testing.T) {
	bin, dir := build(t), t.TempDir()
	names := []string{"mini-os", "xapi-sm", "xapi-xenopsd", "qubes-mirage-firewall"}
	text := "sources:\n"
	clones := map[string]string{}
	for _, name := range names {
		bundle := realdata.Path(t, name+"-dev.bundle")
		text += fmt.Sprintf("  - {id: %s, type: git, scope: virt/%s, url: '%s'}\n", name, name, bundle)
		clones[name] = filepath.Join(dir, name+".git")
		if out, err := exec.CommandContext(t.Context(), "git", "clone", "--quiet", "--bare", bundle, clones[name]).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	scopes := "scopes:\n  - {id: virt}\n  - {id: virt/" + strings.Join(names, "}\n  - {id: virt/") + "}\n"
	config := filepath.Join(dir, "goldenratio.yaml")
	if err := os.WriteFile(config, []byte(scopes+text), 0o600); err != nil {
		t.Fatal(err)
	}
	writeKey(t, dir)
	goldenratio(t, bin, "--config", config, "collect")
	goldenratio(t, bin, "--config", config, "compute")
	store, err := warehouse.Open(t.Context(), warehousetest.Options(t, filepath.Join(dir, "golden-data")))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context()) //nolint:errcheck // the test is over
	people := filepath.Join(dir, "people.tsv")
	if err := os.WriteFile(people, []byte(addresses(t, store)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			sameQuarters(t, store, name, clones[name], people)
			sameReleases(t, store, name, clones[name])
		})
	}
}

// historySQL reads a query of these tests.
func historySQL(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "history", name+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// addresses is the map that history.sh takes.
func addresses(t *testing.T, store *warehouse.Store) string {
	t.Helper()
	type row struct {
		Address string `ch:"address"`
		Person  string `ch:"person"`
		Bot     bool   `ch:"bot"`
	}
	rows, err := warehouse.Rows[row](t.Context(), store.Conn, historySQL(t, "people"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range rows {
		program := 0
		if r.Bot {
			program = 1
		}
		fmt.Fprintf(&b, "%s\t%s\t%d\n", r.Address, r.Person, program)
	}
	return b.String()
}

func sameQuarters(t *testing.T, store *warehouse.Store, name, clone, people string) {
	t.Helper()
	type row struct {
		Quarter string `ch:"quarter"`
		KPI     string `ch:"kpi"`
		Value   int64  `ch:"value"`
	}
	params := warehouse.Params{"scope": "virt/" + name, "source": name}
	rows, err := warehouse.Rows[row](t.Context(), store.Conn, historySQL(t, "quarters"), params)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range rows {
		got[r.Quarter+"\t"+r.KPI] = fmt.Sprint(r.Value)
	}
	command := exec.CommandContext(t.Context(), filepath.Join("..", "..", "internal", "check", "history.sh"), clone, people)
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSuffix(line, "\n")
		if at := strings.LastIndexByte(line, '\t'); line[at+1:] != "0" {
			want[line[:at]] = line[at+1:]
		}
	}
	if len(want) < 50 {
		t.Errorf("git and awk know only %d numbers", len(want))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-git and awk +ours\n%s", diff)
	}
}

// sameReleases compares the commits of each release with those that git reaches
// from it and from no earlier one.
func sameReleases(t *testing.T, store *warehouse.Store, name, clone string) {
	t.Helper()
	type row struct {
		Name    string `ch:"name"`
		Commits int64  `ch:"commits"`
	}
	rows, err := warehouse.Rows[row](t.Context(), store.Conn, historySQL(t, "releases"), warehouse.Params{"source": name})
	if err != nil {
		t.Fatal(err)
	}
	earlier := "" // as git's input
	for _, r := range rows {
		command := exec.CommandContext(t.Context(), "git", "-C", clone, "rev-list", "--count", "--no-merges", "--stdin")
		command.Stdin = bytes.NewBufferString("refs/tags/" + r.Name + "\n" + earlier)
		out, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.TrimSpace(string(out)); want != fmt.Sprint(r.Commits) {
			t.Errorf("%s holds %d commits first, git says %s", r.Name, r.Commits, want)
		}
		earlier += "^refs/tags/" + r.Name + "\n"
	}
}
