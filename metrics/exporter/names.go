package exporter

import (
	"strconv"
	"strings"

	"goldenratio/metrics/catalogue"
)

// namespace begins every name.
const namespace = "goldenratio_"

// family is a KPI's metric: its name and what turns its values into base units.
type family struct {
	id     string // the name without a unit
	name   string
	help   string
	factor float64
	share  bool // parts of a whole, whose change is a difference
}

// newFamily names a KPI: durations in seconds, shares as ratios, any other unit
// only where the id does not end in it already.
func newFamily(k catalogue.KPI) family {
	f := family{id: namespace + k.ID, name: namespace + k.ID, factor: 1, help: k.Title + ": " + k.Question, share: k.Kind == catalogue.Share}
	suffix := k.Unit
	switch k.Unit {
	case "hours":
		suffix, f.factor = "seconds", 3600
	case "days":
		suffix, f.factor = "seconds", 86400
	}
	if !strings.HasSuffix(f.name, "_"+suffix) {
		f.name += "_" + suffix
	}
	return f
}

// of is the family of one of the KPI's stats: a share beside a number of people
// is no number of people.
func (f family) of(stat string) family {
	if !strings.HasSuffix(stat, "_share") || strings.HasSuffix(f.name, "_ratio") {
		return f
	}
	return family{name: f.id + "_" + stat + "_ratio", factor: 1, help: f.help}
}

// base is a value in base units, with twelve significant digits like all
// numbers, so that equal input gives equal bytes.
func (f family) base(value float64) float64 {
	text := strconv.FormatFloat(value*f.factor, 'g', 12, 64)
	rounded, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return value * f.factor
	}
	return rounded
}
