// Package mastodon collects what an instance of Mastodon, or of a server that speaks
// as Mastodon does, shows of hashtags and accounts: posts, boosts and replies, and how
// many follow the accounts.
//
// Timelines are read from now backwards, by the ids of their posts, to eight days
// before they were last read: a post that comes to the instance later than that is
// not seen. Only what is public is received, whatever a token may see.
//
// An item's origin is its stream, such as "tag xen", and the id that the instance
// gave the post; the record's is the address that its author's instance gave it, so
// that a post under two tags, or on two instances, is one.
//
// A source speaks for what its instance has, from the day in `since` or from the
// beginning, however long nobody collected: timelines go back to their first post.
// Posts that never came to the instance, and those that its owner has thrown away,
// are none of it.
package mastodon
