package dashboards

import (
	"strings"

	"goldenratio/metrics/catalogue"
)

// noValue is what a panel says that has nothing to show.
const noValue = "no data"

// A drawer draws panels. The first query that cannot be read stops the whole.
type drawer struct {
	layout
	err error
}

// sql is a query of the folder sql.
func (d *drawer) sql(name, kpi, dimension string) string {
	text, err := query(name, kpi, dimension)
	if err != nil && d.err == nil {
		d.err = err
	}
	return text
}

// number is how values of a kind are shown.
type number struct {
	unit     string
	decimals int
}

func (n number) defaults(custom any) defaults {
	return defaults{Unit: n.unit, Decimals: &n.decimals, NoValue: noValue, Custom: custom}
}

// unit is Grafana's name for a KPI's unit, and the decimals that it deserves. A
// ratio that is no part of a whole is a plain number.
func unit(k catalogue.KPI) number {
	switch {
	case k.Unit == "hours":
		return number{"h", 1}
	case k.Unit == "days":
		return number{"d", 1}
	case k.Kind == catalogue.Share, k.ID == "survey_completion", k.ID == "survey_top2":
		return number{"percentunit", 1}
	case k.Unit == "ratio":
		return number{"none", 1}
	default:
		return number{"locale", 0}
	}
}

func line() graphField {
	zero := 0.
	return graphField{DrawStyle: "line", LineWidth: 2, ShowPoints: "always", AxisSoftMin: &zero}
}

func bars() graphField {
	zero := 0.
	return graphField{DrawStyle: "bars", LineWidth: 1, FillOpacity: 70, ShowPoints: "never", AxisSoftMin: &zero, BarAlignment: 1}
}

// band draws the fields lower and upper as a band.
func band() []override {
	thin := []property{{"custom.drawStyle", "line"}, {"custom.lineWidth", 0}, {"custom.showPoints", "never"}, {"color", fixed(blue)}}
	return []override{
		named("lower", thin...),
		named("upper", append(thin[:len(thin):len(thin)], property{"custom.fillBelowTo", "lower"}, property{"custom.fillOpacity", 15})...),
	}
}

// graph is a panel over time.
func graph(title, help string, w, h int, t target, n number, look graphField, l legend, overrides ...override) panel {
	if overrides == nil {
		overrides = []override{}
	}
	return panel{
		Type: "timeseries", Title: title, Description: help, GridPos: place{W: w, H: h},
		Datasource: &t.Datasource, Targets: []target{t},
		FieldConfig: &fieldConfig{Defaults: n.defaults(look), Overrides: overrides},
		Options:     graphOptions{l, together()},
	}
}

// grid is a panel of rows.
func grid(title, help string, w, h int, t target, overrides ...override) panel {
	if overrides == nil {
		overrides = []override{}
	}
	cells := tableField{Align: "auto", CellOptions: cellOptions{"auto"}}
	return panel{
		Type: "table", Title: title, Description: help, GridPos: place{W: w, H: h},
		Datasource: &t.Datasource, Targets: []target{t},
		FieldConfig: &fieldConfig{Defaults: defaults{NoValue: noValue, Custom: cells}, Overrides: overrides},
		Options:     tableOptions{CellHeight: "sm", ShowHeader: true},
	}
}

// figure is a panel of one number.
func figure(title, help string, w int, t target, n number, colours *thresholds) panel {
	d := n.defaults(nil)
	d.Color, d.Thresholds = &color{Mode: "thresholds"}, colours
	return panel{
		Type: "stat", Title: title, Description: help, GridPos: place{W: w, H: 4},
		Datasource: &t.Datasource, Targets: []target{t},
		FieldConfig: &fieldConfig{Defaults: d, Overrides: []override{}},
		Options: statOptions{
			ReduceOptions: last(), Orientation: "auto", ColorMode: "value", GraphMode: "none", JustifyMode: "auto",
			TextMode: "auto", WideLayout: true, PercentChangeColorMode: "standard",
		},
	}
}

// measured is a panel of bars, one a member, how things are now.
func measured(title, help string, w, h int, t target, n number, colours *thresholds) panel {
	d := n.defaults(nil)
	d.Color, d.Thresholds = &color{Mode: "thresholds"}, colours
	return panel{
		Type: "bargauge", Title: title, Description: help, GridPos: place{W: w, H: h},
		Datasource: &t.Datasource, Targets: []target{t},
		FieldConfig: &fieldConfig{Defaults: d, Overrides: []override{}},
		Options: barOptions{
			ReduceOptions: last(), Orientation: "horizontal", DisplayMode: "basic", ValueMode: "text", NamePlacement: "auto",
			Sizing: "auto", ShowUnfilled: true, MinVizWidth: 8, MinVizHeight: 16, MaxVizHeight: 32, Legend: noLegend(),
		},
	}
}

// kpi is a KPI over time: counts as bars and everything else as a line in the
// band of its interval. Periods without a value are gaps, and those that are not
// complete stand apart.
func (d *drawer) kpi(k catalogue.KPI, w int) panel {
	look, overrides := line(), band()
	if k.Kind == catalogue.Count {
		look = bars()
	}
	overrides = append(overrides,
		named("value", property{"color", fixed(blue)}, property{"displayName", k.Title}),
		named("not complete", property{"color", fixed(grey)}, property{"custom.fillOpacity", 20},
			property{"custom.lineStyle", lineStyle{"dash", []int{4, 4}}}))
	p := graph(k.Title, describe(k), w, 8, series(d.sql("kpi", k.ID, "")), unit(k), look, noLegend(), overrides...)
	p.Links = []link{definition(k)}
	return p
}

// members is a KPI over time, a line for each member of a dimension.
func (d *drawer) members(k catalogue.KPI, dimension string, w int) panel {
	p := graph(k.Title+" by "+dimension, describe(k), w, 8, series(d.sql("kpi_members", k.ID, dimension)), unit(k), line(), withLegend())
	p.Links = []link{definition(k)}
	return p
}

// describe is a panel's help: the question, and how the number misleads.
func describe(k catalogue.KPI) string { return k.Question + "\n\n" + k.About.Misleads }

// definition leads to the KPI's page: formula, history, rows behind it.
func definition(k catalogue.KPI) link {
	return page("Definition and history", "${pages}/kpi/"+k.ID+"?scope=${scope:percentencode}")
}

func page(title, address string) link {
	return link{Type: "link", Title: title, URL: address, Icon: "external link", Tags: []string{}}
}

// kpiColumn makes titles of KPIs lead to their pages; the column of ids is not
// shown.
func kpiColumn() []override {
	address := "${pages}/kpi/${__data.fields.id}?scope=${scope:percentencode}"
	return []override{
		named("id", property{"custom.hidden", true}),
		named("KPI", property{"links", []map[string]string{{"title": "Definition and history", "url": address}}}, property{"custom.minWidth", 200}),
	}
}

// percent shows columns as percentages, decimal as numbers.
func percent(columns ...string) []override {
	return shown(number{"percentunit", 1}, columns...)
}

func decimal(places int, columns ...string) []override {
	return shown(number{"none", places}, columns...)
}

func shown(n number, columns ...string) []override {
	var all []override
	for _, column := range columns {
		all = append(all, named(column, property{"unit", n.unit}, property{"decimals", n.decimals}))
	}
	return all
}

// coloured gives words in a column their colours.
func coloured(column string, colours map[string]string) override {
	options := map[string]any{}
	for word, name := range colours {
		options[word] = map[string]string{"color": name, "text": word}
	}
	return named(column,
		property{"mappings", []map[string]any{{"type": "value", "options": options}}},
		property{"custom.cellOptions", map[string]string{"type": "color-text"}})
}

// dimensions are those of the variables whose members a KPI tells apart. One
// that is only shared out tells organisations apart and nothing else. Those of
// Apart are for the page of organisations: here each would double the panels.
func dimensions(k catalogue.KPI) []string {
	if !whole(k) {
		return []string{"organisation"}
	}
	var found []string
	for _, each := range []string{"list", "repository", "channel", "network", "organisation", "state"} {
		if strings.Contains(k.SQL, "'"+each+"'") && !(k.Apart && each == "organisation") {
			found = append(found, each)
		}
	}
	return found
}

// whole reports whether a KPI has a number for a scope as a whole; the others
// only say how it is shared out.
func whole(k catalogue.KPI) bool {
	return k.Apart || !strings.Contains(k.SQL, "'organisation' AS dimension")
}
