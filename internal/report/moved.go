package report

import (
	"slices"

	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/momentum"
)

// Moved are the strengths and weaknesses of an area: what its KPIs gave to the
// index where they moved beyond their noise.
type Moved struct {
	Area     string    `json:"area"`
	Title    string    `json:"title"`
	Measured bool      `json:"measured"` // a KPI of the area was judged
	Findings []Finding `json:"findings"` // the largest contribution first
}

// Finding is one of them in words.
type Finding struct {
	KPI  string `json:"kpi,omitempty"`
	News string `json:"news,omitempty"` // good: a strength; bad: a weakness
	Text string `json:"text"`
}

// moved words the contributions of the quarter.
func (a *assembler) moved() []Moved {
	moves := make([]momentum.Moved, 0, len(a.momenta.kpis))
	judged := map[string]bool{}
	for _, k := range a.momenta.kpis {
		c := a.moves[move{k.KPI, "yoy", a.quarters[a.at].start.Unix()}]
		if c == nil || c.Verdict == "" || c.Verdict == NotEnough {
			continue
		}
		judged[k.Area] = true
		moves = append(moves, momentum.Moved{
			KPI: k.KPI, Value: c.Value, Amplitude: c.Amplitude, Contribution: k.Contribution, Verdict: c.Verdict, News: c.News,
		})
	}
	found := momentum.Findings(a.asComputed(), moves)
	var all []Moved
	for _, area := range areas() {
		m := Moved{Area: area.ID, Title: area.Title, Measured: judged[area.ID]}
		for _, f := range found {
			if f.Area == area.ID {
				m.Findings = append(m.Findings, Finding{f.KPI, f.News, f.Text})
			}
		}
		all = append(all, m)
	}
	return all
}

// asComputed is the catalogue as far as sentences need it, in the words that it
// had when the compute ran.
func (a *assembler) asComputed() []catalogue.KPI {
	all := make([]catalogue.KPI, len(a.definitions))
	for i, d := range a.definitions {
		all[i] = catalogue.KPI{ID: d.KPI, Title: d.Title, Unit: d.Unit, Kind: catalogue.Kind(d.Kind)}
	}
	return all
}

// Strong are the findings of all areas that are good news.
func (b *Board) Strong() []Sentence { return b.findings("good") }

// Weak are those that are bad news.
func (b *Board) Weak() []Sentence { return b.findings("bad") }

func (b *Board) findings(news string) []Sentence {
	var all []Sentence
	for _, m := range b.Moved {
		for _, f := range m.Findings {
			if f.News == news {
				all = append(all, Sentence{Text: f.Text, KPI: f.KPI})
			}
		}
	}
	return all
}

// Judged tells that a KPI of the index's list has a verdict.
func (b *Board) Judged() bool {
	return slices.ContainsFunc(b.Moved, func(m Moved) bool { return m.Measured })
}

// Still are the titles of the areas in which nothing moved beyond its noise.
func (b *Board) Still() []string {
	var all []string
	for _, m := range b.Moved {
		if m.Measured && !slices.ContainsFunc(m.Findings, func(f Finding) bool { return f.KPI != "" }) {
			all = append(all, m.Title)
		}
	}
	return all
}
