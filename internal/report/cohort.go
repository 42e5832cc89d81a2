package report

import (
	"cmp"
	"encoding/json"
	"slices"
)

// Cohort is everybody who took part for the first time in one quarter, with the
// share of them that is active in each of the eight quarters after it.
type Cohort struct {
	Label  string     `json:"cohort"`
	Size   uint64     `json:"size"`
	Shares []*float64 `json:"later"` // nil: not complete yet, or not known
	Small  bool       `json:"small"` // so few that one person is many percent
}

// SmallCohorts tells that there are some.
func (p *People) SmallCohorts() bool {
	return slices.ContainsFunc(p.Cohorts, func(c Cohort) bool { return c.Small })
}

// laterQuarters is how long a cohort is followed.
const laterQuarters = 8

// smallCohort is the size below which one person is more than ten percent.
const smallCohort = 10

// cohorts are those of the table that ends with the quarter, oldest first.
func (a *assembler) cohorts() ([]Cohort, error) {
	all := []Cohort{}
	for _, r := range a.rows {
		if r.KPI != "people_cohort_retention" {
			continue
		}
		var c Cohort
		if err := json.Unmarshal([]byte(r.Row), &c); err != nil {
			return nil, err
		}
		c.Label, c.Small = Plain(c.Label), c.Size < smallCohort
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(x, y Cohort) int { return cmp.Compare(x.Label, y.Label) })
	return all, nil
}
