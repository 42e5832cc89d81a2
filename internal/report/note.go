package report

import "time"

// Note is something that happened, as the configuration tells it.
type Note struct {
	Day   time.Time `json:"day"`
	Scope Scope     `json:"scope"`
	Text  string    `json:"text"`
}

// Mark is a quarter of a chart in which something happened: a note, a release.
type Mark struct {
	Label    string   `json:"label"` // of the quarter
	Notes    []string `json:"notes,omitempty"`
	Releases uint64   `json:"releases,omitempty"`
}

// noteRow is a row of computed_notes.
type noteRow struct {
	Day   time.Time `ch:"day"`
	Scope string    `ch:"scope"`
	Text  string    `ch:"text"`
	Title string    `ch:"title"`
}

func (q quarter) holds(t time.Time) bool { return !t.Before(q.start) && t.Before(q.end) }

// notesOf are the notes that fall into the quarter with this index.
func (a *assembler) notesOf(at int) []Note {
	all := []Note{}
	for _, n := range a.notes {
		if a.quarters[at].holds(n.Day) {
			all = append(all, Note{n.Day.UTC(), newScope(n.Scope, n.Title), Plain(n.Text)})
		}
	}
	return all
}

// marks are the quarters from one index to another in which something happened.
func (a *assembler) marks(from, to int) []Mark {
	all := []Mark{}
	for at := max(0, from); at <= to; at++ {
		m := Mark{Label: a.quarters[at].label}
		for _, n := range a.notesOf(at) {
			m.Notes = append(m.Notes, Day(n.Day)+": "+n.Text)
		}
		if v := a.row("release_published", "value", at); v != nil && v.Value != nil {
			m.Releases = uint64(*v.Value)
		}
		if len(m.Notes) > 0 || m.Releases > 0 {
			all = append(all, m)
		}
	}
	return all
}
