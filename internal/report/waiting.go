package report

import (
	"fmt"
	"regexp"
	"time"
)

// changesRow counts all changes by mail until the week's end.
type changesRow struct {
	Changes uint64 `ch:"changes"`
	Merged  uint64 `ch:"merged"`
}

// traced tells that it is known which changes were merged: some of them were, so
// that the repository which takes them is collected.
func (c changesRow) traced() bool { return 20*c.Merged >= c.Changes }

// unansweredRow is a thread that waits for an answer.
type unansweredRow struct {
	ID       uint64    `ch:"id"`
	Subject  string    `ch:"subject"`
	Ref      string    `ch:"ref"`
	Date     time.Time `ch:"date"`
	Deadline time.Time `ch:"deadline"`
	Person   string    `ch:"person"`
	Lists    []string  `ch:"lists"`
	All      uint64    `ch:"all"`
}

// waitingRow is a change that has been in a state for too long.
type waitingRow struct {
	ID       uint64    `ch:"id"`
	Channel  string    `ch:"channel"`
	State    string    `ch:"state"`
	Since    time.Time `ch:"since"`
	Title    string    `ch:"title"`
	Ref      string    `ch:"ref"`
	Version  uint16    `ch:"version"`
	Author   string    `ch:"author"`
	Reviewer string    `ch:"reviewer"` // who commented last; empty: nobody, or unknown
	Lists    []string  `ch:"lists"`
	All      uint64    `ch:"all"`
}

// numbersOut finds what differs in a mail that is sent again and again.
var numbersOut = regexp.MustCompile(`\d+`)

// questions are threads past their deadline, the latest first: those can still
// be saved. What somebody sent several times stands there once.
func (e *editor) questions() Passage {
	p := Passage{ID: "unanswered", Title: "Without an answer"}
	if len(e.unanswered) == 0 {
		if e.mail.complete() {
			p.Text = "Nobody has waited longer than five business days."
		}
		return p
	}
	asked, again := map[string]bool{}, ""
	for _, r := range e.unanswered {
		question := r.Person + "\n" + numbersOut.ReplaceAllString(headed(r.Subject, r.Lists...), "")
		if asked[question] {
			again = " What was sent again is shown once."
			continue
		}
		if len(p.Entries) == mostWaiting {
			break
		}
		asked[question] = true
		p.Entries = append(p.Entries, Entry{
			Title: headed(r.Subject, r.Lists...), URL: e.archives.link(r.Lists, r.Ref),
			Text: fmt.Sprintf("%s wrote %s and has waited %s.", begins(r.Person), e.on(r.Date), e.days(r.Date)),
			Ref:  r.Ref, Person: called(r.Person), Waiting: "anybody", Since: r.Date.UTC(),
		})
	}
	all, shown := e.unanswered[0].All, len(p.Entries)
	if again != "" && shown < mostWaiting {
		shown = int(all) // each of them, some in one entry
	}
	p.Text = queue(all, shown, "thread", "threads", "longer than five business days") + again
	return p
}

// queue is 7 threads have waited longer than …; these are the latest 5.
func queue(all uint64, shown int, one, many, how string) string {
	text := fmt.Sprintf("%s %s have waited %s", Number(all), many, how)
	if all == 1 {
		text = fmt.Sprintf("One %s has waited %s", one, how)
	}
	if all > uint64(shown) {
		text += fmt.Sprintf("; these are the latest %d", shown)
	}
	return text + "."
}

// reviewers are the changes that wait for a reviewer.
func (e *editor) reviewers() Passage {
	p := e.stuck("waiting-for-reviewer", "reviewer", "a week or longer for a review", func(r waitingRow) string {
		if r.Reviewer == "" {
			return fmt.Sprintf("%s has waited %s for a first review.", possessor(r), e.days(r.Since))
		}
		return fmt.Sprintf("%s has waited %s for a review; %s commented last.", possessor(r), e.days(r.Since), called(r.Reviewer))
	})
	p.Title = "Waiting for a review"
	if len(p.Entries) == 0 && e.reviews() {
		p.Text = "No change has waited a week or longer for a review."
	}
	return p
}

// reviews tells that changes are sent here, and that all of them are known.
func (e *editor) reviews() bool {
	patches, requests := e.changes.Changes > 0 && e.mail.complete(), e.forge.complete()
	return (patches || requests) && !e.mail.gaps() && !e.forge.gaps()
}

// authors are those that wait for who sent them.
func (e *editor) authors() Passage {
	p := e.stuck("waiting-for-author", "author", "two weeks or longer for the author", func(r waitingRow) string {
		text := fmt.Sprintf("%s has been the next to act for %s", begins(r.Author), e.days(r.Since))
		if r.Reviewer != "" && r.Reviewer != r.Author { // of two people with one name, it would read as if they answered themselves
			text += fmt.Sprintf(", since %s commented", called(r.Reviewer))
		}
		return text + "."
	})
	p.Title = "Waiting for their authors"
	return p
}

// acked are those that only have to be merged.
func (e *editor) acked() Passage {
	p := e.stuck("acked", "merge", "two weeks or longer to be merged", func(r waitingRow) string {
		approved := "acked"
		if r.Channel == "forge" {
			approved = "approved"
		}
		return fmt.Sprintf("%s is %s and has waited %s to be merged.", possessor(r), approved, e.days(r.Since))
	})
	p.Title = "Acked, not merged yet"
	return p
}

// possessor is Ada’s patch, Ada’s version 3, or Ada’s pull request.
func possessor(r waitingRow) string {
	what := "patch"
	switch {
	case r.Channel == "forge":
		what = request(r.Ref)
	case r.Version > 1:
		what = fmt.Sprintf("version %d", r.Version)
	}
	if r.Author == "" {
		return "A " + what
	}
	return fmt.Sprintf("%s’s %s", called(r.Author), what)
}

// stuck are the changes in a state, the latest first.
func (e *editor) stuck(state, who, how string, tell func(waitingRow) string) Passage {
	p, mailed := Passage{ID: state}, false
	for _, r := range e.waiting {
		if r.State != state {
			continue
		}
		p.Entries = append(p.Entries, Entry{
			Title: headed(r.Title, r.Lists...), URL: e.link(r.Channel, r.Lists, r.Ref), Text: tell(r),
			Ref: r.Ref, Person: called(r.Author), Waiting: who, Since: r.Since.UTC(), Version: r.Version,
		})
		p.Text, mailed = queue(r.All, len(p.Entries), "change", "changes", how), mailed || r.Channel == "mail"
	}
	if mailed && !e.changes.traced() {
		p.Text += " Patches by mail may have been merged since: the repositories that take them are not collected."
	}
	return p
}
