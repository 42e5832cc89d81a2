package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample"
	"goldenratio/internal/sample/hub"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestForgeComesOutAsItWasMade collects a synthetic community whose third
// repository is on a forge, computes it, and finds every number that is known of
// the forge by construction.
func TestForgeComesOutAsItWasMade(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole community is collected and computed")
	}
	bin := build(t)
	end := time.Date(2021, 2, 10, 0, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	truth, err := sample.Write(t.Context(), dir, sample.Options{Seed: 5, End: end, Quarters: 5, Messages: 40, Commits: 30, Forge: true})
	if err != nil {
		t.Fatal(err)
	}
	writeKey(t, dir)
	const token = "a-token"
	server := githubtest.New(truth.Forge, githubtest.Options{Tokens: []string{token}})
	config := filepath.Join(dir, "goldenratio.yaml")
	addSource(t, config, "  - {id: forge, type: github, synthetic: true, scope: forge, repositories: ['example/*'], token_file: token, requests_per_second: 500, url: '"+server.Listen(t)+"'}\n")
	if err := os.WriteFile(filepath.Join(dir, "token"), []byte(token), 0o600); err != nil {
		t.Fatal(err)
	}
	now := "--now=" + truth.AsOf.Format(time.RFC3339)
	goldenratio(t, bin, "--config", config, now, "collect")
	decide(t, config, everyAddress(truth))
	goldenratio(t, bin, "--config", config, now, "compute")
	for _, offence := range server.Offences() {
		t.Errorf("offence: %s", offence)
	}

	store, err := warehouse.Open(t.Context(), warehousetest.Options(t, filepath.Join(dir, "golden-data")))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context()) //nolint:errcheck // the test is over
	truth.Sources["forge"] = sample.Ledger{Received: items(truth.Forge)}
	ledger(t, store, truth)
	if n := numbers(t, store, truth, func(r sample.Row) bool { return r.Scope == "forge" }); n < 20 {
		t.Errorf("only %d KPIs are compared", n)
	}
}

// addSource adds a source to a configuration, of which they are the last part.
func addSource(t *testing.T, config, source string) {
	t.Helper()
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, append(text, source...), 0o600); err != nil {
		t.Fatal(err)
	}
}

// items is how many items a forge has: what people opened, did and announced,
// runs and stars. Of commits those count that are still part of a change.
func items(h *hub.Hub) (n uint64) {
	for _, r := range h.Repositories {
		n += uint64(len(r.Tickets) + len(r.Releases) + len(r.Runs) + len(r.Stars))
		for _, t := range r.Tickets {
			n += uint64(len(t.Acts))
			commits := 0
			for _, a := range t.Acts {
				switch a.Kind {
				case hub.Commit:
					commits++
				case hub.Push: // its commit takes the place of those before
					n -= uint64(commits)
					n, commits = n+1, 1
				}
			}
		}
	}
	return n
}
