// Package archive keeps copies of the mbox files that a list's archive offers on
// a server (volumes: a month each, or a quarter, a week), for the collectors that
// read such archives. The copies lie in the source's cache, so that reading
// everything anew costs the server a question a file, and a run that was killed
// goes on where it was.
package archive
