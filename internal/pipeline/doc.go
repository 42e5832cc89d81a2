// Package pipeline runs collectors into the warehouse: several sources at a
// time, each in a run of its own, so that a bad one stops no other.
package pipeline
