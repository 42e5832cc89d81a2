// Package imap collects mail from the mailboxes of an IMAP server (RFC 3501).
//
// A mailbox is looked at, never changed: it is opened by EXAMINE, and nothing
// is marked as read. What is new is listed first (UID, INTERNALDATE and size),
// then fetched in groups, of each mail no more than its limit; the mails are
// parsed on all cores and emitted by mailbox and UID.
//
// An item's origin is its mailbox, the mailbox's UIDVALIDITY and its UID: under
// these three a server never shows another mail. Between runs a cursor
// remembers which UIDs were read. Where a mailbox does not hold as many mails as
// are known of it, all of it is listed once more: mails that are gone are
// withdrawn, mails that were passed over are read. A mailbox with another
// UIDVALIDITY is read anew and what was read under the old one is withdrawn; a
// mail that is in both stays the fact that it was.
//
// A mail counts to the day of its INTERNALDATE, as the list says, whether or
// not it then comes. A connection that is lost is made again, at once, and what
// was missing is asked for; it is an error when that brings nothing new a few
// times in a row.
package imap
