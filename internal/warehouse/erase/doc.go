// Package erase makes the store forget a person: names, addresses, logins and
// texts go everywhere, and what was counted stays, as one anonymous person's.
// docs/privacy.md says what that covers.
//
// Everything can be killed anywhere and run again: tombstones come first, so
// that nothing is stored anew, and the aliases, from which the rest is found, go
// last. A table is changed by making another and exchanging the two, since parts
// that are only marked as outdated are still there to be read.
package erase
