// Package matrix reads rooms of Matrix through the client-server API (version 3) of a
// homeserver on which an account of the source's own has joined them. It was built from
// the published description and was never run against a real homeserver.
//
// A room is read from its newest event back to where it was read, so that edits,
// reactions and replies are known before what they belong to: they are no posts of
// their own. A room speaks from its creation on, or from the first event that its
// history shows to the account; what is encrypted counts as a line without words.
package matrix
