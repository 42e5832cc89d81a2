package report

import "fmt"

// Balance is where the active people of a quarter came from, and where those of
// the quarter before went. Only sources that cover both quarters tell, so that
// nobody comes or goes with a source. What is not known is nil.
type Balance struct {
	Label    string   `json:"label"`
	Active   *float64 `json:"active"`
	Before   *float64 `json:"active_before"` // stayed + lost
	Lost     *float64 `json:"lost"`
	Stayed   *float64 `json:"stayed"`
	Regained *float64 `json:"regained"` // were active some time before, not in the quarter before
	New      *float64 `json:"new"`
	Either   *float64 `json:"new_or_regained"` // seen only where the past is cut off, so that nobody knows which
	Complete bool     `json:"complete"`
	Text     string   `json:"text"` // the equation
	Reason   string   `json:"reason,omitempty"`
}

// Known tells that all of it is.
func (b Balance) Known() bool {
	return b.Stayed != nil && b.Lost != nil && b.Regained != nil && b.New != nil && b.Active != nil
}

// balances are those of twelve quarters, this one last. None: people are not
// counted in the scope.
func (a *assembler) balances() []Balance {
	all := []Balance{}
	if !a.collected("people_active") || !a.collected("people_stayed") {
		return all
	}
	for at := max(0, a.at-historyQuarters+1); at <= a.at; at++ {
		all = append(all, a.balance(at))
	}
	return all
}

func (a *assembler) balance(at int) Balance {
	b := Balance{Label: a.quarters[at].label}
	for kpi, into := range map[string]**float64{
		"people_active": &b.Active, "people_lost": &b.Lost, "people_stayed": &b.Stayed,
		"people_regained": &b.Regained, "people_new": &b.New,
	} {
		if v := a.row(kpi, "value", at); v != nil {
			*into = v.Value
		}
	}
	if active := a.row("people_active", "value", at); active != nil {
		b.Complete = active.Complete
	}
	if b.Stayed != nil && b.Lost != nil {
		before := *b.Stayed + *b.Lost
		b.Before = &before
	}
	if b.Known() {
		either := *b.Active - *b.Stayed - *b.Regained - *b.New
		b.Either = &either
	}
	b.Text, b.Reason = b.words(a.quarters[at].end.After(a.compute.AsOf))
	return b
}

// words are the equation, or why there is none.
func (b Balance) words(running bool) (text, reason string) {
	switch {
	case b.Active == nil:
		return "", "no source covers the quarter"
	case running:
		return "", "the quarter is not over, so nobody can be said to have left"
	case b.Before == nil:
		return "", "no source covers this quarter and the one before"
	case b.Regained == nil || b.New == nil:
		return "", "the sources begin less than a year before, so that it is not known who is new and who came back"
	}
	n := func(v *float64) string { return Number(uint64(*v)) }
	text = fmt.Sprintf("%s in the quarter before − %s who left + %s who came back + %s new", n(b.Before), n(b.Lost), n(b.Regained), n(b.New))
	if *b.Either > 0 {
		text += fmt.Sprintf(" + %s who are one or the other", n(b.Either))
		reason = "who is seen only by a source that begins within the year before may be new or have come back"
	}
	return text + " = " + n(b.Active), reason
}
