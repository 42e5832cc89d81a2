package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/internal/sample"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/metrics/catalogue"
)

// goldenratio runs the built program and returns what it printed.
func goldenratio(t testing.TB, bin string, args ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), filepath.Join(bin, "goldenratio"), args...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	output, err := command.Output()
	if err != nil {
		t.Fatalf("goldenratio %q: %v\n%s", args, err, stderr.String())
	}
	return string(output)
}

// TestSampleComesOutAsItWasMade collects and computes a synthetic community and
// finds every number that its generator knows by construction.
func TestSampleComesOutAsItWasMade(t *testing.T) {
	bin := build(t)
	end := time.Date(2021, 2, 10, 0, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	truth, err := sample.Write(t.Context(), dir, sample.Options{Seed: 7, End: end, Quarters: 9})
	if err != nil {
		t.Fatal(err)
	}
	writeKey(t, dir)
	config := filepath.Join(dir, "goldenratio.yaml")
	now := "--now=" + truth.AsOf.Format(time.RFC3339)
	goldenratio(t, bin, "--config", config, now, "collect")
	decide(t, config, everyAddress(truth))
	goldenratio(t, bin, "--config", config, now, "compute")
	asked := goldenratio(t, bin, "--config", config, now, "--json", "people", "todo")

	store, err := warehouse.Open(t.Context(), warehousetest.Options(t, filepath.Join(dir, "golden-data")))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context()) //nolint:errcheck // the test is over
	ledger(t, store, truth)
	surveyed(t, store, truth)
	submissions(t, store, truth)
	strangers(t, store, asked)
	networked(t, store)
	if n := numbers(t, store, truth, func(sample.Row) bool { return true }); n < 24 {
		t.Errorf("only %d KPIs are compared", n)
	}
	decide(t, config, everyHuman(truth))
	goldenratio(t, bin, "--config", config, now, "compute")
	if n := numbers(t, store, byPerson(truth), func(r sample.Row) bool { return !strings.Contains(r.KPI, "org_") && r.KPI != "code_elephant_factor" }); n < 20 {
		t.Errorf("only %d KPIs are compared by person", n)
	}
}

// decide makes a person of each: people's decisions stand above all evidence.
func decide(t *testing.T, config string, people []string) {
	t.Helper()
	var journal strings.Builder
	for i, who := range people {
		fmt.Fprintf(&journal, "- {id: %d, on: 2020-01-01, split: [%s], why: for the test}\n", i+1, who)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(config), "people.yaml"), []byte(journal.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if key := "\nidentities: [people.yaml]\n"; !strings.Contains(string(text), key) {
		text = append(text, key...)
	}
	if err := os.WriteFile(config, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// everyAddress takes every address and every account for a person.
func everyAddress(truth *sample.Truth) (all []string) {
	for _, h := range truth.People {
		for _, address := range h.Addresses {
			all = append(all, fmt.Sprintf("{address: %q}", address))
		}
		for _, login := range h.Logins {
			all = append(all, fmt.Sprintf("{login: %q}", login))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// everyHuman takes every human being for one: of an address that several share, what
// is written under their names.
func everyHuman(truth *sample.Truth) (all []string) {
	shared := map[string]int{}
	for _, h := range truth.People {
		for _, address := range h.Addresses {
			shared[address]++
		}
	}
	for _, h := range truth.People {
		var who []string
		for _, address := range h.Addresses {
			if shared[address] == 1 {
				who = append(who, fmt.Sprintf("{address: %q}", address))
				continue
			}
			for _, name := range h.Names {
				who = append(who, fmt.Sprintf("{address: %q, name: %q}", address, name))
			}
		}
		for _, login := range h.Logins {
			who = append(who, fmt.Sprintf("{login: %q}", login))
		}
		all = append(all, strings.Join(who, ", "))
	}
	return all
}

// byPerson has the numbers by person in the place of those by address.
func byPerson(truth *sample.Truth) *sample.Truth {
	people := *truth
	people.Rows = slices.Clone(truth.Rows)
	for i := range people.Rows {
		if r := &people.Rows[i]; r.Person != nil {
			r.Address = *r.Person
		}
	}
	return &people
}

// numbers compares the rows of the truth that are wanted, and returns of how many
// KPIs they are.
func numbers(t *testing.T, store *warehouse.Store, truth *sample.Truth, wanted func(sample.Row) bool) int {
	t.Helper()
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		t.Fatal(err)
	}
	compared, n := map[string][]warehouse.Value{}, 0
	for _, row := range truth.Rows {
		if !slices.ContainsFunc(kpis, func(k catalogue.KPI) bool { return k.ID == row.KPI }) || !wanted(row) {
			continue // the generator knows more than the catalogue has yet
		}
		if compared[row.KPI] == nil {
			values, err := store.Values(t.Context(), row.KPI, "", "")
			if err != nil {
				t.Fatal(err)
			}
			compared[row.KPI] = values
		}
		n++
		if got := published(compared[row.KPI], row); !near(got, row.Address.Value) {
			t.Errorf("%s %s %s %s %s: %v, but it was made %v", row.KPI, row.Stat, row.Scope, row.Member, row.Quarter, show(got), show(row.Address.Value))
		}
	}
	t.Logf("compared %d numbers of %d KPIs", n, len(compared))
	return len(compared)
}

// strangers compares whom the program asks for with the share of contributions
// of the same quarters, the last four and the running one, that is unknown.
func strangers(t *testing.T, store *warehouse.Store, printed string) {
	t.Helper()
	var people []warehouse.Stranger
	if err := json.Unmarshal([]byte(printed), &people); err != nil {
		t.Fatal(err)
	}
	values, err := store.Values(t.Context(), "org_share", "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	unknown, all := 0.0, 0.0
	for _, v := range values {
		if v.Member == "unknown" && v.Value != nil && slices.Contains([]string{"2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2021-Q1"}, v.Label) {
			unknown, all = unknown+*v.Value*float64(v.N), all+float64(v.N)
		}
	}
	named := 0.0
	for i, p := range people {
		if named += p.Share; p.Name == "" || i > 0 && p.Contributions > people[i-1].Contributions || math.Abs(p.Unknown-unknown/all) > 1e-9 {
			t.Errorf("number %d is %+v; of all %.9f are unknown", i+1, p, unknown/all)
		}
	}
	if len(people) != 20 || named > unknown/all {
		t.Errorf("%d people, with %.3f of the contributions", len(people), named)
	}
}

// networked looks for the index's area of social networks, with both of its KPIs.
func networked(t *testing.T, store *warehouse.Store) {
	t.Helper()
	type area struct {
		Value   *float64 `ch:"value"`
		Present uint16   `ch:"present"`
	}
	found, err := warehouse.Rows[area](t.Context(), store.Conn,
		"SELECT value, present FROM golden.index_areas WHERE scope = 'demo' AND area = 'social' AND comparison = 'yoy' AND period_start = '2020-10-01' ORDER BY compute_id", nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Value == nil || found[0].Present != 2 {
		t.Errorf("the area of social networks: %+v", found)
	}
}

func ledger(t *testing.T, store *warehouse.Store, truth *sample.Truth) {
	t.Helper()
	status, err := store.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range status {
		got := sample.Ledger{Received: s.Received, Duplicates: s.Duplicates, Quarantined: s.Quarantined}
		if want := truth.Sources[s.Source]; got != want {
			t.Errorf("ledger of %s: %+v, but it was made %+v", s.Source, got, want)
		}
	}
	if len(status) != len(truth.Sources) {
		t.Errorf("%d sources collected, want %d", len(status), len(truth.Sources))
	}
}

// submissions compares every patch series: its versions, and which mail became
// which commit.
func submissions(t *testing.T, store *warehouse.Store, truth *sample.Truth) {
	t.Helper()
	versions, commits := map[string]uint16{}, map[sample.Landed]bool{}
	for _, c := range truth.Changes {
		versions[c.Versions[0]] = uint16(len(c.Versions))
		for _, landed := range c.Commits {
			commits[landed] = true
		}
	}
	type change struct {
		Ref      string `ch:"ref"`
		Versions uint16 `ch:"versions"`
	}
	changes, err := warehouse.Rows[change](t.Context(), store.Conn, "SELECT ref, versions FROM golden.changes ORDER BY ref", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		if c.Versions != versions[c.Ref] {
			t.Errorf("the change %s has %d versions, but was made with %d", c.Ref, c.Versions, versions[c.Ref])
		}
	}
	type link struct {
		Message string `ch:"message"`
		Source  string `ch:"source"`
		SHA     string `ch:"sha"`
	}
	links, err := warehouse.Rows[link](t.Context(), store.Conn, "SELECT patches.ref AS message, links.source AS source, links.sha AS sha "+
		"FROM golden.commit_links AS links INNER JOIN golden.change_patches AS patches ON patches.message = links.message ORDER BY message, source, sha", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range links {
		if !commits[sample.Landed{Message: l.Message, Repository: l.Source, SHA: l.SHA}] {
			t.Errorf("%s is linked to %s of %s, which it did not become", l.Message, l.SHA, l.Source)
		}
	}
	if len(changes) != len(versions) || len(links) != len(commits) || len(links) < 100 {
		t.Errorf("%d changes with %d commits, but %d with %d were made", len(changes), len(links), len(versions), len(commits))
	}
}

// published is the value that readers see of a row of the truth, whose stats
// p85_lower and p85_upper are the limits of p85.
func published(values []warehouse.Value, row sample.Row) *float64 {
	stat, lower := strings.CutSuffix(row.Stat, "_lower")
	stat, upper := strings.CutSuffix(stat, "_upper")
	for _, v := range values {
		if v.Scope != row.Scope || v.Label != row.Quarter || v.Stat != stat || v.Member != row.Member {
			continue
		}
		switch {
		case lower:
			return v.Lower
		case upper:
			return v.Upper
		}
		return v.Value
	}
	return nil
}

// near allows for the twelve digits that are kept.
func near(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= 1e-9*math.Max(1, math.Abs(*b))
}

func show(v *float64) any {
	if v == nil {
		return "NULL"
	}
	return *v
}

// TestQuietCommunityIsCalledQuiet computes communities that repeat themselves
// with noise: few of their quarters may be called up or down.
func TestQuietCommunityIsCalledQuiet(t *testing.T) {
	bin := build(t)
	end := time.Date(2021, 2, 10, 0, 0, 0, 0, time.UTC)
	type row struct {
		Comparison string `ch:"comparison"`
		Called     uint64 `ch:"called"`
		Judged     uint64 `ch:"judged"`
	}
	sums := map[string]*row{"qoq": {}, "yoy": {}}
	for seed := range uint64(3) {
		dir := t.TempDir()
		if _, err := sample.Write(t.Context(), dir, sample.Options{Seed: seed, End: end, Quarters: 24, Messages: 150, Commits: 60}); err != nil {
			t.Fatal(err)
		}
		writeKey(t, dir)
		config := filepath.Join(dir, "goldenratio.yaml")
		now := "--now=" + end.Format(time.RFC3339)
		goldenratio(t, bin, "--config", config, now, "collect")
		goldenratio(t, bin, "--config", config, now, "compute")
		store, err := warehouse.Open(t.Context(), warehousetest.Options(t, filepath.Join(dir, "golden-data")))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := warehouse.Rows[row](t.Context(), store.Conn, "SELECT comparison, countIf(verdict IN ('up', 'down')) AS called, count() AS judged "+
			"FROM golden.changes_current WHERE verdict NOT IN ('', 'not enough data') GROUP BY comparison ORDER BY comparison", nil)
		if closed := store.Close(t.Context()); err == nil {
			err = closed
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			sums[r.Comparison].Called += r.Called
			sums[r.Comparison].Judged += r.Judged
		}
	}
	for comparison, sum := range sums {
		t.Logf("%s: %d of %d quarters of a KPI are called up or down", comparison, sum.Called, sum.Judged)
		if sum.Judged < 500 || float64(sum.Called) > 0.12*float64(sum.Judged) {
			t.Errorf("%s: %d of %d are called up or down, want at least 500 judged and at most 12 %%", comparison, sum.Called, sum.Judged)
		}
	}
}
