package dashboards

// coverageFloor is what a period needs so that its changes are believed.
const coverageFloor = .95

// pipeline is the operator's dashboard: is every source fresh and complete, what
// was rejected and why.
func pipeline(d *drawer) dashboard {
	d.row("Now")
	d.health()
	d.sources()
	d.row("Runs")
	d.runs()
	d.row("Coverage")
	d.coverage()
	return d.dashboard(frame{
		slug: "pipeline", title: "Pipeline and data quality", from: "now-90d",
		help: "Whether every source is fresh and complete, and what was rejected.",
	})
}

// duration is a number of seconds in the unit that fits.
func duration() number { return number{"s", 0} }

// health is one line of what should be calm.
func (d *drawer) health() {
	const days = 86400
	d.add(figure("Age of the numbers", "Time since the last compute was published.", 4,
		instant("time() - max(goldenratio_compute_published_timestamp_seconds)", "age"), duration(), steps(blue, from(orange, 2*days))))
	d.add(figure("Sources that failed", "Sources whose last run failed.", 4,
		instant("sum(goldenratio_last_run_failed)", "sources"), number{"none", 0}, steps(blue, from(red, 1))))
	d.add(figure("Longest without a run", "Of all sources, the longest time since a complete run.", 4,
		instant("time() - min(goldenratio_last_success_timestamp_seconds)", "age"), duration(), steps(blue, from(orange, 2*days))))
	d.add(figure("Lowest coverage", "Received of expected over all days, of the sources that can tell.", 4,
		instant("min(goldenratio_source_coverage_ratio)", "coverage"), number{"percentunit", 1}, steps(red, from(blue, coverageFloor))))
	d.add(figure("In quarantine", "Items that could not be read; they are kept with their reason.", 4,
		instant(`sum(goldenratio_items{outcome="quarantined"})`, "items"), number{"locale", 0}, steps(blue)))
	d.add(figure("Failed refreshes", "Of the metrics page in the last hour; it then shows the numbers before.", 4,
		instant("increase(goldenratio_refresh_failures_total[1h])", "failures"), number{"none", 0}, steps(blue, from(red, 1))))
}

func (d *drawer) sources() {
	const days = 86400
	d.add(measured("Not seen for", "Time between now and the instant up to which each source was seen. An archive that has ended grows older for ever.", 8, 10,
		instant("sort_desc(time() - goldenratio_source_seen_until_timestamp_seconds)", "{{source}}"), duration(), steps(blue, from(orange, 3*days))))
	d.add(measured("Items by outcome", "What became of everything that was received.", 8, 10,
		instant("sum by (outcome) (goldenratio_items)", "{{outcome}}"), number{"locale", 0}, steps(blue)))
	d.add(measured("Quarantine by reason", "Why items could not be read.", 8, 10,
		instant("sort_desc(sum by (reason) (goldenratio_rejects))", "{{reason}}"), number{"locale", 0}, steps(orange)))
}

func (d *drawer) runs() {
	stacked := bars()
	stacked.Stacking = &stacking{Mode: "normal", Group: "A"}
	daily := func(p panel) panel {
		p.Interval = "1d"
		return p
	}
	d.add(daily(graph("Runs by outcome", "Runs that ended, a day.", 12, 8, series(d.sql("runs", "", "")), number{"none", 0}, stacked, withLegend(),
		named("complete", property{"color", fixed(blue)}), named("failed", property{"color", fixed(red)}), named("cancelled", property{"color", fixed(grey)}))))
	d.add(daily(graph("Items received", "What runs brought, a day: accepted, or put into quarantine.", 12, 8, series(d.sql("received", "", "")), number{"locale", 0}, stacked, withLegend(),
		named("accepted", property{"color", fixed(blue)}), named("quarantined", property{"color", fixed(orange)}))))
	d.add(grid("Last run of each source", "Failed ones first.", gridWidth, 8, table(d.sql("last_runs", "", "")),
		append(shown(duration(), "Took"), coloured("Last run", map[string]string{"complete": blue, "failed": red, "cancelled": grey, "running": grey}))...))
	d.add(grid("Computes and closed quarters", "The newest first. Pages and metrics show the newest compute that is no closed quarter.", gridWidth, 6, table(d.sql("computes", "", ""))))
}

func (d *drawer) coverage() {
	t := series(d.sql("source_days", "", ""))
	share := number{"percentunit", 1}.defaults(historyField{FillOpacity: 80, LineWidth: 1})
	share.Color, share.Thresholds = &color{Mode: "thresholds"}, steps(red, from(orange, .8), from(blue, coverageFloor))
	zero, one := 0., 1.
	share.Min, share.Max = &zero, &one
	d.add(panel{
		Type: "status-history", Title: "Coverage by source and day", Description: "Received of expected. A source that cannot tell what it should hold has no line, a day with nothing expected no cell.",
		GridPos: place{W: gridWidth, H: 10}, Datasource: &t.Datasource, Interval: "1d", Targets: []target{t},
		FieldConfig: &fieldConfig{Defaults: share, Overrides: []override{}},
		Options:     historyOptions{Legend: noLegend(), Tooltip: together(), RowHeight: .9, ColWidth: .9, ShowValue: "never"},
	})
	d.add(graph("Coverage of the scope's numbers", "The lowest coverage among the scope's KPIs, and the share of its KPIs that are complete. Choose a longer time to see quarters.", 12, 9,
		series(d.sql("period_coverage", "", "")), number{"percentunit", 1}, line(), withLegend()))
	d.add(grid("What each source speaks for", "The time without a gap, and received of expected over all days.", 12, 9, table(d.sql("spans", "", "")), percent("Coverage")...))
}
