package momentum

import (
	"math"
	"slices"
	"time"

	"goldenratio/metrics/catalogue"
)

// A cell is a KPI's total of one quarter.
type cell struct {
	start    time.Time
	asOf     time.Time // when it was looked at
	value    *float64
	n        uint64
	coverage *float64
	complete bool
	sources  string
}

// A series is all that is known of one KPI in one scope, by quarter number.
type series struct {
	kpi      *catalogue.KPI
	scope    string
	quarters map[int]cell  // the running one as far as it is
	compared map[int]cell  // of a duration whose waits still end: as both quarters stood then
	running  map[int]cell  // the first days of the running quarter and of its bases
	noises   map[int]noise // of the past of each quarter, where changes are judged by it
}

// countable reports whether changes of the KPI can be judged by its own noise.
func countable(k *catalogue.KPI) bool {
	return (k.Kind == catalogue.Count || k.Kind == catalogue.Share) && !stock(k.ID)
}

// measure is what was counted in a cell whose value is known.
func (s *series) measure(c cell) measure {
	if s.kpi.Kind == catalogue.Share {
		return measure{x: math.Round(*c.value * float64(c.n)), n: float64(c.n), share: true}
	}
	return measure{x: *c.value}
}

// listen measures the noise of the past of every quarter, once all cells are
// there.
func (s *series) listen() {
	if !countable(s.kpi) {
		return
	}
	class := priorOf(counted(s.kpi))
	s.noises = make(map[int]noise, len(s.quarters))
	var before past
	for _, number := range s.numbers() {
		s.noises[number] = before.noise(class)
		if c := s.quarters[number]; c.complete && c.value != nil {
			before = append(before, quarter{number: number, sources: c.sources, measure: s.measure(c)})
		}
	}
}

// numbers lists the quarters, oldest first.
func (s *series) numbers() []int {
	all := make([]int, 0, len(s.quarters))
	for number := range s.quarters {
		all = append(all, number)
	}
	slices.Sort(all)
	return all
}

// sign is 1 where more is better, -1 where less is, 0 where neither is.
func sign(k *catalogue.KPI) float64 {
	switch k.Better {
	case catalogue.Higher:
		return 1
	case catalogue.Lower:
		return -1
	default:
		return 0
	}
}

// numberOf counts the quarters up to one that starts in a month; with any start
// of the year, consecutive quarters have consecutive numbers.
func numberOf(start time.Time) int { return (start.Year()*12 + int(start.Month()) - 1) / 3 }

// earlier is the start of the quarter that many before.
func earlier(start time.Time, quarters int) time.Time { return start.AddDate(0, -3*quarters, 0) }
