package shape

import (
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// Views are a repository's visits of the last two weeks.
func (r Repo) Views(raw []byte, started time.Time) ([]collectors.Record, error) {
	var g github.TrafficViews
	err := decode(raw, &g)
	return r.daily(g.Views, "views", "visitors", started), err
}

// Clones are its clones of the last two weeks.
func (r Repo) Clones(raw []byte, started time.Time) ([]collectors.Record, error) {
	var g github.TrafficClones
	err := decode(raw, &g)
	return r.daily(g.Clones, "clones", "cloners", started), err
}

func (r Repo) daily(days []*github.TrafficData, all, unique string, started time.Time) (figures []collectors.Record) {
	for _, d := range days {
		if at := instant(d.Timestamp); !at.IsZero() {
			figures = append(figures, r.figure(all, "", at, d.GetCount(), started), r.figure(unique, "", at, d.GetUniques(), started))
		}
	}
	return figures
}

// Referrers are the sites from which visitors came in the last two weeks.
func (r Repo) Referrers(raw []byte, started time.Time) (figures []collectors.Record, err error) {
	var all []*github.TrafficReferrer
	err = decode(raw, &all)
	for _, g := range all {
		from := redact.Label(g.GetReferrer())
		figures = append(figures, r.figure("referrer views", from, started, g.GetCount(), started), r.figure("referrer visitors", from, started, g.GetUniques(), started))
	}
	return figures, err
}

// Paths are the pages that they looked at.
func (r Repo) Paths(raw []byte, started time.Time) (figures []collectors.Record, err error) {
	var all []*github.TrafficPath
	err = decode(raw, &all)
	for _, g := range all {
		page := redact.Label(g.GetPath())
		figures = append(figures, r.figure("path views", page, started, g.GetCount(), started), r.figure("path visitors", page, started, g.GetUniques(), started))
	}
	return figures, err
}
