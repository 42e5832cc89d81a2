package report

import (
	"cmp"
	"context"
	"fmt"
)

// askedRow is a question of a forum that waits for an answer.
type askedRow struct {
	postRow

	Person string `ch:"person"`
	All    uint64 `ch:"all"`
}

// forumsRow counts what happened in the forums in a week.
type forumsRow struct {
	Asked    uint64 `ch:"asked"`
	Answered uint64 `ch:"answered"`
}

// sentence is 4 questions were asked in forums and 2 answered. That nobody asked it
// says only where everything is known.
func (r forumsRow) sentence(c cover) string {
	switch {
	case r.Asked+r.Answered > 0:
		return fmt.Sprintf("%s asked in forums and %s answered.", were(r.Asked, "questions"), Number(r.Answered))
	case c.complete():
		return "Nobody asked in the forums."
	default:
		return ""
	}
}

func (e *editor) readForums(ctx context.Context) error {
	counted, err := weekly[forumsRow](ctx, e, "forums", e.params(e.week))
	if err != nil {
		return err
	}
	for _, r := range counted {
		e.forums = r
	}
	e.asked, err = weekly[askedRow](ctx, e, "asked", e.with("limit", fmt.Sprint(mostWaiting)))
	return err
}

// unsolved are questions of forums past their deadline, the latest first.
func (e *editor) unsolved() Passage {
	p := Passage{ID: "asked", Title: "Questions in forums without an answer"}
	for _, r := range e.asked {
		post := r.post() // it leads to the host that is named
		p.Entries = append(p.Entries, Entry{
			Title: headed(r.Title), URL: post.URL,
			Text: fmt.Sprintf("%s asked %s at %s and has waited %s.", begins(r.Person), e.on(r.Date), called(cmp.Or(post.Host, r.Place, r.Network)), e.days(r.Date)),
			Ref:  Plain(r.URL), Person: called(r.Person), Waiting: "anybody", Since: r.Date.UTC(),
		})
		p.Text = queue(r.All, len(p.Entries), "question", "questions", "longer than five business days")
	}
	if len(p.Entries) == 0 && e.forum.complete() {
		p.Text = "No question of the last 90 days has waited longer than five business days."
	}
	return p
}
