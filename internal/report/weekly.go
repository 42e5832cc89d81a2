package report

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// ErrUnknownWeek says that there is no digest of a week: it is none, or is not
// over.
var ErrUnknownWeek = errors.New("unknown week")

// Weekly is the digest of one week of one scope, fit to be sent out: names of
// people, no addresses and no ids. Whoever waits waits as of the week's end;
// names, links and what was collected late are as of the last compute. Its
// foreign text is plain, as a Board's.
type Weekly struct {
	Scope     Scope     `json:"scope"`
	Week      Period    `json:"week"`
	Previous  string    `json:"previous_week,omitempty"` // label of the week before; empty: nothing is known of it
	Next      string    `json:"next_week,omitempty"`
	Compute   Compute   `json:"compute"`
	Synthetic bool      `json:"synthetic"`
	Covered   bool      `json:"covered"`           // by every list, repository and forum of the scope
	Mail      *Mails    `json:"mail,omitempty"`    // nil: no archive speaks for the week
	Usual     *Mails    `json:"usual,omitempty"`   // a usual week; nil: too little is known of those before
	Weeks     int       `json:"weeks,omitempty"`   // how many the usual one is made of
	Summary   string    `json:"summary"`           // the week in a sentence or two
	Missing   []string  `json:"missing,omitempty"` // what the sources do not cover
	Sections  []Passage `json:"sections"`          // those that have something to say
	Footnotes []string  `json:"footnotes"`         // how to read it
	Lists     []string  `json:"lists,omitempty"`   // that the mail is of
	Code      []string  `json:"repositories,omitempty"`
	Forge     []string  `json:"forge_repositories,omitempty"` // with issues and requests
	Forums    []string  `json:"forums,omitempty"`
}

// Mails counts one week of the lists, bots left out.
type Mails struct {
	Messages uint64 `json:"messages"`
	People   uint64 `json:"people"`
	Threads  uint64 `json:"threads_started"`
}

// Passage is a part of a digest.
type Passage struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Text    string  `json:"text,omitempty"` // what there is in all, or that there is nothing
	Entries []Entry `json:"entries,omitempty"`
}

// Entry is one thing that a digest tells of. Text goes on where Title ends.
type Entry struct {
	Title string `json:"title"`
	URL   string `json:"url,omitempty"` // in the list's archive, or its page on a forge
	Text  string `json:"text"`

	// For programs.
	Ref      string    `json:"ref,omitempty"`       // Message-ID, or page on a forge
	Person   string    `json:"person,omitempty"`    // who began it
	Waiting  string    `json:"waits_for,omitempty"` // reviewer, author, merge, anybody
	Since    time.Time `json:"since,omitzero"`      // it waits or exists
	Messages uint64    `json:"messages,omitempty"`  // of the week
	People   uint64    `json:"people,omitempty"`
	Version  uint16    `json:"version,omitempty"`
	Answered bool      `json:"answered,omitempty"`
}

// WeeklyOptions say which digest is wanted.
type WeeklyOptions struct {
	Scope string // empty: the first of the configuration
	Week  string // 2020-W08; empty or "latest": the last that is over and that the lists cover
}

// LoadWeekly reads a digest from the tables that the last compute left.
func LoadWeekly(ctx context.Context, conn driver.Conn, o WeeklyOptions) (*Weekly, error) {
	compute, err := ComputeOf(ctx, conn, "")
	if err != nil {
		return nil, err
	}
	scopes, err := Scopes(ctx, conn, compute)
	if err != nil {
		return nil, err
	}
	scope, err := pickScope(scopes, o.Scope)
	if err != nil {
		return nil, err
	}
	e := editor{reader: reader{conn: conn, compute: compute, scope: scope.ID}}
	if err := e.choose(ctx, o.Week); err != nil {
		return nil, err
	}
	if err := e.read(ctx); err != nil {
		return nil, err
	}
	w := e.write()
	w.Scope, w.Synthetic = scope.Scope, scope.Synthetic
	return w, nil
}

// write makes the digest of what was read.
func (e *editor) write() *Weekly {
	w := &Weekly{
		Week: e.week, Compute: e.compute, Previous: e.before(), Next: e.after(),
		Missing: e.missing(), Lists: e.mail.members(), Code: e.code.members(), Forge: e.pages.names(), Forums: e.forum.members(),
	}
	w.Covered = len(w.Missing) == 0
	w.Mail, w.Usual, w.Weeks = e.mails()
	w.Summary = e.summary(w)
	for _, passage := range []Passage{
		e.conversations(), e.newPeople(), e.questions(), e.unsolved(), e.unheard(), e.reported(), e.reviewers(), e.authors(), e.acked(), e.landed(), e.thanks(),
	} {
		if passage.Text != "" || len(passage.Entries) > 0 {
			w.Sections = append(w.Sections, passage)
		}
	}
	w.Footnotes = e.footnotes(w)
	return w
}

// footnotes say how to read the digest.
func (e *editor) footnotes(w *Weekly) []string {
	notes := []string{fmt.Sprintf("Who waits, and how long, is as of Monday, %s, 00:00 UTC: what came later does not count. Names, links and mails that arrived late are as of %s.",
		Day(w.Week.End), Day(w.Compute.AsOf))}
	if w.Usual != nil {
		notes = append(notes, fmt.Sprintf("A usual week is the median of %s: of the twelve before, those that the same archives cover.", Count(uint64(w.Weeks), "weeks")))
	} else if w.Mail != nil {
		notes = append(notes, fmt.Sprintf("There is no usual week to compare with: it takes %d of the twelve weeks before, covered by the same archives.", fewestWeeks))
	}
	if w.Mail != nil && len(e.oldSources()) == 0 {
		notes = append(notes, fmt.Sprintf("Who is new is not told: the archives go back to %s, and that takes a year and more.", Day(e.mail.first)))
	}
	notes = append(notes, "What robots do is left out. Days are UTC; a business day is Monday to Friday.")
	for _, from := range []struct {
		cover
		title   string
		members []string
	}{{e.mail, "Lists", w.Lists}, {e.code, "Repositories", w.Code}, {e.forge, "Issues and requests", w.Forge}, {e.forum, "Forums", w.Forums}} {
		if from.speaks() && len(from.members) > 0 {
			notes = append(notes, from.title+": "+enumerate(from.members, mostMembers)+".")
		}
	}
	return append(notes, e.doubts()...)
}
