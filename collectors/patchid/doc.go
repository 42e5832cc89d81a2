// Package patchid computes what `git patch-id --stable` prints for a diff: a sum
// over the files of hashes of their lines, white space and line numbers left
// out. A patch in a mail and the commit that it became have the same one unless
// somebody changed it on the way.
package patchid
