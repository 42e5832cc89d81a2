package resolve

import (
	"context"
	"fmt"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve/lineage"
)

// A tagged is a release and the commit that it leads to.
type tagged struct {
	Member string `ch:"member"`
	Name   string `ch:"name"`
	Commit uint64 `ch:"commit"`
}

// firsts finds the release that was the first to hold each commit, and writes
// it to resolve_firsts. releases stand.
func (b builder) firsts(ctx context.Context) error {
	if err := b.run(ctx, "create_firsts"); err != nil {
		return err
	}
	rows, err := warehouse.Rows[tagged](ctx, b.conn, statement("read_releases"), b.params)
	if err != nil {
		return fmt.Errorf("read releases: %w", err)
	}
	releases := make(map[string][]tagged) // by repository
	for _, r := range rows {
		releases[r.Member] = append(releases[r.Member], r)
	}
	type row struct {
		Member  string `ch:"member"`
		Commit  uint64 `ch:"commit"`
		Parents string `ch:"parents"`
	}
	graph, member := lineage.NewGraph(), ""
	err = warehouse.Each(ctx, b.conn, statement("read_lineage"), b.params, func(r *row) error {
		if r.Member != member {
			if err := b.writeFirsts(ctx, graph, releases[member]); err != nil {
				return err
			}
			graph, member = lineage.NewGraph(), r.Member
		}
		parents, err := numbers(nil, r.Parents)
		graph.Add(r.Commit, parents)
		return err
	})
	if err != nil {
		return fmt.Errorf("read commits of releases: %w", err)
	}
	return b.writeFirsts(ctx, graph, releases[member])
}

// writeFirsts writes the commits of one repository's releases.
func (b builder) writeFirsts(ctx context.Context, graph *lineage.Graph, releases []tagged) error {
	var tips []uint64
	for _, r := range releases {
		tips = append(tips, r.Commit)
	}
	var members, names []string
	var commits []uint64
	flush := func() error {
		if len(commits) == 0 {
			return nil
		}
		err := warehouse.InsertColumns(ctx, b.conn, statement("insert_firsts"), members, names, commits)
		members, names, commits = members[:0], names[:0], commits[:0]
		return err
	}
	err := graph.First(tips, func(commit uint64, release int) error {
		members, names, commits = append(members, releases[release].Member), append(names, releases[release].Name), append(commits, commit)
		if len(commits) < block {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return fmt.Errorf("write commits of releases: %w", err)
	}
	return nil
}
