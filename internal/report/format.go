package report

import (
	"math"
	"strconv"
	"strings"
)

// Numbers as people read them (docs: kpis.md, "Shown"). A no-break space ties
// a number to its unit; minus is U+2212.
const (
	tie     = "\u00a0"
	minus   = "−"
	unknown = "not yet known"
)

// Text is a value with its unit: 1,204, 61.3 %, 5.2 h, 3.1 days, 5 people.
// Counts stand alone, since their title says what is counted.
func (d Definition) Text(value float64) string {
	s := d.scale(value)
	return s.number(value) + s.suffix(value)
}

// Range is an interval with its unit: 4.8–5.9 h. A nil limit is not known yet.
func (d Definition) Range(lower, upper *float64) string {
	switch {
	case lower == nil && upper == nil:
		return unknown
	case lower == nil:
		return "up to " + d.Text(*upper)
	case upper == nil:
		return "from " + d.Text(*lower) + ", upper limit " + unknown
	}
	s := d.scale(*upper)
	low, high := s.number(*lower), s.number(*upper)
	if strings.Contains(low, ".") || strings.Contains(high, ".") {
		s.keep = true // 7.0–8.7: both ends equally precise
		low, high = s.number(*lower), s.number(*upper)
	}
	if low == high {
		return high + s.suffix(*upper) // 1–1 organisation
	}
	return low + "–" + high + s.suffix(*upper)
}

// longOnAxis has so many letters that it does not fit beside an axis: the words above
// the picture have it.
const longOnAxis = 8

// Axis is a value on an axis that goes up to top, in top's unit.
func (d Definition) Axis(value, top float64) string {
	s := d.scale(top)
	if len(s.unit) >= longOnAxis {
		s.unit, s.one = "", ""
	}
	if scaled := value * s.factor; scaled == math.Round(scaled) {
		return grouped(scaled, 0) + s.suffix(top)
	}
	return s.number(value) + s.suffix(top)
}

// Difference is the signed way from one value to another, in the unit of the
// larger: −0.4 h, +2.1 points, +1 person.
func (d Definition) Difference(from, to float64) string {
	s := d.scale(max(math.Abs(from), math.Abs(to)))
	if d.partOfWhole() {
		s.unit, s.one = "points", "points"
	}
	delta := to - from
	return signed(s.number(math.Abs(delta)), delta) + s.suffix(math.Abs(delta))
}

// Share is a share to 0.1 point; nothing and everything stand alone.
func Share(share float64) string {
	if share == 0 || share == 1 {
		return grouped(100*share, 0) + tie + "%"
	}
	return Definition{Kind: "share"}.Text(share)
}

// Percent is an amplitude to 1 %: +52 %.
func Percent(ratio float64) string {
	rounded := math.Round(100 * ratio)
	return signed(grouped(math.Abs(rounded), 0), rounded) + tie + "%"
}

// signed puts a sign before a number's digits. What rounds to nothing has none.
func signed(digits string, value float64) string {
	switch {
	case strings.Trim(digits, "0.") == "":
		return "±" + digits
	case value < 0:
		return minus + digits
	default:
		return "+" + digits
	}
}

// scale says in which unit and how precisely a value is written.
type scale struct {
	factor    float64
	decimals  func(float64) int
	round     bool   // to three significant digits
	keep      bool   // a zero after the point too
	unit, one string // many, exactly one; empty: the number stands alone
}

// partOfWhole tells a share from other ratios, whatever its kind.
func (d Definition) partOfWhole() bool {
	return d.Kind == "share" || d.Unit == "ratio" && (strings.HasSuffix(d.KPI, "_share") || d.KPI == "survey_completion" || d.KPI == "survey_top2")
}

func (d Definition) scale(value float64) scale {
	hours := math.Abs(value)
	switch {
	case d.partOfWhole():
		return scale{factor: 100, decimals: func(float64) int { return 1 }, unit: "%", one: "%"}
	case d.Kind == "count":
		return scale{factor: 1, decimals: func(float64) int { return 0 }}
	case d.Unit == "hours" && hours >= 48:
		return scale{factor: 1. / 24, decimals: significant, round: true, keep: true, unit: "days", one: "day"}
	case d.Unit == "hours" && hours < 1:
		return scale{factor: 60, decimals: func(float64) int { return 0 }, unit: "min", one: "min"}
	case d.Unit == "hours":
		return scale{factor: 1, decimals: significant, round: true, keep: true, unit: "h", one: "h"}
	case d.Unit == "ratio":
		return scale{factor: 1, decimals: significant, round: true}
	case d.Unit == "accounts": // of which some are counted beside it, one by one
		return scale{factor: 1, decimals: func(float64) int { return 0 }, unit: "accounts", one: "account"}
	default:
		return scale{factor: 1, decimals: significant, round: true, keep: d.Kind == "duration", unit: d.Unit, one: singular(d.Unit)}
	}
}

func (s scale) number(value float64) string {
	value *= s.factor
	decimals := s.decimals(value)
	if s.round && math.Abs(value) >= 1000 {
		value = threeDigits(value)
	}
	text := grouped(value, decimals)
	if !s.keep && s.unit != "%" && s.unit != "points" && strings.HasSuffix(text, ".0") {
		text = strings.TrimSuffix(text, ".0")
	}
	return text
}

func (s scale) suffix(value float64) string {
	switch {
	case s.unit == "":
		return ""
	case s.number(value) == "1":
		return s.tie() + s.one
	default:
		return s.tie() + s.unit
	}
}

// longUnit has so many letters that it may stand on the next line of a phone.
const longUnit = 12

func (s scale) tie() string {
	if len(s.unit) >= longUnit {
		return " "
	}
	return tie
}

// significant keeps at most three digits: 5.2, 19.4, 131.
func significant(value float64) int {
	if math.Abs(value) < 99.95 {
		return 1
	}
	return 0
}

func threeDigits(value float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(value)))-2)
	return math.Round(value/unit) * unit
}

// grouped writes a number with commas between thousands.
func grouped(value float64, decimals int) string {
	text := strconv.FormatFloat(math.Abs(value), 'f', decimals, 64)
	whole, fraction, found := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if found {
		whole += "." + fraction
	}
	if value < 0 && strings.Trim(whole, "0.,") != "" {
		return minus + whole
	}
	return whole
}

func singular(unit string) string {
	if unit == "people" {
		return "person"
	}
	return strings.TrimSuffix(unit, "s")
}

// Count is a whole number with its noun: 1 person, 1,204 messages.
func Count(n uint64, many string) string {
	if n == 1 {
		return "1" + tie + singular(many)
	}
	return grouped(float64(n), 0) + tie + many
}

// Number is a whole number: 1,204.
func Number(n uint64) string { return grouped(float64(n), 0) }
