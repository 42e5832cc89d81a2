// Package reddit collects posts and comments of Reddit: those of whole subreddits, those
// that a search finds, and what own accounts post.
//
// Reddit shows at most the newest thousand of any list, newest first. A source speaks
// for the time from the oldest post of those lists on that did not reach back to what
// was read before; whoever collects too seldom moves that instant forward.
//
// An item's origin is the list that showed it, or the post that it stands below, and
// its own name, such as t3_abc. What its author or a moderator took away is stored as
// deleted; what is merely missing from a list is left as it was.
package reddit
