// Package pipermail collects mail from the archives that Mailman 2 makes: a text
// file for each month (or week, quarter, year), from the page that lists them on
// a server, or from a folder.
//
// Of the page only links count that lead into its own folder and are named as
// Pipermail names its files. Each run asks the server for all of them, for what
// has changed since; a file that changed is read again as far as it is another
// one. A file that is neither on the page nor on the server any more is gone, and
// so are its mails.
//
// The files are mboxes of a kind: `user at domain` in From is undone by package
// message, lines of text that begin with From are told from the beginnings of
// mails by package mbox. Nothing is guessed in bodies.
package pipermail
