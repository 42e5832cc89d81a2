package dashboards_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"goldenratio/dashboards"
	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/metrics/catalogue"
)

// board is what the tests read of a dashboard.
type board struct {
	SchemaVersion int
	Panels        []struct {
		ID          int
		Type, Title string
		GridPos     struct{ X, Y, W, H int }
		Targets     []struct{ RawSQL string }
		FieldConfig struct {
			Defaults struct{ NoValue string }
		}
	}
	Templating struct {
		List []struct{ Name, Query string }
	}
}

func TestBoardIsUpToDate(t *testing.T) {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		t.Fatal(err)
	}
	want, err := dashboards.Board(kpis)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("board.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("board.json is stale: run `go generate ./dashboards`")
	}
}

func TestBoardRefusesIDs(t *testing.T) {
	if _, err := dashboards.Board([]catalogue.KPI{{ID: "x' OR 1", Audience: []string{"board"}}}); err == nil {
		t.Error("an id with a quote became SQL")
	}
}

func read(t *testing.T) board {
	t.Helper()
	text, err := os.ReadFile("board.json")
	if err != nil {
		t.Fatal(err)
	}
	var b board
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLayout(t *testing.T) {
	b := read(t)
	if b.SchemaVersion > 39 {
		t.Errorf("schema version %d", b.SchemaVersion)
	}
	taken := map[[2]int]string{}
	ids := map[int]bool{}
	for _, p := range b.Panels {
		if ids[p.ID] {
			t.Errorf("id %d stands there twice", p.ID)
		}
		ids[p.ID] = true
		if p.Type != "row" && p.FieldConfig.Defaults.NoValue != "no data" {
			t.Errorf("%s does not say when there is no data", p.Title)
		}
		g := p.GridPos
		if g.X < 0 || g.X+g.W > 24 {
			t.Errorf("%s stands outside the grid", p.Title)
		}
		for x := g.X; x < g.X+g.W; x++ {
			for y := g.Y; y < g.Y+g.H; y++ {
				if other := taken[[2]int{x, y}]; other != "" {
					t.Fatalf("%s lies over %s", p.Title, other)
				}
				taken[[2]int{x, y}] = p.Title
			}
		}
	}
}

// TestQueries runs every query as Grafana would send it, as a reader.
func TestQueries(t *testing.T) {
	store := warehousetest.Open(t)
	reporttest.Seed(t, store.Conn)
	filled := strings.NewReplacer(
		"${scope:sqlstring}", "'"+reporttest.Scope+"'", "${grain:sqlstring}", "'quarter'",
		"$__timeFilter(period_start)", "period_start >= toDateTime(1451606400) AND period_start <= toDateTime(1590000000)",
	)
	ask := func(query string) int {
		t.Helper()
		query = filled.Replace(query)
		if strings.Contains(query, "$") {
			t.Fatalf("a macro is left in %s", query)
		}
		var out bytes.Buffer
		if err := store.Ask(t.Context(), &out, query, "TSV"); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		return strings.Count(out.String(), "\n")
	}
	b := read(t)
	for _, p := range b.Panels {
		for _, query := range p.Targets {
			if ask(query.RawSQL) == 0 {
				t.Errorf("%s: no rows", p.Title)
			}
		}
	}
	for _, v := range b.Templating.List {
		if v.Name == "scope" && ask(v.Query) == 0 {
			t.Error("no scope to choose")
		}
	}
}
