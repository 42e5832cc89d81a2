// Package hyperkitty collects mail from HyperKitty, the archive of Mailman 3,
// which hands out the mails of any period as a packed mbox.
//
// It is asked for a month at a time, and for what claims to be from before the
// first month and after the running one: together that is all it holds. Months
// that may still get mail are asked for in each run, others twice a year, since
// HyperKitty cannot say whether anything has changed.
package hyperkitty
