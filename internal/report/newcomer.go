package report

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// newcomerRow is somebody's first message, issue, request or comment.
type newcomerRow struct {
	ID       uint64    `ch:"id"`
	Channel  string    `ch:"channel"`
	Date     time.Time `ch:"date"`
	Ref      string    `ch:"ref"`
	Subject  string    `ch:"subject"`
	Starts   bool      `ch:"starts"`
	Class    string    `ch:"class"`
	Messages uint64    `ch:"messages"`
	Person   string    `ch:"person"`
	Answered time.Time `ch:"answered"`
	Answerer string    `ch:"answerer"`
	Lists    []string  `ch:"lists"`
}

// newPeople are those who wrote for the first time. Who began something and
// still waits comes first: there is something to do.
func (e *editor) newPeople() Passage {
	p := Passage{ID: "newcomers", Title: "New people"}
	if len(e.oldSources()) == 0 {
		return p
	}
	if len(e.newcomers) == 0 {
		p.Text = "Nobody wrote for the first time."
		return p
	}
	slices.SortStableFunc(e.newcomers, func(x, y newcomerRow) int {
		return cmp.Or(-compare(x.Starts, y.Starts), compare(e.isOver(x.Answered), e.isOver(y.Answered)))
	})
	answered := 0
	for i, r := range e.newcomers {
		if e.isOver(r.Answered) {
			answered++
		}
		if i < mostNew {
			p.Entries = append(p.Entries, e.newcomer(r))
		}
	}
	p.Text = welcome(len(e.newcomers), answered)
	if more := len(e.newcomers) - mostNew; more > 0 {
		p.Text += fmt.Sprintf(" These are %d of them.", mostNew)
	}
	return p
}

// welcome counts newcomers and those who were answered.
func welcome(all, answered int) string {
	switch {
	case all == 1 && answered == 1:
		return "One person wrote for the first time, and was answered."
	case all == 1:
		return "One person wrote for the first time, and has no answer yet."
	case answered == all:
		return fmt.Sprintf("%d people wrote for the first time; all were answered.", all)
	case answered == 1:
		return fmt.Sprintf("%d people wrote for the first time; one of them was answered.", all)
	case answered == 0:
		return fmt.Sprintf("%d people wrote for the first time; none has an answer yet.", all)
	default:
		return fmt.Sprintf("%d people wrote for the first time; %d of them were answered.", all, answered)
	}
}

func (e *editor) newcomer(r newcomerRow) Entry {
	did := "joined in"
	switch {
	case r.Starts && r.Class == "patch":
		did = "sent this patch"
	case r.Starts && r.Class == "question":
		did = "asked this"
	case r.Starts && r.Class == "issue":
		did = "opened this issue"
	case r.Starts && r.Class == "change":
		did = "opened this " + request(r.Ref)
	case r.Starts:
		did = "began this"
	}
	text := fmt.Sprintf("%s %s %s. ", begins(r.Person), did, e.on(r.Date))
	if e.isOver(r.Answered) {
		text += fmt.Sprintf("%s answered after %s.", begins(r.Answerer), lasted(r.Date, r.Answered))
	} else {
		text += "No answer yet."
	}
	return Entry{
		Title: headed(r.Subject, r.Lists...), URL: e.link(r.Channel, r.Lists, r.Ref), Text: text,
		Ref: r.Ref, Person: called(r.Person), Since: r.Date.UTC(), Messages: r.Messages, Answered: e.isOver(r.Answered),
	}
}

// compare puts false before true.
func compare(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	default:
		return 1
	}
}
