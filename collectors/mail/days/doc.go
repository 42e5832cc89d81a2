// Package days counts mails by the UTC day, for what a source of mail says of
// itself: what it should hold, and for which time it can speak.
package days
