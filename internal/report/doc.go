// Package report makes one quarter of one scope ready to be read: the numbers
// that a compute published, their changes, how sure they are, and sentences.
// Terminal, JSON and web pages show the same Board, so they cannot disagree.
package report
