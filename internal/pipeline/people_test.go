package pipeline_test

import (
	"context"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"goldenratio/collectors/all"
	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
	"goldenratio/internal/sample"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// A score compares pairs of aliases that were taken for one person with those that
// are.
type score struct{ right, wrong, missed int }

func (s score) precision() float64 { return float64(s.right) / float64(s.right+s.wrong) }
func (s score) recall() float64    { return float64(s.right) / float64(s.right+s.missed) }

// judge counts the pairs of aliases, of which it is told who they are and who they
// were taken for; where chosen wants one of the two.
func judge[T comparable](truth map[uuid.UUID]T, found map[uuid.UUID]uuid.UUID, chosen func(T) bool) (s score) {
	var ids []uuid.UUID
	for id := range truth {
		ids = append(ids, id)
	}
	for i, a := range ids {
		for _, b := range ids[:i] {
			if !chosen(truth[a]) && !chosen(truth[b]) {
				continue
			}
			switch is, taken := truth[a] == truth[b], found[a] == found[b] && found[a] != uuid.Nil; {
			case is && taken:
				s.right++
			case is:
				s.missed++
			case taken:
				s.wrong++
			}
		}
	}
	return s
}

// identified collects all sources of a configuration into a store of its own and
// finds out who is who.
func identified(t *testing.T, c *config.Config, now time.Time) (store *warehouse.Store, found map[uuid.UUID]uuid.UUID) {
	t.Helper()
	options := warehousetest.Options(t, t.TempDir())
	key, err := c.Key()
	if err != nil {
		t.Fatal(err)
	}
	options.Key = key
	if store, err = warehouse.Open(t.Context(), options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	run := pipeline.Collection{Store: store, Config: c, Cache: t.TempDir(), Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
	if err := run.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := pipeline.Identify(t.Context(), store, c); err != nil {
		t.Fatal(err)
	}
	known, _, _, err := store.Known(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found = map[uuid.UUID]uuid.UUID{}
	for _, i := range known {
		found[i.Alias] = i.Person
	}
	return store, found
}

// TestSamplesPeopleAreFound measures how well the people of a synthetic community
// are put together, and kept apart.
func TestSamplesPeopleAreFound(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		skip(t, "REQUIRE_SERVERS", "git is not installed")
	}
	dir := t.TempDir()
	truth, err := sample.Write(t.Context(), dir, sample.Options{Seed: 11, Quarters: 8, Size: 8, End: time.Date(2021, 2, 10, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "golden.key"), []byte(strings.Repeat("ab", 32)), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(filepath.Join(dir, "goldenratio.yaml"), all.Types())
	if err != nil {
		t.Fatal(err)
	}
	store, found := identified(t, c, truth.AsOf)
	owners := ownersOf(truth)
	people, accounts := map[uuid.UUID]int{}, map[uuid.UUID]int{}
	if err := store.EachAlias(t.Context(), func(a *warehouse.Alias) error {
		if human, ok := owners.of(a); ok {
			people[a.ID], accounts[a.ID] = human, human
		} else if human, ok := owners.byLogin[a.Login]; ok {
			accounts[a.ID] = human
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	s := judge(people, found, func(int) bool { return true })
	t.Logf("%d aliases of %d people: precision %.4f, recall %.4f (%+v)", len(people), len(truth.People), s.precision(), s.recall(), s)
	if len(people) < 1000 || s.precision() < 0.995 || s.recall() < 0.95 {
		t.Errorf("precision %.4f, recall %.4f of %d aliases", s.precision(), s.recall(), len(people))
	}
	strangers(t, store, people, accounts, found)
}

// strangers looks at those of whom only accounts on networks are known, some of them
// under the name of somebody else: they are put together with nobody, and those who
// bear a rare name of another are asked about.
func strangers(t *testing.T, store *warehouse.Store, people, accounts map[uuid.UUID]int, found map[uuid.UUID]uuid.UUID) {
	t.Helper()
	s := judge(accounts, found, func(int) bool { return true })
	conflicts, err := store.Conflicts(t.Context(), "", 10000)
	if err != nil {
		t.Fatal(err)
	}
	right, asked := 0, 0
	for _, c := range conflicts {
		if human, ok := accounts[c.Alias]; ok && strings.Contains(c.Against, "on a network") {
			if asked++; human == accounts[c.Other] {
				right++
			}
		}
	}
	t.Logf("with %d accounts: precision %.4f; %d questions, of which %d are to be answered by yes", len(accounts)-len(people), s.precision(), asked, right)
	if len(accounts) < len(people)+500 || s.precision() < 0.995 || right == 0 || right == asked {
		t.Errorf("%d accounts, precision %.4f, %d of %d questions to be answered by yes", len(accounts)-len(people), s.precision(), right, asked)
	}
}

// skip skips where something is missing, or fails where it must be there.
func skip(t *testing.T, variable, why string) {
	t.Helper()
	if os.Getenv(variable) == "1" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// owners are the people of a sample by what tells them.
type owners struct {
	byAddress map[string][]int
	byLogin   map[string]int
	truth     *sample.Truth
}

func ownersOf(truth *sample.Truth) owners {
	o := owners{map[string][]int{}, map[string]int{}, truth}
	for i, h := range truth.People {
		for _, login := range h.Logins {
			o.byLogin[login] = i
		}
		for _, address := range h.Addresses {
			o.byAddress[strings.ToLower(address)] = append(o.byAddress[strings.ToLower(address)], i)
		}
	}
	return o
}

// of is who an alias is: whose address it is, and of those who share one whose
// name.
func (o owners) of(a *warehouse.Alias) (human int, ok bool) {
	all := o.byAddress[strings.ToLower(a.Address)]
	if len(all) == 1 {
		return all[0], true
	}
	for _, human := range all {
		for _, name := range o.truth.People[human].Names {
			if name == a.Name {
				return human, true
			}
		}
	}
	return 0, false
}
