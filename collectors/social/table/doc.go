// Package table reads what people write down of networks that have no open interface,
// such as LinkedIn and Facebook: how many follow a page, and what was posted.
//
// A table has one row for each day and account, or one for each post; its headers say
// which. Whoever keeps it knows what is missing, so that it speaks for the time from
// its first day to its last, or to now where it is kept up to date. A row that cannot
// be read is quarantined with its line; a column that nobody knows fails the file,
// since what stands in it would be lost unseen.
package table
