package shape

import (
	"strconv"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// events are the kinds of them that a state needs.
func kindOf(event string) collectors.ActKind {
	switch event {
	case "closed":
		return collectors.ActClosed
	case "reopened":
		return collectors.ActReopened
	case "merged":
		return collectors.ActMerged
	case "ready_for_review":
		return collectors.ActReady
	case "convert_to_draft", "converted_to_draft":
		return collectors.ActDraft
	case "review_requested":
		return collectors.ActReviewRequested
	case "review_dismissed":
		return collectors.ActDismissal
	case "labeled":
		return collectors.ActLabelled
	case "unlabeled":
		return collectors.ActUnlabelled
	case "milestoned":
		return collectors.ActMilestone
	case "head_ref_force_pushed":
		return collectors.ActPush
	}
	return ""
}

// Event is an event of an issue or a pull request. Those that no state needs are
// no items.
func (r Repo) Event(kind collectors.IssueKind, number uint64, raw []byte) (collectors.Item, error) {
	var g github.IssueEvent
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	what := kindOf(g.GetEvent())
	if what == "" {
		return collectors.Item{}, nil
	}
	if g.GetID() == 0 {
		return collectors.Item{}, errNoID
	}
	a := r.act(kind, number, what, g.GetID(), g.Actor, g.CreatedAt)
	r.about(a, &g)
	return item(r.Origin("issues", "events", a.ID), a.Date.At, a), nil
}

// about is what an event was about, and whom.
func (r Repo) about(a *collectors.Act, g *github.IssueEvent) {
	switch a.Kind {
	case collectors.ActLabelled, collectors.ActUnlabelled:
		a.Subject = redact.Label(g.GetLabel().GetName())
	case collectors.ActMilestone:
		a.Subject = redact.Label(g.GetMilestone().GetTitle())
	case collectors.ActDismissal:
		a.Subject = strconv.FormatInt(g.GetDismissedReview().GetReviewID(), 10)
	case collectors.ActReviewRequested:
		if g.ReviewRequester != nil {
			a.Author = r.alias(g.ReviewRequester)
		}
		a.Person, a.Subject = r.alias(g.RequestedReviewer), redact.Label(g.GetRequestedTeam().GetSlug())
	case collectors.ActMerged, collectors.ActPush, collectors.ActClosed:
		a.Subject = redact.Label(g.GetCommitID())
	}
}
