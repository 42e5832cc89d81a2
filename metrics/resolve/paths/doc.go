// Package paths says what kind of file a path names: source, test,
// documentation, configuration, or something that nobody here wrote (vendored,
// generated), and in which language.
//
// The knowledge is go-enry's, that is, linguist's, by which forges count
// languages. Two things are ours. Linguist calls vendored what shall not be
// counted as a project's language, its own continuous integration and test data
// among it: here vendored is what others wrote. And linguist reads a file where
// the name is not enough; the warehouse has no files, so some more names stand
// for what their contents would tell.
package paths
