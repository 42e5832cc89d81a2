// Package twitter reads archived tweets from files: what the API answered until 2023
// (version 1.1), what the search answered in 2009, archives of an account, and tables.
// Package x asks the API of today.
//
// A retweet holds its original whole; both become posts, the original of no day, since
// the file was not asked for it. What a tweet quotes or answers is only named. A file
// speaks for the time from its first tweet to its last, and is taken at its word: it
// does not say what a search left out.
package twitter
