// Package collectortest is the conformance suite that every collector passes.
// A collector's own test makes a source, says how to change it, and calls Run.
package collectortest
