package dashboards

import (
	"slices"
	"strings"

	"goldenratio/metrics/catalogue"
)

// A shelf is a dashboard of some groups of the catalogue.
type shelf struct {
	title  string
	groups []string
}

// shelves are a dashboard for each group in the order of the catalogue, but for
// those that belong together.
func shelves(kpis []catalogue.KPI) []shelf {
	together := []shelf{
		{"Code and releases", []string{"Code", "Documentation", "Releases"}},
		{"Issues and testing", []string{"Issues", "Testing"}},
	}
	var all []shelf
	for _, k := range kpis {
		s := shelf{k.Group, []string{k.Group}}
		for _, t := range together {
			if slices.Contains(t.groups, k.Group) {
				s = t
			}
		}
		known := func(other shelf) bool { return other.title == s.title }
		if k.Pages() && k.Kind != catalogue.Table && !slices.ContainsFunc(all, known) {
			all = append(all, s)
		}
	}
	return all
}

// slug is a shelf's name in addresses and files.
func (s shelf) slug() string {
	return strings.ReplaceAll(strings.ToLower(s.title), " ", "-")
}

// draw is the dashboard of a shelf: every KPI that pages show, and beside it the
// same by list, repository, channel, network, organisation or state.
func (s shelf) draw(d *drawer, kpis []catalogue.KPI) dashboard {
	var chosen []string
	for _, group := range s.groups {
		d.row(group)
		for _, k := range kpis {
			if k.Group != group || k.Kind == catalogue.Table || !k.Pages() {
				continue
			}
			d.newLine()
			if whole(k) {
				d.add(d.kpi(k, 12))
			}
			for _, dimension := range dimensions(k) {
				d.add(d.members(k, dimension, 12))
				if !slices.Contains(chosen, dimension) {
					chosen = append(chosen, dimension)
				}
			}
		}
	}
	return d.dashboard(frame{
		slug: s.slug(), title: s.title, from: "now-5y", dimensions: chosen,
		help: "Every KPI of " + strings.ToLower(strings.Join(s.groups, " and ")) + " over time.",
	})
}
