// Package hub says what a synthetic forge holds: people, repositories, issues
// and pull requests with all that was ever done to them, releases, runs, stars.
//
// It is what sample makes up and what the forges of the tests serve, each in the
// dialect of the forge that it stands for. Nothing here is stored state that
// follows from something else: whether an issue is closed, what labels it bears
// and when it was updated last are read off its acts.
package hub
