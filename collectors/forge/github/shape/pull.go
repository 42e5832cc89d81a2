package shape

import (
	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/redact"
)

// Pull is a pull request, as a single request shows it; lists leave out its size
// and who merged it.
func (r Repo) Pull(raw []byte) (collectors.Item, error) {
	var g github.PullRequest
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	if g.GetNumber() <= 0 {
		return collectors.Item{}, errNoID
	}
	i := &collectors.Issue{
		Repository: r.Key(), Kind: collectors.IssueChange, Number: uint64(g.GetNumber()), URL: redact.Text(g.GetHTMLURL()), Title: redact.Text(g.GetTitle()),
		Author: r.alias(g.User), Opened: forge.Dated(g.GetCreatedAt().Time), Closed: closed(g.GetState(), g.ClosedAt),
		Labels: labels(g.Labels), Milestone: redact.Label(g.GetMilestone().GetTitle()), Comments: count(g.GetComments()),
		Change: r.change(&g), Version: collectors.VersionAt(g.GetUpdatedAt().Time),
	}
	return item(r.Origin("issues", i.Number), i.Opened.At, i), nil
}

func (r Repo) change(g *github.PullRequest) *collectors.Change {
	c := &collectors.Change{
		Draft: g.GetDraft(), Base: redact.Label(g.GetBase().GetRef()), Head: redact.Label(g.GetHead().GetSHA()), Merged: instant(g.MergedAt),
		Diff: collectors.Diffstat{Files: count(g.GetChangedFiles()), Added: count(g.GetAdditions()), Removed: count(g.GetDeletions())},
	}
	if !c.Merged.IsZero() {
		// of an open one it is a trial merge that nobody sees
		c.MergedBy, c.MergeSHA = r.alias(g.MergedBy), redact.Label(g.GetMergeCommitSHA())
	}
	return c
}

// PullCounts says how many comments on lines a pull request has, so that nobody
// asks for none.
func PullCounts(raw []byte) (lineComments int, err error) {
	var g struct {
		Lines *int `json:"review_comments"`
	}
	if err := decode(raw, &g); err != nil {
		return 0, err
	}
	if g.Lines == nil {
		return 1, nil // not said: there may be some
	}
	return *g.Lines, nil
}
