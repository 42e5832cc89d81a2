// Package tombstone knows people who asked to be forgotten, by keyed hashes
// alone: from a list nobody can be found, yet it tells whether a name, an
// address or a login is one of theirs, and takes them out of texts.
package tombstone
