package shape

import (
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/redact"
)

// Repository is a repository as seen by a run that started at an instant.
func Repository(host string, g *github.Repository, started time.Time) *collectors.Repository {
	r := Repo{Host: host, ID: g.GetID()}
	return &collectors.Repository{
		ID: r.Key(), Name: redact.Text(g.GetFullName()), URL: redact.Text(g.GetHTMLURL()), Default: redact.Label(g.GetDefaultBranch()), Parent: redact.Text(g.GetParent().GetFullName()),
		Archived: g.GetArchived(), Private: g.GetPrivate(), Created: forge.Dated(g.GetCreatedAt().Time), Version: collectors.VersionAt(started),
	}
}

// Figures are the numbers that a repository's own page shows.
func Figures(host string, g *github.Repository, started time.Time) []collectors.Record {
	r := Repo{Host: host, ID: g.GetID()}
	all := []collectors.Record{
		r.figure("stars", "", started, g.GetStargazersCount(), started),
		r.figure("forks", "", started, g.GetForksCount(), started),
	}
	if g.SubscribersCount != nil { // lists of repositories leave it out
		all = append(all, r.figure("watchers", "", started, g.GetSubscribersCount(), started))
	}
	return all
}

func (r Repo) figure(name, member string, day time.Time, value int, started time.Time) *collectors.Figure {
	return &collectors.Figure{
		Repository: r.Key(), Name: name, Member: member, Day: collectors.Day(day), Value: uint64(max(0, value)), Version: collectors.VersionAt(started),
	}
}
