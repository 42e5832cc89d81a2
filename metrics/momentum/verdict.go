package momentum

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/chance"
)

// A family is what is judged together.
type family struct {
	scope, comparison string
	start             int64
}

func (p *pending) family() family { return family{p.Scope, p.Comparison, p.PeriodStart.Unix()} }

// judged compares all quarters of all series, and returns the changes in the
// order of KPI, scope, comparison and quarter.
func judged(all []*series, asOf time.Time) []change {
	families := make(map[family][]*pending)
	var pendings []*pending
	for _, s := range all {
		for _, p := range s.changes(asOf) {
			pendings = append(pendings, p)
			families[p.family()] = append(families[p.family()], p)
		}
	}
	for _, members := range families {
		decide(members)
		lend(members)
	}
	slices.SortFunc(pendings, func(a, b *pending) int {
		return cmp.Or(strings.Compare(a.KPI, b.KPI), strings.Compare(a.Scope, b.Scope),
			strings.Compare(a.Comparison, b.Comparison), a.PeriodStart.Compare(b.PeriodStart))
	})
	changes := make([]change, len(pendings))
	for i, p := range pendings {
		changes[i] = p.change
	}
	return changes
}

// decide gives the verdicts of a family.
func decide(members []*pending) {
	tests := make([]*float64, len(members))
	for i, p := range members {
		if p.estimate != nil {
			tests[i] = &p.estimate.p
		}
	}
	for i, adjusted := range chance.Adjust(tests) {
		if adjusted != nil {
			members[i].decide(*adjusted)
		}
	}
}

// lend gives durations the verdicts of their shares, of whole quarters.
func lend(members []*pending) {
	for _, p := range members {
		if p.kpi.Kind != catalogue.Duration || p.runs {
			continue
		}
		judge := judgeOf(p.KPI)
		at := slices.IndexFunc(members, func(m *pending) bool { return m.KPI == judge })
		if at >= 0 {
			p.borrow(members[at])
		}
	}
}
