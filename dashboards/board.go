package dashboards

import (
	"slices"

	"goldenratio/metrics/catalogue"
)

// board is the dashboard of quarterly momentum: the index, what moved beyond
// its noise, and the board's KPIs over time.
func board(d *drawer, kpis []catalogue.KPI) dashboard {
	d.row("The Golden Ratio")
	d.now()
	d.index()
	d.row("What moved, and is it real")
	d.add(grid("Changes and verdicts",
		"The last whole quarter of the time shown against the same quarter a year before and the quarter before, with 95 % limits. A verdict is given where the change is more than the KPI's usual noise, after correction for how many were looked at.",
		gridWidth, 14, table(d.sql("changes", "", "")), slices.Concat(kpiColumn(),
			percent("Against a year before", "Lower", "Upper", "Against the quarter before"), verdicts("Verdict", "Its verdict"))...))
	d.add(grid("Targets", "What the community promised itself, and since when it holds or does not.", gridWidth, 6,
		table(d.sql("targets", "", "")), slices.Concat(kpiColumn(), decimal(3, "Value"),
			[]override{coloured("Answer", map[string]string{"met": green, "missed": red})})...))
	group := ""
	for _, k := range kpis {
		if k.Kind == catalogue.Table || !k.Board() {
			continue
		}
		if k.Group != group {
			group = k.Group
			d.row(group)
		}
		d.add(d.kpi(k, 8))
	}
	return d.dashboard(frame{
		slug: "board", title: "Board: quarterly momentum", from: "now-5y",
		help: "Whether the community grows, whether that is real, and in what.",
	})
}

// now is what Prometheus knows: the numbers that alerts are made of.
func (d *drawer) now() {
	index := `{scope="${scope}",comparison="yoy"}`
	d.add(figure("Index now", "The Golden Ratio index of the last complete quarter against a year before: 1 is no change, and momentum is not health.",
		6, instant("goldenratio_index"+index, "index"), number{"none", 2}, steps(blue)))
	d.add(figure("Its limits", "The 95 % limits of the index: growing or shrinking only where 1 lies outside them.",
		6, limits(index), number{"none", 2}, steps(grey)))
	d.add(figure("Quarter", "The first day of the quarter that these numbers are of.",
		4, instant(`goldenratio_period_start_timestamp_seconds{scope="${scope}",window="quarter"} * 1000`, "begins"), number{"dateTimeAsIso", 0}, steps(grey)))
	d.add(figure("Targets missed", "In their last complete period.",
		4, instant(`count(goldenratio_target_met{scope="${scope}"} == 0) or vector(0)`, "missed"), number{"none", 0}, steps(blue, from(red, 1))))
	d.add(figure("Bad news", "KPIs that moved in the wrong direction by more than their usual noise, against a year before.",
		4, instant(`count(goldenratio_kpi_verdict{scope="${scope}",comparison="yoy",news="bad"}) or vector(0)`, "KPIs"), number{"none", 0}, steps(blue, from(red, 1))))
}

func limits(index string) target {
	return instant(`label_replace(goldenratio_index_lower`+index+`, "limit", "lower", "", "") or label_replace(goldenratio_index_upper`+index+`, "limit", "upper", "", "")`, "{{limit}}")
}

// from is a colour from a value on.
func from(colour string, value float64) step { return step{Color: colour, Value: &value} }

func (d *drawer) index() {
	help := "Momentum of the listed KPIs against the same quarter a year before, each weighed by what it can know. 1 is no change."
	d.add(graph("Golden Ratio index", help, 12, 9, series(d.sql("index", "", "")), number{"none", 2}, unanchored(), noLegend(),
		append(band(), named("value", property{"color", fixed(blue)}, property{"displayName", "index"}))...))
	d.add(graph("Its areas", "An area with fewer than half of its listed KPIs is missing, and has no line.", 12, 9,
		series(d.sql("areas", "", "")), number{"none", 2}, unanchored(), withLegend()))
	d.add(grid("How sure is it", "The last quarter of the time shown: limits, and how far the index moves when any one KPI or area is left out.", gridWidth, 5,
		table(d.sql("index_quarter", "", "")), append(decimal(2, "Index", "Lower", "Upper", "Least without a KPI", "Most without a KPI", "Least without an area", "Most without an area"),
			coloured("In words", map[string]string{"golden": green, "growing": green, "shrinking": red, "alarm": red}))...))
	d.add(grid("What it is made of", "What each listed KPI gives to the logarithm of the index; what takes no part says why.", gridWidth, 9,
		table(d.sql("contributions", "", "")), append(kpiColumn(), decimal(3, "To ln index", "Index without it")...)...))
}

// unanchored is a line whose axis need not begin at zero: an index turns around 1.
func unanchored() graphField {
	l := line()
	l.AxisSoftMin = nil
	return l
}

func verdicts(columns ...string) []override {
	var all []override
	for _, column := range columns {
		all = append(all, coloured(column, map[string]string{"up": blue, "down": orange, "steady": grey, "unclear": grey, "not enough data": grey}))
	}
	return append(all, coloured("News", map[string]string{"good": green, "bad": red}))
}
