package disclosure

import (
	"slices"

	"goldenratio/metrics/survey"
)

// A publisher makes the tables of one wave.
type publisher struct {
	poll    *Poll
	cuts    []*cut
	weights *weights
	out     *Publication
}

// Publish makes what may be said of a wave.
func Publish(p *Poll) *Publication {
	w, err := weigh(p)
	pub := &publisher{poll: p, cuts: cuts(p), weights: w, out: &Publication{}}
	if err != nil {
		pub.out.Unweighted = err.Error()
	}
	if w != nil {
		effective := survey.Effective(w.of)
		pub.out.Effective = &effective
	}
	for i := range p.Lines {
		switch l := &p.Lines[i]; l.Kind {
		case Text:
			pub.text(l)
		case Number:
			pub.number(l)
		default:
			pub.table(l)
		}
	}
	return pub.out
}

// table publishes a line of which options are chosen.
func (p *publisher) table(l *Line) {
	t := p.plan(l)
	if t.hidden != "" {
		p.withhold(l, "", t.hidden)
		return
	}
	p.print(t, t.total)
	for _, c := range p.cuts {
		if why := t.withheld[c]; why != "" {
			p.withhold(l, c.name, why)
		}
	}
	for _, part := range t.parts {
		p.print(t, part)
	}
}

// plan decides what of a line is published.
func (p *publisher) plan(l *Line) *table {
	t := choices(l)
	if l.Kind == Multi {
		t = ticks(l)
	}
	if t.hidden == "" && l.Kind == Rank && p.ranked(l.Question) {
		t.hidden = FewPeople
	}
	if t.hidden != "" {
		return t
	}
	t.whole()
	if l.Kind == Rank { // who gives one place to a line gives another to the others
		return t
	}
	for _, c := range p.cuts {
		if c.line.Question == l.Question && c.line.Item == l.Item {
			continue
		}
		part := t.by(c)
		switch {
		case part == nil:
			t.withheld[c] = FewPeople
		case p.key(l) && !t.plain(part, part.views):
			t.withheld[c] = Telling
		default:
			t.parts = append(t.parts, part)
		}
	}
	if p.weights != nil {
		t.weigh(p.weights)
		for _, part := range t.published() {
			if p.key(l) && !t.plain(part, part.weighted) {
				part.weighted = nil
			}
		}
	}
	if !p.key(l) {
		t.attack()
	}
	return t
}

// key reports whether the groups or weights of others hang on a line. Nothing of
// its own cuts is hidden: the attack takes groups for known, and finds no other
// answers to it.
func (p *publisher) key(l *Line) bool {
	is := func(m Margin) bool { return m.Question == l.name() }
	return l.choice() && (l.Segment || slices.ContainsFunc(p.poll.Margins, is))
}

// ranked reports whether a small number is in a ranking: then none of its lines
// is shown, since each place is given but once.
func (p *publisher) ranked(question string) bool {
	for i := range p.poll.Lines {
		l := &p.poll.Lines[i]
		if l.Question == question && slices.ContainsFunc(l.counts(), small) {
			return true
		}
	}
	return false
}

// withhold says that nothing of a line is shown, or of a cut of it.
func (p *publisher) withhold(l *Line, segment, why string) {
	row := p.line(l, segment, "")
	row.Withheld = why
	p.out.Lines = append(p.out.Lines, row)
}

func (p *publisher) line(l *Line, segment, member string) LineRow {
	return LineRow{
		Place:    Place{p.poll.Survey, p.poll.Wave, segment, member, l.Question, l.Item},
		Position: l.Position, Title: l.Title, Kind: l.Kind, Class: l.Class, Headline: l.Headline,
	}
}

// answered adds how many answered a line and how many did not.
func (row *LineRow) answered(base, missing int) {
	b, m := uint32(base), uint32(missing)
	row.Base, row.Missing = &b, &m
}

// text publishes how many answered in own words.
func (p *publisher) text(l *Line) {
	base := 0
	for _, said := range l.Said {
		if said != nil {
			base++
		}
	}
	if small(base) {
		p.withhold(l, "", FewPeople)
		return
	}
	row := p.line(l, "", "")
	row.answered(base, p.poll.People-base)
	p.out.Lines = append(p.out.Lines, row)
}
