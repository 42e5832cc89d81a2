package sample

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/internal/sample/hub"
)

func onForge(seed uint64) Options {
	o := options(seed)
	o.Commits, o.Forge = 200, true
	return o
}

// A forge adds a repository and a scope; everything else is as without it.
func TestForgeChangesNothingElse(t *testing.T) {
	o := onForge(7)
	with, truth := write(t, o)
	o.Forge = false
	without, plain := write(t, o)
	for name, digest := range digests(t, without) {
		if strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".yaml") {
			continue
		}
		if digests(t, with)[name] != digest {
			t.Fatalf("%s differs", name)
		}
	}
	var rest []Row
	for _, r := range truth.Rows {
		if r.Scope != scopeForge {
			rest = append(rest, r)
		}
	}
	if diff := cmp.Diff(plain.Rows, rest); diff != "" {
		t.Error(diff)
	}
}

func TestEqualSeedsGiveEqualForges(t *testing.T) {
	_, a := write(t, onForge(7))
	_, b := write(t, onForge(7))
	_, c := write(t, onForge(8))
	if !cmp.Equal(a.Forge, b.Forge) {
		t.Error("two forges of one seed differ")
	}
	if cmp.Equal(a.Forge, c.Forge) {
		t.Error("forges of two seeds are equal")
	}
}

// What became a commit is one of the repository, and says which pull request it
// was.
func TestMergesAreCommits(t *testing.T) {
	dir, truth := write(t, onForge(3))
	console := filepath.Join(dir, "console.git")
	merged := 0
	for _, ticket := range truth.Forge.Repositories[0].Tickets {
		if ticket.Change == nil || ticket.State().Merged.IsZero() {
			continue
		}
		merged++
		subject := run(t, console, "show", "--no-patch", "--format=%s", ticket.Change.MergeSHA)
		if !strings.Contains(subject, "#"+strconv.FormatUint(ticket.Number, 10)) {
			t.Fatalf("pull request %d became %q", ticket.Number, subject)
		}
		if parents := strings.Fields(run(t, console, "show", "--no-patch", "--format=%P", ticket.Change.MergeSHA)); len(parents) == 2 && parents[1] != ticket.State().Head {
			t.Fatalf("pull request %d has the head %s, but %s was merged", ticket.Number, ticket.State().Head, parents[1])
		}
	}
	if merged < 30 {
		t.Errorf("only %d pull requests were merged", merged)
	}
}

// What a forge must hold to be a test.
func TestForgeHasTheHardCases(t *testing.T) {
	_, truth := write(t, onForge(2))
	place := truth.Forge.Repositories[0]
	seen := map[hub.Kind]int{}
	states := map[string]int{}
	for _, ticket := range place.Tickets {
		for _, a := range ticket.Acts {
			seen[a.Kind]++
			if a.By.Robot && a.Kind == hub.Comment {
				states["said by a robot"]++
			}
			if !a.Edited.IsZero() {
				states["edited"]++
			}
		}
		s := ticket.State()
		switch {
		case ticket.Change == nil && s.Closed.IsZero():
			states["open issues"]++
		case ticket.Change != nil && ticket.Change.Draft:
			states["drafts"]++
		case ticket.Change != nil && s.Merged.IsZero() && !s.Closed.IsZero():
			states["dropped"]++
		case ticket.Change != nil && s.Closed.IsZero():
			states["open changes"]++
		}
	}
	for _, kind := range []hub.Kind{hub.Comment, hub.LineComment, hub.Review, hub.Approval, hub.ChangesRequested, hub.Closed, hub.Reopened, hub.Merged, hub.Ready, hub.Requested, hub.Labelled, hub.Commit, hub.Push} {
		if seen[kind] == 0 {
			t.Errorf("nobody did: %s", kind)
		}
	}
	for _, state := range []string{"said by a robot", "edited", "open issues", "drafts", "dropped", "open changes"} {
		if states[state] == 0 {
			t.Errorf("missing: %s", state)
		}
	}
	if len(place.Releases) < 5 || len(place.Stars) < 20 || len(place.Runs) < 100 {
		t.Errorf("%d releases, %d stars, %d runs", len(place.Releases), len(place.Stars), len(place.Runs))
	}
}
