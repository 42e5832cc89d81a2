// Package bluesky collects what Bluesky finds: posts of searches, what the community's
// own accounts write and repost, the answers to their posts, and how many follow them.
//
// Lists are read from now backwards to eight days before they were last read. A search
// shows its first ten thousand hits and no more; then it is asked anew for what is
// older. Bluesky searches only for those who have signed in.
//
// An item's origin is its list, such as "search xen", and the post's address; the
// record's is the address alone, so that a post that several lists show is one. A
// post's date is its author's claim, or the time at which the network saw it, where the
// claim cannot be true.
//
// A source speaks for what its lists show, from the day in `since` or from the
// beginning, however long nobody collected: they go back to the first post. Posts that
// were deleted or that Bluesky hides are none of it.
package bluesky
