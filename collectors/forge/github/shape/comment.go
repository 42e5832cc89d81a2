package shape

import (
	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// Comment is a comment on an issue or a pull request.
func (r Repo) Comment(kind collectors.IssueKind, number uint64, raw []byte) (collectors.Item, error) {
	var g github.IssueComment
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	if g.GetID() == 0 {
		return collectors.Item{}, errNoID
	}
	a := r.act(kind, number, collectors.ActComment, g.GetID(), g.User, g.CreatedAt)
	a.Standing, a.Version = redact.Label(g.GetAuthorAssociation()), later(g.CreatedAt, g.UpdatedAt)
	return item(r.Origin("issues", "comments", a.ID), a.Date.At, a), nil
}

// LineComment is a comment on lines of a pull request.
func (r Repo) LineComment(number uint64, raw []byte) (collectors.Item, error) {
	var g github.PullRequestComment
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	if g.GetID() == 0 {
		return collectors.Item{}, errNoID
	}
	a := r.act(collectors.IssueChange, number, collectors.ActLineComment, g.GetID(), g.User, g.CreatedAt)
	a.Standing, a.Version = redact.Label(g.GetAuthorAssociation()), later(g.CreatedAt, g.UpdatedAt)
	a.Commit = redact.Label(g.GetOriginalCommitID()) // its other one follows the lines when the branch moves
	return item(r.Origin("pulls", "comments", a.ID), a.Date.At, a), nil
}

// later is the version of what was created, and perhaps changed later.
func later(created, updated *github.Timestamp) uint64 {
	var v uint64
	for _, t := range []*github.Timestamp{created, updated} {
		if t != nil {
			v = max(v, collectors.VersionAt(t.Time))
		}
	}
	return v
}
