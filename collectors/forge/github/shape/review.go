package shape

import (
	"bytes"
	"strings"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// Verdicts are what reviews said before they were dismissed, by their ids: a
// review itself only says then that it was.
type Verdicts map[int64]string

// Review is a review of a pull request. One that was not sent off yet is no
// item.
func (r Repo) Review(number uint64, raw []byte, before Verdicts) (collectors.Item, error) {
	var g github.PullRequestReview
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	if g.GetID() == 0 {
		return collectors.Item{}, errNoID
	}
	state := strings.ToLower(g.GetState())
	if state == "pending" || g.SubmittedAt == nil {
		return collectors.Item{}, nil
	}
	if state == "dismissed" {
		state = before[g.GetID()]
	}
	a := r.act(collectors.IssueChange, number, verdict(state), g.GetID(), g.User, g.SubmittedAt)
	a.Standing, a.Commit = redact.Label(g.GetAuthorAssociation()), redact.Label(g.GetCommitID())
	return item(r.Origin("pulls", number, "reviews", a.ID), a.Date.At, a), nil
}

func verdict(state string) collectors.ActKind {
	switch state {
	case "approved":
		return collectors.ActApproval
	case "changes_requested":
		return collectors.ActChangesRequested
	}
	return collectors.ActReview
}

// Dismissed takes note of what a review said, where an entry of a timeline tells
// that it was dismissed. An entry that cannot be read tells nothing.
func (v Verdicts) Dismissed(raw []byte) {
	var g github.IssueEvent
	if !bytes.Contains(raw, []byte("dismissed_review")) || decode(raw, &g) != nil {
		return
	}
	if d := g.DismissedReview; d.GetReviewID() != 0 {
		v[d.GetReviewID()] = strings.ToLower(d.GetState())
	}
}
