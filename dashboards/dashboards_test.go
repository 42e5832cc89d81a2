package dashboards_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goldenratio/dashboards"
	"goldenratio/metrics/catalogue"
)

// board is what the tests read of a dashboard.
type board struct {
	Title         string
	SchemaVersion int
	Panels        []panel
	Annotations   struct {
		List []struct {
			Name   string
			Target query
		}
	}
	Templating struct {
		List []struct{ Name, Type, Query string }
	}
}

type panel struct {
	ID                       int
	Type, Title, Description string
	GridPos                  struct{ X, Y, W, H int }
	Targets                  []query
	FieldConfig              struct {
		Defaults struct {
			NoValue, Unit string
			Decimals      *int
		}
	}
}

type query struct{ RawSQL, Expr string }

func load(t *testing.T) []catalogue.KPI {
	t.Helper()
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		t.Fatal(err)
	}
	return kpis
}

// boards are the committed dashboards by name.
func boards(t *testing.T) map[string]board {
	t.Helper()
	names, err := filepath.Glob("json/*.json")
	if err != nil || len(names) < 3 {
		t.Fatalf("dashboards %q, %v", names, err)
	}
	all := map[string]board{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var b board
		if err := json.Unmarshal(text, &b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[filepath.Base(name)] = b
	}
	return all
}

func TestFilesAreUpToDate(t *testing.T) {
	files, err := dashboards.Files(load(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if text, err := os.ReadFile(name); err != nil || !bytes.Equal(text, files[name]) {
			t.Errorf("%s is stale: run `go generate ./dashboards`", name)
		}
	}
	committed, err := filepath.Glob("json/*.json")
	if err != nil || len(committed) != len(files)-1 {
		t.Errorf("%d dashboards are committed and %d generated: run `go generate ./dashboards`", len(committed), len(files)-1)
	}
}

// TestRefusesIDs checks that an id with a quote does not become SQL.
func TestRefusesIDs(t *testing.T) {
	for _, id := range []string{"x' OR 1", "x}", "X", "a-b"} {
		kpi := catalogue.KPI{ID: id, Group: "Things", Kind: catalogue.Count, Audience: []string{"board"}}
		if _, err := dashboards.Files([]catalogue.KPI{kpi}); err == nil || !strings.Contains(err.Error(), "safe") {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// TestNewGroup checks that a KPI of a new group has its dashboard, and panels by
// the dimensions that it tells apart.
func TestNewGroup(t *testing.T) {
	kpi := catalogue.KPI{
		ID: "event_talks", Group: "Events", Title: "Talks", Kind: catalogue.Count, Unit: "talks", Audience: []string{"manager"},
		SQL: "SELECT arrayJoin(['', 'organisation']) AS dimension",
	}
	shares := kpi
	shares.ID, shares.Title, shares.SQL = "event_org_share", "Shares", "SELECT 'organisation' AS dimension"
	files, err := dashboards.Files([]catalogue.KPI{kpi, shares})
	if err != nil {
		t.Fatal(err)
	}
	text := string(files["json/events.json"])
	for _, want := range []string{`"title": "Talks"`, `"title": "Talks by organisation"`, `has([${organisation:sqlstring}], member)`, `"name": "organisation"`} {
		if !strings.Contains(text, want) {
			t.Errorf("missing: %s", want)
		}
	}
	if !strings.Contains(text, `"title": "Shares by organisation"`) || strings.Contains(text, `"title": "Shares"`) {
		t.Error("what is only shared out has a panel of its own, or none")
	}
	if strings.Contains(string(files["json/board.json"]), "event_talks") {
		t.Error("a KPI that is not for the board stands on its dashboard")
	}
}

// TestEveryKPI checks that every KPI that pages show has a panel.
func TestEveryKPI(t *testing.T) {
	var all strings.Builder
	for _, b := range boards(t) {
		for _, p := range b.Panels {
			for _, q := range p.Targets {
				all.WriteString(q.RawSQL)
			}
		}
	}
	for _, k := range load(t) {
		if k.Pages() && k.Kind != catalogue.Table && !strings.Contains(all.String(), "'"+k.ID+"'") {
			t.Errorf("%s has no panel", k.ID)
		}
	}
}

func TestLayout(t *testing.T) {
	for name, b := range boards(t) {
		if b.SchemaVersion > 39 {
			t.Errorf("%s: schema version %d", name, b.SchemaVersion)
		}
		taken := map[[2]int]string{}
		ids := map[int]bool{}
		for _, p := range b.Panels {
			if ids[p.ID] {
				t.Errorf("%s: id %d stands there twice", name, p.ID)
			}
			ids[p.ID] = true
			speaks(t, name, p)
			g := p.GridPos
			if g.X < 0 || g.W < 1 || g.H < 1 || g.X+g.W > 24 {
				t.Errorf("%s: %s stands outside the grid", name, p.Title)
			}
			for x := g.X; x < g.X+g.W; x++ {
				for y := g.Y; y < g.Y+g.H; y++ {
					if other := taken[[2]int{x, y}]; other != "" {
						t.Fatalf("%s: %s lies over %s", name, p.Title, other)
					}
					taken[[2]int{x, y}] = p.Title
				}
			}
		}
	}
}

// speaks checks that a panel says what it shows, in what unit, and when it has
// nothing.
func speaks(t *testing.T, name string, p panel) {
	t.Helper()
	d := p.FieldConfig.Defaults
	switch {
	case p.Title == "":
		t.Errorf("%s: panel %d has no title", name, p.ID)
	case p.Type == "row":
	case p.Description == "" || d.NoValue != "no data" || len(p.Targets) == 0:
		t.Errorf("%s: %s does not say what it is, or when there is no data", name, p.Title)
	case p.Type != "table" && (d.Unit == "" || d.Decimals == nil):
		t.Errorf("%s: %s has no unit or decimals", name, p.Title)
	}
}

// TestTypes holds the dashboards against Grafana's own types.
func TestTypes(t *testing.T) {
	modules, err := filepath.Abs("schema/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	compiler := filepath.Join(modules, "typescript", "bin", "tsc")
	node, err := exec.LookPath("node")
	if _, missing := os.Stat(compiler); err != nil || missing != nil {
		need(t, "node, or `npm ci` in dashboards/schema")
	}
	program, err := os.ReadFile("schema/check.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(boards(t))) {
		text, err := os.ReadFile(filepath.Join("json", name))
		if err != nil {
			t.Fatal(err)
		}
		program = append(program, "\n// "+name+"\ncheck("+string(text)+");\n"...)
	}
	dir := t.TempDir()
	settings, err := json.Marshal(map[string]any{"files": []string{"all.ts"}, "compilerOptions": map[string]any{
		"strict": true, "noEmit": true, "skipLibCheck": true, "module": "esnext", "moduleResolution": "bundler", "target": "es2022",
		"types": []string{}, "paths": map[string][]string{"@grafana/*": {modules + "/@grafana/*"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"all.ts": program, "tsconfig.json": settings} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.CommandContext(t.Context(), node, compiler, "-p", dir).CombinedOutput(); err != nil {
		t.Errorf("%v\n%.4000s", err, out)
	}
}

// need skips a test for want of a program, or fails it where all must be there.
func need(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("REQUIRE_SERVERS") == "1" {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("%s is missing", what)
}
