package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

// TestQuestions words what a manager is asked: two people at a time, each alias and
// each sentence once, the one who did more first, in commands that no shell
// misreads.
func TestQuestions(t *testing.T) {
	day := time.Date(2020, 5, 4, 0, 0, 0, 0, time.UTC)
	known := faces{}
	var ids []uuid.UUID
	for i, f := range []warehouse.Face{
		{Person: "b", Address: "ann@example.org", Uses: 2}, {Person: "a", Address: "ann@example.com", Uses: 9},
		{Person: "a", Address: "$(ann)@example.net"}, {Person: "a", Login: "example.org/git/ann", Uses: 1},
	} {
		f.Alias, f.Name, f.First, f.Last = uuid.UUID{byte(i + 1)}, "Ann", &day, &day
		known[f.Alias] = &f
		ids = append(ids, f.Alias)
	}
	evidence := func(one, other int, against string) warehouse.Evidence {
		return warehouse.Evidence{Alias: ids[one], Other: ids[other], Weight: 0.66, Sentence: "both are called Ann", Against: against}
	}
	asked := asking([]warehouse.Evidence{
		evidence(0, 1, "the name is common here"), evidence(0, 2, "the name is common here"), evidence(0, 3, "two accounts"), evidence(1, 2, "they are one since"),
	}, known)
	if len(asked) != 1 {
		t.Fatalf("%d questions", len(asked))
	}
	var out strings.Builder
	asked[0].print(&out)
	want := `Is this one person?
  Ann <ann@example.com>, 9 contributions, 2020-05-04 to 2020-05-04
  Ann <$(ann)@example.net>, nothing of its own: others name it
  Ann example.org/git/ann, 1 contribution, 2020-05-04 to 2020-05-04
and
  Ann <ann@example.org>, 2 contributions, 2020-05-04 to 2020-05-04
  for it: both are called Ann (66 % sure)
  against: the name is common here
  for it: both are called Ann (66 % sure)
  against: two accounts
  if so:  goldenratio people merge ann@example.com ann@example.org --why …
  if not: goldenratio people split ann@example.com ann@example.org --why …

`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got := spell(known[ids[2]]); got != ids[2].String() {
		t.Errorf("a hostile address is spelt %q", got)
	}
}

// What people said is no question any more.
func TestDecided(t *testing.T) {
	conf := &config.Config{Identities: []config.IdentityFile{{Path: "who/people.yaml"}}}
	for against, want := range map[string]bool{"people.yaml, decision 2: he told us": true, "the name is common here": false} {
		if got := decided(conf, &warehouse.Evidence{Against: against}); got != want {
			t.Errorf("%q: decided %t", against, got)
		}
	}
}
