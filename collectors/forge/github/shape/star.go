package shape

import (
	"errors"
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
)

// Star is a star with its date, as seen by a run that started at an instant.
func (r Repo) Star(raw []byte, started time.Time) (collectors.Item, error) {
	var g github.Stargazer
	if err := decode(raw, &g); err != nil {
		return collectors.Item{}, err
	}
	if g.GetUser().GetLogin() == "" {
		return collectors.Item{}, errNoID
	}
	if g.StarredAt == nil {
		return collectors.Item{}, errors.New("it has no date")
	}
	s := &collectors.Star{
		Repository: r.Key(), Author: r.alias(g.User), Date: forge.Dated(instant(g.StarredAt)), Version: collectors.VersionAt(started),
	}
	return item(r.Origin("stargazers", g.GetUser().GetID()), s.Date.At, s), nil
}
