package report

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// ticketsRow counts what happened on the forges in a week.
type ticketsRow struct {
	Opened  uint64 `ch:"issues_opened"`
	Closed  uint64 `ch:"issues_closed"`
	Open    uint64 `ch:"issues_open"` // at the week's end
	Offered uint64 `ch:"requests_opened"`
	Merged  uint64 `ch:"requests_merged"`
}

// issueRow is an issue that was opened or closed in the week.
type issueRow struct {
	What     string    `ch:"what"` // opened, or closed
	ID       uint64    `ch:"id"`
	Title    string    `ch:"title"`
	Ref      string    `ch:"ref"`
	Opened   time.Time `ch:"opened"`
	Closed   time.Time `ch:"closed"`
	Answered time.Time `ch:"answered"`
	Person   string    `ch:"person"`
	Answerer string    `ch:"answerer"`
}

// silentRow is an issue that waits for a response.
type silentRow struct {
	ID       uint64    `ch:"id"`
	Subject  string    `ch:"subject"`
	Ref      string    `ch:"ref"`
	Date     time.Time `ch:"date"`
	Deadline time.Time `ch:"deadline"`
	Person   string    `ch:"person"`
	All      uint64    `ch:"all"`
}

// sentence is 5 issues were opened and 3 closed; 4 pull requests were opened and
// 2 merged. That nothing happened it says only where everything is known.
func (t ticketsRow) sentence(c cover) string {
	switch {
	case t.Opened+t.Closed+t.Offered+t.Merged > 0:
		return fmt.Sprintf("%s opened and %s closed; %s opened and %s merged.",
			were(t.Opened, "issues"), Number(t.Closed), were(t.Offered, c.requests()), Number(t.Merged))
	case c.complete():
		return "Nothing happened on the forge."
	default:
		return ""
	}
}

// were is 1 issue was, 5 issues were.
func were(n uint64, many string) string {
	if n == 1 {
		return Count(n, many) + " was"
	}
	return Count(n, many) + " were"
}

// requests are what the changes on forges are called there.
func (c cover) requests() string {
	lab := 0
	for _, s := range c.sources {
		if s.Type == "gitlab" {
			lab++
		}
	}
	switch lab {
	case 0:
		return "pull requests"
	case len(c.sources):
		return "merge requests"
	default:
		return "pull and merge requests"
	}
}

// request is what the change with this page is called there.
func request(page string) string {
	if strings.Contains(page, "/merge_requests/") {
		return "merge request"
	}
	return "pull request"
}

// reported are the issues that were opened or closed in the week.
func (e *editor) reported() Passage {
	p := Passage{ID: "issues", Title: "Issues"}
	for _, r := range e.issues {
		if slices.ContainsFunc(e.silent, func(s silentRow) bool { return s.ID == r.ID }) {
			continue // it stands among those without an answer
		}
		p.Entries = append(p.Entries, Entry{
			Title: headed(r.Title), URL: e.pages.link(r.Ref), Text: e.issue(r),
			Ref: r.Ref, Person: called(r.Person), Since: r.Opened.UTC(), Answered: e.isOver(r.Answered),
		})
	}
	if len(e.issues) == 0 {
		return p
	}
	p.Text = fmt.Sprintf("%s opened, %s closed; %s open.", were(e.tickets.Opened, "issues"), Number(e.tickets.Closed), stand(e.tickets.Open))
	if e.tickets.Opened+e.tickets.Closed > uint64(len(e.issues)) && len(p.Entries) > 0 {
		p.Text += " These are the latest."
	}
	return p
}

// stand is 34 are, at the week's end.
func stand(n uint64) string {
	if n == 1 {
		return "1 is"
	}
	return Number(n) + " are"
}

// issue is Ada opened it on Tuesday; Bob answered after 3.0 h. It was closed on
// Friday, after 3.2 days.
func (e *editor) issue(r issueRow) string {
	text := fmt.Sprintf("%s opened it %s", begins(r.Person), e.on(r.Opened))
	switch {
	case r.What == "closed":
		return text + fmt.Sprintf("; it was closed %s, after %s.", e.on(r.Closed), lasted(r.Opened, r.Closed))
	case e.isOver(r.Answered):
		return text + fmt.Sprintf("; %s answered after %s.", called(r.Answerer), lasted(r.Opened, r.Answered))
	default:
		return text + "; nobody else has answered yet."
	}
}

// unheard are open issues past their deadline, the latest first.
func (e *editor) unheard() Passage {
	p := Passage{ID: "silent", Title: "Issues without an answer"}
	for _, r := range e.silent {
		p.Entries = append(p.Entries, Entry{
			Title: headed(r.Subject), URL: e.pages.link(r.Ref),
			Text: fmt.Sprintf("%s opened it %s and has waited %s.", begins(r.Person), e.on(r.Date), e.days(r.Date)),
			Ref:  r.Ref, Person: called(r.Person), Waiting: "anybody", Since: r.Date.UTC(),
		})
		p.Text = queue(r.All, len(p.Entries), "issue", "issues", "longer than two business days")
	}
	if len(p.Entries) == 0 && e.forge.complete() {
		p.Text = "No issue of the last 90 days has waited longer than two business days."
	}
	return p
}
