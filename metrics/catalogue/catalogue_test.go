package catalogue_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"goldenratio/metrics/catalogue"
)

var update = flag.Bool("update", false, "write versions.lock and docs/kpis.md anew")

func load(t *testing.T) []catalogue.KPI {
	t.Helper()
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		t.Fatal(err)
	}
	return kpis
}

// TestLock fails when a formula changed and its version did not; -update does
// not help then.
func TestLock(t *testing.T) {
	kpis := load(t)
	lock, err := os.ReadFile("versions.lock")
	if err != nil && !*update {
		t.Fatal(err)
	}
	if err := catalogue.CheckLock(kpis, lock); err != nil {
		t.Fatal(err)
	}
	upToDate(t, "versions.lock", lock, catalogue.Lock(kpis))
}

func TestReference(t *testing.T) {
	const name = "../../docs/kpis.md"
	page, err := os.ReadFile(name)
	if err != nil && !*update {
		t.Fatal(err)
	}
	want, err := catalogue.Reference(load(t))
	if err != nil {
		t.Fatal(err)
	}
	upToDate(t, name, page, want)
}

// upToDate compares a generated file, or writes it.
func upToDate(t *testing.T, name string, have, want []byte) {
	t.Helper()
	switch {
	case bytes.Equal(have, want):
	case !*update:
		t.Errorf("%s is stale: run go generate ./metrics/catalogue", name)
	default:
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Error(err)
		}
	}
}

const (
	goodQuery = `-- id: code_things
-- title: Things
-- question: How many things?
-- unit: commits
-- kind: count
-- better: none
-- area: none
-- needs: mail, code
-- looks: now
-- audience: board, analyst
-- version: 3
-- Why it is so.
WITH observations AS (
    SELECT 'a) -- b' AS scope, (1) AS n -- one :)
)
SELECT scope, n FROM observations
`
	goodAbout = "## How to read it\n\nSo.\n\n## How it misleads\n\nSo.\n\n## How it is gamed\n\nSo.\n"
	goodOrder = "# order\nThings\n  code_things\n"
)

// folder is a catalogue of one KPI.
func folder(query, about, order string) fstest.MapFS {
	return fstest.MapFS{
		"order":                      {Data: []byte(order)},
		"code/code_things/query.sql": {Data: []byte(query)},
		"code/code_things/about.md":  {Data: []byte(about)},
	}
}

func TestLoad(t *testing.T) {
	kpis, err := catalogue.Load(folder(goodQuery, goodAbout, goodOrder))
	if err != nil {
		t.Fatal(err)
	}
	k := kpis[0]
	if k.ID != "code_things" || k.Group != "Things" || k.Version != 3 || strings.Join(k.Needs, " ") != "code mail" || !k.Pages() {
		t.Errorf("read %+v", k)
	}
	if want := "SELECT 'a) -- b' AS scope, (1) AS n -- one :)"; k.Observations != want {
		t.Errorf("observations are %q, want %q", k.Observations, want)
	}
	if k.About != (catalogue.About{Read: "So.", Misleads: "So.", Gamed: "So."}) {
		t.Errorf("about is %+v", k.About)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"missing line", "-- unit: commits\n", "", "`-- unit: …`"},
		{"unknown word", "kind: count", "kind: counter", "kind: \"counter\""},
		{"unknown unit", "unit: commits", "unit: apples", "unit"},
		{"no question", "How many things?", "Things.", "question"},
		{"repeated word", "mail, code", "mail, mail", "needs"},
		{"wrong id", "id: code_things", "id: code_other", "stands in folder"},
		{"version", "version: 3", "version: 0", "version"},
		{"clock", "(1) AS n", "now() AS n", "clock"},
		{"no observations", "WITH observations AS (", "WITH seen AS (", "observations"},
		{"open parenthesis", "-- one :)\n)", "-- one :)\n", "not closed"},
		{"heading", "## How it misleads", "## Notes", "plain paragraphs"},
		{"empty section", "read it\n\nSo.", "read it\n\n", "plain paragraphs"},
		{"not in order", "  code_things\n", "", "no place in the file order"},
		{"only in order", "  code_things\n", "  code_things\n  code_more\n", "there is no"},
		{"twice in order", "  code_things\n", "  code_things\n  code_things\n", "twice"},
		{"without a group", "Things\n  code", "  code", "no group"},
	} {
		t.Run(test.name, func(t *testing.T) {
			change := func(text string) string { return strings.Replace(text, test.old, test.new, 1) }
			_, err := catalogue.Load(folder(change(goodQuery), change(goodAbout), change(goodOrder)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want one with %s", err, test.want)
			}
		})
	}
}

func TestCheckLock(t *testing.T) {
	read := func(query string) []catalogue.KPI {
		kpis, err := catalogue.Load(folder(query, goodAbout, goodOrder))
		if err != nil {
			t.Fatal(err)
		}
		return kpis
	}
	lock := catalogue.Lock(read(goodQuery))
	for _, test := range []struct {
		name, old, new string
		ok             bool
	}{
		{"nothing", "", "", true},
		{"comment", "-- Why it is so.", "-- Why it is as it is.", true},
		{"white space", "SELECT scope, n", "SELECT  scope,\n    n", true},
		{"title", "title: Things", "title: All things", true},
		{"statement", "(1) AS n", "(2) AS n", false},
		{"string that looks like a comment", "-- b'", "-- c'", false},
		{"kind", "kind: count", "kind: level", false},
		{"needs", "mail, code", "code", false},
		{"statement and version", "version: 3\n-- Why it is so.\nWITH observations", "version: 4\nWITH observations", true},
	} {
		if err := catalogue.CheckLock(read(strings.Replace(goodQuery, test.old, test.new, 1)), lock); (err == nil) != test.ok {
			t.Errorf("after a change of the %s: %v", test.name, err)
		}
	}
}
