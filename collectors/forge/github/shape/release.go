package shape

import (
	"strconv"
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/redact"
)

// Release is a release as seen by a run that started at an instant. A draft is
// no item.
func (r Repo) Release(raw []byte, started time.Time) (collectors.Item, error) {
	var g github.RepositoryRelease
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	if g.GetID() == 0 {
		return collectors.Item{}, errNoID
	}
	if g.GetDraft() {
		return collectors.Item{}, nil
	}
	f := &collectors.ForgeRelease{
		Repository: r.Key(), ID: strconv.FormatInt(g.GetID(), 10), Tag: redact.Label(g.GetTagName()), Title: redact.Text(g.GetName()),
		Author: r.alias(g.Author), Published: forge.Dated(instant(g.PublishedAt)), Candidate: g.GetPrerelease(), Version: collectors.VersionAt(started),
	}
	return item(r.Origin("releases", f.ID), f.Published.At, f), nil
}
