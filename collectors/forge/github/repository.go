package github

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/forge/github/shape"
)

// repository reads one repository. Where a part of it cannot be read, the others
// are.
func (r *run) repository(ctx context.Context, name string) error {
	owner, repo, _ := strings.Cut(name, "/")
	g, err := r.look(ctx, "repos/"+url.PathEscape(owner)+"/"+url.PathEscape(repo))
	if err != nil {
		return err
	}
	if r.seen[g.GetID()] {
		return nil // under another name
	}
	r.seen[g.GetID()] = true
	v := r.visit(g)
	for _, stage := range []struct {
		name string
		on   bool
		read func(context.Context, *visit) error
	}{
		{"issues", true, r.issues},
		{releases, r.wants(releases), r.releases},
		{stars, r.wants(stars), r.stars},
		{runs, r.wants(runs), r.runs},
		{traffic, r.wants(traffic) && g.GetPermissions()["push"], r.traffic},
		{discussions, r.wants(discussions) && g.GetHasDiscussions() && r.client.signed, r.discussions},
	} {
		if !stage.on {
			continue
		}
		if err := r.miss(stage.read(ctx, v), "repository "+v.name+": "+stage.name); err != nil {
			return err
		}
	}
	return nil
}

// look asks for a repository.
func (r *run) look(ctx context.Context, path string) (*github.Repository, error) {
	p, err := r.client.get(ctx, path)
	if err != nil {
		return nil, err
	}
	var g github.Repository
	if err := json.Unmarshal(p.body, &g); err != nil || g.GetID() == 0 {
		return nil, malformed("no repository")
	}
	return &g, nil
}

// visit begins to read a repository, and states what it is.
func (r *run) visit(g *github.Repository) *visit {
	v := &visit{
		Repo: shape.Repo{Host: r.client.host, ID: g.GetID(), Branch: g.GetDefaultBranch()},
		name: g.GetFullName(), mark: r.at.mark(g.GetID()), created: g.GetCreatedAt().UTC(),
	}
	owner, repo, _ := strings.Cut(v.name, "/")
	v.api = "repos/" + url.PathEscape(owner) + "/" + url.PathEscape(repo)
	v.mark.Name = v.name
	r.batch.State = append(r.batch.State, shape.Repository(v.Host, g, r.started))
	r.batch.State = append(r.batch.State, shape.Figures(v.Host, g, r.started)...)
	return v
}

// holds reports whether an issue is one of the repository's: the number of one that
// was moved leads to where it is now.
func (v *visit) holds(h shape.Head) bool {
	return h.Repository == "" || strings.HasSuffix(strings.ToLower(h.Repository), "/"+strings.ToLower(v.api))
}

// vanished looks for the repositories that were there once and now are not
// found: those that are gone are marked, and those that only left the
// configuration's patterns are forgotten.
func (r *run) vanished(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(r.at.Repositories)) {
		if r.seen[id] {
			continue
		}
		g, err := r.look(ctx, fmt.Sprintf("repositories/%d", id))
		switch {
		case err == nil:
			r.batch.State = append(r.batch.State, shape.Repository(r.client.host, g, r.started))
		case gone(err):
			r.batch.State = append(r.batch.State, &collectors.Repository{
				ID: shape.Repo{Host: r.client.host, ID: id}.Key(), Name: r.at.Repositories[id].Name,
				Created: forge.Dated(time.Time{}), Version: collectors.VersionAt(r.started), Deleted: true,
			})
		default:
			return err
		}
		delete(r.at.Repositories, id)
	}
	return nil
}
