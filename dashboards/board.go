package dashboards

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"goldenratio/metrics/catalogue"
)

var (
	//go:embed panel.sql
	panelSQL string
	//go:embed scopes.sql
	scopesSQL string

	ids = regexp.MustCompile(`^[a-z0-9_]+$`)
)

// Three panels stand beside each other on Grafana's grid of 24 columns.
const (
	gridWidth   = 24
	panelWidth  = 8
	panelHeight = 8
)

// Board is the dashboard of quarterly momentum as JSON: a row per group of the
// catalogue, a panel per KPI that pages show.
func Board(kpis []catalogue.KPI) ([]byte, error) {
	d := dashboard{
		UID: "goldenratio-board", Title: "Board: quarterly momentum",
		Description: "Every KPI of the board over time. Generated from the catalogue; edits here are lost.",
		Tags:        []string{"goldenratio"}, GraphTooltip: 1, SchemaVersion: 39, Timezone: "utc",
		Time: timeRange{From: "now-5y", To: "now"}, Templating: templating{List: variables()},
	}
	l := layout{}
	group := ""
	for _, k := range kpis {
		if !k.Pages() || k.Kind == catalogue.Table {
			continue
		}
		if !ids.MatchString(k.ID) {
			return nil, fmt.Errorf("panel %q: the id would not be safe in SQL", k.ID)
		}
		if k.Group != group {
			group = k.Group
			d.Panels = append(d.Panels, l.row(group))
		}
		d.Panels = append(d.Panels, l.panel(k))
	}
	return encode(d)
}

func encode(d dashboard) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		return nil, fmt.Errorf("encode dashboard: %w", err)
	}
	return out.Bytes(), nil
}

func clickhouse() source { return source{Type: "grafana-clickhouse-datasource", UID: "${datasource}"} }

func variables() []variable {
	from := clickhouse()
	return []variable{
		{Name: "datasource", Label: "Data source", Type: "datasource", Query: from.Type},
		{Name: "scope", Label: "Scope", Type: "query", Query: strings.TrimSpace(scopesSQL), Datasource: &from, Refresh: 1},
		{Name: "grain", Label: "Grain", Type: "custom", Query: "quarter,month,week,year", Current: &option{"quarter", "quarter"}},
	}
}

// layout puts panels side by side, and rows below everything before them.
type layout struct{ id, x, y int }

func (l *layout) row(title string) panel {
	if l.x > 0 {
		l.x, l.y = 0, l.y+panelHeight
	}
	open := false
	l.id++
	p := panel{ID: l.id, Type: "row", Title: title, GridPos: place{0, l.y, gridWidth, 1}, Collapsed: &open}
	l.y++
	return p
}

func (l *layout) panel(k catalogue.KPI) panel {
	from := clickhouse()
	l.id++
	p := panel{
		ID: l.id, Type: "timeseries", Title: k.Title, Description: describe(k),
		GridPos: place{l.x, l.y, panelWidth, panelHeight}, Datasource: &from,
		Targets: []target{{
			RefID: "A", Datasource: from, EditorType: "sql", QueryType: "timeseries",
			RawSQL: strings.ReplaceAll(strings.TrimSpace(panelSQL), "'KPI'", "'"+k.ID+"'"),
		}},
		FieldConfig: fields(k),
		Options:     &options{Tooltip: tooltip{Mode: "multi"}},
	}
	l.x += panelWidth
	if l.x == gridWidth {
		l.x, l.y = 0, l.y+panelHeight
	}
	return p
}

// describe is a panel's help: the question, and how the number misleads.
func describe(k catalogue.KPI) string {
	return k.Question + "\n\n" + k.About.Misleads
}

// fields draws counts as bars and everything else as a line in the band of its
// interval. Quarters without a value are gaps.
func fields(k catalogue.KPI) *fieldConfig {
	c := fieldConfig{Defaults: defaults{
		NoValue: "no data",
		Custom:  custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "always"},
	}}
	c.Defaults.Unit, c.Defaults.Decimals = unit(k.Unit)
	if k.Kind == catalogue.Count {
		c.Defaults.Custom = custom{DrawStyle: "bars", FillOpacity: 70, LineWidth: 1, ShowPoints: "never"}
	}
	thin := []property{{"custom.lineWidth", 0}, {"custom.showPoints", "never"}, {"custom.drawStyle", "line"}}
	c.Overrides = []override{
		{matcher{"byName", "lower"}, thin},
		{matcher{"byName", "upper"}, append(thin[:len(thin):len(thin)], property{"custom.fillBelowTo", "lower"}, property{"custom.fillOpacity", 15})},
	}
	return &c
}

// unit is Grafana's name for a KPI's unit, and the decimals that it deserves.
func unit(of string) (string, int) {
	switch of {
	case "hours":
		return "h", 1
	case "days":
		return "d", 1
	case "ratio":
		return "percentunit", 1
	default:
		return "locale", 0
	}
}
