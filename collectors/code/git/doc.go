// Package git collects the history of a git repository: the commits of all its
// branches and tags with what each changed, the branches and tags themselves,
// and which commits the default branch holds.
//
// The git command does the reading; this package parses what it prints. One
// pass over the diffs gives lines, renames and patch-ids: several
// `git diff-tree --stdin -p` run side by side over alternate stretches of the
// history, and their results are put back in order.
//
// A repository is foreign, and so is its configuration. Objects are therefore
// read through a scratch repository of our own that borrows only the object
// folder: no setting, attribute, hook, graft or replacement of the repository
// takes part, and equal objects give equal records whatever clone they are in.
package git
