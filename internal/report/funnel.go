package report

import (
	"encoding/json"
	"slices"
)

// Level is a step of the way from a first mail to maintaining a part: how many
// reach it for the first time in the quarter, and how many of those go on to
// the next one within a year.
type Level struct {
	ID         string   `json:"level"`
	Title      string   `json:"title"`
	People     uint64   `json:"people"`
	Conversion *float64 `json:"conversion"`             // nil: not known yet, or there is no next level
	Earlier    *float64 `json:"conversion_year_before"` // of those who reached it in the same quarter a year before
	Last       bool     `json:"last"`
}

// funnel is the way of the quarter, the first level first. Where it is not known
// who is new, nobody's first time is.
func (a *assembler) funnel(yearBefore []listRow) ([]Level, error) {
	if v := a.row("people_new", "value", a.at); v == nil || v.Value == nil {
		return []Level{}, nil
	}
	now, err := levels(a.rows)
	if err != nil {
		return nil, err
	}
	before, err := levels(yearBefore)
	if err != nil {
		return nil, err
	}
	for i := range now {
		if at := slices.IndexFunc(before, func(l Level) bool { return l.ID == now[i].ID }); at >= 0 {
			now[i].Earlier = before[at].Conversion
		}
	}
	return now, nil
}

// levels are a quarter's, in their order.
func levels(rows []listRow) ([]Level, error) {
	all := []Level{}
	for _, r := range rows {
		if r.KPI != "people_funnel" {
			continue
		}
		var l Level
		if err := json.Unmarshal([]byte(r.Row), &l); err != nil {
			return nil, err
		}
		l.Title = levelTitle(l.ID)
		all = append(all, l)
	}
	if len(all) > 0 {
		all[len(all)-1].Last = true
	}
	return all, nil
}

// levelTitle is what people do on a level.
func levelTitle(id string) string {
	title, known := map[string]string{
		"posts":     "post or take part in any other way",
		"helps":     "help somebody else",
		"sends":     "send a change",
		"merged":    "have a change merged",
		"reviews":   "review somebody else's change",
		"maintains": "maintain a part",
	}[id]
	if !known {
		return Heading(id)
	}
	return title
}
