package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/internal/pipeline"
	"goldenratio/internal/warehouse"
)

// asked runs a command of people that prints JSON.
func asked[T any](c *board, args ...string) (answer T) {
	c.t.Helper()
	if err := json.Unmarshal([]byte(c.run(append([]string{"--json", "people"}, args...)...)), &answer); err != nil {
		c.t.Fatal(err)
	}
	return answer
}

// published is every number, row, change and index that readers see, each line
// one, to the last bit.
func (c *board) published() []string {
	c.t.Helper()
	var all []string
	for _, table := range []string{"kpi_values", "kpi_rows", "kpi_changes", "index_values", "index_areas", "index_kpis", "target_states"} {
		text := c.run("sql", "--format", "JSONEachRow", "SELECT '"+table+"' AS table, * EXCEPT compute_id FROM golden."+table+
			" WHERE compute_id = (SELECT argMax(compute_id, published) FROM golden.computes) ORDER BY ALL")
		all = append(all, strings.Split(strings.TrimSpace(text), "\n")...)
	}
	return all
}

// A quarterly number as readers see it.
type quarterly struct {
	KPI, Stat, Scope, Dimension, Member, Label string
	Value                                      *float64
}

func (c *board) quarterly() map[string]string {
	c.t.Helper()
	text := c.run("sql", "--format", "JSONEachRow", "SELECT kpi, stat, scope, dimension, member, label, value FROM golden.kpi_current WHERE grain = 'quarter'")
	all := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		var q quarterly
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			c.t.Fatal(err)
		}
		all[strings.Join([]string{q.KPI, q.Stat, q.Scope, q.Dimension, q.Member, q.Label}, "|")] = digits(q.Value)
	}
	return all
}

// TestPlanApplyUndo merges two people who did most, and splits one, and looks
// what the plan says of it. Planning changes nothing, computing makes exactly the
// plan true, and undoing brings every bit back.
func TestPlanApplyUndo(t *testing.T) {
	c := newBoard(t)
	c.edit("scopes:", "identities: [people.yaml]\nscopes:")
	const asOf = "--as-of=2020-08-02"
	c.run("compute", asOf)
	before, numbers := c.published(), c.quarterly()
	if p := asked[pipeline.Preview](c, "plan", asOf); p.Aliases != 0 || p.Stays != 0 || len(p.Changes) != 0 {
		t.Fatalf("nothing was decided, and the plan is %+v", p)
	}
	people := asked[[]warehouse.Listed](c, "list", "--limit=400")
	at := slices.IndexFunc(people, func(p warehouse.Listed) bool {
		return p.Aliases > 1 && p.Person != people[0].Person && p.Person != people[1].Person
	})
	if len(people) < 4 || at < 0 {
		t.Fatalf("the community has too few people: %+v", people)
	}
	c.run("people", "merge", people[0].Person, people[1].Person, "--why", "they share a desk")
	first, second := asked[portrait](c, "show", people[0].Person), asked[portrait](c, "show", people[1].Person)
	parts := asked[portrait](c, "show", people[at].Person)
	c.run("people", "split", people[at].Person, parts.Aliases[1].Alias.String(), "--why", "a namesake")

	plan := asked[pipeline.Preview](c, "plan", asOf)
	if diff := cmp.Diff(before, c.published()); diff != "" {
		t.Fatalf("planning changed something:\n%s", diff)
	}
	c.run("compute", asOf)
	want := changes(numbers, c.quarterly())
	got := map[string]string{}
	for _, f := range plan.Changes {
		got[strings.Join([]string{f.KPI, f.Stat, f.Scope, f.Dimension, f.Member, f.Quarter}, "|")] = digits(f.Before) + " → " + digits(f.After)
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 10 {
		t.Errorf("%d numbers changed: -compute +plan\n%s", len(want), diff)
	}
	one, two := asked[portrait](c, "show", first.Aliases[0].Alias.String()), asked[portrait](c, "show", second.Aliases[0].Alias.String())
	if one.Person != two.Person || len(one.Links) == 0 {
		t.Errorf("%s and %s are still two: %+v", first.Name, second.Name, one)
	}
	if off := asked[portrait](c, "show", parts.Aliases[1].Alias.String()); off.Person == asked[portrait](c, "show", parts.Aliases[0].Alias.String()).Person {
		t.Errorf("%s is still one", parts.Name)
	}
	if p := asked[pipeline.Preview](c, "plan", asOf); p.Aliases != 0 || len(p.Changes) != 0 {
		t.Errorf("once applied, the plan is %+v", p)
	}

	c.run("people", "undo", "1")
	c.run("people", "undo", "2", "--why", "he is the same")
	c.run("people", "plan", "--apply", asOf)
	if diff := cmp.Diff(before, c.published()); diff != "" {
		t.Errorf("undone, it is not as it was:\n%s", diff)
	}
	journal, err := os.ReadFile(filepath.Join(c.dir, "people.yaml"))
	if err != nil || !strings.Contains(string(journal), "they share a desk") {
		t.Errorf("the journal forgot: %v\n%s", err, journal)
	}
}

// digits is a number to its last one.
func digits(v *float64) string {
	if v == nil {
		return "NULL"
	}
	return strconv.FormatFloat(*v, 'g', -1, 64)
}

// changes are the numbers of two computes that differ.
func changes(before, after map[string]string) map[string]string {
	all := map[string]string{}
	for key, value := range after {
		was := before[key]
		if was == "" {
			was = digits(nil)
		}
		if was != value {
			all[key] = was + " → " + value
		}
	}
	for key, value := range before {
		if _, still := after[key]; !still && value != digits(nil) {
			all[key] = value + " → " + digits(nil)
		}
	}
	return all
}
