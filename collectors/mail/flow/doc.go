// Package flow is the way of mails from a source to its batches, as far as it
// is the same for every collector of mail: one goroutine reads, all cores
// parse, and the goroutine that runs Collect takes the results in the order in
// which they were read. What is in memory is bounded.
package flow
