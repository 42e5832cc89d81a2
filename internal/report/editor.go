package report

import (
	"context"
	"embed"
	"fmt"
	"path"
	"slices"
	"time"

	"goldenratio/internal/warehouse"
)

//go:embed sql/weekly
var weeklySQL embed.FS

// What a digest has room for, and when waiting has lasted too long.
const (
	mostBusy     = 7
	mostNew      = 12
	mostWaiting  = 5
	mostRepeated = 10 // times that a question is asked again
	mostMerged   = 10
	mostIssues   = 5
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
	week              Period
	sources           []sourceWeek
	mail, code, forge cover
	forum             cover
	archives          archives
	pages             pages
	lacking           []Reconciled

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
	tickets    ticketsRow
	issues     []issueRow
	silent     []silentRow
	forums     forumsRow
	asked      []askedRow
}

// sourceWeek is a source and what it says of a week.
type sourceWeek struct {
	Source   string    `ch:"source"`
	Type     string    `ch:"type"`
	Kind     string    `ch:"kind"`
	Member   string    `ch:"member"`
	Lossy    bool      `ch:"lossy"`
	Untried  bool      `ch:"untried"`
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
	for _, step := range []struct {
		known bool
		read  func(context.Context) error
	}{
		{true, e.readPlaces},
		{e.mail.speaks(), e.readMail},
		{e.forge.speaks(), e.readForge},
		{e.forum.speaks(), e.readForums},
		{e.mail.speaks() || e.forge.speaks(), e.readTalks},
		{e.mail.speaks() || e.forge.speaks(), e.readPeople},
		{true, e.readCode},
	} {
		if !step.known {
			continue
		}
		if err := step.read(ctx); err != nil {
			return err
		}
	}
	return nil
}

// readPlaces asks where links may lead, and what the sources are known to lack.
func (e *editor) readPlaces(ctx context.Context) (err error) {
	if e.archives, err = readArchives(ctx, e.conn); err != nil {
		return err
	}
	if e.pages, err = readPages(ctx, e.conn, e.scope); err != nil {
		return err
	}
	e.lacking, err = e.reconciled(ctx)
	return err
}

// with are the parameters of the week and one more.
func (e *editor) with(name, value string) warehouse.Params {
	params := e.params(e.week)
	params[name] = value
	return params
}

func (e *editor) readMail(ctx context.Context) (err error) {
	if e.numbers, err = weekly[numbersRow](ctx, e, "numbers", e.params(e.week)); err != nil {
		return err
	}
	e.unanswered, err = weekly[unansweredRow](ctx, e, "unanswered", e.with("limit", fmt.Sprint(mostWaiting*mostRepeated)))
	return err
}

func (e *editor) readForge(ctx context.Context) (err error) {
	counted, err := weekly[ticketsRow](ctx, e, "forge", e.params(e.week))
	if err != nil {
		return err
	}
	for _, r := range counted {
		e.tickets = r
	}
	if e.issues, err = weekly[issueRow](ctx, e, "issues", e.with("limit", fmt.Sprint(mostIssues))); err != nil {
		return err
	}
	e.silent, err = weekly[silentRow](ctx, e, "silent", e.with("limit", fmt.Sprint(mostWaiting)))
	return err
}

// readPeople asks who is new, and which changes wait.
func (e *editor) readPeople(ctx context.Context) (err error) {
	if old := e.oldSources(); len(old) > 0 {
		if e.newcomers, err = weekly[newcomerRow](ctx, e, "newcomers", e.with("old", array(old))); err != nil {
			return err
		}
	}
	sent, err := weekly[changesRow](ctx, e, "reviews", e.params(e.week))
	if err != nil {
		return err
	}
	for _, r := range sent {
		e.changes = r
	}
	params := e.with("channels", array(e.channels()))
	params["limit"], params["reviewer_days"], params["author_days"] = fmt.Sprint(mostWaiting), fmt.Sprint(reviewerDays), fmt.Sprint(authorDays)
	params["traced"] = fmt.Sprint(e.changes.traced())
	e.waiting, err = weekly[waitingRow](ctx, e, "waiting", params)
	return err
}

// channels are those by which changes come of which something is known.
func (e *editor) channels() []string {
	var all []string
	for _, c := range []cover{e.mail, e.forge} {
		if c.speaks() {
			all = append(all, c.kind)
		}
	}
	return all
}

// link leads to where something can be read: on its forge, or in an archive of
// its lists.
func (e *editor) link(channel string, lists []string, ref string) string {
	if channel == "forge" {
		return e.pages.link(ref)
	}
	return e.archives.link(lists, ref)
}

func (e *editor) readCode(ctx context.Context) (err error) {
	if e.tags, err = weekly[tagsRow](ctx, e, "tags", e.params(e.week)); err != nil {
		return err
	}
	if e.code.speaks() {
		if e.releases, err = weekly[weeklyRelease](ctx, e, "releases", e.params(e.week)); err != nil {
			return err
		}
		if e.commits, err = weekly[commitsRow](ctx, e, "commits", e.with("limit", fmt.Sprint(mostSubjects))); err != nil {
			return err
		}
	}
	if e.code.speaks() || e.forge.speaks() {
		e.merged, err = weekly[mergedRow](ctx, e, "merged", e.with("limit", fmt.Sprint(mostMerged)))
	}
	return err
}

// oldSources are those that go back far enough to tell who is new.
func (e *editor) oldSources() []string {
	var ids []string
	for _, s := range slices.Concat(e.mail.sources, e.forge.sources) {
		if s.Old && s.covers(e.week) {
			ids = append(ids, s.Source)
		}
	}
	return ids
}
