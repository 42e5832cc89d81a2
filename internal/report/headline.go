package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// mostSentences is how many findings stand at the top of a board.
const mostSentences = 5

// headline says in five sentences what the numbers are: first what moved beyond
// its usual noise, then how long people wait, whom the work depends on and
// whether promises were kept; what room is left goes to activity and people.
func headline(b *Board) []Sentence {
	h := teller{board: b, tiles: map[string]*Tile{}}
	for _, t := range b.Tiles() {
		h.tiles[t.KPI] = t
	}
	if b.State == Uncovered {
		return []Sentence{{Text: "No source covers this quarter, so there is nothing to report."}}
	}
	always := h.tell(h.replies, h.dependence, h.promises)
	room := mostSentences - len(always)
	first := h.tell(h.moves)
	first = first[:min(len(first), max(1, room))]
	for _, s := range h.tell(h.activity, h.people, h.writers) {
		if len(first) < room && !slices.ContainsFunc(first, func(have Sentence) bool { return have.KPI == s.KPI }) {
			first = append(first, s)
		}
	}
	return append(first, always...)
}

type teller struct {
	board *Board
	tiles map[string]*Tile
	said  []Sentence
}

// tell collects what some tellers say.
func (h *teller) tell(all ...func()) []Sentence {
	h.said = nil
	for _, say := range all {
		say()
	}
	return h.said
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

// moves says what moved beyond its noise against a year before, the surest
// first, or that nothing did.
func (h *teller) moves() {
	if h.board.State == Running {
		h.say("", "The quarter is still running: these are the numbers up to %s, beside as many days of earlier quarters; verdicts follow when it is complete.",
			Day(h.board.Compute.AsOf))
		return
	}
	var moved []*Tile
	judged, steady := 0, 0 // judged: those that did not move too
	for _, t := range h.board.Tiles() {
		switch t.YearBefore.Verdict {
		case "up", "down":
			moved = append(moved, t)
			judged++
		case "steady":
			steady++
			judged++
		case "unclear":
			judged++
		}
	}
	switch {
	case judged == 0:
		h.say("", "No change can be judged yet: that takes a complete quarter, the same one a year before, and the past of each measure.")
	case len(moved) == 0:
		h.say("", "Nothing moved beyond its usual noise against a year before: %s.", still(judged, steady))
	default:
		slices.SortStableFunc(moved, surest)
		h.say(moved[0].KPI, "%s.", movement(moved[0]))
		if rest := moved[1:]; len(rest) > 0 {
			h.say(rest[0].KPI, "Also beyond their usual noise: %s.", also(rest))
		}
	}
}

// still says of measures that did not move how sure that is.
func still(judged, steady int) string {
	switch {
	case judged == 1:
		return "only one measure can be judged"
	case steady == 0:
		return fmt.Sprintf("of %d measures that can be judged, none moved enough to tell", judged)
	case steady == judged:
		return fmt.Sprintf("all %d measures that can be judged are steady", judged)
	default:
		return fmt.Sprintf("of %d measures that can be judged, %d %s steady and %d too noisy to tell", judged, steady, be(steady), judged-steady)
	}
}

// HeadlineTitle counts the sentences.
func (b *Board) HeadlineTitle() string {
	words := [...]string{"no", "one", "two", "three", "four", "five"}
	if n := len(b.Headline); n != 1 {
		return "In " + words[n] + " sentences"
	}
	return "In one sentence"
}

// mostAlso is how many further changes one sentence names.
const mostAlso = 5

// also lists changes shortly: People who write +23 % (good).
func also(tiles []*Tile) string {
	var parts []string
	for i, t := range tiles {
		if i == mostAlso {
			parts = append(parts, fmt.Sprintf("and %d more", len(tiles)-i))
			break
		}
		part := t.Title + " " + t.YearBefore.Text
		if t.YearBefore.News != "" {
			part += " (" + t.YearBefore.News + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

// surest orders changes by how little chance explains them.
func surest(x, y *Tile) int {
	return cmp.Or(cmp.Compare(chance(x), chance(y)), -cmp.Compare(size(x), size(y)))
}

func chance(t *Tile) float64 {
	if t.YearBefore.P == nil {
		return 1
	}
	return *t.YearBefore.P
}

func size(t *Tile) float64 {
	if t.YearBefore.Amplitude == nil {
		return 0
	}
	return math.Abs(*t.YearBefore.Amplitude)
}

// movement is 41 authors… in words: Authors: 41, 52 % more than a year before
// (+31 to +76 %), more than the usual noise.
func movement(t *Tile) string {
	text := t.Title + ": " + t.Text
	c := t.YearBefore
	switch {
	case c.Amplitude == nil:
		text += ", " + c.Verdict + " on a year before"
	case t.Kind == "count":
		text += ", " + than(c, "a year before")
	default:
		text += ", " + c.Text + " on a year before"
	}
	if c.Range != "" {
		text += " (" + c.Range + ")"
	}
	return text + ", beyond its usual noise" + map[string]string{"good": " – good news", "bad": " – bad news"}[c.News]
}

func (h *teller) activity() {
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
		if h.codeAlone() {
			by += h.fresh()
		}
	}
	h.say(t.KPI, "%s landed%s%s.", Count(uint64(*t.Value), "commits"), by, h.compared(t))
}

func (h *teller) writers() {
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

// codeAlone tells that nothing but commits is known of what people do.
func (h *teller) codeAlone() bool {
	commits, active := h.with("code_commits"), h.with("people_active")
	return commits != nil && active != nil && slices.Equal(commits.Sources, active.Sources)
}

func (h *teller) people() {
	t := h.with("people_active")
	if t == nil || *t.Value == 0 || h.codeAlone() {
		return
	}
	h.say(t.KPI, "%s took part%s%s.", Count(uint64(*t.Value), "people"), h.fresh(), h.compared(t))
}

// fresh is ", 7 of them for the first time", if that is known.
func (h *teller) fresh() string {
	active, newcomers := h.with("people_active"), h.with("people_new")
	switch {
	case active == nil || newcomers == nil || !slices.Equal(newcomers.Sources, active.Sources):
		return "" // not every source can tell who is new
	case *newcomers.Value == 0:
		return ", none of them for the first time"
	default:
		return ", " + grouped(*newcomers.Value, 0) + " of them for the first time"
	}
}

// replies says how long people wait, in the strongest measure there is.
func (h *teller) replies() {
	share := ""
	if t := h.with("mail_answered_share"); t != nil {
		share = fmt.Sprintf("; %s of discussions were answered within five business days%s", t.Text, in(within(t)))
	}
	if t := h.with("review_first_response"); t != nil {
		h.say(t.KPI, "A first review came after %s (median%s).", t.Text, within(t))
		return
	}
	const unreviewed = "How long review takes is not measured yet."
	if t := h.with("mail_first_reply"); t != nil {
		h.say(t.KPI, "A first answer on the lists came after %s (median%s)%s. %s", t.Text, within(t), share, unreviewed)
		return
	}
	if t := h.with("mail_answered_share"); t != nil {
		h.say(t.KPI, "%s. %s", strings.TrimPrefix(share, "; "), unreviewed)
		return
	}
	h.unanswered()
}

// unanswered says why it is not known how long people wait.
func (h *teller) unanswered() {
	t := h.tiles["mail_first_reply"]
	switch {
	case t == nil:
		h.say("", "How long people wait for an answer or for review is not measured yet.")
	case t.Reason == NotCovered:
		h.say(t.KPI, "How long people wait for an answer is not known: no source covers the lists in this quarter.")
	default:
		h.say(t.KPI, "How long people wait for an answer is not known: there were too few discussions.")
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

// fewestShared is how many commits there must be before it says something that
// half of them came from one person.
const fewestShared = 10

func (h *teller) dependence() {
	commits, mail := h.with("code_absence_factor"), h.with("mail_absence_factor")
	if all := h.with("code_commits"); all != nil && *all.Value < fewestShared {
		commits = nil
	}
	switch {
	case commits != nil && mail != nil:
		h.say(commits.KPI, "Half of the commits came from %s, half of the messages from %s.", commits.Text, mail.Text)
	case commits != nil:
		h.say(commits.KPI, "Half of the commits came from %s.", commits.Text)
	case mail != nil:
		h.say(mail.KPI, "Half of the messages came from %s.", mail.Text)
	}
	if lost := h.with("code_orphan_components"); lost != nil && lost.YearBefore.Amplitude != nil && *lost.YearBefore.Amplitude > 0 {
		h.say(lost.KPI, "%s of the code %s lost those who knew %s best, more than a year before.",
			Count(uint64(*lost.Value), "parts"), the(*lost.Value, "has", "have"), the(*lost.Value, "it", "them"))
	}
}

// promises says which targets were kept.
func (h *teller) promises() {
	var missed []TargetState
	all, kept := len(h.board.Targets), 0
	for _, t := range h.board.Targets {
		switch {
		case t.Missed():
			missed = append(missed, t)
		case t.Kept():
			kept++
		}
	}
	switch open := all - kept - len(missed); {
	case all == 0:
	case open == all:
		h.say("", "Whether our targets are met is not known yet.")
	case len(missed) == 0:
		h.say(h.board.Targets[0].KPI, "%s.", keptOf(kept, all)+later(open))
	default:
		h.say(missed[0].KPI, "%s; missed: %s.", keptOf(kept, all)+later(open), named(missed))
	}
}

// keptOf says how many targets are met.
func keptOf(kept, all int) string {
	switch {
	case all == 1:
		return "Our one target is " + map[bool]string{true: "met", false: "not met"}[kept == 1]
	case kept == 0:
		return fmt.Sprintf("None of our %d targets is met", all)
	case kept == all:
		return fmt.Sprintf("All %d targets are met", all)
	default:
		return fmt.Sprintf("%d of our %d targets %s met", kept, all, be(kept))
	}
}

// later says how many targets are not known to be met or missed.
func later(open int) string {
	if open == 0 {
		return ""
	}
	return fmt.Sprintf(", %d %s not known yet", open, be(open))
}

// named are missed targets with how long they have been.
func named(missed []TargetState) string {
	var parts []string
	for _, t := range missed[:min(len(missed), mostMissed)] {
		parts = append(parts, fmt.Sprintf("%s (%s), %s", t.Title, t.Text, lasting(t)))
	}
	return strings.Join(parts, ", ")
}

// mostMissed is how many missed targets a sentence names.
const mostMissed = 2

func be(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// lasting is how long a target is missed: since 2018-Q3, or in this quarter.
func lasting(t TargetState) string { return strings.TrimPrefix(t.State, "missed ") }

// compared is ", 52 % more than a year before", with what the verdict says of
// it, as far as the change is known.
func (h *teller) compared(t *Tile) string {
	c := t.YearBefore
	text := than(c, "a year before")
	if text == "" {
		return ""
	}
	if c.Days > 0 {
		return fmt.Sprintf(", %s in as many days", text)
	}
	switch c.Verdict {
	case "up", "down":
		text += ", beyond the usual noise"
	case "steady":
		text += ", within the usual noise"
	case "unclear":
		text += ", which may be chance"
	}
	return ", " + text
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
