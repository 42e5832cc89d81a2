package catalogue_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

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
SELECT 'a) -- b, from' AS scope, '' AS dimension, '' AS member, things.at, concat('(', ref) AS ref -- one :)
FROM things
`
	levelQuery = `-- id: code_things
-- title: Things
-- question: How many things?
-- unit: commits
-- kind: level
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: analyst
-- version: 1
-- Why it is so.
WITH observations AS (
    SELECT 'a) -- b' AS scope, '' AS dimension, '' AS member, at, ref -- one :)
    FROM things
)
SELECT scope, grain, period_start, max(n) AS value, count() AS n FROM observations GROUP BY scope, grain, period_start
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
	if k.ID != "code_things" || k.Group != "Things" || k.Version != 3 || k.Sources() != "code and mail" || !k.Pages() {
		t.Errorf("read %+v", k)
	}
	if !strings.HasPrefix(k.SQL, "WITH observations AS\n(\n    -- Why it is so.\n    SELECT 'a) -- b, from' AS scope") ||
		!strings.Contains(k.SQL, "count() AS items") || !strings.Contains(k.SQL, "day_spans") || strings.Contains(k.SQL, "{{") {
		t.Errorf("what runs is %s", k.SQL)
	}
	if k.About != (catalogue.About{Read: "So.", Misleads: "So.", Gamed: "So."}) {
		t.Errorf("about is %+v", k.About)
	}
}

func TestLoadFree(t *testing.T) {
	kpis, err := catalogue.Load(folder(levelQuery, goodAbout, goodOrder))
	if err != nil {
		t.Fatal(err)
	}
	k := kpis[0]
	if want := "SELECT 'a) -- b' AS scope, '' AS dimension, '' AS member, at, ref -- one :)\nFROM things"; k.Observations != want {
		t.Errorf("observations are %q, want %q", k.Observations, want)
	}
	if want := levelQuery[strings.Index(levelQuery, "-- Why"):]; k.SQL != strings.TrimSpace(want) {
		t.Errorf("what runs is %s, want %s", k.SQL, want)
	}
}

// TestShapes changes the good query's kind and columns, and looks for what the
// evaluator makes of it.
func TestShapes(t *testing.T) {
	for _, test := range []struct{ name, kind, unit, more, want, without string }{
		{"count", "count", "commits", "", "count() AS items", "person"},
		{"people", "count", "people", ", person_id", "uniqExactState(cityHash64(person_id))", "count()"},
		{"amount", "count", "lines", ", added AS amount", "sum(amount)", "uniq"},
		{"share", "share", "ratio", ", person_id, 1 AS success", "golden_clusters(", "x - x * x / n"},
		{"share of rows", "share", "ratio", ", 1 AS success", "x - x * x / n", "person_id"},
		{"duration", "duration", "hours", ", 5 AS seconds, 1 AS event", "estimate.2 / 3600", "quantile"},
		{"length", "duration", "days", ", 5 AS seconds", "quantile.2) / 86400", "golden_km"},
		{"parts", "parts", "ratio", "", "sum(items) AS given", "uniqExactArray"},
		{"parts of works", "parts", "ratio", ", work, repeated, person_id", "uniqExactArray(shared)", "sum(items)"},
		{"standing", "count", "people", ", since, until, person_id", "ORDER BY ends.instant", "uniqExact"},
		{"own period", "count", "commits", ", grain, period_start", "FROM observations\n    GROUP BY", "day_spans"},
		{"crowd", "count", "people", ", grain, period_start, crowd", "sum(bitmapCardinality(crowd)) AS items", "uniqExact"},
		{"share of crowds", "share", "ratio", ", grain, period_start, crowd, succeeded", "x - x * x / n", "golden_clusters("},
	} {
		query := strings.NewReplacer("kind: count", "kind: "+test.kind, "unit: commits", "unit: "+test.unit, " AS ref --", " AS ref"+test.more+" --").Replace(goodQuery)
		kpis, err := catalogue.Load(folder(query, goodAbout, goodOrder))
		switch {
		case err != nil:
			t.Errorf("%s: %v", test.name, err)
		case !strings.Contains(kpis[0].SQL, test.want):
			t.Errorf("%s: %s runs without %s", test.name, kpis[0].SQL, test.want)
		case strings.Contains(strings.ReplaceAll(kpis[0].SQL, test.more, ""), test.without):
			t.Errorf("%s: %s runs with %s", test.name, kpis[0].SQL, test.without)
		}
	}
}

// TestPlaces changes the good query's needs and columns, and looks for the periods
// that its observations belong to.
func TestPlaces(t *testing.T) {
	for _, test := range []struct {
		name, needs, more string
		want              catalogue.Place
	}{
		{"day", "any", "", catalogue.ByDay},
		{"source of a kind", "code", ", source", catalogue.ByDay},
		{"source where any will do", "any", ", source", catalogue.BySource},
		{"own period", "any", ", source, grain, period_start", catalogue.ByPeriod},
		{"stretch", "any", ", source, since, until", catalogue.Standing},
	} {
		query := strings.NewReplacer("needs: mail, code", "needs: "+test.needs, " AS ref --", " AS ref"+test.more+" --").Replace(goodQuery)
		kpis, err := catalogue.Load(folder(query, goodAbout, goodOrder))
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if got := kpis[0].Place(); got != test.want {
			t.Errorf("%s: the place is %d, want %d", test.name, got, test.want)
		}
	}
}

func TestRelations(t *testing.T) {
	for _, test := range []struct{ name, query, want string }{
		{"table", "SELECT scope, dimension, member, at, ref FROM things", "WITH things AS\n(\n    SELECT 1\n)\nSELECT scope"},
		{"own tables", "WITH mine AS (SELECT * FROM things) SELECT scope, dimension, member, at, ref FROM mine", "WITH things AS\n(\n    SELECT 1\n),\nmine AS"},
		{"through another", "SELECT scope, dimension, member, at, ref FROM both_things", "WITH things AS\n(\n    SELECT 1\n),\nboth_things AS\n(\n    SELECT 2 FROM things\n)\nSELECT scope"},
		{"not read", "SELECT scope, dimension, member, at, 'things' AS ref FROM mine -- things", "SELECT scope"},
	} {
		head, _, _ := strings.Cut(goodQuery, "-- Why")
		files := folder(head+test.query, goodAbout, goodOrder)
		files["mail/things.sql"] = &fstest.MapFile{Data: []byte("SELECT 1\n")}
		files["mail/both_things.sql"] = &fstest.MapFile{Data: []byte("SELECT 2 FROM things\n")}
		kpis, err := catalogue.Load(files)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if !strings.HasPrefix(kpis[0].Observations, test.want) {
			t.Errorf("%s: observations are %s", test.name, kpis[0].Observations)
		}
		files["code/things.sql"] = files["mail/things.sql"]
		if _, err := catalogue.Load(files); err == nil {
			t.Errorf("%s: two relations have one name", test.name)
		}
	}
}

// TestKept reads a kept relation directly, through another, and from another
// that is kept too.
func TestKept(t *testing.T) {
	for _, test := range []struct {
		name, from, run string
		want            []catalogue.Kept
	}{
		{"none", "pieces", "WITH pieces AS\n(\n    SELECT 3\n)\nSELECT scope", nil},
		{"one", "things", "SELECT scope", []catalogue.Kept{{Name: "things", Sort: "scope, at", SQL: "-- Why.\nWITH pieces AS\n(\n    SELECT 3\n)\nSELECT 1 FROM pieces"}}},
		{"through another", "some_things", "WITH some_things AS\n(\n    SELECT 2 FROM things\n)\nSELECT scope", []catalogue.Kept{{Name: "things", Sort: "scope, at", SQL: "-- Why.\nWITH pieces AS\n(\n    SELECT 3\n)\nSELECT 1 FROM pieces"}}},
		{"of another", "counted", "SELECT scope", []catalogue.Kept{
			{Name: "things", Sort: "scope, at", SQL: "-- Why.\nWITH pieces AS\n(\n    SELECT 3\n)\nSELECT 1 FROM pieces"},
			{Name: "counted", Sort: "at", SQL: "SELECT 4 FROM things", Reads: []string{"things"}},
		}},
	} {
		head, _, _ := strings.Cut(goodQuery, "-- Why")
		files := folder(head+"SELECT scope, dimension, member, at, ref FROM "+test.from, goodAbout, goodOrder)
		for name, text := range map[string]string{
			"pieces": "SELECT 3", "things": "-- kept by: scope, at\n-- Why.\nSELECT 1 FROM pieces",
			"some_things": "SELECT 2 FROM things", "counted": "-- kept by: at\nSELECT 4 FROM things",
		} {
			files["mail/"+name+".sql"] = &fstest.MapFile{Data: []byte(text)}
		}
		kpis, err := catalogue.Load(files)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(test.want, kpis[0].Reads); diff != "" {
			t.Errorf("%s: kept are -want +got:\n%s", test.name, diff)
		}
		if _, run, _ := strings.Cut(kpis[0].Run, "observations AS\n(\n    "); !strings.HasPrefix(strings.ReplaceAll(run, "\n    ", "\n"), test.run) {
			t.Errorf("%s: %s runs", test.name, kpis[0].Run)
		}
		if !strings.Contains(kpis[0].SQL, "SELECT 3") {
			t.Errorf("%s: the definition %s does not stand alone", test.name, kpis[0].SQL)
		}
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
		{"clock", "concat('(', ref)", "now()", "clock"},
		{"function", "concat('(', ref)", "golden_ratio(ref)", "no SQL function golden_ratio"},
		{"no query", "SELECT 'a) -- b, from' AS scope,", "", "want a SELECT"},
		{"all columns", "things.at", "things.*", "column 4 has no name"},
		{"no name", "concat('(', ref) AS ref", "concat('(', ref)", "column 5 has no name"},
		{"no member", "'' AS member, ", "", "code_things: query.sql: observations: want a column member"},
		{"half a period", " AS ref --", " AS ref, grain --", "grain and period_start"},
		{"people without people", "unit: commits", "unit: people", "want a column person_id"},
		{"share without success", "-- unit: commits\n-- kind: count", "-- unit: ratio\n-- kind: share", "want a column success"},
		{"share of commits", "kind: count", "kind: share", "a share is a ratio"},
		{"duration without seconds", "-- unit: commits\n-- kind: count", "-- unit: days\n-- kind: duration", "want a column seconds"},
		{"duration in commits", "kind: count", "kind: duration", "in hours or days"},
		{"end without a beginning", " AS ref --", " AS ref, until --", "want a column since"},
		{"apart by another word", "-- version", "-- apart: list\n-- version", "apart"},
		{"apart without people", "-- version", "-- apart: organisation\n-- version", "want a column person_id"},
		{"parts of commits", "kind: count", "kind: parts", "a share is a ratio"},
		{"event of a count", " AS ref --", " AS ref, 1 AS event --", "event"},
		{"heading", "## How it misleads", "## Notes", "plain paragraphs"},
		{"empty section", "read it\n\nSo.", "read it\n\n", "plain paragraphs"},
		{"not in order", "  code_things\n", "", "no place in the file order"},
		{"only in order", "  code_things\n", "  code_things\n  code_more\n", "there is no"},
		{"twice in order", "  code_things\n", "  code_things\n  code_things\n", "twice"},
		{"without a group", "Things\n  code", "  code", "no group"},
	} {
		t.Run(test.name, func(t *testing.T) { refuses(t, goodQuery, test.old, test.new, test.want) })
	}
	t.Run("no observations", func(t *testing.T) {
		refuses(t, levelQuery, "WITH observations AS (", "WITH seen AS (", "observations")
	})
	t.Run("open parenthesis", func(t *testing.T) { refuses(t, levelQuery, "\n)", "\n", "not closed") })
	t.Run("wait with a period", func(t *testing.T) {
		query := strings.Replace(goodQuery, "kind: count", "kind: duration", 1)
		refuses(t, query, " AS ref --", " AS ref, grain, period_start --", "names none")
	})
	t.Run("crowd of a day", func(t *testing.T) {
		refuses(t, strings.Replace(goodQuery, "unit: commits", "unit: people", 1), "ref --", "ref, crowd --", "a crowd is that of a period")
	})
	t.Run("crowd of commits", func(t *testing.T) {
		refuses(t, goodQuery, "ref --", "grain, period_start, crowd --", "not of a count of commits")
	})
	t.Run("share of a crowd", func(t *testing.T) {
		query := strings.NewReplacer("kind: count", "kind: share", "unit: commits", "unit: ratio").Replace(goodQuery)
		refuses(t, query, "ref --", "grain, period_start, crowd --", "want a column succeeded")
	})
	t.Run("stretch apart", func(t *testing.T) {
		query := strings.Replace(goodQuery, "-- version", "-- apart: organisation\n-- version", 1)
		refuses(t, query, " AS ref --", " AS ref, person_id, since, until --", "tells no organisations apart")
	})
	t.Run("stretch of a level", func(t *testing.T) { refuses(t, levelQuery, "ref --", "ref, n AS until --", "until") })
	t.Run("no n", func(t *testing.T) { refuses(t, levelQuery, ", count() AS n FROM", " FROM", "gives no column n") })
	t.Run("more than a number", func(t *testing.T) { refuses(t, levelQuery, " AS n FROM", " AS n, ref FROM", "gives a column ref") })
	t.Run("amount of a level", func(t *testing.T) { refuses(t, levelQuery, "ref --", "ref, n AS amount --", "amount") })
}

// refuses loads a catalogue with one change, which must be an error.
func refuses(t *testing.T, query, old, replacement, want string) {
	t.Helper()
	change := func(text string) string { return strings.Replace(text, old, replacement, 1) }
	_, err := catalogue.Load(folder(change(query), change(goodAbout), change(goodOrder)))
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the error is %v, want one with %s", err, want)
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
		{"white space", "SELECT 'a", "SELECT\n    'a", true},
		{"title", "title: Things", "title: All things", true},
		{"statement", "FROM things", "FROM other", false},
		{"string that looks like a comment", "-- b,", "-- c,", false},
		{"unit", "unit: commits", "unit: tags", false},
		{"function", "concat('(', ref)", "golden_round12(ref)", false},
		{"needs", "mail, code", "code", false},
		{"statement and version", "version: 3\n-- Why it is so.\nSELECT", "version: 4\nSELECT DISTINCT", true},
	} {
		if err := catalogue.CheckLock(read(strings.Replace(goodQuery, test.old, test.new, 1)), lock); (err == nil) != test.ok {
			t.Errorf("after a change of the %s: %v", test.name, err)
		}
	}
}

func TestNeeds(t *testing.T) {
	for header, want := range map[string]string{
		"any":                    "any source",
		"mail":                   "mail",
		"mail, code":             "code and mail",
		"mail|forge":             "mail or forge",
		"mail|forge, code|forge": "code or forge, and mail or forge",
		"mail|forge, code":       "code, and mail or forge",
	} {
		kpis, err := catalogue.Load(folder(strings.Replace(goodQuery, "needs: mail, code", "needs: "+header, 1), goodAbout, goodOrder))
		if err != nil {
			t.Fatal(err)
		}
		if got := kpis[0].Sources(); got != want {
			t.Errorf("%s reads %q, want %q", header, got, want)
		}
	}
	for _, header := range []string{"mail|", "mail|any", "post", "mail|forge, mail|forge"} {
		refuses(t, goodQuery, "needs: mail, code", "needs: "+header, "needs")
	}
}
