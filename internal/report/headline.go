package report

import (
	"fmt"
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
