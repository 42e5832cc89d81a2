// Package publicinbox collects mail from the git repositories of a public-inbox:
// one of version 1, in which each mail is a file named after its Message-ID, or
// the epochs 0.git, 1.git … of one of version 2, in which each commit holds one
// mail in the file m, or one that is deleted in the file d.
//
// An item's origin is its epoch, the mail's object id and the commit that
// brought it. Between runs a cursor remembers the commit up to which each epoch
// was read. Deletions are honoured: a mail that was deleted before it was read
// is left out, one that was read is withdrawn. Where history was rewritten, as
// edits and purges do, the epoch is read anew and its old items are withdrawn.
//
// The repositories are somebody else's and are only read; keeping them up to
// date, with git fetch or public-inbox-fetch, is their owner's work.
package publicinbox
