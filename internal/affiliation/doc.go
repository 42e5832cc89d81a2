// Package affiliation says which organisation somebody worked for, and when.
//
// Three kinds of evidence stand one above the other: what the operator says,
// the addresses that somebody used (each use has a date), and what a public
// page on a forge says. docs/adr/0011-affiliations.md has the rules and why
// they are so. What nothing tells stays unknown: it is no row.
package affiliation
