package momentum

import (
	"math"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// The comparisons.
const (
	QoQ       = "qoq" // with the quarter before
	YoY       = "yoy" // with the same quarter a year before
	ThreeYear = "3y"  // with the same quarter three years before; of the index only
)

// back is how many quarters a comparison goes back.
func back(comparison string) int {
	switch comparison {
	case QoQ:
		return 1
	case YoY:
		return 4
	default:
		return 12
	}
}

// The verdicts. A row without one has an amplitude only.
const (
	Up        = "up"
	Down      = "down"
	Steady    = "steady"
	Unclear   = "unclear"
	NotEnough = "not enough data"
)

// The news of a verdict up or down.
const (
	Good = "good"
	Bad  = "bad"
)

// A change is a row of kpi_changes.
type change struct {
	Compute     uuid.UUID `ch:"compute_id"`
	KPI         string    `ch:"kpi"`
	Scope       string    `ch:"scope"`
	PeriodStart time.Time `ch:"period_start"`
	Comparison  string    `ch:"comparison"`
	BaseStart   time.Time `ch:"base_start"`
	Days        uint16    `ch:"days"`
	Value       *float64  `ch:"value"`
	Base        *float64  `ch:"base"`
	Amplitude   *float64  `ch:"amplitude"`
	Lower       *float64  `ch:"lower"`
	Upper       *float64  `ch:"upper"`
	Adjusted    *float64  `ch:"adjusted"`
	P           *float64  `ch:"p"`
	PAdjusted   *float64  `ch:"p_adjusted"`
	Dispersion  *float64  `ch:"dispersion"`
	Freedom     uint16    `ch:"freedom"`
	Verdict     string    `ch:"verdict"`
	News        string    `ch:"news"`
	Reason      string    `ch:"reason"`
}

// An indexValue is a row of index_values.
type indexValue struct {
	Compute         uuid.UUID `ch:"compute_id"`
	Scope           string    `ch:"scope"`
	PeriodStart     time.Time `ch:"period_start"`
	Comparison      string    `ch:"comparison"`
	Value           *float64  `ch:"value"`
	Lower           *float64  `ch:"lower"`
	Upper           *float64  `ch:"upper"`
	Word            string    `ch:"word"`
	KPIOutLower     *float64  `ch:"kpi_out_lower"`
	KPIOutUpper     *float64  `ch:"kpi_out_upper"`
	AreaOutLower    *float64  `ch:"area_out_lower"`
	AreaOutUpper    *float64  `ch:"area_out_upper"`
	Missing         []string  `ch:"missing"`
	Entered         []string  `ch:"entered"`
	Departed        []string  `ch:"departed"`
	Previous        *float64  `ch:"previous"`
	Matched         *float64  `ch:"matched"`
	PreviousMatched *float64  `ch:"previous_matched"`
	Reason          string    `ch:"reason"`
	ListVersion     uint16    `ch:"list_version"`
}

// An indexArea is a row of index_areas.
type indexArea struct {
	Compute     uuid.UUID `ch:"compute_id"`
	Scope       string    `ch:"scope"`
	PeriodStart time.Time `ch:"period_start"`
	Comparison  string    `ch:"comparison"`
	Area        string    `ch:"area"`
	Value       *float64  `ch:"value"`
	Lower       *float64  `ch:"lower"`
	Upper       *float64  `ch:"upper"`
	Weight      float64   `ch:"weight"`
	Listed      uint16    `ch:"listed"`
	Present     uint16    `ch:"present"`
}

// An indexKPI is a row of index_kpis.
type indexKPI struct {
	Compute      uuid.UUID `ch:"compute_id"`
	Scope        string    `ch:"scope"`
	PeriodStart  time.Time `ch:"period_start"`
	Comparison   string    `ch:"comparison"`
	Area         string    `ch:"area"`
	KPI          string    `ch:"kpi"`
	Present      bool      `ch:"present"`
	Reason       string    `ch:"reason"`
	L            *float64  `ch:"l"`
	V            *float64  `ch:"v"`
	G            *float64  `ch:"g"`
	Contribution *float64  `ch:"contribution"`
	Without      *float64  `ch:"without"`
}

// known is a number as it is kept: with 12 significant digits, whatever the
// order in which it was added up. What is none is not known.
func known(number float64) *float64 {
	if math.IsNaN(number) || math.IsInf(number, 0) {
		return nil
	}
	kept, err := strconv.ParseFloat(strconv.FormatFloat(number, 'e', 11, 64), 64)
	if err != nil {
		return nil // out of range only: the text is our own
	}
	return &kept
}
