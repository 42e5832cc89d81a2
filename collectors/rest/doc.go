// Package rest asks services that answer in JSON, politely: at a pace of its own,
// within the limits that a service states in its headers or its answers, and again
// where an answer is cut off or says that it might go better later. Whoever has to
// wait for long is told so.
//
// A Client asks; a Transport lies beneath a client that somebody else wrote.
package rest
