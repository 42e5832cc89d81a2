package git

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"goldenratio/collectors"
)

var _ collectors.Counter = (*Collector)(nil)

// Count implements collectors.Counter: the commits that `git rev-list` reaches
// from all branches and tags, and the tags that lead to commits.
func (c *Collector) Count(ctx context.Context) ([]collectors.Count, error) {
	repo, err := c.open(ctx)
	if err != nil {
		return nil, err
	}
	defer repo.Close()
	live, err := readRefs(ctx, repo.Name, repo.Refs)
	if err != nil {
		return nil, err
	}
	found, err := repo.tags(ctx, live.tips, c.now())
	if err != nil {
		return nil, err
	}
	var tags []string
	for _, tag := range found {
		tags = append(tags, tag.Key())
	}
	tips := strings.Join(slices.Sorted(maps.Values(live.tips)), "\n")
	listed, err := repo.Objects.Output(ctx, strings.NewReader(tips), "rev-list", "--stdin")
	if err != nil {
		return nil, fmt.Errorf("list commits of %s: %w", repo.Name, err)
	}
	commits := strings.Fields(string(listed))
	return []collectors.Count{
		{What: collectors.CountCommits, Items: uint64(len(commits)), Keys: commits},
		{What: collectors.CountTags, Items: uint64(len(tags)), Keys: tags},
	}, nil
}
