package report

import (
	"context"
	"embed"
	"fmt"
	"path"
	"time"

	"goldenratio/internal/warehouse"
)

//go:embed sql/weekly
var weeklySQL embed.FS

// What a digest has room for, and when waiting has lasted too long.
const (
	mostBusy     = 5
	mostNew      = 12
	mostWaiting  = 5
	mostRepeated = 10 // times that a question is asked again
	mostMerged   = 10
	mostSubjects = 3  // of a repository's commits
	mostMembers  = 12 // lists or repositories
	reviewerDays = 7
	authorDays   = 14
	usualWeeks   = 12
	fewestWeeks  = 4 // that a usual week is made of
)

// An editor reads what happened in a week and writes it down.
type editor struct {
	reader
	week       Period
	sources    []sourceWeek
	mail, code cover
	archives   archives

	numbers    []numbersRow
	busiest    []busiestRow
	newcomers  []newcomerRow
	unanswered []unansweredRow
	waiting    []waitingRow
	changes    changesRow
	merged     []mergedRow
	commits    []commitsRow
	releases   []weeklyRelease
	tags       []tagsRow
}

// sourceWeek is a source and what it says of a week.
type sourceWeek struct {
	Source   string    `ch:"source"`
	Kind     string    `ch:"kind"`
	Member   string    `ch:"member"`
	From     time.Time `ch:"span_from"`
	Until    time.Time `ch:"span_until"`
	First    time.Time `ch:"first"`
	Old      bool      `ch:"old"` // it can be told who is new
	Received uint64    `ch:"received"`
	Expected uint64    `ch:"expected"`
}

func (e *editor) params(week Period) warehouse.Params {
	return warehouse.Params{
		"compute": e.compute.ID, "scope": e.scope, "start": seconds(week.Start), "end": seconds(week.End),
		"from": seconds(week.Start.AddDate(0, 0, -weekDays*usualWeeks)),
	}
}

func (e *editor) spans(ctx context.Context, week Period) ([]sourceWeek, error) {
	rows, err := weekly[sourceWeek](ctx, e, "sources", e.params(week))
	for i := range rows {
		rows[i].From, rows[i].Until, rows[i].First = known(rows[i].From), known(rows[i].Until), known(rows[i].First)
	}
	return rows, err
}

// weekly asks one of the questions of sql/weekly.
func weekly[T any](ctx context.Context, e *editor, name string, params warehouse.Params) ([]T, error) {
	sql, err := weeklySQL.ReadFile(path.Join("sql/weekly", name+".sql"))
	if err != nil {
		return nil, err
	}
	rows, err := warehouse.Rows[T](ctx, e.conn, string(sql), params)
	if err != nil {
		return nil, fmt.Errorf("read %s of a week of %q: %w", name, e.scope, err)
	}
	return rows, nil
}

// read asks what the digest tells of, so far as a source can know it.
func (e *editor) read(ctx context.Context) error {
	if e.mail.speaks() {
		if err := e.readMail(ctx); err != nil {
			return err
		}
	}
	return e.readCode(ctx)
}

func (e *editor) readMail(ctx context.Context) (err error) {
	if e.archives, err = readArchives(ctx, e.conn); err != nil {
		return err
	}
	with := func(name, value string) warehouse.Params {
		params := e.params(e.week)
		params[name] = value
		return params
	}
	if e.numbers, err = weekly[numbersRow](ctx, e, "numbers", e.params(e.week)); err != nil {
		return err
	}
	if e.busiest, err = weekly[busiestRow](ctx, e, "busiest", with("limit", fmt.Sprint(mostBusy))); err != nil {
		return err
	}
	if old := e.oldSources(); len(old) > 0 {
		if e.newcomers, err = weekly[newcomerRow](ctx, e, "newcomers", with("old", array(old))); err != nil {
			return err
		}
	}
	if e.unanswered, err = weekly[unansweredRow](ctx, e, "unanswered", with("limit", fmt.Sprint(mostWaiting*mostRepeated))); err != nil {
		return err
	}
	return e.readReview(ctx)
}

// readReview asks for the patches that wait.
func (e *editor) readReview(ctx context.Context) (err error) {
	sent, err := weekly[changesRow](ctx, e, "reviews", e.params(e.week))
	if err != nil {
		return err
	}
	for _, r := range sent {
		e.changes = r
	}
	params := e.params(e.week)
	params["limit"], params["reviewer_days"], params["author_days"] = fmt.Sprint(mostWaiting), fmt.Sprint(reviewerDays), fmt.Sprint(authorDays)
	e.waiting, err = weekly[waitingRow](ctx, e, "waiting", params)
	return err
}

func (e *editor) readCode(ctx context.Context) (err error) {
	params := e.params(e.week)
	if e.tags, err = weekly[tagsRow](ctx, e, "tags", params); err != nil || !e.code.speaks() {
		return err
	}
	if e.releases, err = weekly[weeklyRelease](ctx, e, "releases", params); err != nil {
		return err
	}
	params["limit"] = fmt.Sprint(mostSubjects)
	if e.commits, err = weekly[commitsRow](ctx, e, "commits", params); err != nil {
		return err
	}
	params["limit"] = fmt.Sprint(mostMerged)
	e.merged, err = weekly[mergedRow](ctx, e, "merged", params)
	return err
}

// oldSources are those that go back far enough to tell who is new.
func (e *editor) oldSources() []string {
	var ids []string
	for _, s := range e.mail.sources {
		if s.Old && s.covers(e.week) {
			ids = append(ids, s.Source)
		}
	}
	return ids
}
