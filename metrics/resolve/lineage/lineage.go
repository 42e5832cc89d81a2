// Package lineage says which release of a repository was the first to hold a
// commit. A commit is reached from a release over any number of parents, which
// SQL would walk step by step.
package lineage

// A Graph holds the commits of one repository.
type Graph struct {
	at      map[uint64]int32 // commit → its place
	parents [][]uint64       // by place
}

// NewGraph returns a graph without commits.
func NewGraph() *Graph { return &Graph{at: map[uint64]int32{}} }

// Add adds a commit with its parents; one that is there already is left alone.
func (g *Graph) Add(commit uint64, parents []uint64) {
	if _, known := g.at[commit]; known {
		return
	}
	g.at[commit] = int32(len(g.parents))
	g.parents = append(g.parents, append([]uint64(nil), parents...))
}

// First calls f with each commit that the releases hold, and the place of the
// release that held it first. Releases are named by the commits that they lead
// to, the oldest first; a commit that is not in the graph ends a line. An error
// from f ends it.
func (g *Graph) First(releases []uint64, f func(commit uint64, release int) error) error {
	seen := make([]bool, len(g.parents))
	var open []uint64
	for i, release := range releases {
		open = append(open[:0], release)
		for len(open) > 0 {
			commit := open[len(open)-1]
			open = open[:len(open)-1]
			place, known := g.at[commit]
			if !known || seen[place] {
				continue
			}
			seen[place] = true
			if err := f(commit, i); err != nil {
				return err
			}
			open = append(open, g.parents[place]...)
		}
	}
	return nil
}
