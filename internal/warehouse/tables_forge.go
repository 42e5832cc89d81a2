package warehouse

import (
	"time"

	"github.com/google/uuid"

	"goldenratio/collectors"
)

// forgeTables gather what forges hold.
type forgeTables struct {
	repositories *table[row[*collectors.Repository]]
	issues       *table[row[issueRow]]
	acts         *table[row[actRow]]
	releases     *table[row[releaseRow]]
	runs         *table[row[*collectors.TestRun]]
	figures      *table[row[*collectors.Figure]]
	stars        *table[row[starRow]]
	profiles     *table[row[profileRow]]
}

func newForgeTables() forgeTables {
	return forgeTables{
		repositories: forgeRepositories(), issues: forgeIssues(), acts: forgeActs(), releases: forgeReleases(),
		runs: testRuns(), figures: forgeFigures(), stars: forgeStars(), profiles: profiles(),
	}
}

func (f *forgeTables) blocks() []block {
	return []block{f.repositories, f.issues, f.acts, f.releases, f.runs, f.figures, f.stars, f.profiles}
}

func forgeRepositories() *table[row[*collectors.Repository]] {
	type r = row[*collectors.Repository]
	return facts("golden.forge_repositories",
		col("repository", func(f *r) string { return f.rec.ID }),
		col("name", func(f *r) string { return f.rec.Name }),
		col("url", func(f *r) string { return f.rec.URL }),
		col("default_branch", func(f *r) string { return f.rec.Default }),
		col("parent", func(f *r) string { return f.rec.Parent }),
		col("archived", func(f *r) bool { return f.rec.Archived }),
		col("private", func(f *r) bool { return f.rec.Private }),
	)
}

// An issue with the ids of its people. What only changes have is empty in
// others.
type issueRow struct {
	*collectors.Issue
	change                     collectors.Change
	author, closedBy, mergedBy uuid.UUID
}

func (l *load) takeIssue(origin string, i *collectors.Issue) {
	line := issueRow{Issue: i, author: l.alias(i.Author), closedBy: l.alias(i.ClosedBy)}
	if i.Change != nil {
		line.change, line.mergedBy = *i.Change, l.alias(i.Change.MergedBy)
	}
	r := stateRow(l, origin, i.Version, i.Deleted, line)
	r.dated = i.Opened
	l.forge.issues.add(r)
	l.bytes += 400 + len(i.Title) + 30*len(i.Labels)
}

func forgeIssues() *table[row[issueRow]] {
	type r = row[issueRow]
	return facts("golden.forge_issues",
		col("repository", func(i *r) string { return i.rec.Repository }),
		col("kind", func(i *r) string { return string(i.rec.Kind) }),
		col("number", func(i *r) uint64 { return i.rec.Number }),
		col("url", func(i *r) string { return i.rec.URL }),
		col("title", func(i *r) string { return i.rec.Title }),
		col("author_alias_id", func(i *r) uuid.UUID { return i.rec.author }),
		col("closed", func(i *r) time.Time { return instant(i.rec.Closed) }),
		col("closed_by_alias_id", func(i *r) uuid.UUID { return i.rec.closedBy }),
		col("reason", func(i *r) string { return i.rec.Reason }),
		col("labels", func(i *r) []string { return i.rec.Labels }),
		col("milestone", func(i *r) string { return i.rec.Milestone }),
		col("comments", func(i *r) uint32 { return i.rec.Comments }),
		col("draft", func(i *r) bool { return i.rec.change.Draft }),
		col("base", func(i *r) string { return i.rec.change.Base }),
		col("head", func(i *r) string { return i.rec.change.Head }),
		col("merged", func(i *r) time.Time { return instant(i.rec.change.Merged) }),
		col("merged_by_alias_id", func(i *r) uuid.UUID { return i.rec.mergedBy }),
		col("merge_sha", func(i *r) string { return i.rec.change.MergeSHA }),
		col("files", func(i *r) uint32 { return i.rec.change.Diff.Files }),
		col("added", func(i *r) uint32 { return i.rec.change.Diff.Added }),
		col("removed", func(i *r) uint32 { return i.rec.change.Diff.Removed }),
	)
}

// An act with the ids of its people.
type actRow struct {
	*collectors.Act
	author, person uuid.UUID
}

func forgeActs() *table[row[actRow]] {
	type r = row[actRow]
	return facts("golden.forge_acts",
		col("repository", func(a *r) string { return a.rec.Repository }),
		col("issue_kind", func(a *r) string { return string(a.rec.IssueKind) }),
		col("number", func(a *r) uint64 { return a.rec.Number }),
		col("kind", func(a *r) string { return string(a.rec.Kind) }),
		col("id", func(a *r) string { return a.rec.ID }),
		col("author_alias_id", func(a *r) uuid.UUID { return a.rec.author }),
		col("subject", func(a *r) string { return a.rec.Subject }),
		col("title", func(a *r) string { return a.rec.Title }),
		col("person_alias_id", func(a *r) uuid.UUID { return a.rec.person }),
		col("commit", func(a *r) string { return a.rec.Commit }),
		col("standing", func(a *r) string { return a.rec.Standing }),
	)
}

// A release with its author's id.
type releaseRow struct {
	*collectors.ForgeRelease
	author uuid.UUID
}

func forgeReleases() *table[row[releaseRow]] {
	type r = row[releaseRow]
	return facts("golden.forge_releases",
		col("repository", func(f *r) string { return f.rec.Repository }),
		col("id", func(f *r) string { return f.rec.ID }),
		col("tag", func(f *r) string { return f.rec.Tag }),
		col("title", func(f *r) string { return f.rec.Title }),
		col("author_alias_id", func(f *r) uuid.UUID { return f.rec.author }),
		col("candidate", func(f *r) bool { return f.rec.Candidate }),
	)
}

func testRuns() *table[row[*collectors.TestRun]] {
	type r = row[*collectors.TestRun]
	return facts("golden.test_runs",
		col("repository", func(t *r) string { return t.rec.Repository }),
		col("id", func(t *r) string { return t.rec.ID }),
		col("name", func(t *r) string { return t.rec.Name }),
		col("event", func(t *r) string { return t.rec.Event }),
		col("branch", func(t *r) string { return t.rec.Branch }),
		col("is_default", func(t *r) bool { return t.rec.Default }),
		col("sha", func(t *r) string { return t.rec.SHA }),
		col("attempt", func(t *r) uint32 { return t.rec.Attempt }),
		col("outcome", func(t *r) string { return t.rec.Outcome }),
		col("ended", func(t *r) time.Time { return instant(t.rec.Ended) }),
	)
}

func forgeFigures() *table[row[*collectors.Figure]] {
	type r = row[*collectors.Figure]
	return facts("golden.forge_figures",
		col("repository", func(f *r) string { return f.rec.Repository }),
		col("name", func(f *r) string { return f.rec.Name }),
		col("member", func(f *r) string { return f.rec.Member }),
		col("value", func(f *r) uint64 { return f.rec.Value }),
	)
}

// A star with its giver's id.
type starRow struct {
	*collectors.Star
	author uuid.UUID
}

func forgeStars() *table[row[starRow]] {
	type r = row[starRow]
	return facts("golden.forge_stars",
		col("repository", func(s *r) string { return s.rec.Repository }),
		col("author_alias_id", func(s *r) uuid.UUID { return s.rec.author }),
	)
}

// A profile with the id of its alias.
type profileRow struct {
	*collectors.Profile
	alias uuid.UUID
}

func profiles() *table[row[profileRow]] {
	type r = row[profileRow]
	return operations("golden_private.profiles",
		col("alias_id", func(p *r) uuid.UUID { return p.rec.alias }),
		col("host", func(p *r) string { return p.rec.Host }),
		col("login", func(p *r) string { return p.rec.Person.Login }),
		col("company", func(p *r) string { return p.rec.Company }),
		col("program", func(p *r) bool { return p.rec.Program }),
	)
}

// takeForge gathers a record of a forge, and reports whether it is one.
func (l *load) takeForge(origin string, rec collectors.Record) bool {
	switch rec := rec.(type) {
	case *collectors.Issue:
		l.takeIssue(origin, rec)
	case *collectors.Act:
		r := stateRow(l, origin, rec.Version, rec.Deleted, actRow{Act: rec, author: l.alias(rec.Author), person: l.alias(rec.Person)})
		r.dated = rec.Date
		l.forge.acts.add(r)
		l.bytes += 250
	case *collectors.Repository:
		r := stateRow(l, origin, rec.Version, rec.Deleted, rec)
		r.dated = rec.Created
		l.forge.repositories.add(r)
	case *collectors.ForgeRelease:
		r := stateRow(l, origin, rec.Version, rec.Deleted, releaseRow{ForgeRelease: rec, author: l.alias(rec.Author)})
		r.dated = rec.Published
		l.forge.releases.add(r)
	case *collectors.TestRun:
		r := stateRow(l, origin, rec.Version, rec.Deleted, rec)
		r.dated = rec.Started
		l.forge.runs.add(r)
	case *collectors.Figure:
		r := stateRow(l, origin, rec.Version, false, rec)
		r.dated = collectors.Dated{At: rec.Day, Source: collectors.DateForge}
		l.forge.figures.add(r)
	case *collectors.Star:
		r := stateRow(l, origin, rec.Version, rec.Deleted, starRow{Star: rec, author: l.alias(rec.Author)})
		r.dated = rec.Date
		l.forge.stars.add(r)
	case *collectors.Profile:
		alias := l.alias(rec.Person)
		if !l.forgotten.alias(alias) {
			l.forge.profiles.add(stateRow(l, origin, rec.Version, false, profileRow{Profile: rec, alias: alias}))
		}
	default:
		return false
	}
	return true
}
