// Package snapshot closes quarters. A closed quarter is a compute that is kept
// for ever, as of 14 days after the quarter's end, under an id such as
// 2014-Q2.1: a page that is made of it shows the same numbers whatever arrives
// later. Closing the quarter again makes the next revision where a number has
// changed, and says of each why.
//
// A snapshot holds ids of people and never their names.
package snapshot
