// Package gharchive collects what GH Archive kept of GitHub's public timeline:
// one packed file of events an hour, from 2011 on, in two shapes.
//
// The timeline is no record of everything: hours are missing, events are, and
// what an event does not tell nobody learns. A source of this kind is therefore
// lossy: it fills periods, and completes none. Objects become what the GitHub
// collector makes of them (package github/shape), under the same keys; what the
// timeline has no number for, such as a closing, has one of the archive's own.
//
// An item's origin is its file's hour, its line and, where one event tells of
// several things, which of them: 2015-01-01-15~123/issue.
package gharchive
