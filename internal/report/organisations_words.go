package report

import (
	"fmt"
	"strconv"
)

// finder collects what a page finds.
type finder struct{ found []Sentence }

func (f *finder) say(kpi, format string, args ...any) {
	f.found = append(f.found, Sentence{Text: fmt.Sprintf(format, args...), KPI: kpi})
}

// tileOf is the one of a KPI with a value; nil: there is none.
func tileOf(tiles []Tile, kpi string) *Tile {
	for i := range tiles {
		if tiles[i].KPI == kpi && tiles[i].Value != nil {
			return &tiles[i]
		}
	}
	return nil
}

// findings are the page in sentences.
func (p *Organisations) findings() []Sentence {
	f := &finder{found: []Sentence{}}
	if p.State == Uncovered {
		f.say("", "No source covers this quarter, so nothing is known of it.")
		return f.found
	}
	if p.Shares != nil {
		f.largest(p.Shares)
	}
	if elephant := tileOf(p.Tiles, "code_elephant_factor"); elephant != nil {
		f.say(elephant.KPI, "Half of the work on the code comes from %s%s.", elephant.Text, elephant.bounds())
	}
	f.takePart(p.Tiles)
	if p.Members != nil {
		f.members(p.Members)
	}
	return f.found
}

// largest is who does most, and how little is known of that.
func (f *finder) largest(s *Shares) {
	active := s.Active()
	switch {
	case s.N == 0:
		f.say(s.KPI, "Nobody contributes anything in this quarter.")
		return
	case len(active) == 0:
		f.say(s.KPI, "Of nobody who contributes it is known for which organisation.")
		return
	}
	first := active[0]
	if first.Least == first.Most {
		f.say(s.KPI, "%s of the work comes from %s.", Share(first.Least), first.Name)
		return
	}
	f.say(s.KPI, "At least %s and at most %s of the work comes from %s: of %s it is not known for whom it was done.",
		Share(first.Least), Share(first.Most), first.Name, Share(*s.Unknown))
}

// bounds tells of a factor how far off it may be: (1–3 …).
func (t *Tile) bounds() string {
	if t.Interval == nil || t.Interval.Lower == nil || t.Interval.Upper == nil || *t.Interval.Lower == *t.Interval.Upper {
		return ""
	}
	return " (" + t.Interval.Text + ", whoever those unknown work for)"
}

func (f *finder) takePart(tiles []Tile) {
	active := tileOf(tiles, "org_active")
	if active == nil {
		return
	}
	text := Count(uint64(*active.Value), "organisations") + " take part"
	if *active.Value == 1 {
		text = "One organisation takes part"
	}
	if newcomers := tileOf(tiles, "org_new"); newcomers != nil && *newcomers.Value > 0 {
		text += ", " + newcomers.Text + " of them for the first time"
	}
	f.say(active.KPI, "%s.", text)
}

// members counts the member organisations that did anything.
func (f *finder) members(l *List) {
	active := 0
	for _, cells := range l.Rows {
		if busy(cells) {
			active++
		}
	}
	switch {
	case active == len(l.Rows) && active == 1:
		f.say(l.KPI, "The only member organisation contributes.")
	case active == len(l.Rows):
		f.say(l.KPI, "All %d member organisations contribute.", active)
	default:
		f.say(l.KPI, "%d of %d member organisations contribute.", active, len(l.Rows))
	}
}

// busy tells that a row counts something.
func busy(cells []Cell) bool {
	for _, c := range cells {
		if n, err := strconv.ParseUint(c.Text, 10, 64); err == nil && n > 0 {
			return true
		}
	}
	return false
}

// footnotes say how to read the page.
func (p *Organisations) footnotes() []string {
	notes := []string{
		"A contribution is a mail, a commit (of its author and each co-author), a change, a review or what is written to an issue; it counts for the organisation that its person works for at that time.",
		"What is known: what goldenratio.yaml says, the addresses that people use, and public pages. Free mail, universities and project domains say nothing.",
		"The lower bound is what is known to be an organisation's; the upper one adds all that is unknown. Both are shares of everything, so that nothing is left out.",
		"Independent is somebody who is known to work for nobody. A private address does not tell that.",
	}
	if p.Members != nil {
		notes = append(notes, "A member of whom nothing is seen has zeros. People who write from private addresses do not count for their organisation until it is known; money, servers and events are not seen here.")
	}
	if p.Doings != nil {
		notes = append(notes, "A change is the organisation's for which its author worked when they opened it, whatever becomes of it. Who moves in the quarter counts among the people of both; messages and changes count once.")
	}
	return notes
}
