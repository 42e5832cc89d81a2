package web

import "goldenratio/internal/report"

// tab is one of the pages that tell of the same scope and quarter.
type tab struct {
	Title, URL string
	Here       bool
}

// tabs lead from any page of a scope to the others; a file leads nowhere. Where
// a page is about no quarter, the last complete one is meant.
func (l link) tabs(here, scope, label string) []tab {
	if l.file || scope == "" {
		return nil
	}
	all := []tab{
		{Title: "Board", URL: l.Board(scope, label)},
		{Title: "People", URL: l.quarter("people", scope, label)},
		{Title: "Organisations", URL: l.quarter("organisations", scope, label)},
		{Title: "Social networks", URL: l.quarter("social", scope, label)},
		{Title: "Surveys", URL: "/surveys/"},
		{Title: "Last week", URL: weeklyPath(scope, "latest")},
		{Title: "Data quality", URL: qualityPath(scope)},
	}
	for i := range all {
		all[i].Here = all[i].Title == here
	}
	return all
}

// Tabs are the pages beside a KPI's.
func (v kpiView) Tabs() []tab { return v.Link.tabs("", v.Scope.ID, v.Period.Label) }

// Tabs are the pages beside the data quality of a scope.
func (v qualityView) Tabs() []tab {
	if v.Scope == nil {
		return nil
	}
	return v.Link.tabs("Data quality", v.Scope.ID, report.Latest)
}
