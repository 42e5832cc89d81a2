package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// headline says in a few sentences what the numbers are. It reports amplitudes
// and claims nothing about chance.
func headline(b *Board) []Sentence {
	h := teller{board: b, tiles: map[string]*Tile{}}
	for i := range b.Sections {
		for j := range b.Sections[i].Tiles {
			tile := &b.Sections[i].Tiles[j]
			h.tiles[tile.KPI] = tile
		}
	}
	switch b.State {
	case Uncovered:
		return []Sentence{{Text: "No source covers this quarter, so there is nothing to report."}}
	case Running:
		h.say("", "The quarter is still running: these are the numbers up to %s.", Day(b.Compute.AsOf))
	}
	h.commits()
	h.messages()
	h.replies()
	h.people()
	h.dependence()
	h.comparison()
	return h.said
}

type teller struct {
	board *Board
	tiles map[string]*Tile
	said  []Sentence
}

func (h *teller) say(kpi, format string, args ...any) {
	h.said = append(h.said, Sentence{Text: fmt.Sprintf(format, args...), KPI: kpi})
}

// with is the tile of a KPI that has a value, or nil.
func (h *teller) with(kpi string) *Tile {
	if t := h.tiles[kpi]; t != nil && t.Value != nil {
		return t
	}
	return nil
}

func (h *teller) commits() {
	t := h.with("code_commits")
	if t == nil {
		return
	}
	if *t.Value == 0 {
		h.say(t.KPI, "No commits landed.")
		return
	}
	by := ""
	if authors := h.with("code_authors"); authors != nil {
		by = " by " + Count(uint64(*authors.Value), "people")
	}
	h.say(t.KPI, "%s landed%s%s.", Count(uint64(*t.Value), "commits"), by, h.compared(t))
}

func (h *teller) messages() {
	t := h.with("mail_messages")
	if t == nil {
		return
	}
	if *t.Value == 0 {
		h.say(t.KPI, "The lists were silent.")
		return
	}
	who := "The lists carried"
	if senders := h.with("mail_senders"); senders != nil {
		who = Count(uint64(*senders.Value), "people") + " sent"
	}
	h.say(t.KPI, "%s %s%s.", who, Count(uint64(*t.Value), "messages"), h.compared(t))
}

func (h *teller) replies() {
	if t := h.with("mail_first_reply"); t != nil {
		h.say(t.KPI, "A first reply came after %s (median%s)%s.", t.Text, within(t), h.sooner(t))
	}
	if t := h.with("mail_answered_share"); t != nil {
		h.say(t.KPI, "%s of discussions were answered within five business days%s.", t.Text, in(within(t)))
	}
}

// within is ", 4.8–5.9 h" for a value that has an interval.
func within(t *Tile) string {
	if t.Interval == nil {
		return ""
	}
	return ", " + t.Interval.Text
}

// in turns ", 4.8–5.9 h" into " (4.8–5.9 h)".
func in(within string) string {
	if within == "" {
		return ""
	}
	return " (" + strings.TrimPrefix(within, ", ") + ")"
}

func (h *teller) people() {
	t := h.with("people_active")
	if t == nil || *t.Value == 0 {
		return
	}
	fresh := ""
	switch newcomers := h.with("people_new"); {
	case newcomers == nil || !slices.Equal(newcomers.Sources, t.Sources):
		// Not every source can tell who is new.
	case *newcomers.Value == 0:
		fresh = ", none of them for the first time"
	default:
		fresh = ", " + grouped(*newcomers.Value, 0) + " of them for the first time"
	}
	h.say(t.KPI, "%s took part%s.", Count(uint64(*t.Value), "people"), fresh)
}

func (h *teller) dependence() {
	commits, mail := h.with("code_absence_factor"), h.with("mail_absence_factor")
	switch {
	case commits != nil && mail != nil:
		h.say(commits.KPI, "Half of the commits came from %s, half of the messages from %s.", commits.Text, mail.Text)
	case commits != nil:
		h.say(commits.KPI, "Half of the commits came from %s.", commits.Text)
	case mail != nil:
		h.say(mail.KPI, "Half of the messages came from %s.", mail.Text)
	}
}

// comparison says when no number of the quarter can be compared with any.
func (h *teller) comparison() {
	if h.board.State == Running || len(h.said) == 0 {
		return
	}
	for _, t := range h.tiles {
		if t.Previous.Amplitude != nil || t.YearBefore.Amplitude != nil {
			return
		}
	}
	h.say("", "There is nothing to compare with yet: neither the quarter before nor the one a year before has enough data.")
}

// compared is ", 52 % more than in the first quarter and 45 % more than a year
// before", as far as the changes are known.
func (h *teller) compared(t *Tile) string {
	var parts []string
	if part := than(t.Previous, "in the "+h.before(t.Previous.Against)); part != "" {
		parts = append(parts, part)
	}
	if part := than(t.YearBefore, "a year before"); part != "" {
		parts = append(parts, part)
	}
	switch {
	case len(parts) == 0 && h.board.State != Running && t.Previous.Text == NotEnough:
		return "; there is nothing yet to compare that with"
	case len(parts) == 0:
		return ""
	}
	return ", " + strings.Join(parts, " and ")
}

// before names an earlier quarter: "first quarter", with its year where that
// is another one.
func (h *teller) before(label string) string {
	year, _, _ := strings.Cut(label, "-Q")
	if strings.HasPrefix(h.board.Period.Label, year+"-") {
		return quarterName(label)
	}
	return quarterName(label) + " of " + year
}

// than words the change of a count.
func than(c Change, when string) string {
	if c.Amplitude == nil {
		return ""
	}
	size := math.Abs(*c.Amplitude)
	direction := "more"
	if *c.Amplitude < 0 {
		direction = "fewer"
	}
	switch {
	case size == 0:
		return "as many as " + when
	case c.Measure != "ratio":
		return grouped(size, 0) + " " + direction + " than " + when
	case math.Round(100*size) == 0:
		return "about as many as " + when
	default:
		return strings.TrimLeft(c.Text, "+"+minus) + " " + direction + " than " + when
	}
}

// sooner words the change of a duration against the quarter before.
func (h *teller) sooner(t *Tile) string {
	c := t.Previous
	if c.Amplitude == nil || *c.Amplitude == 0 {
		return ""
	}
	direction := "later"
	if *c.Amplitude < 0 {
		direction = "sooner"
	}
	return fmt.Sprintf(", %s %s than in the %s", strings.TrimLeft(c.Text, "+±"+minus), direction, h.before(c.Against))
}
