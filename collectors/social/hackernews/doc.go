// Package hackernews collects stories and comments of Hacker News by its search,
// the one that Algolia runs.
//
// The search knows all of Hacker News from 2007 on, so a source speaks for all time up
// to a run's start. An answer holds at most a thousand posts, newest first: the next
// question ends at the second of the last of them, and nothing falls between the two.
//
// An item's origin is the search, account or story that showed it, and the post's number.
package hackernews
