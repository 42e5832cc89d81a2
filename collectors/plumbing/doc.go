// Package plumbing runs the git command for the collectors that read
// repositories. Its git asks nobody anything, runs nothing that a repository
// names, and reads foreign objects through a scratch repository that borrows
// nothing but them: no configuration of theirs is in force.
package plumbing
