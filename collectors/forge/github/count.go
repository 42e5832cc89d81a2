package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/github/shape"
)

// maxListed is up to how many issues their numbers are listed, too.
const maxListed = 5000

// Count implements collectors.Counter: GitHub's search tells how many issues and
// pull requests a repository has.
func (c *Collector) Count(ctx context.Context) (all []collectors.Count, err error) {
	client, err := c.open()
	if err != nil {
		return nil, err
	}
	defer client.close()
	r := &run{client: client, options: c.options, limits: c.limits, at: &position{Repositories: map[int64]*mark{}}, started: c.place.Now().UTC()}
	names, err := r.find(ctx)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		counts, err := r.count(ctx, name)
		if err := r.miss(err, "repository "+name); err != nil {
			return nil, err
		}
		all = append(all, counts...)
	}
	return all, errors.Join(r.lost...)
}

// count asks for what one repository holds.
func (r *run) count(ctx context.Context, name string) ([]collectors.Count, error) {
	owner, repo, _ := strings.Cut(name, "/")
	g, err := r.look(ctx, "repos/"+url.PathEscape(owner)+"/"+url.PathEscape(repo))
	if err != nil {
		return nil, err
	}
	v := r.visit(g)
	issues, err := r.total(ctx, v, "issue")
	if err != nil {
		return nil, err
	}
	changes, err := r.total(ctx, v, "pr")
	if err != nil {
		return nil, err
	}
	counts := []collectors.Count{{What: "issues", Part: v.Key(), Items: issues}, {What: "changes", Part: v.Key(), Items: changes}}
	if issues+changes > maxListed {
		return counts, nil
	}
	return counts, r.listed(ctx, v, counts)
}

// total asks the search for a number.
func (r *run) total(ctx context.Context, v *visit, kind string) (uint64, error) {
	p, err := r.client.get(ctx, "search/issues?per_page=1&q="+url.QueryEscape("repo:"+v.name+" type:"+kind))
	if err != nil {
		return 0, err
	}
	var found struct {
		Total      uint64 `json:"total_count"`
		Incomplete bool   `json:"incomplete_results"`
	}
	if err := json.Unmarshal(p.body, &found); err != nil || found.Incomplete {
		return 0, malformed("no complete search result")
	}
	return found.Total, nil
}

// listed fills in the keys, in the order in which the issues were opened.
func (r *run) listed(ctx context.Context, v *visit, counts []collectors.Count) error {
	list := fmt.Sprintf("%s/issues?state=all&sort=created&direction=asc&per_page=%d", v.api, r.limits.page)
	return r.client.each(ctx, list, func(raw json.RawMessage) error {
		head, err := shape.HeadOf(raw)
		if err != nil {
			return malformed(err.Error())
		}
		i, of := &collectors.Issue{Repository: v.Key(), Kind: collectors.IssueProper, Number: head.Number}, &counts[0]
		if head.Change {
			i.Kind, of = collectors.IssueChange, &counts[1]
		}
		of.Keys = append(of.Keys, i.Key())
		return nil
	})
}
