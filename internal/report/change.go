package report

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// What is said where there is nothing to compare.
const (
	NotEnough  = "not enough data"
	NotCovered = "not covered"
	NoEarlier  = "nothing earlier"
)

// Change is how far a value moved: its amplitude, and whether that is more than
// the usual noise of the KPI's own past.
type Change struct {
	Against   string   `json:"against,omitempty"` // label of the earlier quarter
	Days      uint16   `json:"days,omitempty"`    // of a running quarter: its first days, against as many of the earlier one
	Base      *float64 `json:"base"`              // the earlier value, as comparable
	BaseText  string   `json:"base_text,omitempty"`
	Amplitude *float64 `json:"amplitude"`       // in Measure; nil: Reason says why
	Lower     *float64 `json:"lower,omitempty"` // 95 % limits of the amplitude, or of Adjusted where that is given
	Upper     *float64 `json:"upper,omitempty"`
	Adjusted  *float64 `json:"adjusted,omitempty"` // without the usual seasonal move
	Measure   string   `json:"measure,omitempty"`  // ratio (0.52: +52 %), points, or the KPI's unit
	Text      string   `json:"text"`               // +52 %
	Range     string   `json:"range,omitempty"`    // +31 to +76 %
	Verdict   string   `json:"verdict,omitempty"`  // up, down, steady, unclear, not enough data; empty: amplitude only
	News      string   `json:"news,omitempty"`     // good or bad, of a verdict up or down
	P         *float64 `json:"p_adjusted,omitempty"`
	Reason    string   `json:"reason,omitempty"` // why there is no amplitude or no verdict
}

// Moved tells that the change is more than noise.
func (c Change) Moved() bool { return c.Verdict == "up" || c.Verdict == "down" }

// Sign is the verdict as a sign; it never stands without the amplitude.
func (c Change) Sign() string {
	return map[string]string{"up": "▲", "down": "▼", "steady": "≈", "unclear": "?"}[c.Verdict]
}

// changeRow is a row of kpi_changes.
type changeRow struct {
	KPI        string    `ch:"kpi"`
	Start      time.Time `ch:"start"`
	Comparison string    `ch:"comparison"`
	Against    string    `ch:"against"`
	Days       uint16    `ch:"days"`
	Value      *float64  `ch:"value"`
	Base       *float64  `ch:"base"`
	Amplitude  *float64  `ch:"amplitude"`
	Lower      *float64  `ch:"lower"`
	Upper      *float64  `ch:"upper"`
	Adjusted   *float64  `ch:"adjusted"`
	P          *float64  `ch:"p"`
	Verdict    string    `ch:"verdict"`
	News       string    `ch:"news"`
	Reason     string    `ch:"reason"`
}

// change is the KPI's change into the quarter with this index, qoq or yoy.
func (a *assembler) change(d Definition, comparison string, at int) Change {
	row := a.moves[move{d.KPI, comparison, a.quarters[at].start.Unix()}]
	if row == nil {
		return Change{Text: NoEarlier, Reason: NoEarlier}
	}
	c := Change{
		Against: row.Against, Days: row.Days, Base: row.Base, P: row.P,
		Verdict: row.Verdict, News: row.News, Reason: Plain(row.Reason),
	}
	if row.Base != nil {
		c.BaseText = d.Text(*row.Base)
	}
	c.measure(d, row)
	return c
}

// fewest is the least sum of two counts whose ratio is shown: +1 says more
// than +50 % of two.
const fewest = 10

// measure words the amplitude in the measure that says most: points for
// shares, a percentage for counts, the unit itself for waiting, factors and
// counts too small for a percentage.
func (c *Change) measure(d Definition, row *changeRow) {
	different := strings.HasPrefix(row.Reason, "no ratio: ") // from −17 to 3, from none to some: the difference tells
	if row.Value == nil || row.Base == nil || row.Amplitude == nil && !different {
		c.Text = NotEnough // Reason says why
		return
	}
	if different {
		c.Reason = ""
	}
	now, base := *row.Value, *row.Base
	switch {
	case d.Kind == "share":
		c.take(row, "points", 100, func(x float64) string { return signed(grouped(math.Abs(x), 1), x) })
		c.Text = d.Difference(base, now)
	case d.Kind == "count" && base > 0 && now+base >= fewest:
		c.take(row, "ratio", 1, func(x float64) string { return strings.TrimSuffix(Percent(x), tie+"%") })
		c.Text = Percent(*c.Amplitude)
	default:
		amplitude := now - base
		c.Amplitude, c.Measure, c.Text = &amplitude, d.Unit, d.Difference(base, now)
	}
}

// take copies what a row says in a measure that is so many times the store's.
func (c *Change) take(row *changeRow, measure string, times float64, digits func(float64) string) {
	c.Measure = measure
	c.Amplitude, c.Adjusted = multiply(row.Amplitude, times), multiply(row.Adjusted, times)
	c.Lower, c.Upper = multiply(row.Lower, times), multiply(row.Upper, times)
	if c.Lower == nil || c.Upper == nil {
		return
	}
	unit := "%"
	if measure == "points" {
		unit = measure
	}
	c.Range = fmt.Sprintf("%s to %s%s%s", digits(*c.Lower), digits(*c.Upper), tie, unit)
}

func multiply(value *float64, times float64) *float64 {
	if value == nil {
		return nil
	}
	product := *value * times
	return &product
}
