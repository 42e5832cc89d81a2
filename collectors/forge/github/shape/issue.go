package shape

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/redact"
)

// Issue is an issue, as lists and single requests show it.
func (r Repo) Issue(raw []byte) (collectors.Item, error) {
	var g github.Issue
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	if g.GetNumber() <= 0 {
		return collectors.Item{}, errNoID
	}
	i := &collectors.Issue{
		Repository: r.Key(), Kind: collectors.IssueProper, Number: uint64(g.GetNumber()), URL: redact.Text(g.GetHTMLURL()), Title: redact.Text(g.GetTitle()),
		Author: r.alias(g.User), Opened: forge.Dated(g.GetCreatedAt().Time), Closed: closed(g.GetState(), g.ClosedAt),
		Labels: labels(g.Labels), Milestone: redact.Label(g.GetMilestone().GetTitle()), Comments: count(g.GetComments()),
		Version: collectors.VersionAt(g.GetUpdatedAt().Time),
	}
	if !i.Closed.IsZero() {
		i.ClosedBy, i.Reason = r.alias(g.ClosedBy), redact.Label(g.GetStateReason())
	}
	return item(r.Origin("issues", i.Number), i.Opened.At, i), nil
}

// closed is when something was closed that still is.
func closed(state string, at *github.Timestamp) (none time.Time) {
	if state != "closed" || at == nil {
		return none
	}
	return at.UTC()
}

// labels are their names in order.
func labels(all []*github.Label) []string {
	var names []string
	for _, l := range all {
		if l.GetName() != "" {
			names = append(names, redact.Label(l.GetName()))
		}
	}
	return sorted(names)
}

func sorted(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

// A Head is what a list of issues is walked by.
type Head struct {
	Number  uint64
	Updated time.Time
	Change  bool // it is a pull request

	Repository string // its repository's address in the API
}

// HeadOf reads it from an issue.
func HeadOf(raw []byte) (Head, error) {
	var g struct {
		Number     uint64            `json:"number"`
		Updated    *github.Timestamp `json:"updated_at"`
		Pull       *struct{}         `json:"pull_request"`
		Repository string            `json:"repository_url"`
	}
	if err := decode(raw, &g); err != nil {
		return Head{}, err
	}
	if g.Number == 0 || g.Updated == nil || g.Updated.IsZero() {
		return Head{}, fmt.Errorf("issue %d: it has no number or was never updated", g.Number)
	}
	return Head{Number: g.Number, Updated: g.Updated.UTC(), Change: g.Pull != nil, Repository: g.Repository}, nil
}
