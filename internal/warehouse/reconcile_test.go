package warehouse_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// shas are commits' ids: forty equal digits.
func shas(digits string) (all []string) {
	for _, digit := range digits {
		all = append(all, strings.Repeat(string(digit), 40))
	}
	return all
}

// reconcile asks a source that answers with counts.
func reconcile(t *testing.T, s *warehouse.Store, counts ...collectors.Count) []warehouse.Reconciliation {
	t.Helper()
	found, err := s.Reconcile(t.Context(), "s", func() ([]collectors.Count, error) { return counts, nil })
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// differ compares what was found, the time of day apart.
func differ(t *testing.T, got []warehouse.Reconciliation, want ...warehouse.Reconciliation) {
	t.Helper()
	options := cmp.Options{cmpopts.IgnoreFields(warehouse.Reconciliation{}, "Checked", "Source"), cmpopts.EquateEmpty()}
	if diff := cmp.Diff(want, got, options); diff != "" {
		t.Error(diff)
	}
}

// A commit that was lost is found, and one that was rewritten is told from it.
func TestReconcileFindsALoss(t *testing.T) {
	s := warehousetest.Open(t)
	var items []collectors.Item
	for _, sha := range shas("abc") {
		c := commit()
		c.SHA = sha
		items = append(items, item(sha, c))
	}
	items = append(items, item("refs/tags/v1:", &collectors.Tag{Name: "v1", SHA: "a", Version: 5}))
	write(t, s, "s", nil, collectors.Batch{Items: items, Cursor: collectors.Cursor("x")})
	commits := func(digits string) collectors.Count {
		keys := shas(digits)
		slices.Reverse(keys)
		return collectors.Count{What: collectors.CountCommits, Items: uint64(len(keys)), Keys: keys}
	}
	tags := collectors.Count{What: collectors.CountTags, Items: 1, Keys: []string{"tag v1"}}
	differ(t, reconcile(t, s, commits("abc"), tags),
		warehouse.Reconciliation{What: "commits", Asked: "origin", Origin: 3, Stored: 3},
		warehouse.Reconciliation{What: "tags", Asked: "origin", Origin: 1, Stored: 1})

	if err := s.Conn.Exec(t.Context(), "DELETE FROM golden.items WHERE origin = '"+shas("b")[0]+"'"); err != nil {
		t.Fatal(err)
	}
	differ(t, reconcile(t, s, commits("abd")),
		warehouse.Reconciliation{
			What: "commits", Asked: "origin", Origin: 3, Stored: 2, Missing: 2, Gone: 1,
			Lost: shas("bd"), Deleted: shas("c"),
		})
	if got := ask(t, s, "SELECT concat(toString(missing), ' ', toString(gone)) AS v FROM golden.reconciliations ORDER BY missing, what"); !cmp.Equal(got, []string{"0 0", "0 0", "2 1"}) {
		t.Errorf("kept are %q", got)
	}
}

// Mails have no keys that a server would list: they are counted by mailbox.
func TestReconcileCountsParts(t *testing.T) {
	s := warehousetest.Open(t)
	write(t, s, "s", nil, collectors.Batch{
		Items: []collectors.Item{
			item("a/1", message("m1@x", 2)), item("a/2", message("m2@x", 2)), item("b/1", message("m1@x", 2)),
			{Origin: "b/2", Day: day(2), Reject: &collectors.Reject{Reason: "message too large"}},
		},
		Cursor: collectors.Cursor("x"),
	})
	differ(t, reconcile(t, s,
		collectors.Count{What: collectors.CountMessages, Part: "a", Prefix: "a/", Items: 3},
		collectors.Count{What: collectors.CountMessages, Part: "b", Prefix: "b/", Items: 2}),
		warehouse.Reconciliation{What: "messages", Part: "a", Asked: "origin", Origin: 3, Stored: 2, Missing: 1},
		warehouse.Reconciliation{What: "messages", Part: "b", Asked: "origin", Origin: 2, Stored: 2})
}

// What a forge has deleted is marked, stays, and is not found a second time.
func TestReconcileMarksWhatAForgeDeleted(t *testing.T) {
	s := warehousetest.Open(t)
	var items []collectors.Item
	for n := range uint64(3) {
		items = append(items, item("issues/"+string(rune('1'+n)), &collectors.Issue{
			Repository: "forge.example.org/1", Kind: collectors.IssueProper, Number: n + 1, Title: "it breaks",
			Opened: collectors.Dated{At: day(2), Source: collectors.DateForge}, Version: 1_800_000_000_000,
		}))
	}
	write(t, s, "s", nil, collectors.Batch{
		Items: items, Cursor: collectors.Cursor("x"),
		State: []collectors.Record{&collectors.Repository{ID: "forge.example.org/1", Name: "c/tools", Version: 5}},
	})
	listed := func() collectors.Count {
		return collectors.Count{
			What: collectors.CountIssues, Part: "c/tools", Items: 2,
			Keys: []string{"issue forge.example.org/1 1", "issue forge.example.org/1 3"},
		}
	}
	differ(t, reconcile(t, s, listed()),
		warehouse.Reconciliation{What: "issues", Part: "c/tools", Asked: "origin", Origin: 2, Stored: 3, Gone: 1, Deleted: []string{"issue forge.example.org/1 2"}})
	if got := ask(t, s, "SELECT toString(tuple(number, deleted, title)) AS v FROM golden.forge_issues FINAL ORDER BY number"); !cmp.Equal(got, []string{"(1,0,'it breaks')", "(2,1,'it breaks')", "(3,0,'it breaks')"}) {
		t.Errorf("issues are %q", got)
	}
	differ(t, reconcile(t, s, listed()),
		warehouse.Reconciliation{What: "issues", Part: "c/tools", Asked: "origin", Origin: 2, Stored: 2})
}

// A source that counts nothing is measured by what its collector expected.
func TestReconcileByTheSecondLook(t *testing.T) {
	s := warehousetest.Open(t)
	write(t, s, "s", nil, collectors.Batch{
		Items:    []collectors.Item{item("f@0", message("m1@x", 2))},
		Expected: []collectors.Expectation{{Part: "f", Day: day(1), Items: 3}},
		Cursor:   collectors.Cursor("x"),
	})
	differ(t, reconcile(t, s), warehouse.Reconciliation{What: "items", Asked: "second look", Origin: 3, Stored: 1, Missing: 2})
}

func TestReconcileFailsWithItsSource(t *testing.T) {
	s := warehousetest.Open(t)
	down := errors.New("the server is down")
	if _, err := s.Reconcile(t.Context(), "s", func() ([]collectors.Count, error) { return nil, down }); !errors.Is(err, down) {
		t.Errorf("error %v, want %v", err, down)
	}
	run := begin(t, s, "s")
	if _, err := s.Reconcile(t.Context(), "s", func() ([]collectors.Count, error) { return nil, nil }); !errors.Is(err, warehouse.ErrRunning) {
		t.Errorf("during a run: %v, want %v", err, warehouse.ErrRunning)
	}
	if err := run.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}
