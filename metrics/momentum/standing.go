package momentum

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"goldenratio/metrics/catalogue"
)

// A member is a KPI of the list in one quarter: its term, or why it has none.
type member struct {
	area, kpi string
	term      term
	reason    string
}

// A standing is what a quarter's index is made of.
type standing struct {
	members []member    // the whole list
	present composition // the areas that are not missing
	missing []string    // areas
	reason  string      // why there is no index
}

// member is what the KPI says of a quarter, each side of which must be whole
// and from the same sources.
func (s *series) member(number int, comparison string) (term, string) {
	now, base := s.quarters[number], s.quarters[number-back(comparison)]
	for _, reason := range []string{withheld(now, base, comparison), unsure(now, base, comparison)} {
		if reason != "" {
			return term{}, reason
		}
	}
	m := moved(s.measure(now), s.measure(base))
	return newTerm(s.kpi.ID, sign(s.kpi)*m.l, s.noises[number].dispersion*m.v), ""
}

// A list is the list of the index with the weights of its areas, equal ones
// where none are configured.
type list struct {
	areas   []Area
	weights map[string]float64
	kpis    map[string]*catalogue.KPI
}

func newList(kpis []catalogue.KPI, weights map[string]float64) (list, error) {
	l := list{areas: Areas(), weights: make(map[string]float64), kpis: make(map[string]*catalogue.KPI)}
	for i := range kpis {
		l.kpis[kpis[i].ID] = &kpis[i]
	}
	sum := 0.0
	for _, a := range l.areas {
		l.weights[a.ID] = 1
		if len(weights) > 0 {
			l.weights[a.ID] = weights[a.ID]
		}
		sum += l.weights[a.ID]
	}
	for id, w := range weights {
		if _, ok := l.weights[id]; !ok {
			return list{}, fmt.Errorf("weight of area %q: there is no such area", id)
		}
		if !(w >= 0 && w <= 1e6) {
			return list{}, fmt.Errorf("weight of area %q is %v: want 0 or more", id, w)
		}
	}
	if sum == 0 {
		return list{}, fmt.Errorf("weights of areas: all are 0")
	}
	return l, nil
}

// members asks every KPI of the list about a quarter.
func (l list) members(scope map[string]*series, number int, comparison string) []member {
	var all []member
	for _, a := range l.areas {
		for _, id := range a.KPIs {
			m := member{area: a.ID, kpi: id}
			switch s := scope[id]; {
			case s != nil:
				m.term, m.reason = s.member(number, comparison)
			case l.kpis[id] != nil:
				m.reason = "not collected"
			default:
				m.reason = "not measured yet"
			}
			all = append(all, m)
		}
	}
	return all
}

// stand makes what there can be of those KPIs for which wanted says so. An area
// with fewer than half of its KPIs is missing.
func (l list) stand(members []member, wanted func(member) bool) standing {
	s := standing{members: members}
	for _, a := range l.areas {
		p := part{area: a.ID, weight: l.weights[a.ID]}
		for _, m := range members {
			if m.area == a.ID && m.reason == "" && wanted(m) {
				p.terms = append(p.terms, m.term)
			}
		}
		if 2*len(p.terms) < len(a.KPIs) {
			s.missing = append(s.missing, a.ID)
		} else {
			s.present = append(s.present, p)
		}
	}
	s.reason = l.lacking(s)
	return s
}

// lacking says why there is no index, or nothing.
func (l list) lacking(s standing) string {
	var titles []string
	for _, a := range l.areas {
		if slices.Contains(s.missing, a.ID) {
			titles = append(titles, a.Title)
		}
	}
	gone := enumerate(titles)
	switch {
	case len(s.present) < fewestAreas:
		return fmt.Sprintf("%s missing: %d areas are needed", gone, fewestAreas)
	case slices.Contains(s.missing, first):
		return gone + " missing"
	case s.present.weight() == 0:
		return "the areas that are not missing have no weight"
	default:
		return ""
	}
}

// enumerate joins names to the beginning of a sentence: A is, A and B are.
func enumerate(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0] + " is"
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1] + " are"
	}
}

// standings are those of every quarter of a scope that is over, by number.
func (l list) standings(scope map[string]*series, comparison string, asOf time.Time) map[int]standing {
	all := make(map[int]standing)
	for number, start := range quartersOf(scope) {
		s := l.stand(l.members(scope, number, comparison), func(member) bool { return true })
		if asOf.Before(earlier(start, -1)) {
			s.reason = "the quarter is not over"
		}
		all[number] = s
	}
	return all
}

// quartersOf gives the starts of all quarters for which a scope has numbers.
func quartersOf(scope map[string]*series) map[int]time.Time {
	starts := make(map[int]time.Time)
	for _, s := range scope {
		for number, c := range s.quarters {
			starts[number] = c.start
		}
	}
	return starts
}
