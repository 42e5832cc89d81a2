// Package link finds which patch mail became which commit.
//
// It reads nothing itself: the caller hands over the patches of all changes,
// the other mails of their threads, and the commits. Four rules are tried, the
// surest first: the commit names a mail (a Link: or Message-Id: trailer), patch
// and commit have one patch-id, one subject and author, or are alike in subject
// and files. Squashed patches and split ones are found from their neighbours. A
// link keeps the rule that made it and how well both fit.
//
// Work grows with the number of patches and commits, not with their product:
// candidates come from inverted indexes whose lists are bounded. What mails and
// commits say is hostile; the order in which they come does not matter.
package link
