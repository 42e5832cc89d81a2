package shape

import (
	"strconv"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/redact"
)

// Run is a run of a workflow. Its head may be in a fork: only a branch of the
// repository itself is its default branch.
func (r Repo) Run(raw []byte) (collectors.Item, error) {
	var g github.WorkflowRun
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	if g.GetID() == 0 {
		return collectors.Item{}, errNoID
	}
	t := &collectors.TestRun{
		Repository: r.Key(), ID: strconv.FormatInt(g.GetID(), 10), Name: redact.Text(g.GetName()), Event: redact.Label(g.GetEvent()),
		Branch: redact.Label(g.GetHeadBranch()), SHA: redact.Label(g.GetHeadSHA()), Attempt: max(1, count(g.GetRunAttempt())),
		Started: forge.Dated(g.GetCreatedAt().Time), Version: collectors.VersionAt(g.GetUpdatedAt().Time),
	}
	here := g.HeadRepository == nil || g.GetHeadRepository().GetID() == r.ID
	t.Default = here && g.GetEvent() != "pull_request" && r.Branch != "" && g.GetHeadBranch() == r.Branch
	if g.GetStatus() == "completed" {
		t.Outcome, t.Ended = redact.Label(g.GetConclusion()), g.GetUpdatedAt().UTC()
	}
	return item(r.Origin("actions", "runs", t.ID), t.Started.At, t), nil
}
