// Package guide has the test that follows CONTRIBUTING.md to the letter, in a
// copy of the tree. So that it can, and a reader too, the document names the
// file of every block: the last name in backticks before it.
//
//   - A block of a language is that file, whole.
//   - A diff is a change of that file: its lines with a blank or a minus stand
//     there once, one after the other; @@ parts one place from the next.
//   - In a console block, lines that begin with $ are run, one after the other, and must
//     succeed; the lines below each are in its answer, in that order. … stands
//     for anything within a line, and runs of blanks are one.
package guide
