// Package thread finds which mail answers which.
//
// It works on numbers only, hashes of Message-IDs and of topics, so that ten
// million mails fit into some hundred megabytes, and it reads nothing itself:
// the caller hands over the messages, then what the replies among them name,
// then the topics. Threads depend on the set of messages alone, never on the
// order in which they arrive; a reply that arrived before its parent is found
// like any other. What headers say is hostile: loops, references to oneself
// and Message-IDs used twice must do no harm.
package thread
