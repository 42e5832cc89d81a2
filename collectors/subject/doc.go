// Package subject takes the subject of a mail apart: reply prefixes, and tags in
// square brackets.
package subject
