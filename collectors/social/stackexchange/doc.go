// Package stackexchange collects questions, answers and comments of a site of the
// Stack Exchange network: from its API, by tag or by search, or from the site's
// public dump.
//
// The API lists questions by their last activity, oldest first, each page from the
// instant at which the one before ended: what is touched meanwhile comes up again
// later, and nothing falls between two pages. A comment or a vote is no activity, so
// every four weeks all is read anew. A source speaks for the whole time of its site, up
// to the run, or up to the end of the dump; what was deleted before nobody sees.
//
// An item's origin is the stream in which it was found and what it is: tag/xen/q/12,
// tag/xen/a/13, tag/xen/c/7. Its key is the site's number, whatever stream shows it.
package stackexchange
