// Package question finds questions that are asked again, by the sketches of what
// they are about.
package question
