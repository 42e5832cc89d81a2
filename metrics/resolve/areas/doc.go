// Package areas says in which parts of the code a path lay, and when: the areas
// that versions of a repository's MAINTAINERS and CODEOWNERS describe.
//
// A path may lie in several areas of sections. Of areas that are lines of a
// file only the last that fits counts. An area that holds everything, such as
// "THE REST", counts for what no other has, and a line for everything names no
// part at all.
package areas
