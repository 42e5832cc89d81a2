// Package roster reads and writes the files in which people say who is who: the
// journal of this program, .mailmap of git, the aliases of gitdm, the accounts
// of cncf/gitdm, the identities of SortingHat, and plain CSV. What stands there
// becomes decisions for package identity, which stand above all evidence. The
// files are the operator's, but their text often comes from elsewhere: what makes
// no sense is an error with its place, and what is written can do no harm in the
// format that it is written in.
package roster
