package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// busiestRow is a conversation of the week: on lists, or on a forge.
type busiestRow struct {
	Topic       uint64    `ch:"topic"`
	Kind        string    `ch:"kind"` // issue, change or discussion of a forge; empty: on lists
	Messages    uint64    `ch:"messages"`
	People      uint64    `ch:"people"`
	Responses   uint64    `ch:"responses"`
	IsChange    bool      `ch:"is_change"`
	Known       bool      `ch:"known"` // its beginning is
	IsPatch     bool      `ch:"is_patch"`
	Title       string    `ch:"title"`
	Ref         string    `ch:"ref"`
	Began       time.Time `ch:"began"`
	Answered    time.Time `ch:"answered"`
	Starter     string    `ch:"starter"`
	Answerer    string    `ch:"answerer"`
	LastName    string    `ch:"last_name"`
	Last        time.Time `ch:"last"`
	VersionDate time.Time `ch:"version_date"`
	Version     uint16    `ch:"version"`
	Patches     uint16    `ch:"patches"`
	Fresh       uint16    `ch:"fresh"` // versions sent in the week
	Ended       time.Time `ch:"ended"` // a change was merged, an issue or a discussion closed
	Lists       []string  `ch:"lists"`
}

// readTalks asks what was discussed most, on lists and on forges: they are held
// against each other by people, then by responses.
func (e *editor) readTalks(ctx context.Context) error {
	for _, where := range []string{"busiest_mail", "busiest_forge"} {
		rows, err := weekly[busiestRow](ctx, e, where, e.with("limit", fmt.Sprint(mostBusy)))
		if err != nil {
			return err
		}
		e.busiest = append(e.busiest, rows...)
	}
	slices.SortStableFunc(e.busiest, func(x, y busiestRow) int {
		return cmp.Or(-cmp.Compare(x.People, y.People), -cmp.Compare(x.Responses, y.Responses))
	})
	e.busiest = e.busiest[:min(len(e.busiest), mostBusy)]
	return nil
}

// conversations are those in which most people took part.
func (e *editor) conversations() Passage {
	p := Passage{ID: "busiest", Title: "Most discussed"}
	for _, r := range e.busiest {
		text := []string{
			fmt.Sprintf("%s; %s wrote %s%s.", e.origin(r), Count(r.People, "people"), Count(r.Messages, "messages"), e.lately(r)), e.reaction(r), e.end(r),
		}
		p.Entries = append(p.Entries, Entry{
			Title: headed(r.Title, r.Lists...), URL: e.link(r.channel(), r.Lists, r.Ref), Text: join(text),
			Ref: r.Ref, Person: r.author(), Since: r.Began.UTC(), Messages: r.Messages, People: r.People,
			Version: r.Version, Answered: e.isOver(r.Answered),
		})
	}
	if len(p.Entries) == 0 && e.told() {
		p.Text = "Nobody answered anybody else."
	}
	return p
}

// channel is where it was held.
func (r busiestRow) channel() string {
	if r.Kind == "" {
		return "mail"
	}
	return "forge"
}

// told tells that something was said in the week, and that all of it is known.
func (e *editor) told() bool {
	for _, c := range []cover{e.mail, e.forge} {
		if len(c.sources) > 0 && !c.complete() {
			return false
		}
	}
	return e.numbersOf(e.week).Messages+e.tickets.Opened+e.tickets.Offered > 0
}

// end says that it came to its end before the week did.
func (e *editor) end(r busiestRow) string {
	switch {
	case known(r.Ended).IsZero():
		return ""
	case r.Kind == "issue" || r.Kind == "discussion":
		return fmt.Sprintf("It was closed %s.", e.on(r.Ended))
	default:
		return fmt.Sprintf("It was merged %s.", e.on(r.Ended))
	}
}

// origin says who began a conversation, and with what.
func (e *editor) origin(r busiestRow) string {
	who := begins(r.Starter)
	switch {
	case !r.Known:
		return "Its beginning did not come to the list"
	case r.Kind == "discussion":
		return fmt.Sprintf("%s began this discussion %s", who, e.on(r.Began))
	case r.Kind == "issue":
		return fmt.Sprintf("%s opened this issue %s", who, e.on(r.Began))
	case r.Kind == "change":
		return fmt.Sprintf("%s opened this %s %s", who, request(r.Ref), e.on(r.Began))
	case r.Version > 1 && r.Fresh > 1:
		return fmt.Sprintf("%s sent %d versions, the last of them version %d (%s) %s", who, r.Fresh, r.Version, article(r.Patches), e.on(r.VersionDate))
	case r.Version > 1:
		return fmt.Sprintf("%s sent version %d (%s) %s", who, r.Version, article(r.Patches), e.on(r.VersionDate))
	case r.IsPatch && r.Patches > 1:
		return fmt.Sprintf("%s sent these %s %s", who, article(r.Patches), e.on(r.Began))
	case r.IsPatch:
		return fmt.Sprintf("%s sent it %s", who, e.on(r.Began))
	default:
		return fmt.Sprintf("%s began it %s", who, e.on(r.Began))
	}
}

// author is who began it; empty where that is not known.
func (r busiestRow) author() string {
	if !r.Known {
		return ""
	}
	return called(r.Starter)
}

// lately says that a conversation is older than the week in which it is counted.
func (e *editor) lately(r busiestRow) string {
	if r.Began.Before(e.week.Start) {
		return " this week"
	}
	return ""
}

// reaction says whether a conversation was answered, and who had the last word.
// That it was answered in an earlier week it does not say.
func (e *editor) reaction(r busiestRow) string {
	last := fmt.Sprintf("%s had the last word, %s.", begins(r.LastName), e.on(r.Last))
	switch {
	case !r.Known:
		return last
	case !e.isOver(r.Answered):
		return fmt.Sprintf("Nobody else has answered %s yet.", called(r.Starter))
	case r.Answered.Before(e.week.Start):
		return last
	case r.Answerer == r.LastName && r.Answerer != "":
		return fmt.Sprintf("%s answered first, after %s, and had the last word, %s.", begins(r.Answerer), lasted(r.Began, r.Answered), e.on(r.Last))
	default:
		return fmt.Sprintf("%s answered first, after %s; %s", begins(r.Answerer), lasted(r.Began, r.Answered), last)
	}
}

// isOver tells that something happened before the end of the week.
func (e *editor) isOver(at time.Time) bool { return at.Unix() > 0 && at.Before(e.week.End) }

// join puts sentences together.
func join(sentences []string) string {
	var all []string
	for _, s := range sentences {
		if s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, " ")
}
