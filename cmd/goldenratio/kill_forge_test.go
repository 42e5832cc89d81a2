package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample"
	"goldenratio/internal/sample/hub"
)

// TestKillsOfForgeChangeNothing does to a repository on a forge what
// TestKillsChangeNothing does to lists and clones: fifty kills, half of them while
// it is collected for the first time, half after much was said and done there.
func TestKillsOfForgeChangeNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("fifty kills take a minute")
	}
	bin, community := build(t), t.TempDir()
	server := serveForge(t, community)
	writeKey(t, community)
	peace := newVictim(t, bin, community, "peace")
	victims := make([]*victim, 5)
	for i := range victims {
		victims[i] = newVictim(t, bin, community, fmt.Sprint("victim", i))
	}

	random := rand.New(rand.NewPCG(4, 5))
	kills, inFlight := 0, map[string]int{}
	for _, chapter := range []string{"first", "grown"} {
		if chapter == "grown" {
			server.Change(goOn)
		}
		want := peace.settle(t, chapter)
		for i, v := range victims {
			for range 5 {
				b := blows[kills%len(blows)]
				kills++
				b.after = 1 + random.IntN(2)
				v.strike(t, &b)
				if b.inFlight {
					inFlight[b.String()]++
				}
			}
			who := fmt.Sprintf("%s, victim %d", chapter, i)
			compareRows(t, who, v.settle(t, who), want)
		}
	}
	enough(t, kills, inFlight)
	for _, offence := range server.Offences() {
		t.Errorf("offence: %s", offence)
	}
}

// settle collects in peace until nothing is new, not even to the cursor, which
// remembers questions that brought nothing.
func (v *victim) settle(t *testing.T, who string) map[string]string {
	t.Helper()
	for range 2 {
		if err := v.collect(t, nil); err != nil {
			t.Fatalf("%s: collecting in peace: %v", who, err)
		}
	}
	return v.rows(t)
}

// serveForge serves a sample's forge, and writes a configuration that collects it.
func serveForge(t *testing.T, community string) *githubtest.Server {
	t.Helper()
	truth, err := sample.Write(t.Context(), t.TempDir(), sample.Options{Seed: 3, End: clock, Quarters: 2, Messages: 10, Commits: 150, Forge: true})
	if err != nil {
		t.Fatal(err)
	}
	const token, many = "a-token", 10_000_000 // the limits have tests of their own
	server := githubtest.New(truth.Forge, githubtest.Options{Tokens: []string{token}, Hourly: many, Burst: many, Searches: many})
	text := fmt.Sprintf(`data: ./golden-data
scopes: [{id: forge}]
sources:
  - {id: forge, type: github, synthetic: true, scope: forge, repositories: ['example/*'], token_file: token, requests_per_second: 5000, url: '%s'}
`, server.Listen(t))
	for name, text := range map[string]string{"goldenratio.yaml": text, "token": token} {
		if err := os.WriteFile(filepath.Join(community, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return server
}

// goOn lets everybody have a word on everything once more.
func goOn(h *hub.Hub) {
	id := uint64(10_000_000)
	for _, r := range h.Repositories {
		for i, ticket := range r.Tickets {
			at := clock.Add(-time.Hour).Add(time.Duration(i) * time.Second)
			for _, by := range []*hub.Person{h.People[1], h.People[2], ticket.Author} {
				id++
				ticket.Acts = append(ticket.Acts, &hub.Act{ID: id, Kind: hub.Comment, By: by, At: at, Text: "And?"})
			}
		}
	}
}
