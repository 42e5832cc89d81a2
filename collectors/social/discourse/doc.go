// Package discourse collects what people write in a Discourse forum: the posts of all
// topics, or of those in some categories.
//
// Lists of topics are walked from the latest activity back, again and again until they
// hold nothing new, since pages shift; then each topic is read whole, the one that is
// quiet for longest first. A forum shows all of its topics at any time, so a source
// speaks for the forum's whole time, up to the run; what was deleted before, and what
// an account may not see, nobody knows.
//
// An item's origin is the list in which its topic was found, and the post's number:
// latest/p/12, c/5/p/12. Its key is the forum with that number.
package discourse
