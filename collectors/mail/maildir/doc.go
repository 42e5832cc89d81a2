// Package maildir collects mail from a Maildir, and from the folders `.Name`
// and `.Name.Sub` that Maildir++ keeps in it.
//
// A mail is known by the unique part of its file's name: one that moves from
// new to cur, or gets other flags, is the same mail. An item's origin is its
// folder and that part. Drafts (flag D) were never sent and are left out; tmp is
// never looked at. What stands in cur or new and is no regular file, such as a
// symbolic link, is rejected unread; nothing outside the Maildir is opened.
//
// Between runs a cursor remembers the names that were read. A mail that is gone
// is withdrawn once all others were read, so that one that was moved to another
// folder is there already.
package maildir
