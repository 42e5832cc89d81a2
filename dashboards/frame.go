package dashboards

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// tag finds the dashboards of this set.
const tag = "goldenratio"

// A frame is what dashboards have around their panels.
type frame struct {
	slug, title, help string
	from              string   // how far back it shows at first
	dimensions        []string // whose members can be chosen
}

// dashboard puts a frame around panels.
func (d *drawer) dashboard(f frame) dashboard {
	return dashboard{
		UID: "goldenratio-" + f.slug, Title: f.title, Description: f.help + " Generated from the catalogue of KPIs; edits here are lost.",
		Tags: []string{tag}, GraphTooltip: 1, SchemaVersion: schemaVersion, Timezone: "utc",
		Time: timeRange{From: f.from, To: "now"},
		Links: []link{
			{Type: "dashboards", Title: "Golden Ratio", Tags: []string{tag}, AsDropdown: true, IncludeVars: true, KeepTime: true, Icon: "dashboard"},
			page("Board page", "${pages}/board/${scope}"),
		},
		Annotations: annotations{d.marks()},
		Templating:  templating{d.variables(f.dimensions)},
		Panels:      d.panels,
	}
}

// marks are what happened: releases and notes, and the time that is not complete.
func (d *drawer) marks() []annotation {
	var all []annotation
	for _, each := range []struct{ name, file, colour string }{
		{"Releases", "releases", green}, {"Notes", "notes", orange}, {"Not complete", "incomplete", grey},
	} {
		t := table(d.sql(each.file, "", ""))
		t.RefID = "Anno"
		all = append(all, annotation{Name: each.name, Enable: true, IconColor: each.colour, Datasource: clickhouse(), Target: t})
	}
	return all
}

// variables are what a reader chooses: where the numbers are, and which.
func (d *drawer) variables(dimensions []string) []variable {
	from := clickhouse()
	all := []variable{
		{Name: "datasource", Label: "ClickHouse", Type: "datasource", Query: from.Type},
		{Name: "prometheus", Label: "Prometheus", Type: "datasource", Query: prometheus().Type},
		{Name: "scope", Label: "Scope", Type: "query", Query: d.sql("scopes", "", ""), Datasource: &from, Refresh: 1},
		{Name: "grain", Label: "Grain", Type: "custom", Query: "quarter,month,week,year", Current: &option{"quarter", "quarter"}},
	}
	for _, each := range []struct{ name, label string }{{"list", "List"}, {"repository", "Repository"}, {"channel", "Channel"}, {"network", "Network"}, {"organisation", "Organisation"}, {"state", "State"}} {
		if slices.Contains(dimensions, each.name) {
			all = append(all, variable{
				Name: each.name, Label: each.label, Type: "query", Query: d.sql("members", "", each.name), Datasource: &from,
				Refresh: 1, Multi: true, IncludeAll: true, Current: &option{"All", "$__all"},
			})
		}
	}
	const served = "http://127.0.0.1:8750"
	return append(all, variable{
		Name: "pages", Label: "Pages", Type: "textbox", Query: served, Current: &option{served, served},
		Description: "Where goldenratio serve is found from your browser; links lead there.",
	})
}

// encode is a dashboard as JSON; two times give the same bytes.
func encode(d dashboard) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		return nil, fmt.Errorf("encode dashboard %s: %w", d.UID, err)
	}
	return out.Bytes(), nil
}
