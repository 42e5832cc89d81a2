package gitlab

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	gitlab "gitlab.com/gitlab-org/api/client-go"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// A project is one as the run needs it.
type project struct {
	number int64
	id     string // Repository.ID
	path   string // below the API: projects/1
	name   string // group/project
	branch string // the default one
	raw    *gitlab.Project
}

// projects are those that the patterns mean, each once, by their numbers, and
// what went wrong with single ones.
func (r *run) projects(ctx context.Context, patterns []string) (all []*project, lost []error, err error) {
	found := map[int64]*project{}
	take := func(p *gitlab.Project) {
		found[p.ID] = &project{
			number: p.ID, id: r.api.host + "/" + strconv.FormatInt(p.ID, 10), path: fmt.Sprintf("projects/%d", p.ID),
			name: p.PathWithNamespace, branch: p.DefaultBranch, raw: p,
		}
	}
	for _, pattern := range patterns {
		err := r.find(ctx, pattern, take)
		switch {
		case err != nil && one(err):
			lost = append(lost, fmt.Errorf("projects %s: %w", pattern, err))
		case unauthorized(err):
			return nil, nil, fmt.Errorf("the server does not take the token, or needs one: %w", err)
		case err != nil:
			return nil, nil, err
		}
	}
	for _, p := range found {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *project) int { return int(a.number - b.number) })
	return all, lost, nil
}

// find calls take with each project that a pattern means.
func (r *run) find(ctx context.Context, pattern string, take func(*gitlab.Project)) error {
	star := strings.IndexByte(pattern, '*')
	if star < 0 {
		var p gitlab.Project
		if _, err := r.api.get(ctx, "projects/"+gitlab.PathEscape(pattern), nil, &p); err != nil {
			return err
		}
		take(&p)
		return nil
	}
	group := pattern[:strings.LastIndexByte(pattern[:star], '/')+1]
	below := true
	query := &gitlab.ListGroupProjectsOptions{
		ListOptions: gitlab.ListOptions{PerPage: r.size, OrderBy: "id", Sort: "asc"}, IncludeSubGroups: &below,
	}
	return r.api.each(ctx, "groups/"+gitlab.PathEscape(strings.TrimSuffix(group, "/"))+"/projects", query, func(raw json.RawMessage) error {
		var p gitlab.Project
		if err := json.Unmarshal(raw, &p); err != nil {
			return fmt.Errorf("read project: %w", err)
		}
		if match(strings.Split(pattern, "/"), strings.Split(p.PathWithNamespace, "/")) {
			take(&p)
		}
		return nil
	})
}

// match reports whether a path's parts fit a pattern's: ** stands for one part or
// more, * for anything within one.
func match(pattern, parts []string) bool {
	switch {
	case len(pattern) == 0 || len(parts) == 0:
		return len(pattern) == len(parts)
	case pattern[0] == "**":
		return match(pattern[1:], parts[1:]) || match(pattern, parts[1:])
	}
	ok, err := path.Match(pattern[0], parts[0])
	return err == nil && ok && match(pattern[1:], parts[1:])
}

// project reads one project.
func (r *run) project(ctx context.Context, p *project) error {
	r.Batch.State = append(r.Batch.State, r.repository(p))
	r.Batch.State = append(r.Batch.State, r.figures(p)...)
	at := r.position.of(p.number)
	for _, part := range []struct {
		access gitlab.AccessControlValue
		read   func(context.Context, *project, *progress) error
	}{
		{p.raw.IssuesAccessLevel, r.issues},
		{p.raw.MergeRequestsAccessLevel, r.changes},
		{p.raw.BuildsAccessLevel, r.runs},
		{p.raw.ReleasesAccessLevel, r.releases},
		{gitlab.EnabledAccessControl, r.stars},
	} {
		if part.access == gitlab.DisabledAccessControl {
			continue
		}
		err := part.read(ctx, p, at)
		if part.access == gitlab.PrivateAccessControl && err != nil && one(err) {
			continue // for members only
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) repository(p *project) collectors.Record {
	repo := &collectors.Repository{
		ID: p.id, Name: p.name, URL: link(p.raw.WebURL), Default: redact.Label(p.branch), Archived: p.raw.Archived,
		Private: p.raw.Visibility != gitlab.PublicVisibility, Created: dated(p.raw.CreatedAt), Version: collectors.VersionAt(r.now),
	}
	if p.raw.ForkedFromProject != nil {
		repo.Parent = p.raw.ForkedFromProject.PathWithNamespace
	}
	return repo
}

// figures are today's.
func (r *run) figures(p *project) []collectors.Record {
	figure := func(name string, value int64) collectors.Record {
		return &collectors.Figure{Repository: p.id, Name: name, Day: collectors.Day(r.now), Value: uint64(max(0, value)), Version: collectors.VersionAt(r.now)}
	}
	return []collectors.Record{figure("stars", p.raw.StarCount), figure("forks", p.raw.ForksCount)}
}
