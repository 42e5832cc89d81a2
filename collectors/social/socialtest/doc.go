// Package socialtest is what the tests of networks' collectors share: a clock, faults,
// kills, files, what runs emitted and what of it everybody may see, and real stores.
package socialtest
