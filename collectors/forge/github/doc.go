// Package github collects from GitHub, or from a GitHub Enterprise server: issues
// and pull requests with all that was done to them, releases, stars, runs of
// workflows, discussions, and what repositories and people say of themselves.
//
// Issues and pull requests are walked by the time of their last update, each page
// from where the one before it ended, so that a list that shifts while it is read
// loses nothing. Each is read whole, with its timeline, and is one part of the
// source's coverage. What it becomes is in the package shape.
//
// A transport below go-github keeps the limits: it knows what is left to each
// token, and waits where nothing is.
package github
