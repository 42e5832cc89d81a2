package momentum

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"goldenratio/metrics/catalogue"
)

// A Moved is a KPI of the index in one quarter against the same quarter a year
// before, as kpi_changes and index_kpis have it.
type Moved struct {
	KPI          string
	Value        *float64
	Amplitude    *float64
	Contribution *float64
	Verdict      string
	News         string
}

// A Finding is a strength or a weakness of a quarter in a plain sentence, which
// a page links to the KPI's explanation.
type Finding struct {
	Area string // its id
	KPI  string // empty where nothing moved
	News string // good or bad; empty where nothing moved
	Text string // our own words and titles, no foreign text
}

// Findings says for every area of the index what moved beyond its usual noise:
// the KPIs whose verdict is up or down, those that give most first.
func Findings(kpis []catalogue.KPI, moves []Moved) []Finding {
	var all []Finding
	for _, a := range Areas() {
		found := findings(a, kpis, moves)
		if len(found) == 0 {
			found = []Finding{{Area: a.ID, Text: "Nothing moved beyond its usual noise."}}
		}
		all = append(all, found...)
	}
	return all
}

func findings(a Area, kpis []catalogue.KPI, moves []Moved) []Finding {
	var chosen []Moved
	for _, m := range moves {
		if slices.Contains(a.KPIs, m.KPI) && (m.Verdict == Up || m.Verdict == Down) {
			chosen = append(chosen, m)
		}
	}
	slices.SortFunc(chosen, func(x, y Moved) int {
		return cmp.Or(cmp.Compare(size(y.Contribution), size(x.Contribution)), strings.Compare(x.KPI, y.KPI))
	})
	var all []Finding
	for _, m := range chosen {
		at := slices.IndexFunc(kpis, func(k catalogue.KPI) bool { return k.ID == m.KPI })
		if at >= 0 {
			all = append(all, Finding{Area: a.ID, KPI: m.KPI, News: m.News, Text: m.sentence(&kpis[at])})
		}
	}
	return all
}

func size(number *float64) float64 {
	if number == nil {
		return 0
	}
	return math.Abs(*number)
}

// sentence is such as “People who write: 20 % more than a year before, 120
// people. It lifts the index by 2.3 %.”
func (m Moved) sentence(k *catalogue.KPI) string {
	text := k.Title + ": " + m.extent(k) + " a year before"
	if m.Value != nil {
		text += ", now " + amount(*m.Value, k)
	}
	return text + "." + m.lift()
}

// extent is how far a KPI moved.
func (m Moved) extent(k *catalogue.KPI) string {
	than := map[string]string{Up: "more than", Down: "less than"}[m.Verdict]
	switch {
	case m.Amplitude == nil:
		return than
	case k.Kind == catalogue.Share:
		return fmt.Sprintf("%.1f points %s", 100*math.Abs(*m.Amplitude), than)
	default:
		return percent(math.Abs(*m.Amplitude), 0) + " " + than
	}
}

// lift is what the KPI does to the index.
func (m Moved) lift() string {
	if m.Contribution == nil {
		return ""
	}
	effect := math.Expm1(*m.Contribution)
	by := percent(math.Abs(effect), 1)
	if math.Abs(effect) < 0.001 {
		by = "less than 0.1 %"
	}
	switch {
	case effect > 0:
		return " It lifts the index by " + by + "."
	case effect < 0:
		return " It lowers the index by " + by + "."
	default:
		return ""
	}
}

// percent writes a ratio in per cent.
func percent(ratio float64, decimals int) string {
	return strconv.FormatFloat(100*ratio, 'f', decimals, 64) + " %"
}

// amount writes a value with its unit.
func amount(value float64, k *catalogue.KPI) string {
	if k.Kind == catalogue.Share {
		return percent(value, 1)
	}
	return grouped(value) + " " + k.Unit
}

// grouped writes a whole number with commas between thousands.
func grouped(value float64) string {
	digits := strconv.FormatFloat(math.Abs(math.Round(value)), 'f', 0, 64)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	if value < 0 {
		return "-" + digits
	}
	return digits
}
