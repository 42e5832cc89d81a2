package report

import (
	"fmt"
	"slices"
	"strings"
)

// findings are the page in sentences.
func (p *Social) findings() []Sentence {
	f := &finder{found: []Sentence{}}
	switch {
	case len(p.Sources) == 0:
		f.say("", "No source of networks, forums or chats is configured, so nothing is known of them.")
		return f.found
	case p.State == Uncovered && len(p.Discussed)+len(p.Tags) > 0:
		f.say("", "No source covers the whole quarter, so it has no numbers: what was read of it follows.")
		return f.found
	case p.State == Uncovered:
		f.say("", "No source covers this quarter, so nothing is known of it.")
		return f.found
	}
	f.posted(p)
	f.chatted(p)
	f.answered(p)
	f.followed(p)
	if len(f.found) == 0 {
		f.say("", "The sources that cover this quarter have no numbers of it.")
	}
	return f.found
}

// posted is how much is written about the project, and where.
func (f *finder) posted(p *Social) {
	posts := tileOf(p.Tiles, postsKPI)
	if posts == nil {
		return
	}
	if *posts.Value == 0 {
		f.say(posts.KPI, "Nobody posts about the project.")
		return
	}
	text := Count(uint64(*posts.Value), "posts") + " mention the project"
	if *posts.Value == 1 {
		text = "One post mentions the project"
	}
	if c := posts.YearBefore; c.Amplitude != nil && c.Days == 0 {
		text += ", " + c.Text + " on a year before" + noise(c)
	}
	if len(p.Networks) > 1 && !p.Networks[0].Chat && 2*amountOf(p.Networks[0].Said.Value) > *posts.Value {
		text += "; most of them are on " + p.Networks[0].Name
	}
	f.say(posts.KPI, "%s.", text)
}

// noise tells a move from what is usual; nothing where it is not known.
func noise(c Change) string {
	switch {
	case c.Moved():
		return ", beyond its usual noise"
	case c.Verdict == "steady", c.Verdict == "unclear":
		return ", within its usual noise"
	default:
		return ""
	}
}

// chatted is how much is said in chats, and how many write anywhere.
func (f *finder) chatted(p *Social) {
	if lines := tileOf(p.Tiles, linesKPI); lines != nil {
		f.say(lines.KPI, "%s said in chats.", were(uint64(*lines.Value), "lines"))
	}
	if people := tileOf(p.Tiles, authorsKPI); people != nil && *people.Value > 0 {
		f.say(people.KPI, "%s posted or chatted.", Count(uint64(*people.Value), "people"))
	}
}

// answered is how the forums treat who asks.
func (f *finder) answered(p *Social) {
	kpi := "social_answered_share"
	if share := tileOf(p.Tiles, kpi); share != nil {
		f.say(kpi, "%s of the questions in forums are answered within five business days.", share.Text)
	}
	switch q := p.Questions; {
	case q == nil:
	case q.All == 0:
		f.say("", "No question of the last %d days is without an answer.", questionDays)
	case q.Late == 0:
		f.say("", "%s of the last %d days %s no answer yet; none of them is overdue.", Count(q.All, "questions"), questionDays, have(q.All))
	default:
		f.say("", "%s of the last %d days %s no answer, %s for more than five business days.", Count(q.All, "questions"), questionDays, have(q.All), Number(q.Late))
	}
}

func have(n uint64) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// Words count the questions.
func (q *Questions) Words() string {
	text := fmt.Sprintf("No question of the last %d days waits.", questionDays)
	if q.All > 0 {
		text = fmt.Sprintf("%s of the last %d days, %s of them for more than five business days.", Count(q.All, "questions"), questionDays, Number(q.Late))
	}
	if more := q.All - uint64(len(q.Open)); more > 0 {
		text += fmt.Sprintf(" These are the latest %d.", len(q.Open))
	}
	if q.Older > 0 {
		text += fmt.Sprintf(" %s asked before that %s no answer either.", Count(q.Older, "questions"), have(q.Older))
	}
	return text
}

// Counts are 9 answers, 12 likes, 3 reshares.
func (d Discussed) Counts() string {
	return strings.Join([]string{Count(d.Answers, "answers"), Count(d.Likes, "likes"), Count(d.Reshares, "reshares")}, ", ")
}

// Waited is how long a question has been there: 12 days, overdue.
func (q Question) Waited() string {
	text := Count(q.Days, "days")
	if q.Late {
		text += ", overdue"
	}
	return text
}

// Span is the time that a source speaks for: from 1 Jul 2019 to 30 Oct 2021.
func (s Source) Span() string {
	switch {
	case s.Until.IsZero():
		return "not collected yet"
	case s.From.IsZero():
		return "from its beginning to " + Day(s.Until)
	default:
		return "from " + Day(s.From) + " to " + Day(s.Until)
	}
}

// followed is how large the audience is.
func (f *finder) followed(p *Social) {
	all := tileOf(p.Tiles, "social_followers")
	if all == nil {
		return
	}
	text := all.Text + " follow the project, or belong to its places"
	if growth := tileOf(p.Tiles, "social_follower_growth"); growth != nil {
		text += ", " + growth.Difference(0, *growth.Value) + " since the quarter before"
	}
	f.say(all.KPI, "%s.", text)
}

// footnotes say how to read the page.
func (p *Social) footnotes() []string {
	notes := []string{
		"A post is about the project by the terms of its source. Reshares, programs and lines of chats are left out of posts; lines are counted apart.",
		"What others do with a post is as it was read last; the engagement of own posts only counts what was read a week or more after the post.",
		"Followers and members are those of the last reading in the last seven days of a quarter. Who follows several accounts counts in each.",
		"Nobody is named here: who wrote a post stands where its link leads. Links lead to where the networks say; the host stands beside each.",
	}
	if p.Forums() {
		notes = append(notes, "A question is answered by the first answer of another person, or by one that whoever asked accepted. Open questions are those of the last 90 days, up to the quarter's end or, in a running one, to the data's.")
	}
	if p.Snapshot != nil {
		notes = append(notes, "This quarter is closed: its numbers stay as they are. It keeps no posts, questions, tags or single audiences, so that what people delete is gone; the live page has them.")
	}
	return append(notes, p.doubts()...)
}

// doubts are what the sources leave open.
func (p *Social) doubts() []string {
	var notes, strange []string
	for _, s := range p.Sources {
		if s.Untried {
			strange = append(strange, s.ID)
		}
		if s.Lossy {
			notes = append(notes, lossy(s.ID))
		}
	}
	if len(strange) > 0 {
		slices.Sort(strange)
		notes = append(notes, untried(strange))
	}
	return notes
}
