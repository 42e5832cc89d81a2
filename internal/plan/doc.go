// Package plan reads the dates that an operator keeps in CSV files: when
// releases were planned, and when security problems were reported and fixed.
// A file has a line of column names; it is read whole or not at all, and every
// fault is told with its line.
package plan
