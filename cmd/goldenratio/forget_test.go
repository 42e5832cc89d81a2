package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/erase"
	"goldenratio/internal/warehouse/warehousetest"
)

// numbers is every number of the last compute and of the closed quarters, and
// what was restated.
func (c *board) numbers() string {
	c.t.Helper()
	store := c.open()
	defer store.Close(c.t.Context()) //nolint:errcheck // nothing was written
	var all strings.Builder
	for _, query := range []string{
		`SELECT kpi, stat, scope, dimension, member, grain, label, value, lower, upper, n, unknown_share, coverage, complete
		FROM golden.kpi_current`,
		`SELECT kpi, scope, grain, period_start, rank, row FROM golden.kpi_rows
		WHERE compute_id = (SELECT argMax(compute_id, published) FROM golden.computes WHERE snapshot = '')`,
		`SELECT kpi, stat, scope, dimension, member, grain, period_start, value, lower, upper, n FROM golden.kpi_values
		WHERE compute_id IN (SELECT compute_id FROM golden.snapshots)`,
		"SELECT * FROM golden.restatements",
		"SELECT organisation, name FROM golden.organisations",
	} {
		lines, err := warehouse.Rows[struct {
			Line string `ch:"line"`
		}](c.t.Context(), store.Conn, "SELECT formatRowNoNewline('TSV', *) AS line FROM ("+query+") ORDER BY ALL", nil)
		if err != nil {
			c.t.Fatal(err)
		}
		for _, l := range lines {
			fmt.Fprintln(&all, l.Line)
		}
	}
	return all.String()
}

// busiest are people with the most contributions, each by one address.
func (c *board) busiest(n int) (addresses, names []string) {
	c.t.Helper()
	store := c.open()
	defer store.Close(c.t.Context()) //nolint:errcheck // nothing was written
	rows, err := warehouse.Rows[struct {
		Address string `ch:"address"`
		Name    string `ch:"name"`
	}](c.t.Context(), store.Conn, `
		SELECT any(a.address) AS address, any(p.name) AS name
		FROM golden.activity AS y
		INNER JOIN golden.identities AS i ON i.person_id = y.person_id
		INNER JOIN golden_private.aliases AS a ON a.alias_id = i.alias_id
		INNER JOIN golden.people AS p ON p.person_id = y.person_id
		WHERE NOT y.bot AND a.address != '' AND position(p.name, ' ') > 0
		GROUP BY y.person_id ORDER BY count() DESC, y.person_id`, nil)
	if err != nil || len(rows) < n {
		c.t.Fatalf("%d people, %v", len(rows), err)
	}
	for _, r := range rows[:n] {
		addresses, names = append(addresses, r.Address), append(names, r.Name)
	}
	return addresses, names
}

// namesKept is of how many names of forgotten people hashes are kept.
func (c *board) namesKept() int {
	c.t.Helper()
	store := c.open()
	defer store.Close(c.t.Context()) //nolint:errcheck // nothing was written
	rows, err := warehouse.Rows[struct {
		Kept uint64 `ch:"kept"`
	}](c.t.Context(), store.Conn, "SELECT uniqExact(name) AS kept FROM golden_private.tombstones ARRAY JOIN names AS name", nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return int(rows[0].Kept)
}

func (c *board) open() *warehouse.Store {
	c.t.Helper()
	store, err := warehouse.Open(c.t.Context(), warehousetest.Options(c.t, filepath.Join(c.dir, "golden-data")))
	if err != nil {
		c.t.Fatal(err)
	}
	return store
}

// held is what `people held` writes, for as much as the test looks at.
type held struct {
	Name   string                       `json:"name"`
	Tables map[string][]json.RawMessage `json:"tables"`
}

// TestForget forgets two of the busiest people of a community with a closed
// quarter. Their names and addresses are nowhere afterwards, also when
// everything is collected again, and no number moves.
func TestForget(t *testing.T) {
	c := newBoard(t)
	compute := []string{"compute", "--as-of", "2020-07-31"}
	c.run(compute...)
	closed := c.close()
	addresses, names := c.busiest(2)
	before := c.numbers()
	for i, address := range addresses {
		var all held
		if err := json.Unmarshal([]byte(c.run("people", "held", address)), &all); err != nil {
			t.Fatal(err)
		}
		if all.Name != names[i] || len(all.Tables["golden_private.aliases"]) == 0 || len(all.Tables["golden.activity"]) == 0 {
			t.Errorf("of %q is held %q and %d tables", names[i], all.Name, len(all.Tables))
		}
		var done erase.Done
		said := c.run("people", "forget", address, "--reason", names[i]+" asked on the phone", "--json")
		if err := json.Unmarshal([]byte(said), &done); err != nil {
			t.Fatal(err)
		}
		if len(done.Left) > 0 || done.Aliases == 0 || len(done.Tables) == 0 || done.Columns < 100 {
			t.Errorf("forgotten as %+v", done)
		}
	}
	check := func(when string) {
		t.Helper()
		if after := c.numbers(); after != before {
			t.Errorf("%s numbers differ:\n%s", when, differing(before, after))
		}
		c.nowhere(when, append(addresses, names...))
	}
	check("once forgotten,")
	if kept := c.namesKept(); kept < len(names) {
		t.Errorf("hashes of %d names are kept, of %d", kept, len(names))
	}
	c.run(compute...)
	check("once computed again,")
	c.run("collect", "--rebuild")
	c.run(compute...)
	check("once collected anew,")
	if again := c.close(); !again.Same || again.Snapshot.ID != closed.Snapshot.ID {
		t.Errorf("closed again as %+v", again)
	}
	if said := c.run("people", "forget", addresses[0], "--reason", "once more"); !strings.Contains(said, "forgotten: 0 aliases") {
		t.Errorf("forgotten once more: %s", said)
	}
}

// nowhere looks for texts by itself in every column of text.
func (c *board) nowhere(when string, wanted []string) {
	c.t.Helper()
	store := c.open()
	defer store.Close(c.t.Context()) //nolint:errcheck // nothing was written
	for _, column := range texts(c.t, store) {
		for _, text := range wanted {
			if found := column.find(c.t, store, text); found != "" {
				c.t.Errorf("%s %s holds %q: %.200s", when, column, text, found)
			}
		}
	}
}

// differing are the first lines that two texts do not share.
func differing(before, after string) string {
	was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
	var all []string
	for i := range min(len(was), len(is)) {
		if was[i] != is[i] && len(all) < 20 {
			all = append(all, "- "+was[i], "+ "+is[i])
		}
	}
	return strings.Join(all, "\n")
}
