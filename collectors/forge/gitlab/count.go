package gitlab

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strconv"

	"goldenratio/collectors"
)

// counted asks, by GraphQL, for what a project holds.
//
//go:embed count.graphql
var counted string

// A holding is one page of the numbers of a project's issues or merge requests.
type holding struct {
	Count    uint64
	PageInfo struct {
		HasNextPage bool
		EndCursor   string
	}
	Nodes []struct{ IID string }
}

// Count implements collectors.Counter.
func (c *Collector) Count(ctx context.Context) ([]collectors.Count, error) {
	api, err := c.open()
	if err != nil {
		return nil, err
	}
	defer api.close()
	r := &run{api: api, now: c.place.Now(), size: c.size}
	projects, lost, err := r.projects(ctx, c.options.Projects)
	if err != nil {
		return nil, err
	}
	var all []collectors.Count
	for _, p := range projects {
		for _, kind := range []collectors.IssueKind{collectors.IssueProper, collectors.IssueChange} {
			count, err := api.count(ctx, p, kind, c.size)
			if err != nil {
				return all, fmt.Errorf("count %ss of %s: %w", kind, p.name, err)
			}
			all = append(all, count)
		}
	}
	return all, errors.Join(lost...)
}

// count lists the numbers of one kind.
func (a *api) count(ctx context.Context, p *project, kind collectors.IssueKind, size int64) (collectors.Count, error) {
	count := collectors.Count{What: collectors.CountIssues, Part: p.name, Prefix: p.path + "/"}
	if kind == collectors.IssueChange {
		count.What = collectors.CountChanges
	}
	for cursor := ""; ; {
		page, err := a.holding(ctx, p.name, kind, cursor, size)
		if err != nil {
			return count, err
		}
		count.Items = page.Count
		for _, node := range page.Nodes {
			number, err := strconv.ParseUint(node.IID, 10, 64)
			if err != nil {
				return count, fmt.Errorf("read number %.20q: %w", node.IID, err)
			}
			count.Keys = append(count.Keys, (&collectors.Issue{Repository: p.id, Kind: kind, Number: number}).Key())
		}
		if !page.PageInfo.HasNextPage || page.PageInfo.EndCursor == cursor {
			return count, nil
		}
		cursor = page.PageInfo.EndCursor
	}
}

// holding asks for a page.
func (a *api) holding(ctx context.Context, project string, kind collectors.IssueKind, cursor string, size int64) (*holding, error) {
	variables := map[string]any{
		"project": project, "size": size, "issues": kind == collectors.IssueProper, "changes": kind == collectors.IssueChange,
	}
	if cursor != "" {
		variables["after"] = cursor
	}
	var answer struct {
		Project *struct{ Issues, MergeRequests *holding }
	}
	if err := a.graph(ctx, counted, variables, &answer); err != nil {
		return nil, err
	}
	if found := answer.Project; found != nil && found.Issues != nil {
		return found.Issues, nil
	} else if found != nil && found.MergeRequests != nil {
		return found.MergeRequests, nil
	}
	return nil, errors.New("the answer has no such list")
}
