// Package survey has the statistics of surveys: shares and net shares with
// their intervals, what changed between two waves beyond chance, weights that
// match known margins, and which numbers are too small to be shown.
//
// The formulas are those of the KPI reference; nothing here reads or stores.
package survey
