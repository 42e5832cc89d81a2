package shape

import (
	"fmt"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/redact"
)

// Commit is a commit of a pull request in one of its states, of which version tells
// the newest. Its author's account and address stand side by side here, which is how
// one is known to be the other.
func (r Repo) Commit(number, version uint64, raw []byte) (collectors.Item, error) {
	var g github.RepositoryCommit
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	if g.GetSHA() == "" {
		return collectors.Item{}, errNoID
	}
	sha, at := redact.Label(g.GetSHA()), g.GetCommit().GetCommitter().GetDate()
	a := &collectors.Act{
		Repository: r.Key(), IssueKind: collectors.IssueChange, Number: number, Kind: collectors.ActCommit,
		ID: fmt.Sprintf("%d/%s", number, sha), Subject: sha, Title: forge.Subject(g.GetCommit().GetMessage()), Author: r.alias(g.Author),
		Date: forge.Dated(at.Time), Version: version,
	}
	if who := g.GetCommit().GetAuthor(); who != nil {
		a.Author.Name, a.Author.Address = plain(who.GetName()), plain(who.GetEmail())
	}
	return item(r.Origin("pulls", number, "commits", a.Subject), a.Date.At, a), nil
}
