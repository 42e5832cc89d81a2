package report

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// numbersRow is one week of the lists.
type numbersRow struct {
	Week     time.Time `ch:"week"`
	Messages uint64    `ch:"messages"`
	People   uint64    `ch:"people"`
	Threads  uint64    `ch:"threads"`
}

// mails are the numbers of the week, those of a usual one, and of how many
// weeks that is made.
func (e *editor) mails() (week, usual *Mails, weeks int) {
	if !e.mail.speaks() {
		return nil, nil, 0
	}
	now := e.numbersOf(e.week)
	week = &now
	before := e.comparable()
	if !e.mail.whole() || len(before) < fewestWeeks {
		return week, nil, 0
	}
	usual = &Mails{
		Messages: median(before, func(m Mails) uint64 { return m.Messages }),
		People:   median(before, func(m Mails) uint64 { return m.People }),
		Threads:  median(before, func(m Mails) uint64 { return m.Threads }),
	}
	return week, usual, len(before)
}

// numbersOf are those of one week; of a week without a mail nothing was read.
func (e *editor) numbersOf(week Period) Mails {
	for _, n := range e.numbers {
		if n.Week.Equal(week.Start) {
			return Mails{n.Messages, n.People, n.Threads}
		}
	}
	return Mails{}
}

// comparable are the earlier weeks that the same sources cover: a list that came
// later must not make the week look busy, nor one that has ended since quiet.
func (e *editor) comparable() []Mails {
	var all []Mails
	for i := 1; i <= usualWeeks; i++ {
		week := weekOf(e.week.Start.AddDate(0, 0, -weekDays*i))
		differs := slices.ContainsFunc(e.mail.sources, func(s sourceWeek) bool { return s.covers(e.week) != s.covers(week) })
		if !differs {
			all = append(all, e.numbersOf(week))
		}
	}
	return all
}

// median is by rank, as everywhere.
func median(weeks []Mails, of func(Mails) uint64) uint64 {
	values := make([]uint64, len(weeks))
	for i, w := range weeks {
		values[i] = of(w)
	}
	slices.Sort(values)
	return values[(len(values)-1)/2]
}

// summary is the week in a few sentences.
func (e *editor) summary(w *Weekly) string {
	var parts []string
	if w.Mail != nil {
		parts = append(parts, w.Mail.sentence(e.mail.complete()))
	}
	if w.Usual != nil {
		parts = append(parts, w.Usual.usual())
	}
	for _, text := range []string{e.tickets.sentence(e.forge), e.forums.sentence(e.forum), e.landing()} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return "Nothing is known of this week."
	}
	return strings.Join(parts, " ")
}

// usual says what a week mostly brings.
func (m Mails) usual() string {
	if m.Messages == 0 {
		return "In a usual week nobody writes."
	}
	return fmt.Sprintf("A usual week has %s from %s and %s.", Count(m.Messages, "messages"), Count(m.People, "people"), m.started())
}

func (m Mails) started() string {
	if m.Threads == 0 {
		return "no new thread"
	}
	return Count(m.Threads, "new threads")
}

// sentence is 32 people wrote 139 messages and started 7 threads. That nobody
// wrote it says only where everything is known.
func (m Mails) sentence(complete bool) string {
	switch {
	case m.Messages == 0 && !complete:
		return "No mail is known of this week."
	case m.Messages == 0:
		return "Nobody wrote to the lists."
	case m.Threads == 0:
		return fmt.Sprintf("%s wrote %s; no thread was started.", Count(m.People, "people"), Count(m.Messages, "messages"))
	default:
		return fmt.Sprintf("%s wrote %s and started %s.", Count(m.People, "people"), Count(m.Messages, "messages"), Count(m.Threads, "threads"))
	}
}

// landing is what happened to the code: 12 commits landed, and v1 was released.
func (e *editor) landing() string {
	if !e.code.speaks() {
		return ""
	}
	var parts []string
	if n := e.landedCommits(); n > 0 {
		parts = append(parts, Count(n, "commits")+" landed")
	} else if e.code.complete() {
		parts = append(parts, "no commit landed")
	}
	var names []string
	n := 0
	for _, r := range e.releases {
		if r.Kind == "final" {
			names, n = append(names, r.title()), n+len(r.Names)
		}
	}
	switch {
	case n == 1:
		parts = append(parts, names[0]+" was released")
	case n > 1:
		parts = append(parts, enumerate(names, mostReleases)+" were released")
	}
	if len(parts) == 0 {
		return ""
	}
	return sentence(strings.Join(parts, ", and "))
}
